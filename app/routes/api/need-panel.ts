import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoWithOffset } from "~/http/api-shapes";
import { can } from "~server/kernel/permissions";
import { addToPanel, judgingOf, panelCandidates } from "~server/tenders";
import { judgingProblem, JUDGING_PROBLEMS, JudgingStanding, judgingStanding } from "./judging-shape";

const Panel = z
  .object({
    members: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        structure: z.string().nullable(),
        declared: z.enum(["none", "conflict"]).nullable(),
        declaration: z.string(),
        finishedAt: Instant.nullable(),
        removedAt: Instant.nullable(),
        removedReason: z.string(),
        me: z.boolean(),
      }),
    ),
    candidates: z
      .array(
        z.object({
          personId: Id,
          name: z.string(),
          structureId: Id.nullable(),
          structure: z.string().nullable(),
        }),
      )
      .nullable()
      .meta({ description: "Who may be asked, for who chooses the panel; null for others." }),
  })
  .meta({ id: "Panel" });

const read = endpoint("GET", "/needs/:need/panel", {
  summary: { fr: "Le jury d'un besoin", en: "The panel of a need" },
  scope: "judging",
  response: Panel,
  handle: async ({ actor, params }) => {
    const { need, members } = await judgingOf(actor, params.need);
    const at = (instant: Date | null) => instant && isoWithOffset(instant, actor.timeZone);
    const chooses = need.ours && can(actor, "needs.publish", need.buyer.id);
    return {
      members: members.map((member) => ({
        ...{ personId: member.id, name: member.name, structure: member.structure, me: member.me },
        ...{ declared: member.declared, declaration: member.declaration, removedReason: member.removedReason },
        finishedAt: at(member.finishedAt),
        removedAt: at(member.removedAt),
      })),
      candidates: chooses
        ? (await panelCandidates(actor, need.id)).map(({ personId, name, structureId, structure }) => ({
            ...{ personId, name, structureId, structure },
          }))
        : null,
    };
  },
});

const add = endpoint("POST", "/needs/:need/panel", {
  summary: { fr: "Demander à quelqu'un de juger", en: "Ask somebody to judge" },
  scope: "judging",
  body: z.strictObject({ personId: Id, structureId: Id.nullable() }),
  response: JudgingStanding,
  success: 201,
  problems: JUDGING_PROBLEMS,
  handle: async ({ actor, params: { need }, body, locale }) => {
    const outcome = await addToPanel(actor, need, body);
    return outcome.ok ? judgingStanding(actor, need) : judgingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(read, add);
export const action = loader;
