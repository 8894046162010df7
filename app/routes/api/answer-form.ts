import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { ANSWER_FORMS, answerKeyOf, chooseForm } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";
import { Standing, standingOf } from "./answer-shape";

const choose = endpoint("PUT", "/answers/:answer/form", {
  summary: {
    fr: "Répondre seul, en groupement conjoint ou solidaire ; défait les signatures",
    en: "Answer alone, each for its part, or for the whole; undoes the signatures",
  },
  scope: "answers:write",
  body: z.strictObject({ form: z.enum(ANSWER_FORMS) }),
  response: Standing,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer }, body: { form }, locale }) => {
    const outcome = await chooseForm(actor, await answerKeyOf(actor, answer), form);
    return outcome.ok ? standingOf(actor, answer) : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(choose);
export const action = loader;
