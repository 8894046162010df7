/** A score as it was typed: a number from nought to the scale, to the hundredth; null where nothing was typed. */
export type ReadScore =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly problem: "score_is_a_number" | "score_in_scale" };

/** Reads "7,5" or "7.5", in steps of a hundredth. */
export function readScore(typed: string, scale: number): ReadScore {
  const plain = typed.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (plain === "") return { ok: true, value: null };
  if (!/^-?\d{1,6}(\.\d{1,2})?$/.test(plain)) return { ok: false, problem: "score_is_a_number" };
  const value = Number(plain);
  if (plain.startsWith("-") || value > scale) return { ok: false, problem: "score_in_scale" };
  return { ok: true, value };
}

/** What the panel's own scores say before it agrees. */
export interface Spread {
  readonly low: number;
  readonly high: number;
  /** Their mean, to the nearest quarter: where one may start from, never what is kept without the panel's word. */
  readonly middle: number;
  /** Far enough apart to be talked about: by a third of the scale or more. */
  readonly apart: boolean;
}

/** How far apart the scores of one criterion are; null where there is none. */
export function spreadOf(values: readonly number[], scale: number): Spread | null {
  if (values.length === 0) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // In hundredths: whole numbers, so that what is printed is what is compared.
  const sum = values.reduce((total, value) => total + Math.round(value * 100), 0);
  const quarter = Math.round(sum / values.length / 25) / 4;
  const middle = Math.min(high, Math.max(low, quarter));
  return { low, high, middle, apart: 300 * (high - low) >= 100 * scale };
}

/** What somebody gave, or the panel together where there is no person. */
export interface Score {
  readonly answerId: string;
  readonly criterionId: string;
  readonly personId: string | null;
  readonly value: number;
  readonly words: string;
}

/** One thing to score: an answer on a criterion. */
export interface ToScore {
  readonly answerId: string;
  readonly criterionId: string;
}

/** What there is to score: of each answer, the criteria of its lots, but the price. As app.to_score() of the database. */
export function toScoreOf(
  need: {
    readonly lots: readonly { readonly id: string; readonly criteria: readonly { id: string; kind: string }[] }[];
  },
  answers: readonly { readonly id: string; readonly content: { readonly lots: readonly { lotId: string }[] } }[],
): ToScore[] {
  return answers.flatMap((answer) =>
    need.lots
      .filter(({ id }) => answer.content.lots.some(({ lotId }) => lotId === id))
      .flatMap(({ criteria }) => criteria.filter(({ kind }) => kind !== "price"))
      .map(({ id: criterionId }) => ({ answerId: answer.id, criterionId })),
  );
}

/** How many of them somebody, or the panel together, has not scored. */
export function leftOf(toScore: readonly ToScore[], scores: readonly Score[], personId: string | null): number {
  const key = ({ answerId, criterionId }: ToScore) => `${answerId} ${criterionId}`;
  const given = new Set(scores.filter((score) => score.personId === personId).map(key));
  return toScore.filter((each) => !given.has(key(each))).length;
}

/** Somebody of the panel, as far as what comes next depends on them. */
export interface Judge {
  readonly declared: "none" | "conflict" | null;
  readonly removedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Who still counts: of the panel, and without a conflict as far as is known. */
export function sitting<T extends Judge>(members: readonly T[]): T[] {
  return members.filter(({ declared, removedAt }) => removedAt === null && declared !== "conflict");
}

/** Who is waited for before the consensus opens. */
export function awaited<T extends Judge>(members: readonly T[]): T[] {
  return sitting(members).filter(({ finishedAt }) => finishedAt === null);
}

/** What is to be done next with a need that is judged. */
export type JudgingStep =
  "nothing_to_judge" | "choose_panel" | "score" | "open_consensus" | "agree" | "open_prices" | "end" | "ranked";

/** Where judging stands, from the opening to the ranking: where nothing but prices counts, nobody has to score. */
export function judgingStep(
  need: { readonly consensusAt: Date | null; readonly qualityFirst: boolean; readonly evaluated: boolean },
  have: {
    readonly members: readonly Judge[];
    readonly answers: number;
    readonly toScore: number;
    readonly consensusLeft: number;
  },
): JudgingStep {
  if (need.evaluated) return "ranked";
  if (have.answers === 0) return "nothing_to_judge";
  if (have.toScore > 0 && need.consensusAt === null) {
    if (sitting(have.members).length === 0) return "choose_panel";
    return awaited(have.members).length > 0 ? "score" : "open_consensus";
  }
  if (have.consensusLeft > 0) return "agree";
  return need.qualityFirst ? "open_prices" : "end";
}
