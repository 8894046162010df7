import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { answerKeyOf, leaveGroup } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";

const leave = endpoint("POST", "/answers/:answer/departure", {
  summary: {
    fr: "Quitter un groupement, tant que rien n'est déposé",
    en: "Leave a group, as long as nothing is handed in",
  },
  scope: "answers:write",
  response: Ended,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer: id }, locale }) => {
    const outcome = await leaveGroup(actor, await answerKeyOf(actor, id));
    return outcome.ok ? { id, ended: true as const } : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(leave);
export const action = loader;
