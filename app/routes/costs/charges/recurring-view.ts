import { recurringOf, type RecurringSeen } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatMoney } from "~server/kernel/format";
import { addDays, addMonths, localDateOf, startOfMonth } from "~server/kernel/time";
import type { ChargeWords } from "./charge-words";

/** « 3 charges récurrentes à venir », until the end of next month; null where there is none. */
export async function comingWords(actor: Actor, t: ChargeWords): Promise<string | null> {
  const until = addDays(addMonths(startOfMonth(localDateOf(new Date(), actor.timeZone)), 2), -1);
  const coming = (await recurringOf(actor)).filter(({ nextOn }) => nextOn !== null && nextOn <= until);
  if (coming.length === 0) return null;
  const cents = coming.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return t("comingSoon", { count: coming.length, total: formatMoney(cents, actor.locale) });
}

/** What comes again, in words. */
export function recurringLine(seen: RecurringSeen, { locale }: Actor, t: ChargeWords) {
  const day = (date: string) => formatDay(date, locale, { weekday: false, year: true });
  return {
    id: seen.id,
    label: seen.label,
    supplier: seen.supplier,
    pool: seen.poolName,
    payer: seen.payerName && t("advancedBy", { who: seen.payerName }),
    amount: formatMoney(seen.amountCents, locale),
    every: t("recurringList.every", { months: seen.everyMonths }),
    until: t("recurringList.until", { from: day(seen.startsOn), until: day(seen.endsOn) }),
    written: t("recurringList.written", { count: seen.written }),
    someWritten: seen.written > 0,
    comes: seen.nextOn !== null,
    state: seen.nextOn
      ? t("recurringList.next", { day: day(seen.nextOn) })
      : t(seen.stopped ? "recurringList.stopped" : "recurringList.over"),
  };
}
export type RecurringLine = ReturnType<typeof recurringLine>;
