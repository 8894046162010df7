import { apiRoute, endpoint } from "~/http/api";
import { answerKeyOf, submitAnswer } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";
import { shownSubmission, Submission } from "./answer-shape";

const submit = endpoint("POST", "/answers/:answer/submission", {
  summary: {
    fr: "Déposer la réponse, ou la remplacer, ou la confirmer après un additif",
    en: "Hand the answer in, or replace it, or confirm it after an addendum",
  },
  scope: "answers:write",
  response: Submission,
  success: 201,
  location: ({ id, answerId }) => `/api/v1/answers/${answerId}/receipts/${id}`,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer }, idempotentId, locale }) => {
    const outcome = await submitAnswer(actor, await answerKeyOf(actor, answer), idempotentId);
    return outcome.ok ? shownSubmission(outcome.value, answer, actor) : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(submit);
export const action = loader;
