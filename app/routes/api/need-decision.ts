import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { decideAward } from "~server/tenders";
import { Awarding, awardProblem, AWARD_PROBLEMS, shownAwarding } from "./award-shape";

const decide = endpoint("POST", "/needs/:need/decision", {
  summary: {
    fr: "Décider ce qui est proposé : chaque candidat reçoit son courrier",
    en: "Decide on what is proposed: each bidder has its letter",
  },
  scope: "awarding",
  body: z.strictObject({
    awardIds: z.array(Id).max(50).meta({ description: "The proposals that were read: others are not decided unseen." }),
  }),
  response: Awarding,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need }, body: { awardIds }, locale }) => {
    const outcome = await decideAward(actor, need, awardIds);
    return outcome.ok ? shownAwarding(actor, need) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(decide);
export const action = loader;
