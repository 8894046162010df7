import type { Cents } from "../../kernel/money";
import { AllocationError, type AllocationProblem } from "../allocation";
import type { LocalDate } from "../../kernel/time";
import { daysIn, monthsOf, type Days } from "../days";
import type { Allocation } from "../draft-types";
import type { Fraction } from "../fraction";
import { measuresOf, STANDING, type Facts, type Key, type Measure } from "../key";
import { shareByKey } from "../share-by-key";

/** What is supposed otherwise; each may be left out. */
export interface Changes {
  /** Another key for a pool. */
  readonly key?: { readonly poolId: string; readonly definition: Key };
  /** A member more. */
  readonly joins?: Joining;
  /** A member less: from the beginning, or after its last day. */
  readonly leaves?: { readonly id: string; readonly on?: LocalDate };
  /** A funding that would not have come. */
  readonly refused?: string;
}

/** Who would join. */
export interface Joining {
  /** It takes part in the same pools, and weighs what this member does in all that is not its own below. */
  readonly like: string;
  /** What stands, and what it would use in a month, as measures are kept. */
  readonly measures?: Readonly<Partial<Record<Measure, number>>>;
  /** Its fixed weight, wherever a key has them. */
  readonly weight?: number;
  /** Its first day; left out: as long as the other. */
  readonly from?: LocalDate;
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
  const basis = { from: allocation.servedFrom, until: allocation.servedUntil };
  const left = changes.leaves && changes.leaves.id in known.days ? withoutMember(known, changes.leaves, basis) : known;
  const joins = changes.joins && changes.joins.like in known.days ? changes.joins : null;
  // Whoever joins weighs what the other does, even where that one leaves.
  const facts = joins ? withNewcomer(left, known, joins, basis) : left;
  if (refused === 0 && !another && facts === known) return asItIs(allocation);
  const key = another ?? explanation.key.definition;
  const carries = Object.fromEntries(
    allocation.shares.map(({ structureId, carryBefore }): [string, Fraction] => [structureId, carryBefore]),
  );
  try {
    const total = BigInt(allocation.totalCents + refused);
    const { shares, pole } = shareByKey(total, joins ? keyWithNewcomer(key, joins) : key, facts, carries);
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

/** Without it, or with what it weighs until its last day: what it used by the days it was there, since it is not known when. */
function withoutMember(facts: Facts, { id, on }: NonNullable<Changes["leaves"]>, basis: Days): Facts {
  const before = facts.days[id] ?? 0;
  const days =
    on === undefined ? 0 : Math.min(before, daysIn({ from: basis.from, until: on < basis.until ? on : basis.until }));
  if (days === before) return facts;
  const others = Object.fromEntries(Object.entries(facts.days).filter(([one]) => one !== id));
  if (days === 0) return { ...facts, days: others };
  return measuredWith({ ...facts, days: { ...others, [id]: days } }, id, (_, values) =>
    partOf(values[id], days, before),
  );
}

function withNewcomer(facts: Facts, known: Facts, { like, measures = {}, from }: Joining, basis: Days): Facts {
  const most = known.days[like] ?? 0;
  const start = from !== undefined && from > basis.from ? from : basis.from;
  const days = from === undefined ? most : Math.min(most, daysIn({ from: start, until: basis.until }));
  if (days === 0) return facts;
  const { n, d } = monthsOf(basis);
  return measuredWith({ ...facts, days: { ...facts.days, [NEWCOMER]: days } }, NEWCOMER, (measure) => {
    const own = measures[measure];
    if (own === undefined) return partOf(known.measures[measure]?.[like], days, most);
    if (STANDING.some((one) => one === measure)) return BigInt(own) * BigInt(days);
    return (BigInt(own) * n * BigInt(days)) / (d * BigInt(daysIn(basis)));
  });
}

function measuredWith(
  facts: Facts,
  id: string,
  value: (measure: Measure, values: Readonly<Record<string, bigint>>) => bigint,
): Facts {
  const measures = Object.entries(facts.measures).map(([measure, values]) => [
    measure,
    { ...values, [id]: value(measure as Measure, values) },
  ]);
  return { ...facts, measures: Object.fromEntries(measures) as Facts["measures"] };
}

function partOf(value: bigint | undefined, days: number, of: number): bigint {
  return days === of ? (value ?? 0n) : ((value ?? 0n) * BigInt(days)) / BigInt(of);
}

/** The key with the newcomer's tantièmes, its own or those of the member it is like, and that one's limits. */
function keyWithNewcomer<K extends Key>(key: K, joins: Joining): K {
  const { like, weight } = joins;
  const more = <V>(values: Readonly<Record<string, V>> | undefined) =>
    values && like in values ? { ...values, [NEWCOMER]: values[like] } : values;
  const changed = (one: Key): Key => {
    switch (one.type) {
      case "weights":
        return { ...one, weights: { ...one.weights, [NEWCOMER]: weight ?? one.weights[like] ?? 0 } };
      case "product":
        return { ...one, of: [keyWithNewcomer(one.of[0], joins), keyWithNewcomer(one.of[1], joins)] };
      case "two-part":
        return { ...one, fixed: keyWithNewcomer(one.fixed, joins), use: keyWithNewcomer(one.use, joins) };
      case "tiers":
        return { ...one, bands: one.bands.map((band) => ({ ...band, key: keyWithNewcomer(band.key, joins) })) };
      case "capped": {
        const [caps, floors] = [more(one.caps), more(one.floors)];
        const limits = { ...(caps && { caps }), ...(floors && { floors }) } as Pick<typeof one, "caps" | "floors">;
        return { ...one, key: keyWithNewcomer(one.key, joins), ...limits };
      }
      default:
        return one;
    }
  };
  return changed(key) as K;
}
