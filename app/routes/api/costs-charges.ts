import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { cursorOf, encodeCursor, Id, limit, listOf } from "~/http/api-shapes";
import { advancesOf, chargeOf, chargesOf, enterCharge } from "~server/costs";
import { can } from "~server/kernel/permissions";
import { Charge, chargeProblem, CHARGE_PROBLEMS, shownCharge } from "./costs-charge-shape";
import { Month } from "./costs-shape";

const list = endpoint("GET", "/costs/charges", {
  summary: {
    fr: "Les charges, de la plus récente à la plus ancienne ; pour un membre, ce qu'il a avancé",
    en: "Charges, the latest first; for a member, what it advanced",
  },
  scope: "costs",
  query: z.strictObject({
    // For who keeps the books: a member has few.
    month: Month.optional(),
    poolId: Id.optional(),
    state: z.enum(["draft", "submitted", "approved", "refused"]).optional(),
    cursor: cursorOf(z.int().min(1)).optional(),
    limit,
  }),
  response: listOf(Charge),
  handle: async ({ actor, query: { month, poolId, state, cursor: offset = 0, limit: most } }) => {
    const filters = { month: month ? `${month}-01` : null, poolId: poolId ?? null, state: state ?? null };
    const page = { offset, limit: most };
    const all = can(actor, "costs.manage");
    const { items, total } = await (all ? chargesOf(actor, filters, page) : advancesOf(actor, page));
    const next = offset + items.length;
    return { items: items.map(shownCharge), nextCursor: next < total ? encodeCursor(next) : null };
  },
});

const enter = endpoint("POST", "/costs/charges", {
  summary: {
    fr: "Saisir une charge du pôle, ou déclarer ce que sa structure a avancé : elle attend d'être approuvée",
    en: "Enter a charge of the pôle, or declare what one's structure advanced: it waits for approval",
  },
  scope: "costs",
  body: z.strictObject({
    as: z.enum(["pole", "advance"]).default("pole"),
    poolId: Id,
    supplier: z.string().trim().min(1).max(120),
    reference: z.string().trim().max(60).default(""),
    label: z.string().trim().min(1).max(160),
    amountCents: z
      .int()
      .min(-1_000_000_000)
      .max(1_000_000_000)
      .refine((cents) => cents !== 0),
    account: z
      .string()
      .regex(/^6\d{2,7}$/)
      .nullish(),
    nature: z.enum(["ordinary", "salary", "social_charges", "expenses"]).default("ordinary"),
    documentOn: z.iso.date(),
    servedFrom: z.iso.date().nullish().meta({ description: "Left out with the last day: the month of the document." }),
    servedUntil: z.iso.date().nullish(),
    advancedBy: Id.nullish(),
    withoutProof: z.string().trim().max(300).default("").meta({ description: "Why no proof will come." }),
  }),
  response: Charge,
  success: 201,
  location: ({ id }) => `/api/v1/costs/charges/${id}`,
  problems: CHARGE_PROBLEMS,
  handle: async ({ actor, body: { as, advancedBy = null, ...body }, idempotentId: id }) => {
    const outcome = await enterCharge(actor, { id, ...body, account: body.account ?? null, paidBy: advancedBy }, as);
    return outcome.ok ? shownCharge(await chargeOf(actor, id)) : chargeProblem(outcome.problem);
  },
});

export const loader = apiRoute(list, enter);
export const action = loader;
