import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { answerKeyOf, inviteMember } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";
import { Standing, standingOf } from "./answer-shape";

const invite = endpoint("POST", "/answers/:answer/members", {
  summary: {
    fr: "Inviter une structure dans le groupement, qui commence avec elle",
    en: "Ask a structure into the group, which begins with it",
  },
  scope: "answers:write",
  body: z.strictObject({
    structureId: Id,
    task: z.string().trim().max(2000).default(""),
    message: z.string().trim().max(1000).default(""),
  }),
  response: Standing,
  success: 201,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer }, body, locale }) => {
    const outcome = await inviteMember(actor, await answerKeyOf(actor, answer), body);
    return outcome.ok ? standingOf(actor, answer) : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(invite);
export const action = loader;
