import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { answerKeyOf, removeAnswerFile } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";

const remove = endpoint("DELETE", "/answers/:answer/files/:answerFile", {
  summary: {
    fr: "Retirer un fichier du brouillon ; celui d'une réponse déposée y reste",
    en: "Take a file off the draft; that of an answer handed in stays in it",
  },
  scope: "answers:write",
  response: Ended,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer, answerFile: id }, locale }) => {
    const outcome = await removeAnswerFile(actor, await answerKeyOf(actor, answer), id);
    return outcome.ok ? { id, ended: true as const } : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(remove);
export const action = loader;
