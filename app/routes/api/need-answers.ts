import { apiRoute, endpoint } from "~/http/api";
import { beginAnswer } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";
import { Standing, standingOf } from "./answer-shape";

const begin = endpoint("POST", "/needs/:need/answers", {
  summary: {
    fr: "Commencer la réponse de votre structure ; demandé deux fois, il n'y en a qu'une",
    en: "Begin the answer of your structure; asked twice, there is one",
  },
  scope: "answers:write",
  response: Standing,
  success: 201,
  location: ({ id }) => `/api/v1/answers/${id}`,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { need }, locale }) => {
    const outcome = await beginAnswer(actor, need);
    return outcome.ok ? standingOf(actor, outcome.value) : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(begin);
export const action = loader;
