import { z } from "zod";
import { Id, Instant, isoToTheMillisecond, isoWithOffset, money, NetMoney } from "~/http/api-shapes";
import { paths } from "~/paths";
import { missingWords, sayAnswers } from "~/routes/answers/words";
import type { Actor } from "~server/kernel/actor";
import {
  ANSWER_FORMS,
  answeringOf,
  answerKeyOf,
  missingIn,
  remainders,
  stageOf,
  type Answer as OwnAnswer,
  type Answering,
  type Submission as OwnSubmission,
} from "~server/tenders";
import { NotFound } from "~server/kernel/errors";

const AnswerState = z
  .enum(["draft", "submitted", "invalidated", "withdrawn"])
  .meta({ id: "AnswerState", description: "`invalidated`: an addendum came after it; it is to be handed in again." });

/**
 * Where an answer stands, and nothing of what it says: what writes answer, so that nothing of it is kept with an
 * Idempotency-Key.
 */
export const Standing = z
  .object({
    id: Id,
    needId: Id,
    state: AnswerState,
    ready: z.boolean().meta({ description: "Nothing that is asked for is missing." }),
    differs: z.boolean().meta({ description: "What is typed is no longer what was handed in." }),
  })
  .meta({ id: "AnswerStanding" });

/** A line of the register. */
export const Submission = z
  .object({
    id: Id,
    answerId: Id,
    number: z.int().meta({ description: "In the register of the need, without gaps." }),
    at: Instant.meta({ description: "By the database's clock, to the millisecond." }),
    kind: z.enum(["submitted", "replaced", "reconfirmed", "withdrawn"]),
    sha256: z.string(),
  })
  .meta({ id: "Submission" });

/** A file of a draft. */
export const AnswerFile = z
  .object({
    id: Id,
    name: z.string(),
    size: z.int().meta({ description: "In bytes." }),
    priced: z.boolean().meta({ description: "It tells prices: it is opened with them." }),
    sha256: z.string(),
    path: z.string().meta({ description: "Where the file is, with the same token." }),
  })
  .meta({ id: "AnswerFile" });

/** An answer, for those who write it. */
export const Answer = Standing.extend({
  leads: z.boolean(),
  form: z.enum(ANSWER_FORMS),
  presentation: z.string(),
  contact: z.object({ name: z.string(), email: z.string(), telephone: z.string() }),
  lots: z.array(
    z.object({ lotId: Id, price: NetMoney.nullable(), hours: z.int(), words: z.string() }).meta({ id: "AnswerLot" }),
  ),
  texts: z.array(z.object({ criterionId: Id, text: z.string() })),
  members: z.array(
    z
      .object({
        structure: z.object({ id: Id, name: z.string() }),
        lead: z.boolean(),
        state: z.enum(["invited", "accepted", "refused"]),
        task: z.string(),
        signedAt: Instant.nullable(),
      })
      .meta({ id: "GroupMember" }),
  ),
  shares: z.array(
    z.object({ structureId: Id, lotId: Id, amount: NetMoney, hours: z.int() }).meta({ id: "GroupShare" }),
  ),
  left: z
    .array(z.object({ lotId: Id, amount: NetMoney, hours: z.int() }))
    .meta({ description: "To share of each lot; below nought, too much was shared." }),
  files: z.array(AnswerFile),
  missing: z.array(
    z.object({
      code: z.string(),
      lot: z.int().nullable(),
      blocks: z.boolean().meta({ description: "Asked for; the rest only makes it better." }),
      message: z.string(),
    }),
  ),
  submissions: z.array(Submission).meta({ description: "Every line about it, oldest first." }),
}).meta({ id: "Answer" });

/** An answer of the token's structure with its need. @throws NotFound */
export async function answerOf(actor: Actor, answerId: string): Promise<Answering & { answer: OwnAnswer }> {
  const key = await answerKeyOf(actor, answerId);
  const answering = await answeringOf(actor, key.needId, answerId);
  if (!answering.answer) throw new NotFound("answer");
  return { ...answering, answer: answering.answer };
}

/** Where an answer stands now. @throws NotFound */
export async function standingOf(actor: Actor, answerId: string): Promise<z.input<typeof Standing>> {
  return shownStanding(await answerOf(actor, answerId));
}

function shownStanding({ need, answer }: Pick<Answering, "need"> & { answer: OwnAnswer }): z.input<typeof Standing> {
  const { id, needId, state, differs } = answer;
  return { id, needId, state, differs, ready: missingIn(need, answer).every(({ blocks }) => !blocks) };
}

/** An answer as the API tells it to those who write it. */
export async function shownAnswer(answering: Answering & { answer: OwnAnswer }, actor: Actor) {
  const { need, answer, now } = answering;
  const t = await sayAnswers(actor.locale);
  const open = stageOf(need, now) === "published";
  const shown: z.input<typeof Answer> = {
    ...shownStanding(answering),
    leads: answer.structureId === actor.structureId,
    form: answer.form,
    presentation: answer.presentation,
    contact: { name: answer.contactName, email: answer.contactEmail, telephone: answer.contactTelephone },
    lots: answer.lots.map(({ priceCents, ...lot }) => ({
      ...lot,
      price: priceCents === null ? null : money(priceCents),
    })),
    texts: [...answer.texts],
    members: answer.members.map(({ structureId, name, lead, state, task, signedAt }) => ({
      ...{ lead, state, task },
      structure: { id: structureId, name },
      signedAt: signedAt && isoWithOffset(signedAt, actor.timeZone),
    })),
    shares: answer.shares.map(({ amountCents, ...share }) => ({ ...share, amount: money(amountCents) })),
    left:
      answer.form === "alone"
        ? []
        : remainders(answer).map(({ lotId, cents, hours }) => ({ lotId, hours, amount: money(cents) })),
    files: answer.files.map((file) => ({ ...file, path: paths.answerFile(actor.poleSlug, need.id, file.id) })),
    missing: (open ? missingIn(need, answer) : []).map((each) => ({
      ...{ code: each.code, blocks: each.blocks, lot: "lot" in each ? each.lot : null },
      message: missingWords(each, t, actor.locale),
    })),
    submissions: answer.submissions.map((line) => shownSubmission(line, answer.id, actor)),
  };
  return shown;
}

/** A line of the register as the API tells it. */
export function shownSubmission(
  { id, number, at, kind, sha256 }: OwnSubmission,
  answerId: string,
  { timeZone }: Actor,
): z.input<typeof Submission> {
  return { id, answerId, number, kind, sha256, at: isoToTheMillisecond(at, timeZone) };
}
