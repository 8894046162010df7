import type { Cents } from "../kernel/money";
import { AllocationError, compareIds, isBearable, THE_POLE } from "./allocation";
import { cutByWeights } from "./days";
import { add, compare, divide, fraction, multiply, negate, subtract, sum, ZERO, type Fraction } from "./fraction";
import type { Facts, Key } from "./key";
import { shareByKey } from "./share-by-key";

/** What a closed month shared at once, with what later corrections left of it. Cents keep the sign they had. */
export interface Shared {
  /** What was shared then, and what is left of it. */
  readonly totalCents: Cents;
  readonly leftCents: Cents;
  /** By charge (the one that corrections refer to): what of it was shared here, and what is left of that. */
  readonly charges: ReadonlyMap<string, { readonly cents: Cents; readonly leftCents: Cents }>;
  readonly fundings: readonly SharedFunding[];
  /** One for each structure, and one for the pôle itself (THE_POLE) where it bears anything. */
  readonly shares: readonly SharedPart[];
}

/** A funding that was deducted there. */
export interface SharedFunding {
  readonly fundingId: string;
  /** What is left of the deduction, ≥ 0. */
  readonly leftCents: Cents;
  /** Of what is left of each charge, what it may pay for. */
  readonly eligible: ReadonlyMap<string, Cents>;
}

export interface SharedPart {
  readonly id: string;
  /** As it was then. */
  readonly exact: Fraction;
  /** What is left of it, exactly and in cents. */
  readonly leftExact: Fraction;
  readonly leftCents: Cents;
}

/** What of a correction goes to one of the allocations that shared its charge. */
export interface CorrectionPart {
  readonly cents: Cents;
  /** It takes back what was shared; else it adds to it. */
  readonly takesBack: boolean;
}

/**
 * Cuts a correction over the allocations that shared its charge: what takes back, in proportion of what is left of it in
 * each, so that the whole of what is left takes back all; what adds, of what it was. By largest remainder, the first first.
 */
export function cutCorrection(
  cents: Cents,
  shared: readonly { readonly cents: Cents; readonly leftCents: Cents }[],
): CorrectionPart[] {
  const left = shared.reduce((all, one) => all + one.leftCents, 0);
  const takesBack = cents !== 0 && Math.sign(cents) === -Math.sign(left) && Math.abs(cents) <= Math.abs(left);
  const weights = shared.map((one) => Math.abs(takesBack ? one.leftCents : one.cents));
  return cutByWeights(BigInt(cents), weights).map((part) => ({ cents: Number(part), takesBack }));
}

/**
 * Cuts a month's corrections of one charge, in their order, over the allocations that shared it. Together they take back or
 * add, and come in each to what one correction of their sum would.
 */
export function cutCorrections(
  amounts: readonly Cents[],
  shared: readonly { readonly cents: Cents; readonly leftCents: Cents }[],
): { readonly takesBack: boolean; readonly cut: readonly (readonly Cents[])[] } {
  const net = cutCorrection(
    amounts.reduce((all, cents) => all + cents, 0),
    shared,
  );
  const takesBack = net.some((part) => part.takesBack);
  const weights = shared.map((one) => Math.abs(takesBack ? one.leftCents : one.cents));
  const left = net.map(({ cents }) => cents);
  const cut = amounts.map((amount, rank) => {
    const parts = rank === amounts.length - 1 ? [...left] : cutByWeights(BigInt(amount), weights).map(Number);
    parts.forEach((cents, at) => (left[at] = (left[at] ?? 0) - cents));
    return parts;
  });
  return { takesBack, cut };
}

/**
 * What of its fundings goes back with what corrections take back, in cents ≥ 0: of each in proportion of what it paid for;
 * all of it, when nothing of what it paid for is left. Never more than the credit itself, and what stays deducted is never
 * more than what is left to pay for.
 */
export function fundingsBack({ charges, fundings }: Shared, credits: ReadonlyMap<string, Cents>): Map<string, Cents> {
  const taken = [...credits].filter(([id]) => (charges.get(id)?.leftCents ?? 0) > 0);
  const credited = taken.reduce((all, [, cents]) => all - cents, 0);
  const costLeft = [...charges].reduce((all, [id, { leftCents }]) => all + leftCents + (credits.get(id) ?? 0), 0);
  const rows = fundings.map(({ fundingId, leftCents, eligible }) => {
    const may = (id: string) => Math.max(0, eligible.get(id) ?? 0);
    const all = [...eligible.keys()].reduce((cents, id) => cents + may(id), 0);
    const part = sum(
      taken.map(([id, cents]) => {
        const gone = fraction(BigInt(may(id)) * BigInt(-cents), BigInt(charges.get(id)?.leftCents ?? 1));
        return all === 0 ? ZERO : multiply(fraction(BigInt(leftCents)), divide(gone, fraction(BigInt(all))));
      }),
    );
    const net = [...eligible].reduce((cents, [, one]) => cents + one, 0);
    const gone = taken.reduce((cents, [id, one]) => {
      return cents + Number((BigInt(may(id)) * BigInt(-one)) / BigInt(charges.get(id)?.leftCents ?? 1));
    }, 0);
    const least = Math.max(0, leftCents - Math.max(0, net - gone));
    return { fundingId, leftCents, least, cents: Math.max(least, Number(part.n / part.d)) };
  });
  const total = () => rows.reduce((all, { cents }) => all + cents, 0);
  const stays = () => rows.reduce((all, { leftCents, cents }) => all + leftCents - cents, 0);
  for (const row of [...rows].reverse()) row.cents += clamp(stays() - Math.max(0, costLeft), row.leftCents - row.cents);
  for (const row of [...rows].reverse()) row.cents -= clamp(total() - credited, row.cents - row.least);
  for (const row of [...rows].reverse()) row.cents -= clamp(total() - credited, row.cents);
  return new Map(rows.filter(({ cents }) => cents > 0).map(({ fundingId, cents }) => [fundingId, cents]));
}

const clamp = (cents: number, most: number) => Math.min(Math.max(0, cents), most);

/** What one bears of a correction, to the cent. */
export interface MirrorShare {
  readonly id: string;
  /** With the amount's sign, as `cents`, which is `floorCents` and `extraCent`. */
  readonly exact: Fraction;
  readonly floorCents: Cents;
  readonly extraCent: number;
  readonly cents: Cents;
  readonly carryAfter: Fraction;
}

export interface Mirrored {
  readonly shares: readonly MirrorShare[];
  /** Those who had a fraction of a cent, the most owed first, and how many cents were handed out to the first of them. */
  readonly order: readonly string[];
  readonly centsToHandOut: number;
}

/**
 * Shares what corrections bring to an allocation in the proportions in which it was shared. What takes back the whole of
 * it gives each exactly what is left of what it bore, and its carry back with it; a part of it is rounded by the carries
 * as any credit is, but gives nobody more than what it bore still.
 * `proportions` stands for the exact amounts of an allocation that came to nothing: the pôle may have a part in them though
 * it bore nothing.
 * @throws AllocationError quotas_differ: proportions of somebody who has no share there
 */
export function mirror(
  shared: Shared,
  amountCents: Cents,
  whole: boolean,
  carries: ReadonlyMap<string, Fraction>,
  proportions: ReadonlyMap<string, Fraction> | null = null,
): Mirrored {
  if (whole) {
    const shares = shared.shares.map(({ id, leftExact, leftCents }): MirrorShare => {
      const [exact, cents] = [negate(leftExact), 0 - leftCents];
      const floor = Number(exact.n / exact.d);
      const extra = Math.abs(cents - floor) <= 1 ? cents - floor : 0;
      const carryAfter = subtract(add(carries.get(id) ?? ZERO, exact), fraction(BigInt(cents)));
      return { id, exact, floorCents: cents - extra, extraCent: extra, cents, carryAfter };
    });
    return { shares, order: [], centsToHandOut: 0 };
  }
  const sign = amountCents < 0 ? -1 : 1;
  const by = proportions ?? new Map(shared.shares.map(({ id, exact }) => [id, exact]));
  const all = sum(by.values());
  const parts = withPole(shared.shares, by);
  const rooms = parts.map(({ leftCents }) => Math.max(0, -sign * leftCents));
  const takesBack = sign === -Math.sign(shared.leftCents);
  const bounded = takesBack && rooms.reduce((cents, room) => cents + room, 0) >= Math.abs(amountCents);
  const rows = parts.map(({ id }, rank) => {
    const part = by.get(id) ?? ZERO;
    const exact = all.n === 0n ? ZERO : multiply(fraction(BigInt(amountCents)), divide(part, all));
    const size = sign < 0 ? negate(exact) : exact;
    const room = bounded ? (rooms[rank] ?? 0) : Infinity;
    const floor = Math.min(Number(size.n / size.d), room);
    const carry = carries.get(id) ?? ZERO;
    const remainder = subtract(size, fraction(BigInt(floor)));
    return {
      id,
      exact,
      carry,
      floor,
      room,
      cents: floor,
      remainder,
      owed: add(sign < 0 ? negate(carry) : carry, remainder),
    };
  });
  // Else the turns below would give what is nobody's to the first that there is.
  if (compare(sum(rows.map(({ exact }) => exact)), fraction(BigInt(amountCents))) !== 0) {
    throw new AllocationError("quotas_differ");
  }
  const inOrder = [...rows].sort((a, b) => compare(b.owed, a.owed) || compareIds(a.id, b.id));
  const candidates = inOrder.filter(({ remainder, floor, room }) => remainder.n > 0n && floor < room);
  let left = Math.abs(amountCents) - rows.reduce((cents, { floor }) => cents + floor, 0);
  const centsToHandOut = left;
  // A second turn is only for what some have no room for.
  for (const row of [...candidates, ...inOrder, ...inOrder]) {
    if (left <= 0) break;
    if (row.cents >= row.room) continue;
    const given = candidates.includes(row) && row.cents === row.floor ? 1 : Math.min(left, row.room - row.cents);
    row.cents += Math.min(given, left);
    left -= Math.min(given, left);
  }
  const shares = rows.map(({ id, exact, carry, floor, cents }): MirrorShare => {
    const extra = cents - floor === 1 ? 1 : 0;
    return {
      ...{ id, exact, floorCents: sign * (cents - extra) + 0, extraCent: sign * extra + 0, cents: sign * cents + 0 },
      carryAfter: subtract(add(carry, exact), fraction(BigInt(sign * cents))),
    };
  });
  return { shares, order: candidates.map(({ id }) => id), centsToHandOut };
}

/** With a row for the pôle where it has a part, though it bore nothing until now. */
function withPole(shares: readonly SharedPart[], by: ReadonlyMap<string, Fraction>): readonly SharedPart[] {
  const part = by.get(THE_POLE) ?? ZERO;
  if (part.n === 0n || shares.some(({ id }) => id === THE_POLE)) return shares;
  return [...shares, { id: THE_POLE, exact: ZERO, leftExact: ZERO, leftCents: 0 }];
}

/**
 * In what proportions an allocation that came to nothing would have shared its cost of `cents`, of which caps and bands
 * are: by what was measured then. What the key finds nobody to bear goes to the pôle itself (`nobody`).
 * @throws AllocationError
 */
export function proportionsAgain(
  cents: Cents,
  key: Key,
  facts: Facts,
): { readonly proportions: ReadonlyMap<string, Fraction>; readonly nobody: boolean } {
  try {
    // A cost that came to nothing itself has proportions all the same.
    const { shares, poleExact } = shareByKey(BigInt(cents || 10_000), key, facts);
    const members = shares.map(({ id, exact }): [string, Fraction] => [id, exact]);
    return { proportions: new Map([...members, [THE_POLE, poleExact]]), nobody: false };
  } catch (error) {
    if (!(error instanceof AllocationError) || !isBearable(error.code)) throw error;
    return { proportions: new Map([[THE_POLE, fraction(1n)]]), nobody: true };
  }
}

/** Whether nothing is left of an allocation's charges once these are taken off. */
export function isWhole({ charges }: Shared, credits: ReadonlyMap<string, Cents>): boolean {
  return [...charges].every(([id, { leftCents }]) => leftCents + (credits.get(id) ?? 0) === 0);
}

/**
 * Cuts what a funder did not pay over the allocations that deducted it, by what each deducted and has not shared again; or
 * (negative) what is given back of it, by what each has shared again. Null: there is nothing to cut it by.
 */
export function cutShortfall(
  cents: Cents,
  allocations: readonly { readonly deductedCents: Cents; readonly againCents: Cents }[],
): Cents[] | null {
  const weights = allocations.map(({ deductedCents, againCents }) =>
    Math.max(0, cents > 0 ? deductedCents - againCents : againCents),
  );
  return weights.every((weight) => weight === 0) ? null : cutByWeights(BigInt(cents), weights).map(Number);
}
