import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { finishScoring, resumeScoring } from "~server/tenders";
import { judgingProblem, JUDGING_PROBLEMS, JudgingStanding, judgingStanding } from "./judging-shape";

const finish = endpoint("PUT", "/needs/:need/scores/finished", {
  summary: {
    fr: "Dire que l'on a fini de noter, ou que l'on reprend",
    en: "Say that one has finished scoring, or goes on",
  },
  scope: "judging",
  body: z.strictObject({ finished: z.boolean() }),
  response: JudgingStanding,
  problems: JUDGING_PROBLEMS,
  handle: async ({ actor, params: { need }, body: { finished }, locale }) => {
    const outcome = await (finished ? finishScoring(actor, need) : resumeScoring(actor, need));
    return outcome.ok ? judgingStanding(actor, need) : judgingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(finish);
export const action = loader;
