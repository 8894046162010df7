import { apiRoute, endpoint } from "~/http/api";
import { answerKeyOf, withdrawAnswer } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";
import { shownSubmission, Submission } from "./answer-shape";

const withdraw = endpoint("POST", "/answers/:answer/withdrawal", {
  summary: {
    fr: "Retirer la réponse : rien n'est déposé jusqu'à un nouveau dépôt",
    en: "Take the answer back: nothing is in until it is handed in again",
  },
  scope: "answers:write",
  response: Submission,
  success: 201,
  location: ({ id, answerId }) => `/api/v1/answers/${answerId}/receipts/${id}`,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer }, idempotentId, locale }) => {
    const outcome = await withdrawAnswer(actor, await answerKeyOf(actor, answer), idempotentId);
    return outcome.ok ? shownSubmission(outcome.value, answer, actor) : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(withdraw);
export const action = loader;
