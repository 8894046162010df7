import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { removeFromPanel } from "~server/tenders";
import { judgingProblem, JUDGING_PROBLEMS, JudgingStanding, judgingStanding } from "./judging-shape";

const remove = endpoint("DELETE", "/needs/:need/panel/:person", {
  summary: {
    fr: "Continuer sans quelqu'un ; après l'ouverture, pour une raison que le jury lit",
    en: "Go on without somebody; after the opening, for a reason that the panel reads",
  },
  scope: "judging",
  body: z.strictObject({ reason: z.string().trim().max(1000).default("") }),
  response: JudgingStanding,
  problems: JUDGING_PROBLEMS,
  handle: async ({ actor, params: { need, person: personId }, body: { reason }, locale }) => {
    const outcome = await removeFromPanel(actor, need, { personId, reason });
    return outcome.ok ? judgingStanding(actor, need) : judgingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(remove);
export const action = loader;
