import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { endInterest, endWithoutAward, needNow } from "~server/tenders";
import { awardProblem, AWARD_PROBLEMS } from "./award-shape";
import { Need, shownNeed } from "./need-shape";

const end = endpoint("POST", "/needs/:need/ending", {
  summary: {
    fr: "Terminer sans retenir personne, pour une raison ; ou clore une question d'intérêt",
    en: "End without retaining anybody, for a reason; or close a question of interest",
  },
  scope: "awarding",
  body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
  response: Need,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need: id }, body: { reason }, locale }) => {
    const { need } = await needNow(actor, id);
    const outcome = await (need.kind === "interest" && need.openedAt
      ? endInterest(actor, id)
      : endWithoutAward(actor, id, reason));
    return outcome.ok ? shownNeed(await needNow(actor, id), actor) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(end);
export const action = loader;
