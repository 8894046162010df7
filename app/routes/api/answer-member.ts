import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { answerKeyOf, removeMember } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";

const remove = endpoint("DELETE", "/answers/:answer/members/:structure", {
  summary: {
    fr: "Retirer une structure du groupement, avec ses parts",
    en: "Take a structure out of the group, with its shares",
  },
  scope: "answers:write",
  response: Ended,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer, structure: id }, locale }) => {
    const outcome = await removeMember(actor, await answerKeyOf(actor, answer), id);
    return outcome.ok ? { id, ended: true as const } : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(remove);
export const action = loader;
