import type { Cents } from "../../kernel/money";
import { AllocationError, type AllocationProblem } from "../allocation";
import { monthsOf } from "../days";
import type { Allocation } from "../draft-types";
import type { Fraction } from "../fraction";
import { measuresOf, type Facts, type Key, type Measure } from "../key";
import { shareByKey } from "../share-by-key";

/** What is supposed otherwise; each may be left out. */
export interface Changes {
  /** Another key for a pool. */
  readonly key?: { readonly poolId: string; readonly definition: Key };
  /** A member more, that weighs in everything what this one does. */
  readonly joinsLike?: string;
  /** A member less. */
  readonly leaves?: string;
  /** A funding that would not have come. */
  readonly refused?: string;
}

/** The id of who would join: of nobody. */
export const NEWCOMER = "newcomer";

/** What an allocation comes to, as it is or as it would be; cents by structure. */
export interface Outcome {
  readonly members: Readonly<Record<string, Cents>>;
  readonly poleCents: Cents;
}

/** An allocation as it is. */
export function asItIs({ shares, poleCents }: Allocation): Outcome {
  return { members: Object.fromEntries(shares.map(({ structureId, cents }) => [structureId, cents])), poleCents };
}

/** What a key must know that the allocation did not measure. */
export function missingMeasures(allocation: Allocation, changes: Changes): Measure[] {
  const key = changes.key?.poolId === allocation.poolId ? changes.key.definition : null;
  return key ? measuresOf(key).filter((measure) => !(measure in allocation.explanation.measures)) : [];
}

/**
 * An allocation as it would be: shared again by the same rules and the same carries, with what is supposed otherwise.
 * `measured`: what its key did not read (see missingMeasures). Corrections and shortfalls are as they are. Where it
 * cannot be shared so, why; then it stays as it is.
 */
export function asItWouldBe(
  allocation: Allocation,
  changes: Changes,
  measured: Facts["measures"] = {},
): Outcome & { readonly problem?: AllocationProblem } {
  const { explanation, poolId, kind } = allocation;
  if (kind !== "charges" || !explanation.key) return asItIs(allocation);
  const refused = allocation.fundings.find(({ fundingId }) => fundingId === changes.refused)?.cents ?? 0;
  const another = changes.key?.poolId === poolId ? changes.key.definition : null;
  const known = factsOf(allocation, measured);
  const [leaves, joins] = [(changes.leaves ?? "") in known.days, (changes.joinsLike ?? "") in known.days];
  if (refused === 0 && !another && !leaves && !joins) return asItIs(allocation);
  const without = leaves ? withoutMember(known, changes.leaves ?? "") : known;
  // Whoever joins weighs what the other does, even where that one leaves.
  const facts = joins ? withNewcomer(without, known, changes.joinsLike ?? "") : without;
  const key = another ?? explanation.key.definition;
  const carries = Object.fromEntries(
    allocation.shares.map(({ structureId, carryBefore }): [string, Fraction] => [structureId, carryBefore]),
  );
  try {
    const total = BigInt(allocation.totalCents + refused);
    const { shares, pole } = shareByKey(
      total,
      joins ? keyWithNewcomer(key, changes.joinsLike ?? "") : key,
      facts,
      carries,
    );
    return { members: Object.fromEntries(shares.map(({ id, share }) => [id, Number(share)])), poleCents: Number(pole) };
  } catch (error) {
    if (!(error instanceof AllocationError)) throw error;
    return { ...asItIs(allocation), problem: error.code };
  }
}

function factsOf({ explanation, servedFrom, servedUntil }: Allocation, measured: Facts["measures"]): Facts {
  const kept = Object.entries(explanation.measures).map(([measure, values]) => [
    measure,
    Object.fromEntries(Object.entries(values).map(([id, value]) => [id, BigInt(value)])),
  ]);
  return {
    days: explanation.days,
    measures: { ...(Object.fromEntries(kept) as Facts["measures"]), ...measured },
    months: monthsOf({ from: servedFrom, until: servedUntil }),
  };
}

function withoutMember(facts: Facts, id: string): Facts {
  return { ...facts, days: Object.fromEntries(Object.entries(facts.days).filter(([one]) => one !== id)) };
}

function withNewcomer(facts: Facts, known: Facts, like: string): Facts {
  const measures = Object.entries(facts.measures).map(([measure, values]) => [
    measure,
    { ...values, [NEWCOMER]: known.measures[measure as Measure]?.[like] ?? 0n },
  ]);
  return {
    ...facts,
    days: { ...facts.days, [NEWCOMER]: known.days[like] ?? 0 },
    measures: Object.fromEntries(measures) as Facts["measures"],
  };
}

/** The key with the newcomer's tantièmes and limits, those of the member it is like. */
function keyWithNewcomer<K extends Key>(key: K, like: string): K {
  const more = <V>(values: Readonly<Record<string, V>> | undefined) =>
    values && like in values ? { ...values, [NEWCOMER]: values[like] } : values;
  const changed = (one: Key): Key => {
    switch (one.type) {
      case "weights":
        return { ...one, weights: { ...one.weights, [NEWCOMER]: one.weights[like] ?? 0 } };
      case "product":
        return { ...one, of: [keyWithNewcomer(one.of[0], like), keyWithNewcomer(one.of[1], like)] };
      case "two-part":
        return { ...one, fixed: keyWithNewcomer(one.fixed, like), use: keyWithNewcomer(one.use, like) };
      case "tiers":
        return { ...one, bands: one.bands.map((band) => ({ ...band, key: keyWithNewcomer(band.key, like) })) };
      case "capped": {
        const [caps, floors] = [more(one.caps), more(one.floors)];
        const limits = { ...(caps && { caps }), ...(floors && { floors }) } as Pick<typeof one, "caps" | "floors">;
        return { ...one, key: keyWithNewcomer(one.key, like), ...limits };
      }
      default:
        return one;
    }
  };
  return changed(key) as K;
}
