import { apiRoute, endpoint } from "~/http/api";
import { endContract } from "~server/tenders";
import { awardProblem, AWARD_PROBLEMS, Market, shownMarket } from "./award-shape";

const end = endpoint("POST", "/needs/:need/awards/:award/contract/end", {
  summary: { fr: "Dire que le contrat est terminé", en: "Say that the contract has ended" },
  scope: "awarding",
  response: Market,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need: needId, award: awardId }, locale }) => {
    const outcome = await endContract(actor, { needId, awardId });
    return outcome.ok ? shownMarket(actor, { needId, awardId }) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(end);
export const action = loader;
