import { z } from "zod";
import { Id, Money, money } from "~/http/api-shapes";
import type { RecurringSeen } from "~server/costs";

/** What comes again, always with an end. */
export const RecurringCharge = z
  .object({
    id: Id,
    pool: z.string(),
    supplier: z.string(),
    label: z.string(),
    amount: Money.meta({ description: "Of each time." }),
    advancedBy: z.string().nullable(),
    everyMonths: z.int(),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    nextOn: z.iso.date().nullable().meta({ description: "The first day of service of the next one." }),
    stopped: z.boolean(),
    written: z.int().meta({ description: "Charges that came of it; each waits for approval." }),
  })
  .meta({ id: "RecurringCharge" });

/** What comes again, as the API shows it. */
export function shownRecurring({ poolName, amountCents, payerName, ...recurring }: RecurringSeen) {
  return { ...recurring, pool: poolName, amount: money(amountCents), advancedBy: payerName };
}
