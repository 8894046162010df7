import { add, compare, fraction, negate, subtract, sum, ZERO, type Fraction } from "./fraction";

/** A member with what it weighs in the key; `carry` is what earlier roundings owe it (positive) or gave it too much. */
export interface Weighted {
  readonly id: string;
  readonly weight: bigint;
  readonly carry?: Fraction;
}

/** A member with what it owes exactly, before rounding. */
export interface Quota {
  readonly id: string;
  readonly exact: Fraction;
  readonly carry?: Fraction;
}

/** What a member bears, and all that explains it, to the cent. */
export interface Share {
  readonly id: string;
  readonly weight: bigint;
  /** Of the total, with its sign. */
  readonly exact: Fraction;
  /** Whole cents of the exact amount, without its sign. */
  readonly floor: bigint;
  /** What is left of it: a fraction of a cent, 0 ≤ remainder < 1. */
  readonly remainder: Fraction;
  /** Whether one of the cents that were left went to this member. */
  readonly extraCent: 0 | 1;
  /** Cents, with the total's sign. */
  readonly share: bigint;
  readonly carryAfter: Fraction;
}

export interface Allocation {
  /** One for each member, by id. */
  readonly shares: Share[];
  readonly totalWeight: bigint;
  /** How many cents were left once each had its whole cents. */
  readonly centsToHandOut: bigint;
}

export type AllocationProblem =
  | "no_members"
  | "zero_total_weight"
  | "negative_weight"
  | "duplicate_member"
  /** Exact quotas that do not sum to the total, or have not its sign: a fault of who computed them. */
  | "quotas_differ"
  /** No version of the key is valid on some day of service. */
  | "no_key";

/** The pôle itself among those who bear: after every id that there is, so that a cent that is left goes to a member. */
export const THE_POLE = "\u{10ffff}";

/** Whether the pôle may take on itself what cannot be shared: nobody is there to bear it. */
export function isBearable(code: AllocationProblem): boolean {
  return code === "zero_total_weight" || code === "no_members";
}

/** Why a cost cannot be shared. Never in silence: a period that has one of these cannot be closed. */
export class AllocationError extends Error {
  constructor(readonly code: AllocationProblem) {
    super(`Not to be shared: ${code}`);
  }
}

/**
 * Shares `total` cents (negative for a credit) by integer weights: by largest remainder, with a carry. Of those who
 * have a remainder, the most owed (carry + remainder) get the cents that are left; ties by id, as UTF-8 bytes. A
 * negative total mirrors the positive one, carry included.
 * @throws AllocationError no_members, zero_total_weight, negative_weight, duplicate_member
 */
export function allocate(total: bigint, members: readonly Weighted[]): Allocation {
  const totalWeight = totalWeightOf(members);
  const rounded = round(
    total,
    members.map(({ id, weight, carry = ZERO }) => ({
      id,
      weight,
      carry,
      exact: fraction(total * weight, totalWeight),
    })),
  );
  return { ...rounded, totalWeight };
}

/**
 * The one rounding of amounts that were found otherwise than by weights: two parts, bands, caps. Their weights are
 * 0 in what comes back.
 * @throws AllocationError no_members, duplicate_member, quotas_differ
 */
export function roundQuotas(total: bigint, quotas: readonly Quota[]): Omit<Allocation, "totalWeight"> {
  if (quotas.length === 0) throw new AllocationError("no_members");
  const sign = total < 0n ? -1n : 1n;
  const against = quotas.some(({ exact }) => exact.n * sign < 0n);
  if (against || compare(sum(quotas.map(({ exact }) => exact)), fraction(total)) !== 0) {
    throw new AllocationError("quotas_differ");
  }
  return round(
    total,
    quotas.map(({ id, exact, carry = ZERO }) => ({ id, exact, carry, weight: 0n })),
  );
}

/** @throws AllocationError no_members, negative_weight, zero_total_weight */
export function totalWeightOf(members: readonly { readonly weight: bigint }[]): bigint {
  if (members.length === 0) throw new AllocationError("no_members");
  let totalWeight = 0n;
  for (const { weight } of members) {
    if (weight < 0n) throw new AllocationError("negative_weight");
    totalWeight += weight;
  }
  if (totalWeight === 0n) throw new AllocationError("zero_total_weight");
  return totalWeight;
}

type ToRound = Required<Quota> & { readonly weight: bigint };

function round(total: bigint, quotas: readonly ToRound[]): Omit<Allocation, "totalWeight"> {
  const negative = total < 0n;
  const members = quotas.map(({ id, weight, exact, carry }) => {
    const size = negative ? -exact.n : exact.n;
    const floor = size / exact.d;
    // In lowest terms already: n and d have no common divisor, nor have n mod d and d.
    const remainder = { n: size - floor * exact.d, d: exact.d };
    const owed = add(negative ? negate(carry) : carry, remainder);
    return { id, weight, exact, carry, floor, remainder, owed };
  });
  members.sort((a, b) => compareIds(a.id, b.id));
  if (members.some(({ id }, rank) => rank > 0 && members[rank - 1]?.id === id)) {
    throw new AllocationError("duplicate_member");
  }
  const centsToHandOut = members.reduce((left, { floor }) => left - floor, negative ? -total : total);
  // A stable sort of members in the order of their ids: ties are theirs.
  const byOwed = members.filter(({ remainder }) => remainder.n > 0n).sort((a, b) => compare(b.owed, a.owed));
  const given = new Set(byOwed.slice(0, Number(centsToHandOut)).map(({ id }) => id));
  const shares = members.map(({ owed: _, carry, ...member }): Share => {
    const extraCent = given.has(member.id) ? 1 : 0;
    const size = member.floor + BigInt(extraCent);
    const share = negative ? -size : size;
    return { ...member, extraCent, share, carryAfter: subtract(add(carry, member.exact), fraction(share)) };
  });
  return { shares, centsToHandOut };
}

/** The finest carry that is kept from one month to the next: a billionth of a cent. */
const FINEST = 1_000_000_000n;

/**
 * A carry as the next month takes it: exact, or cut toward zero to a billionth of a cent. Left exact for ever, its
 * denominator would be multiplied by each month's total weight: two hundred digits after three years, and most of the time
 * that sharing takes. What is cut of it in a century is not a hundredth of a thousandth of a cent.
 */
export function keptCarry(carry: Fraction): Fraction {
  return carry.d <= FINEST ? carry : fraction((carry.n * FINEST) / carry.d, FINEST);
}

/** The order of ids as UTF-8 bytes: the same on every machine and in every language. */
export function compareIds(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return utf8Rank(x) - utf8Rank(y);
  }
  return a.length - b.length;
}

/** A surrogate (half of a character beyond U+FFFF) comes after every other unit in UTF-8, though not in UTF-16. */
function utf8Rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
