import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { decideDelivery } from "~server/tenders";
import { awardProblem, AWARD_PROBLEMS, Market, shownMarket } from "./award-shape";

const decide = endpoint("PUT", "/needs/:need/awards/:award/deliveries/:delivery", {
  summary: {
    fr: "Accepter une livraison, ou la refuser en disant pourquoi",
    en: "Accept a delivery, or refuse it, saying why",
  },
  scope: "awarding",
  body: z.strictObject({
    refusal: z.string().trim().min(1).max(1000).nullable().meta({ description: "Why it is refused; null accepts it." }),
  }),
  response: Market,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need: needId, award: awardId, delivery: deliveryId }, body, locale }) => {
    const outcome = await decideDelivery(actor, { needId, awardId }, { deliveryId, refusal: body.refusal });
    return outcome.ok ? shownMarket(actor, { needId, awardId }) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(decide);
export const action = loader;
