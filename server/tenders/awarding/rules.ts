import type { NeedKind, NeedState } from "../need";
import type { Award, Candidate, Contract, Delivery, LotToAward } from "./award";

/** Why an award is not proposed, decided on, or followed up; each a sentence of the messages `awards.problem`. */
export type AwardRefusal =
  | "award_in_time"
  | "award_of_an_answer"
  | "award_is_kept"
  | "one_live_award"
  | "lot_is_left"
  | "max_lots_won"
  | "public_buyer_threshold"
  | "explained_choice"
  | "chooser_answers"
  | "not_ranked"
  | "lots_are_open"
  | "changed_meanwhile"
  | "not_ended_yet"
  | "contract_has_ended"
  | "contract_has_deliveries"
  | "deliveries_wait"
  | "delivery_is_decided"
  | "before_signature"
  | "rated_already";

type Standing = { readonly kind: NeedKind; readonly state: NeedState };

/** Whether somebody may be proposed for its lots: a call once it is evaluated, quotes as soon as they are opened. */
export function takesProposals({ kind, state }: Standing): boolean {
  if (kind === "call") return state === "evaluated" || state === "proposed";
  return kind === "quotes" && (state === "opened" || state === "evaluated" || state === "proposed");
}

/** Whether it was decided on, with awards to follow. */
export function isAwarded(state: NeedState): boolean {
  return state === "awarded" || state === "contracted" || state === "done";
}

/** Whether a candidate may be retained: admissible, with an open price; in a call, ranked. */
export function isEligible(kind: NeedKind, { irregular, priceCents, rank }: Candidate): boolean {
  return irregular === null && priceCents !== null && (kind === "quotes" || rank !== null);
}

/**
 * What speaks against a choice: none where it may be proposed.
 * @param lotsWon how many other lots it has already
 */
export function objectionTo(
  need: Standing & { readonly maxLots: number | null },
  candidate: Candidate | undefined,
  { lotsWon, whyNotFirst }: { readonly lotsWon: number; readonly whyNotFirst: string },
): AwardRefusal | null {
  if (!takesProposals(need)) return "award_in_time";
  if (!candidate || candidate.irregular !== null || candidate.priceCents === null) return "award_of_an_answer";
  if (!isEligible(need.kind, candidate)) return "not_ranked";
  if (need.maxLots !== null && lotsWon >= need.maxLots) return "max_lots_won";
  if ((candidate.rank ?? 1) > 1 && whyNotFirst.trim() === "") return "explained_choice";
  return null;
}

/** What the lots make of the need: all settled, or some still open; `awarded` as soon as one of them has somebody. */
export function outcomeOf(
  lots: readonly Pick<LotToAward, "award" | "unsuccessfulReason">[],
): "open" | "awarded" | "unsuccessful" {
  if (lots.some(({ award, unsuccessfulReason }) => !award && unsuccessfulReason === null)) return "open";
  return lots.some(({ award }) => award) ? "awarded" : "unsuccessful";
}

/** The state of a need that is not decided on yet, after a proposal was made or taken back. */
export function stateBeforeDecision(kind: NeedKind, lots: Parameters<typeof outcomeOf>[0]): NeedState {
  if (outcomeOf(lots) === "awarded") return "proposed";
  return kind === "call" ? "evaluated" : "opened";
}

/** The state of a need that was decided on: each award has its contract, or each of them has ended. */
export function stateAfterDecision(contracts: readonly (Pick<Contract, "endedOn"> | null)[]): NeedState {
  if (contracts.some((contract) => contract === null)) return "awarded";
  return contracts.every((contract) => contract?.endedOn) ? "done" : "contracted";
}

/** What was accepted of a contract, against what was promised: cents net of tax, and hours. */
export function progressOf(
  { amountCents, hoursPromised }: Pick<Contract, "amountCents" | "hoursPromised">,
  deliveries: readonly Pick<Delivery, "amountCents" | "hours" | "acceptedAt" | "refusedReason">[],
): {
  readonly amountCents: number;
  readonly amountLeft: number;
  readonly hours: number;
  readonly hoursLeft: number;
  readonly waiting: number;
} {
  const accepted = deliveries.filter(({ acceptedAt }) => acceptedAt !== null);
  const amount = accepted.reduce((sum, delivery) => sum + (delivery.amountCents ?? 0), 0);
  const hours = accepted.reduce((sum, delivery) => sum + delivery.hours, 0);
  return {
    ...{ amountCents: amount, hours },
    amountLeft: Math.max(0, amountCents - amount),
    hoursLeft: Math.max(0, hoursPromised - hours),
    waiting: deliveries.filter(({ acceptedAt, refusedReason }) => acceptedAt === null && refusedReason === null).length,
  };
}

/** Whether the candidates and choices seen are those that are decided on: the same awards, in whatever order. */
export function sameAwards(seen: readonly string[], live: readonly Pick<Award, "id">[]): boolean {
  return seen.length === live.length && live.every(({ id }) => seen.includes(id));
}
