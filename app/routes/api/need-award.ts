import { apiRoute, endpoint } from "~/http/api";
import { dropProposal } from "~server/tenders";
import { Awarding, awardProblem, AWARD_PROBLEMS, Market, shownAwarding, shownMarket } from "./award-shape";

const read = endpoint("GET", "/needs/:need/awards/:award", {
  summary: {
    fr: "Un lot attribué : contrat, livraisons, avis, pour les deux côtés",
    en: "A lot that was awarded: contract, deliveries, ratings, for both sides",
  },
  scope: "awarding",
  response: Market,
  handle: ({ actor, params: { need: needId, award: awardId } }) => shownMarket(actor, { needId, awardId }),
});

const drop = endpoint("DELETE", "/needs/:need/awards/:award", {
  summary: { fr: "Reprendre une proposition, avant la décision", en: "Take a proposal back, before the decision" },
  scope: "awarding",
  response: Awarding,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need, award }, locale }) => {
    const outcome = await dropProposal(actor, need, award);
    return outcome.ok ? shownAwarding(actor, need) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(read, drop);
export const action = loader;
