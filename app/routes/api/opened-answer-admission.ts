import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { admitAnswer } from "~server/tenders";
import { EXAMINING_PROBLEMS, openingProblem } from "./judging-shape";

const Admission = z.object({ answerId: Id, decision: z.enum(["admissible", "irregular"]) }).meta({ id: "Admission" });

const admit = endpoint("PUT", "/needs/:need/opened-answers/:openedAnswer/admission", {
  summary: {
    fr: "Dire qu'une réponse peut être jugée, ou pourquoi non",
    en: "Say that an answer can be judged, or why not",
  },
  scope: "judging",
  body: z.strictObject({
    decision: z.enum(["admissible", "irregular"]),
    reason: z.string().trim().max(2000).default("").meta({ description: "Told to the bidder; with irregular." }),
  }),
  response: Admission,
  problems: EXAMINING_PROBLEMS,
  handle: async ({ actor, params: { need: needId, openedAnswer: answerId }, body, locale }) => {
    const outcome = await admitAnswer(actor, { needId, answerId }, body);
    return outcome.ok ? { answerId, decision: body.decision } : openingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(admit);
export const action = loader;
