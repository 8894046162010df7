import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { answerClarification, answerKeyOf } from "~server/tenders";
import { EXAMINING_PROBLEMS, openingProblem } from "./judging-shape";

const Clarified = z.object({ id: Id, answered: z.literal(true) }).meta({ id: "Clarified" });

const answer = endpoint("PUT", "/answers/:answer/clarifications/:clarification", {
  summary: {
    fr: "Donner une précision ; se corrige jusqu'au terme",
    en: "Make something clear; may be put right until its time is over",
  },
  scope: "answers:write",
  body: z.strictObject({ answer: z.string().trim().min(1).max(5000) }),
  response: Clarified,
  problems: EXAMINING_PROBLEMS,
  handle: async ({ actor, params: { answer: answerId, clarification: id }, body, locale }) => {
    const { needId } = await answerKeyOf(actor, answerId);
    const outcome = await answerClarification(actor, { needId, clarificationId: id }, body.answer);
    return outcome.ok ? { id, answered: true as const } : openingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(answer);
export const action = loader;
