import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { leaveLot } from "~server/tenders";
import { Awarding, awardProblem, AWARD_PROBLEMS, shownAwarding } from "./award-shape";

const leave = endpoint("PUT", "/needs/:need/lots/:lot/left", {
  summary: {
    fr: "Laisser un lot sans suite, pour une raison ; null le reprend",
    en: "Leave a lot without an award, for a reason; null takes it up again",
  },
  scope: "awarding",
  body: z.strictObject({ reason: z.string().trim().min(1).max(2000).nullable() }),
  response: Awarding,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need, lot: lotId }, body: { reason }, locale }) => {
    const outcome = await leaveLot(actor, need, { lotId, reason });
    return outcome.ok ? shownAwarding(actor, need) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(leave);
export const action = loader;
