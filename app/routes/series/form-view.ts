import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { weekdayName } from "~server/kernel/format";
import { parseLocalDate } from "~server/kernel/time";
import { resourceChoices, whenView } from "../bookings/when-view";
import { ENDS, FREQUENCIES, monthDaysOf, type AskedSeries } from "./asked";

const MONTH_WORDS = { date: "monthDate", rang: "monthRank", dernier: "monthLast", fin: "monthEnd" } as const;

/** The form that asks how a booking comes back, in words: what was typed, what may be chosen, what is wrong. */
export async function seriesFormView(
  actor: Actor,
  resource: Resource,
  asked: AskedSeries,
  now: Date,
  problem: string | null = null,
) {
  const { locale, poleSlug } = actor;
  const t = await translator(locale, "series");
  const fields = whenView(asked.when, resourceChoices(resource), now, actor, await translator(locale, "bookings"));
  const day = parseLocalDate(asked.when.typed.jour);
  return {
    resource: {
      id: resource.id,
      name: resource.name,
      to: paths.resource(poleSlug, resource.id),
      capacity: resource.capacity,
    },
    once: paths.newBooking(poleSlug, resource.id, asked.when.when?.query),
    fields,
    typed: asked.typed,
    frequencies: FREQUENCIES.map((value) => ({ value, label: t(`form.${value}`) })),
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ value: weekday, label: weekdayName(weekday, locale) })),
    monthDays: monthDaysOf(day).map((value) => ({ value, label: t(`form.${MONTH_WORDS[value]}`) })),
    ends: ENDS.map((value) => ({ value, label: t(value === "date" ? "form.endDate" : "form.endCount") })),
    errors: Object.fromEntries(asked.errors.map(({ field, message }) => [field, t(`errors.${message}`)])),
    problem,
  };
}

export type SeriesFormView = Awaited<ReturnType<typeof seriesFormView>>;
