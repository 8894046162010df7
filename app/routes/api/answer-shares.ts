import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { allow } from "~server/kernel/permissions";
import { writeShares } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS, wrongFields } from "./answer-problem";
import { answerOf, Standing, standingOf } from "./answer-shape";

const write = endpoint("PUT", "/answers/:answer/shares", {
  summary: {
    fr: "Écrire les tâches et les parts de chacun ; qui change la sienne la signe à nouveau",
    en: "Write the tasks and the shares of each; who changes its own signs again",
  },
  scope: "answers:write",
  body: z.strictObject({
    tasks: z
      .array(z.strictObject({ structureId: Id, task: z.string().trim().max(2000) }))
      .max(100)
      .default([]),
    shares: z
      .array(
        z.strictObject({
          structureId: Id,
          lotId: Id,
          amountCents: z.int().min(0).max(99_999_999_999),
          hours: z.int().min(0).max(999_999).default(0),
        }),
      )
      .max(2000)
      .default([])
      .meta({ description: "Those that are not named stay; a share of nothing is none." }),
  }),
  response: Standing,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer: answerId }, body: { tasks, shares }, locale }) => {
    const { need, answer } = await answerOf(actor, answerId);
    const accepted = new Set(
      answer.members.flatMap(({ structureId, state }) => (state === "accepted" ? [structureId] : [])),
    );
    const lots = new Set(answer.lots.map(({ lotId }) => lotId));
    const strange = (list: string, rows: readonly { structureId: string }[]) =>
      rows.flatMap(({ structureId }, row) =>
        accepted.has(structureId) ? [] : [{ field: `${list}.${row}.structureId`, why: "not_member" as const }],
      );
    const wrong = [
      ...strange("tasks", tasks),
      ...strange("shares", shares),
      ...shares.flatMap(({ lotId }, row) =>
        lots.has(lotId) ? [] : [{ field: `shares.${row}.lotId`, why: "not_of_answer" as const }],
      ),
    ];
    if (wrong.length > 0) return wrongFields(wrong, locale);
    // Those of others are the lead's to write.
    if ([...tasks, ...shares].some(({ structureId }) => structureId !== actor.structureId))
      allow(actor, "answers.write", answer.structureId);
    const typed = { shares, tasks: Object.fromEntries(tasks.map(({ structureId, task }) => [structureId, task])) };
    const outcome = await writeShares(actor, { needId: need.id, answerId }, typed);
    return outcome.ok ? standingOf(actor, answerId) : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(write);
export const action = loader;
