import { translator } from "~/i18n/translator";
import type { SeriesDetails } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatMoney } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";

/** What would be cancelled, all dates to come or those from one on, and what would stay due of each choice. */
export async function cancellationView(actor: Actor, { bookings }: SeriesDetails, now: Date, from: string | null) {
  const { locale, timeZone } = actor;
  const t = await translator(locale, "series");
  const coming = bookings.filter(({ state, start }) => (state === "confirmed" || state === "requested") && start > now);
  const since = (first: string) => {
    const dates = coming.filter(({ recurrence }) => (recurrence ?? "") >= first);
    const cancelled = dates.filter(({ cancellation }) => cancellation.can);
    const due = cancelled.filter(({ cancellation }) => cancellation.feeCents > 0);
    const cents = due.reduce((sum, { cancellation }) => sum + cancellation.feeCents, 0);
    const stay = dates.length - cancelled.length;
    const [next] = cancelled;
    const day = next ? formatDay(localDateOf(next.start, timeZone), locale, { year: true }) : "";
    return {
      recurrence: first,
      what: t("cancel.what", { count: cancelled.length, day }),
      label: t("cancel.allOf", { count: cancelled.length }),
      cents,
      notes: [
        cents > 0 ? t("cancel.fee", { count: due.length, amount: formatMoney(cents, locale) }) : "",
        stay > 0 ? t("cancel.stay", { count: stay }) : "",
      ].filter((note) => note !== ""),
    };
  };
  const asked = from && coming.some(({ recurrence }) => recurrence === from) ? since(from) : null;
  const all = since("");
  return { all, asked, due: all.cents > 0 };
}

export type CancellationView = Awaited<ReturnType<typeof cancellationView>>;
