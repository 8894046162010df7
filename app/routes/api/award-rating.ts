import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { rateAward } from "~server/tenders";
import { awardProblem, AWARD_PROBLEMS, Market, shownMarket } from "./award-shape";

const rate = endpoint("POST", "/needs/:need/awards/:award/rating", {
  summary: {
    fr: "Dire, une fois, ce qu'a été le travail avec l'autre ; lu quand les deux l'ont dit",
    en: "Say, once, what working with the other was like; read once both have said it",
  },
  scope: "awarding",
  body: z.strictObject({ stars: z.int().min(1).max(5), words: z.string().trim().max(2000).default("") }),
  response: Market,
  success: 201,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need: needId, award: awardId }, body, locale }) => {
    const outcome = await rateAward(actor, { needId, awardId }, body);
    return outcome.ok ? shownMarket(actor, { needId, awardId }) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(rate);
export const action = loader;
