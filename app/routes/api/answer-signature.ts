import { apiRoute, endpoint } from "~/http/api";
import { answerKeyOf, signShare } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";
import { Standing, standingOf } from "./answer-shape";

const sign = endpoint("POST", "/answers/:answer/signature", {
  summary: {
    fr: "Signer la tâche et les parts de votre structure, comme elles sont",
    en: "Sign the task and the shares of your structure, as they are",
  },
  scope: "answers:write",
  response: Standing,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer }, locale }) => {
    const outcome = await signShare(actor, await answerKeyOf(actor, answer));
    return outcome.ok ? standingOf(actor, answer) : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(sign);
export const action = loader;
