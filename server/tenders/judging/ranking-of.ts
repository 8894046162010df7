import type { Tx } from "../../../db/transaction";
import type { Lot, Need } from "../need";
import { lowestPrice, lowPrices, rankOffers, type LowPrice, type Ranked } from "../ranking";
import { readScores } from "./judging-of";
import { openedAnswers, type OpenedAnswer } from "./opened-answers";
import type { Score } from "./score-rules";

/** An offer for a lot, with its place and what it is made of. */
export interface RankedOffer extends Ranked {
  readonly answer: OpenedAnswer;
  /** In cents, net of tax; null as long as prices are shut. */
  readonly priceCents: number | null;
  /** Hours of integration that it promises. */
  readonly hours: number;
  readonly low: LowPrice | null;
  /** What the panel says of it, by criterion. */
  readonly words: ReadonlyMap<string, string>;
}

/** How a lot is judged now; nothing of it is kept: it is counted anew from prices and from the panel's scores. */
export interface LotRanking {
  readonly lot: Lot;
  /** Best first; what cannot be ranked comes last. */
  readonly offers: readonly RankedOffer[];
  /** What the points of prices are counted from, in cents (see lowestPrice()); null while they are shut. */
  readonly lowestCents: number | null;
  /** Whether each offer has all its points. */
  readonly complete: boolean;
  /** Put aside, with the reason in their admission. */
  readonly irregular: readonly OpenedAnswer[];
}

/**
 * The ranking of each lot, for whoever reads the answers (the consensus alone counts); everybody else, and everybody
 * before the opening, finds lots without offers.
 */
export async function rankingOf(tx: Tx, need: Need): Promise<LotRanking[]> {
  const answers = await openedAnswers(tx, need.id);
  const agreed = answers.length === 0 ? [] : (await readScores(tx, need.id)).filter((score) => score.personId === null);
  return need.lots.map((lot) => rankingOfLot(lot, answers, agreed));
}

function rankingOfLot(lot: Lot, answers: readonly OpenedAnswer[], agreed: readonly Score[]): LotRanking {
  const bids = answers.flatMap((answer) => {
    const bid = answer.content.lots.find(({ lotId }) => lotId === lot.id);
    if (!bid) return [];
    const scores = agreed.filter(({ answerId }) => answerId === answer.id);
    return [{ answer, scores, hours: bid.hours, priceCents: answer.prices?.[lot.id]?.cents ?? null }];
  });
  const judged = bids.filter(({ answer }) => answer.admission?.decision !== "irregular");
  const offers = judged.map(({ answer: { id: answerId, number }, priceCents, scores }) => ({
    ...{ answerId, number, priceCents },
    scores: new Map(scores.map(({ criterionId, value }) => [criterionId, value])),
  }));
  const low = lowPrices(offers);
  const ranked = rankOffers(lot.criteria, offers);
  return {
    lot,
    offers: ranked.map((place) => {
      const { answer, hours, priceCents, scores } = judged.find(({ answer: { id } }) => id === place.answerId)!;
      const words = new Map(scores.map((score) => [score.criterionId, score.words]));
      return { ...place, answer, hours, priceCents, words, low: low.get(place.answerId) ?? null };
    }),
    lowestCents: lowestPrice(lot.criteria, offers),
    complete: ranked.every(({ total }) => total !== null),
    irregular: bids.flatMap(({ answer }) => (judged.some((each) => each.answer === answer) ? [] : [answer])),
  };
}
