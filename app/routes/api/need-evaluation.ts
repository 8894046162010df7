import { apiRoute, endpoint } from "~/http/api";
import { endEvaluation } from "~server/tenders";
import { judgingProblem, JUDGING_PROBLEMS, JudgingStanding, judgingStanding } from "./judging-shape";

const end = endpoint("POST", "/needs/:need/evaluation", {
  summary: {
    fr: "Arrêter les notes ; ouvre les prix là où la qualité se juge d'abord",
    en: "End the evaluation; opens prices where quality is judged first",
  },
  scope: "judging",
  response: JudgingStanding,
  problems: JUDGING_PROBLEMS,
  handle: async ({ actor, params: { need }, locale }) => {
    const outcome = await endEvaluation(actor, need);
    return outcome.ok ? judgingStanding(actor, need) : judgingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(end);
export const action = loader;
