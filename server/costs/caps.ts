import {
  ceilingOf,
  compare,
  divide,
  floorOf,
  fraction,
  multiply,
  subtract,
  sum,
  ZERO,
  type Fraction,
} from "./fraction";
import type { CappedKey, Limit, StructureId } from "./key";

/** Whole cents over the basis; null without a cap. */
export interface Limits {
  readonly cap: bigint | null;
  readonly floor: bigint;
}

/**
 * Each one's limits in whole cents of a positive total: caps rounded down, floors up but never above the cap, so that
 * the one rounding at the end respects them too.
 */
export function limitsOf(
  { caps = {}, floors = {}, everyCap, everyFloor }: CappedKey,
  members: readonly StructureId[],
  total: Fraction,
  months: Fraction,
): Map<StructureId, Limits> {
  const exact = (limit: Limit) =>
    "cents" in limit
      ? multiply(fraction(BigInt(limit.cents)), months)
      : multiply(total, fraction(BigInt(limit.points), 10_000n));
  return new Map(
    members.map((id) => {
      const [ofCap, ofFloor] = [caps[id] ?? everyCap, floors[id] ?? everyFloor];
      const cap = ofCap ? floorOf(exact(ofCap)) : null;
      const floor = ofFloor ? ceilingOf(exact(ofFloor)) : 0n;
      return [id, { cap, floor: cap !== null && floor > cap ? cap : floor }];
    }),
  );
}

interface Filled {
  readonly amounts: Map<StructureId, Fraction>;
  /** What the amounts of those who met no limit were multiplied by. */
  readonly factor: Fraction;
  readonly met: Map<StructureId, "cap" | "floor">;
}

/**
 * Water-filling: one factor λ for all, so that the amounts λ·quota, held between their floors and caps, sum to `total`.
 * Who has no quota bears nothing and has no floor. When the caps of all are met, the sum stays under the total; when
 * floors ask for more than the total, they are lowered in proportion.
 */
export function fillBetween(
  total: Fraction,
  quotas: ReadonlyMap<StructureId, Fraction>,
  limits: ReadonlyMap<StructureId, Limits>,
): Filled {
  const amounts = new Map<StructureId, Fraction>([...quotas.keys()].map((id) => [id, ZERO]));
  const met = new Map<StructureId, "cap" | "floor">();
  const bearing = [...quotas]
    .filter(([, quota]) => quota.n > 0n)
    .map(([id, quota]) => ({ id, quota, ...boundsOf(limits, id) }));
  const floors = sum(bearing.map(({ floor }) => floor));
  if (floors.n > 0n && compare(floors, total) >= 0) {
    const lowered = divide(total, floors);
    for (const { id, floor } of bearing) {
      amounts.set(id, multiply(floor, lowered));
      if (floor.n > 0n) met.set(id, "floor");
    }
    return { amounts, factor: ZERO, met };
  }
  let free = bearing;
  let left = total;
  // Each turn settles at least one member: those at the side that is passed by more stay there at the final factor.
  for (;;) {
    const weight = sum(free.map(({ quota }) => quota));
    if (weight.n === 0n) return { amounts, factor: ZERO, met };
    const factor = divide(left, weight);
    const tried = free.map((one) => ({ ...one, ...held(multiply(one.quota, factor), one) }));
    const passed = compare(sum(tried.map(({ amount }) => amount)), left);
    const settled = tried.filter(({ at }) => (passed > 0 ? at === "floor" : passed < 0 ? at === "cap" : true));
    for (const { id, amount, at } of settled) {
      amounts.set(id, amount);
      if (at) met.set(id, at);
    }
    if (passed === 0) return { amounts, factor, met };
    const ids = new Set(settled.map(({ id }) => id));
    left = subtract(left, sum(settled.map(({ amount }) => amount)));
    free = free.filter(({ id }) => !ids.has(id));
  }
}

interface Bounds {
  readonly cap: Fraction | null;
  readonly floor: Fraction;
}

function boundsOf(limits: ReadonlyMap<StructureId, Limits>, id: StructureId): Bounds {
  const { cap = null, floor = 0n } = limits.get(id) ?? {};
  return { cap: cap === null ? null : fraction(cap), floor: fraction(floor) };
}

function held(amount: Fraction, { cap, floor }: Bounds): { amount: Fraction; at: "cap" | "floor" | null } {
  if (cap && compare(amount, cap) > 0) return { amount: cap, at: "cap" };
  if (compare(amount, floor) < 0) return { amount: floor, at: "floor" };
  return { amount, at: null };
}
