import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { answeringOf } from "~server/tenders";

const AnsweringShape = z
  .object({
    answers: z.array(z.object({ id: Id, lead: z.string() })),
    invitations: z.array(z.object({ answerId: Id, from: z.string(), message: z.string(), task: z.string() })),
    partnerCalls: z.array(
      z.object({ structure: z.object({ id: Id, name: z.string() }), words: z.string(), ours: z.boolean() }),
    ),
  })
  .meta({ id: "NeedAnswering" });

const read = endpoint("GET", "/needs/:need/answering", {
  summary: {
    fr: "Où en est votre structure : ses réponses, ses invitations, qui cherche un partenaire",
    en: "Where your structure is: its answers, its invitations, who looks for a partner",
  },
  scope: "answers:read",
  response: AnsweringShape,
  handle: async ({ actor, params }) => {
    const { answer, others, invitations, calls } = await answeringOf(actor, params.need);
    const lead = answer?.members.find((member) => member.lead)?.name ?? "";
    return {
      answers: [...(answer ? [{ id: answer.id, lead }] : []), ...others],
      invitations: invitations.map(({ answerId, from, message, task }) => ({ answerId, from, message, task })),
      partnerCalls: calls.map(({ structureId, name, words, ours }) => ({
        ...{ words, ours },
        structure: { id: structureId, name },
      })),
    };
  },
});

export const loader = apiRoute(read);
export const action = loader;
