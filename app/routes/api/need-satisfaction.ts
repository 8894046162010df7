import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { sayWhetherMet, WHETHER_MET } from "~server/tenders";
import { Awarding, awardProblem, AWARD_PROBLEMS, shownAwarding } from "./award-shape";

const say = endpoint("PUT", "/needs/:need/satisfaction", {
  summary: { fr: "Dire si le besoin est satisfait", en: "Say whether the need was met" },
  scope: "awarding",
  body: z.strictObject({ met: z.enum(WHETHER_MET), words: z.string().trim().max(1000).default("") }),
  response: Awarding,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need }, body, locale }) => {
    const outcome = await sayWhetherMet(actor, need, body);
    return outcome.ok ? shownAwarding(actor, need) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(say);
export const action = loader;
