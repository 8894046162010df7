import type { Lot, Need } from "../need";
import type { Hundredths } from "../ranking";
import type { Award, Candidate, LotToAward } from "./award";

/** A criterion in a letter: what the bidder has on it, and what the one retained has. Points in hundredths. */
export interface LetterCriterion {
  readonly kind: Lot["criteria"][number]["kind"];
  readonly label: string;
  readonly weight: number;
  readonly scale: number;
  readonly value: number | null;
  readonly points: Hundredths | null;
  readonly winnerPoints: Hundredths | null;
  /** What the panel says of the bidder's own answer. */
  readonly words: string;
}

/** What a bidder is told about one lot, as it was when it was decided. See docs/decisions/0013-what-a-letter-tells.md. */
export interface LetterContent {
  readonly lot: { readonly number: number; readonly title: string };
  readonly buyer: string;
  /** Who decided. */
  readonly signedBy: string;
  readonly bidder: string;
  readonly members: readonly string[];
  readonly number: number;
  /** How many were in for the lot. */
  readonly answers: number;
  readonly rank: number | null;
  readonly total: Hundredths | null;
  readonly criteria: readonly LetterCriterion[];
  readonly priceCents: number | null;
  readonly hours: number;
  /** Why it was not admissible. */
  readonly irregular: string | null;
  /** Ranked nowhere: a score under its minimum. */
  readonly underMinimum: readonly string[];
  /** Null where nobody was retained. */
  readonly winner: {
    readonly name: string;
    readonly members: readonly string[];
    readonly priceCents: number;
    readonly hours: number;
    readonly total: Hundredths | null;
    readonly rank: number | null;
    readonly reasons: string;
    readonly whyNotFirst: string;
  } | null;
  /** Why nobody was retained. */
  readonly noAward: string | null;
}

/** The letter of `candidate` about a lot; nothing of another's answer but what everybody is told of the one retained. */
export function letterOf(
  need: { readonly buyer: Pick<Need["buyer"], "name"> },
  lot: Lot,
  { candidates, award, unsuccessfulReason }: Pick<LotToAward, "candidates" | "award" | "unsuccessfulReason">,
  candidate: Candidate,
  signedBy: string,
): LetterContent {
  const winner = award ? candidates.find(({ answerId }) => answerId === award.answerId) : undefined;
  const pointsOf = (of: Candidate | undefined, id: string) =>
    of?.criteria.find(({ criterionId }) => criterionId === id) ?? null;
  const criteria = lot.criteria.map(({ id, kind, label, weight, scale }) => {
    const own = pointsOf(candidate, id);
    return {
      ...{ kind, label, weight, scale },
      value: own?.value ?? null,
      points: own?.points ?? null,
      winnerPoints: pointsOf(winner, id)?.points ?? null,
      words: candidate.words[id] ?? "",
    };
  });
  return {
    lot: { number: lot.number, title: lot.title },
    ...{ buyer: need.buyer.name, signedBy },
    bidder: candidate.name,
    members: candidate.members,
    number: candidate.number,
    answers: candidates.length,
    rank: candidate.rank,
    total: candidate.total,
    criteria: candidate.criteria.length > 0 ? criteria : [],
    priceCents: candidate.priceCents,
    hours: candidate.hours,
    irregular: candidate.irregular,
    underMinimum: lot.criteria
      .filter(({ id }) => pointsOf(candidate, id)?.underMinimum)
      .map(({ label, kind }) => label || kind),
    winner: winner && award ? retained(winner, award) : null,
    noAward: award ? null : unsuccessfulReason,
  };
}

function retained({ name, members, total, rank }: Candidate, award: Award): NonNullable<LetterContent["winner"]> {
  const { priceCents, hours, reasons, whyNotFirst } = award;
  return { name, members, total, rank, priceCents, hours, reasons, whyNotFirst };
}
