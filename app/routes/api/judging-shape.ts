import { z } from "zod";
import { Id, Instant, isoToTheMillisecond, isoWithOffset } from "~/http/api-shapes";
import { problem, type Problem } from "~/http/problem";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { problemWords, sayScoring } from "~/routes/scoring/words";
import type { Actor, Locale } from "~server/kernel/actor";
import {
  judgingOf,
  type AdmissionProblem,
  type Clarification as OwnClarification,
  type ClarificationProblem,
  type JudgingProblem,
  type OpenedAnswer as OwnOpened,
  type OpeningProblem,
} from "~server/tenders";
import { HandedIn, shownContent } from "./handed-in-shape";

/** What somebody is asked to make clear. */
export const Clarification = z
  .object({
    id: Id,
    question: z.string(),
    askedAt: Instant,
    dueAt: Instant.meta({ description: "It is answered before this instant, or not at all." }),
    answer: z.string().nullable(),
    answeredAt: Instant.nullable(),
  })
  .meta({ id: "Clarification" });

/** An answer as it was opened. */
export const OpenedAnswer = z
  .object({
    id: Id,
    number: z.int(),
    at: Instant,
    sha256: z.string(),
    lead: z.object({ id: Id, name: z.string() }),
    pricesOpen: z.boolean(),
    content: HandedIn.meta({ description: "Prices are null as long as quality is judged before them." }),
    admission: z.object({ decision: z.enum(["admissible", "irregular"]), reason: z.string(), at: Instant }).nullable(),
  })
  .meta({ id: "OpenedAnswer" });

/** Where judging stands: what writes answers, so that nothing of an answer is kept with an Idempotency-Key. */
export const JudgingStanding = z
  .object({
    needId: Id,
    step: z
      .enum(["nothing_to_judge", "choose_panel", "score", "open_consensus", "agree", "open_prices", "end", "ranked"])
      .nullable()
      .meta({ description: "What comes next; null before the opening, and for who does not read the answers." }),
    left: z.object({ mine: z.int(), consensus: z.int() }).meta({ description: "Scores to give." }),
  })
  .meta({ id: "JudgingStanding" });

/** Every refusal about opening, examining and judging, with its status. */
export const OPENING_PROBLEMS = {
  need_is_sealed: 409,
  need_is_opened: 409,
  two_persons: 409,
  opener_answers: 409,
  not_asked: 409,
  already_asked: 409,
  not_yours: 409,
} as const satisfies Record<OpeningProblem, number>;

export const EXAMINING_PROBLEMS = {
  reason_missing: 422,
  decision_taken: 409,
  scored_without_it: 409,
  due_in_the_past: 422,
  clarification_is_over: 409,
} as const satisfies Record<AdmissionProblem | ClarificationProblem, number>;

export const JUDGING_PROBLEMS = {
  panel_is_fixed: 409,
  panel_is_of_the_pole: 422,
  reason_is_said: 422,
  need_is_sealed: 409,
  conflict_stays: 409,
  score_of_others: 409,
  score_of_the_answer: 422,
  score_is_missing: 422,
  score_is_a_number: 422,
  score_in_scale: 422,
  score_in_time: 409,
  scores_are_missing: 409,
  panel_has_finished: 409,
} as const satisfies Record<JudgingProblem["code"], number>;

/** Why a need is not opened, or an answer not examined, in the words of its pages. */
export async function openingProblem(
  code: OpeningProblem | AdmissionProblem | ClarificationProblem,
  locale: Locale,
): Promise<Problem> {
  const t = await translator(locale, "opening");
  return problem({ ...OPENING_PROBLEMS, ...EXAMINING_PROBLEMS }[code], code, { detail: t(`problem.${code}`) });
}

/** Why something about judging is not done, in the words of its pages. */
export async function judgingProblem({ code, criterionId }: JudgingProblem, locale: Locale): Promise<Problem> {
  const detail = problemWords(code, await sayScoring(locale));
  return problem(JUDGING_PROBLEMS[code], code, { detail, ...(criterionId ? { criterionId } : {}) });
}

/** Where judging stands now. @throws NotFound */
export async function judgingStanding(actor: Actor, needId: string): Promise<z.input<typeof JudgingStanding>> {
  const { step, left } = await judgingOf(actor, needId);
  return { needId, step, left: { ...left } };
}

export function shownClarification(asked: OwnClarification, { timeZone }: Actor): z.input<typeof Clarification> {
  const at = (instant: Date) => isoWithOffset(instant, timeZone);
  return {
    ...{ id: asked.id, question: asked.question, answer: asked.answer },
    askedAt: at(asked.askedAt),
    dueAt: at(asked.dueAt),
    answeredAt: asked.answeredAt && at(asked.answeredAt),
  };
}

export function shownOpened(answer: OwnOpened, needId: string, actor: Actor): z.input<typeof OpenedAnswer> {
  const { id, number, sha256, lead, admission } = answer;
  return {
    ...{ id, number, sha256 },
    at: isoToTheMillisecond(answer.at, actor.timeZone),
    lead: { id: lead.id, name: lead.name },
    pricesOpen: answer.prices !== null,
    content: shownContent(answer, actor, (file) => paths.openedFile(actor.poleSlug, needId, id, file)),
    admission: admission && { ...admission, at: isoWithOffset(admission.at, actor.timeZone) },
  };
}
