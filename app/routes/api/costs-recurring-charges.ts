import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { addRecurring, recurringOf } from "~server/costs";
import { NotFound } from "~server/kernel/errors";
import { chargeProblem, CHARGE_PROBLEMS } from "./costs-charge-shape";
import { RecurringCharge, shownRecurring } from "./costs-recurring-shape";

const list = endpoint("GET", "/costs/recurring-charges", {
  summary: { fr: "Les charges récurrentes", en: "Charges that come again" },
  scope: "costs",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(RecurringCharge),
  handle: async ({ actor, query }) => pageOf((await recurringOf(actor)).map(shownRecurring), query),
});

const add = endpoint("POST", "/costs/recurring-charges", {
  summary: {
    fr: "Faire revenir une charge, jusqu'à un jour : chacune attend d'être approuvée",
    en: "Have a charge come again until a day: each waits for approval",
  },
  scope: "costs",
  body: z
    .strictObject({
      poolId: Id,
      supplier: z.string().trim().min(1).max(120),
      label: z.string().trim().min(1).max(160),
      amountCents: z.int().min(1).max(1_000_000_000).meta({ description: "Of each time." }),
      account: z
        .string()
        .regex(/^6\d{2,7}$/)
        .nullable()
        .default(null),
      advancedBy: Id.nullable().default(null),
      everyMonths: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(6), z.literal(12)]),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
    })
    .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ["endsOn"] }),
  response: RecurringCharge,
  success: 201,
  problems: CHARGE_PROBLEMS,
  handle: async ({ actor, body: { advancedBy: paidBy, ...body }, idempotentId: id }) => {
    const outcome = await addRecurring(actor, { id, ...body, paidBy });
    if (!outcome.ok) return chargeProblem(outcome.problem);
    const made = (await recurringOf(actor)).find((one) => one.id === id);
    if (!made) throw new NotFound("recurring");
    return shownRecurring(made);
  },
});

export const loader = apiRoute(list, add);
export const action = loader;
