import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { answerInvitation, answerKeyOf } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";

const Joined = z.object({ id: Id, joined: z.boolean() }).meta({ id: "GroupJoined" });

const answer = endpoint("POST", "/answers/:answer/invitation", {
  summary: { fr: "Entrer dans un groupement qui vous invite, ou non", en: "Join a group that asks you, or not" },
  scope: "answers:write",
  body: z.strictObject({ answer: z.enum(["accept", "refuse"]) }),
  response: Joined,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer: id }, body, locale }) => {
    const joined = body.answer === "accept";
    const outcome = await answerInvitation(actor, await answerKeyOf(actor, id), joined);
    return outcome.ok ? { id, joined } : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(answer);
export const action = loader;
