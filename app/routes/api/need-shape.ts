import { z } from "zod";
import { Id, Instant, isoToTheMillisecond, isoWithOffset, money, NetMoney } from "~/http/api-shapes";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import {
  CRITERION_KINDS,
  NEED_KINDS,
  OPENNESS,
  RESERVATIONS,
  stageOf,
  type Addendum as OwnAddendum,
  type Need as OwnNeed,
  type Question as OwnQuestion,
} from "~server/tenders";

/** Where a need stands: as it is kept, or closed and waiting to be opened. */
export const NeedStage = z
  .enum([
    "draft",
    "published",
    "closed",
    "opened",
    "evaluated",
    "proposed",
    "awarded",
    "contracted",
    "done",
    "cancelled",
    "unsuccessful",
  ])
  .meta({ id: "NeedStage" });

const Criterion = z
  .object({
    id: Id,
    kind: z.enum(CRITERION_KINDS),
    label: z.string(),
    weight: z.int().meta({ description: "Points; those of a lot make 100." }),
    scale: z.int().meta({ description: "The highest score." }),
    minimum: z.number().nullable().meta({ description: "Under it an answer is not retained." }),
    guideline: z.string(),
  })
  .meta({ id: "NeedCriterion" });

const Lot = z
  .object({
    id: Id,
    number: z.int(),
    title: z.string(),
    description: z.string(),
    estimate: NetMoney.nullable().meta({ description: "Null where there is none, or where it is not shown to you." }),
    estimateShown: z.boolean(),
    reservedTo: z.enum(RESERVATIONS).nullable(),
    minimumHours: z.int().meta({ description: "Of work for people far from employment." }),
    unsuccessfulReason: z.string().nullable(),
    criteria: z.array(Criterion),
  })
  .meta({ id: "NeedLot" });

export const Document = z
  .object({
    id: Id,
    name: z.string(),
    size: z.int().meta({ description: "In bytes." }),
    path: z.string().meta({ description: "Where the file is, with the same token." }),
  })
  .meta({ id: "NeedDocument" });

export const Question = z
  .object({
    id: Id,
    question: z.string(),
    askedAt: Instant,
    answer: z.string().nullable(),
    answeredAt: Instant.nullable(),
    ours: z.boolean().meta({ description: "Asked by your structure; by whom others were asked is told to nobody." }),
  })
  .meta({ id: "NeedQuestion" });

const Addendum = z
  .object({
    number: z.int(),
    words: z.string(),
    changesSubstance: z.boolean().meta({ description: "Answers that were in had to be confirmed again." }),
    closesAtBefore: Instant,
    closesAt: Instant,
    at: Instant,
  })
  .meta({ id: "NeedAddendum" });

/** A need with all that is published with it: nothing of its answers but how many they are, for its buyer. */
export const Need = z
  .object({
    id: Id,
    kind: z.enum(NEED_KINDS),
    stage: NeedStage,
    buyer: z.object({ id: Id, name: z.string() }),
    ours: z.boolean(),
    title: z.string(),
    summary: z.string(),
    description: z.string(),
    trades: z.array(z.string()).meta({ description: "CPV codes, eight digits." }),
    place: z.string(),
    wantedFrom: z.iso.date().nullable(),
    wantedUntil: z.iso.date().nullable(),
    contact: z.string(),
    openTo: z.enum(OPENNESS),
    groupsAllowed: z.boolean(),
    qualityFirst: z.boolean(),
    maxLots: z.int().nullable().meta({ description: "That one bidder may win." }),
    publishedAt: Instant.nullable(),
    questionsUntil: Instant.nullable(),
    closesAt: Instant.nullable().meta({ description: "An answer is in before this instant, to the millisecond." }),
    openedAt: Instant.nullable(),
    decidedAt: Instant.nullable(),
    endReason: z.string(),
    answersIn: z.int().nullable().meta({ description: "For its buyer and who runs the pôle; how many, nothing more." }),
    lots: z.array(Lot),
    documents: z.array(Document),
    questions: z.array(Question),
    addenda: z.array(Addendum),
    readAt: Instant.meta({ description: "By the clock that the closing is compared with." }),
  })
  .meta({ id: "Need" });

/** A need as the API tells it. */
export function shownNeed({ need, now }: { need: OwnNeed; now: Date }, actor: Actor): z.input<typeof Need> {
  const at = (instant: Date | null) => instant && isoWithOffset(instant, actor.timeZone);
  const exactly = (instant: Date | null) => instant && isoToTheMillisecond(instant, actor.timeZone);
  const { id, kind, buyer, ours, title, summary, description, place, contact, openTo } = need;
  return {
    ...{ id, kind, ours, title, summary, description, place, contact, openTo },
    stage: stageOf(need, now),
    buyer: { id: buyer.id, name: buyer.name },
    trades: [...need.trades],
    wantedFrom: need.wantedFrom,
    wantedUntil: need.wantedUntil,
    groupsAllowed: need.groupsAllowed,
    qualityFirst: need.qualityFirst,
    maxLots: need.maxLots,
    publishedAt: at(need.publishedAt),
    questionsUntil: at(need.questionsUntil),
    closesAt: exactly(need.closesAt),
    openedAt: exactly(need.openedAt),
    decidedAt: at(need.decidedAt),
    endReason: need.endReason,
    answersIn: need.answersIn,
    lots: need.lots.map(({ estimateCents, criteria, ...lot }) => ({
      ...lot,
      estimate: estimateCents === null ? null : money(estimateCents),
      criteria: criteria.map(({ lotId: _, ...criterion }) => criterion),
    })),
    documents: need.files.map(({ id: fileId, name, size }) => ({
      ...{ id: fileId, name, size },
      path: paths.needDocument(actor.poleSlug, id, fileId),
    })),
    questions: need.questions.map((question) => shownQuestion(question, actor)),
    addenda: need.addenda.map((addendum) => shownAddendum(addendum, actor)),
    readAt: isoToTheMillisecond(now, actor.timeZone),
  };
}

/** A question as the API tells it. */
export function shownQuestion(question: OwnQuestion, { timeZone }: Actor): z.input<typeof Question> {
  const { answeredAt, askedAt } = question;
  return {
    ...question,
    askedAt: isoWithOffset(askedAt, timeZone),
    answeredAt: answeredAt && isoWithOffset(answeredAt, timeZone),
  };
}

/** An addendum as the API tells it. */
function shownAddendum(addendum: OwnAddendum, { timeZone }: Actor): z.input<typeof Addendum> {
  const exactly = (instant: Date) => isoToTheMillisecond(instant, timeZone);
  const { number, words, changesSubstance, closesAtBefore, closesAt, at } = addendum;
  return {
    ...{ number, words, changesSubstance },
    ...{ closesAtBefore: exactly(closesAtBefore), closesAt: exactly(closesAt), at: exactly(at) },
  };
}
