import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { OpenedAnswer } from "../judging/opened-answers";
import { rankingOf, type LotRanking, type RankedOffer } from "../judging/ranking-of";
import type { Need } from "../need";
import type { Award, Candidate, LotToAward } from "./award";

/** Each lot of a need that is opened, with its candidates, best first, and the choice that stands; for its buyer. */
export async function readLotsToAward(tx: Tx, need: Need): Promise<LotToAward[]> {
  const ranking = await rankingOf(tx, need);
  const awards = await readAwards(tx, need.id);
  return ranking.map((ranked) => ({
    lotId: ranked.lot.id,
    unsuccessfulReason: ranked.lot.unsuccessfulReason,
    candidates: candidatesOf(ranked, need.kind === "call"),
    award: awards.find(({ lotId, state }) => lotId === ranked.lot.id && state !== "dropped") ?? null,
  }));
}

/** As they are ranked; quotes, which nothing ranks, by price. What is irregular comes last. */
function candidatesOf({ lot, offers, irregular }: LotRanking, ranked: boolean): Candidate[] {
  const admissible = ranked
    ? offers.map((offer) => ({ ...shown(offer), ...placeOf(offer) }))
    : [...offers]
        .sort((a, b) => (a.priceCents ?? Infinity) - (b.priceCents ?? Infinity) || a.answer.number - b.answer.number)
        .map((offer) => ({ ...shown(offer), ...NOWHERE }));
  return [
    ...admissible,
    ...irregular.map((answer) => {
      const priceCents = answer.prices?.[lot.id]?.cents ?? null;
      const hours = answer.content.lots.find(({ lotId }) => lotId === lot.id)?.hours ?? 0;
      return { ...shown({ answer, priceCents, hours, low: null }), ...NOWHERE };
    }),
  ];
}

const NOWHERE = { criteria: [], words: {}, total: null, rank: null, tie: null } as const;

const placeOf = ({ criteria, words, total, rank, tie }: RankedOffer) => {
  return { criteria, words: Object.fromEntries(words), total, rank, tie };
};

function shown({ answer, priceCents, hours, low }: Pick<RankedOffer, "answer" | "priceCents" | "hours" | "low">) {
  const { id, number, lead, content, admission }: OpenedAnswer = answer;
  return {
    ...{ answerId: id, number, name: lead.name, colour: lead.colour, priceCents, hours, low },
    members: content.form === "alone" ? [] : content.members.map(({ name }) => name),
    irregular: admission?.decision === "irregular" ? admission.reason : null,
  };
}

/** Every proposal and award of a need that who acts may see, oldest first. */
export async function readAwards(tx: Tx, needId: string): Promise<Award[]> {
  const { rows } = await sql<Award>`
    select w.id, w.lot_id as "lotId", w.answer_id as "answerId", w.state, w.reasons, w.rank,
           w.why_not_first as "whyNotFirst", w.price_cents as "priceCents", w.hours,
           coalesce(b.name, '') as "proposedBy", w.proposed_at as "proposedAt",
           d.name as "decidedBy", w.decided_at as "decidedAt"
      from awards w left join people b on b.id = w.proposed_by left join people d on d.id = w.decided_by
     where w.need_id = ${needId} order by w.proposed_at, w.id`.execute(tx);
  return rows;
}
