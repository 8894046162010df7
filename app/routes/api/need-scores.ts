import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { judgingOf, writeScores } from "~server/tenders";
import { judgingProblem, JUDGING_PROBLEMS, JudgingStanding, judgingStanding } from "./judging-shape";
import { ScoresInput } from "./scores-input";

const Scores = JudgingStanding.extend({
  toScore: z.array(z.object({ answerId: Id, criterionId: Id })),
  scores: z
    .array(
      z.object({
        answerId: Id,
        criterionId: Id,
        personId: Id.nullable().meta({ description: "Null: the panel together." }),
        value: z.number(),
        words: z.string(),
      }),
    )
    .meta({ description: "One's own; everybody's once the consensus is open." }),
}).meta({ id: "Scores" });

const read = endpoint("GET", "/needs/:need/scores", {
  summary: {
    fr: "Ce qu'il y a à noter, et les notes que l'on peut lire",
    en: "What there is to score, and the scores that one may read",
  },
  scope: "judging",
  response: Scores,
  handle: async ({ actor, params }) => {
    const { need, step, left, toScore, scores } = await judgingOf(actor, params.need);
    return { needId: need.id, step, left: { ...left }, toScore: [...toScore], scores: [...scores] };
  },
});

const write = endpoint("PUT", "/needs/:need/scores", {
  summary: {
    fr: "Noter une réponse, seul ; personne d'autre ne le lit avant la mise en commun",
    en: "Score an answer, alone; nobody else reads it before the consensus",
  },
  scope: "judging",
  body: ScoresInput,
  response: JudgingStanding,
  problems: JUDGING_PROBLEMS,
  handle: async ({ actor, params: { need }, body, locale }) => {
    const outcome = await writeScores(actor, need, body);
    return outcome.ok ? judgingStanding(actor, need) : judgingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(read, write);
export const action = loader;
