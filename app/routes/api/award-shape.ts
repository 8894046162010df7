import { z } from "zod";
import { Id, Instant, isoWithOffset, money, NetMoney } from "~/http/api-shapes";
import { problem, type Problem } from "~/http/problem";
import { translator } from "~/i18n/translator";
import type { Actor, Locale } from "~server/kernel/actor";
import {
  awardingOf,
  marketOf,
  WHETHER_MET,
  type Award as OwnAward,
  type AwardKey,
  type AwardProblem,
} from "~server/tenders";
import { NeedStage } from "./need-shape";

/** Who is proposed or retained for a lot. */
const Award = z
  .object({
    id: Id,
    lotId: Id,
    answerId: Id,
    state: z.enum(["proposed", "awarded", "dropped"]),
    reasons: z.string(),
    rank: z.int().nullable(),
    whyNotFirst: z.string(),
    price: NetMoney,
    hours: z.int(),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: "Award" });

/** A need as its buyer chooses. */
export const Awarding = z
  .object({
    needId: Id,
    stage: NeedStage,
    lots: z.array(z.object({ lotId: Id, award: Award.nullable(), unsuccessfulReason: z.string().nullable() })),
    met: z.enum(WHETHER_MET).nullable().meta({ description: "Whether the need was met, as its buyer says." }),
    metWords: z.string(),
  })
  .meta({ id: "Awarding" });

/** What was awarded, with all that follows. */
export const Market = z
  .object({
    award: Award,
    needId: Id,
    side: z.enum(["buyer", "winner", "reader"]),
    winner: z.string(),
    members: z.array(z.string()),
    contract: z
      .object({
        signedOn: z.iso.date(),
        startsOn: z.iso.date().nullable(),
        endsOn: z.iso.date().nullable(),
        endedOn: z.iso.date().nullable(),
        amount: NetMoney,
        hoursPromised: z.int(),
        words: z.string(),
      })
      .nullable(),
    deliveries: z.array(
      z.object({
        id: Id,
        deliveredOn: z.iso.date(),
        what: z.string(),
        amount: NetMoney.nullable(),
        hours: z.int(),
        acceptedAt: Instant.nullable(),
        refusedReason: z.string().nullable(),
      }),
    ),
    ratings: z
      .array(z.object({ ours: z.boolean(), from: z.string(), stars: z.int(), words: z.string(), at: Instant }))
      .meta({ description: "One's own; the other's once both are in." }),
  })
  .meta({ id: "AwardedLot" });

/** Every refusal about awards and what follows, with its status. */
export const AWARD_PROBLEMS = {
  award_in_time: 409,
  award_of_an_answer: 409,
  award_is_kept: 409,
  one_live_award: 409,
  lot_is_left: 409,
  max_lots_won: 409,
  public_buyer_threshold: 409,
  explained_choice: 422,
  chooser_answers: 409,
  not_ranked: 409,
  lots_are_open: 409,
  changed_meanwhile: 409,
  not_ended_yet: 409,
  contract_has_ended: 409,
  contract_has_deliveries: 409,
  deliveries_wait: 409,
  delivery_is_decided: 409,
  before_signature: 409,
  rated_already: 409,
} as const satisfies Record<AwardProblem["code"], number>;

/** Why something about an award is not done, in the words of its pages. */
export async function awardProblem({ code }: AwardProblem, locale: Locale): Promise<Problem> {
  const t = await translator(locale, "awards");
  return problem(AWARD_PROBLEMS[code], code, { detail: t(`problem.${code}`) });
}

/** What is proposed and decided now. @throws NotFound, Forbidden */
export async function shownAwarding(actor: Actor, needId: string): Promise<z.input<typeof Awarding>> {
  const { need, lots, met, metWords } = await awardingOf(actor, needId);
  // What is closed and waits to be opened has no award: how it is kept is where it stands.
  return {
    ...{ needId: need.id, stage: need.state, met, metWords },
    lots: lots.map(({ lotId, award, unsuccessfulReason }) => ({
      ...{ lotId, unsuccessfulReason },
      award: award && shownAward(award, actor),
    })),
  };
}

function shownAward(award: OwnAward, { timeZone }: Actor): z.input<typeof Award> {
  const { id, lotId, answerId, state, reasons, rank, whyNotFirst, hours, decidedAt, priceCents } = award;
  return {
    ...{ id, lotId, answerId, state, reasons, rank, whyNotFirst, hours },
    price: money(priceCents),
    decidedAt: decidedAt && isoWithOffset(decidedAt, timeZone),
  };
}

/** What follows an award now. @throws NotFound */
export async function shownMarket(actor: Actor, key: AwardKey): Promise<z.input<typeof Market>> {
  const { need, award, side, winner, members, contract, deliveries, ratings } = await marketOf(actor, key);
  const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
  return {
    award: shownAward(award, actor),
    ...{ needId: need.id, side, winner: winner.name, members: [...members] },
    contract: contract && {
      ...{ signedOn: contract.signedOn, startsOn: contract.startsOn, endsOn: contract.endsOn },
      ...{ endedOn: contract.endedOn, hoursPromised: contract.hoursPromised, words: contract.words },
      amount: money(contract.amountCents),
    },
    deliveries: deliveries.map(({ id, deliveredOn, what, amountCents, hours, acceptedAt, refusedReason }) => ({
      ...{ id, deliveredOn, what, hours, refusedReason },
      amount: amountCents === null ? null : money(amountCents),
      acceptedAt: acceptedAt && at(acceptedAt),
    })),
    ratings: ratings.map(({ at: instant, ...rating }) => ({ ...rating, at: at(instant) })),
  };
}
