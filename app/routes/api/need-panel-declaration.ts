import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { declareForPanel } from "~server/tenders";
import { judgingProblem, JUDGING_PROBLEMS, JudgingStanding, judgingStanding } from "./judging-shape";

const declare = endpoint("PUT", "/needs/:need/panel/declaration", {
  summary: {
    fr: "Déclarer si l'on a un lien avec un candidat : un lien est pour de bon",
    en: "Declare whether one has a conflict with a bidder: a conflict is for good",
  },
  scope: "judging",
  body: z.strictObject({ conflict: z.boolean(), words: z.string().trim().max(2000).default("") }),
  response: JudgingStanding,
  problems: JUDGING_PROBLEMS,
  handle: async ({ actor, params: { need }, body, locale }) => {
    const outcome = await declareForPanel(actor, need, body);
    return outcome.ok ? judgingStanding(actor, need) : judgingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(declare);
export const action = loader;
