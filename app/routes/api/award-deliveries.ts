import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { declareDelivery } from "~server/tenders";
import { awardProblem, AWARD_PROBLEMS, Market, shownMarket } from "./award-shape";

const declare = endpoint("POST", "/needs/:need/awards/:award/deliveries", {
  summary: {
    fr: "Déclarer une livraison, que l'acheteur accepte ou non",
    en: "Declare a delivery, for the buyer to accept or not",
  },
  scope: "awarding",
  body: z.strictObject({
    deliveredOn: z.iso.date(),
    what: z.string().trim().min(1).max(1000),
    amountCents: z.int().min(0).max(99_999_999_999).nullable().default(null),
    hours: z.int().min(0).max(999_999).default(0),
  }),
  response: Market,
  success: 201,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need: needId, award: awardId }, body, idempotentId: id, locale }) => {
    const outcome = await declareDelivery(actor, { needId, awardId }, { id, ...body });
    return outcome.ok ? shownMarket(actor, { needId, awardId }) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(declare);
export const action = loader;
