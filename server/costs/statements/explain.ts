import { daysIn } from "../days";
import type { Allocation, AllocationShare } from "../draft";
import {
  add,
  compare,
  divide,
  fraction,
  multiply,
  readFraction,
  subtract,
  sum,
  ZERO,
  type Fraction,
} from "../fraction";
import { USED, type BaseKey, type Key, type Measure, type SimpleKey } from "../key";
import type { Step } from "../share-by-key";

/** In what a weight is told: of `parts`, everybody has one; of `days`, as many as of presence. */
export type Unit = Measure | "parts" | "days" | "points" | "product";

/** A weight as people say it: 6,40 full-time equivalents on average, not 1 984 000. */
export interface ToldWeights {
  readonly unit: Unit;
  readonly mine: Fraction;
  readonly all: Fraction;
  readonly of: ReadonlyMap<string, Fraction>;
  /** Of a product, what is multiplied, for the structure itself. */
  readonly factors: readonly { readonly unit: Unit; readonly mine: Fraction }[];
}

/** A part of the total that is shared by one weight: amounts in exact cents. */
export interface SharedPart {
  readonly part: string;
  readonly key: BaseKey;
  readonly cents: Fraction;
  readonly weights: ToldWeights;
  readonly mine: Fraction;
}

/** What was computed, in order, as it bears on one structure. Amounts in exact cents. */
export type ToldStep =
  | ({ readonly kind: "shared" } & SharedPart)
  | {
      readonly kind: "two-part";
      readonly part: string;
      readonly fixed: Fraction;
      readonly use: Fraction;
      readonly idle: Fraction;
      readonly idleTo: "fixed" | "pole";
      readonly used: Fraction | null;
      readonly capacity: Fraction | null;
      readonly unit: Unit | null;
    }
  | {
      readonly kind: "band";
      readonly part: string;
      readonly rank: number;
      readonly upTo: Fraction | null;
      readonly cents: Fraction;
    }
  | {
      readonly kind: "limits";
      readonly met: readonly {
        readonly structureId: string;
        readonly limit: "cap" | "floor";
        readonly before: Fraction;
        readonly after: Fraction;
      }[];
      /** What the amounts of the others were multiplied by; null when all met a limit. */
      readonly factor: Fraction | null;
      readonly excess: Fraction;
    }
  | { readonly kind: "pole"; readonly because: "idle" | "caps"; readonly cents: Fraction };

/** The cent of one structure: what was left of its exact part, and where it went. */
export interface ToldCent {
  /** Its exact part is whole: there is no cent to explain. */
  readonly whole: boolean;
  readonly floorCents: number;
  readonly extraCent: number;
  /** A fraction of a cent, 0 ≤ r < 1. */
  readonly remainder: Fraction;
  readonly toHandOut: number;
  /** How many had a fraction of a cent. */
  readonly candidates: number;
  /** Its place among them, from 1; null when it had none. */
  readonly rank: number | null;
  /** Who got a cent, the most owed first; those that are no structure (the pôle itself) left out. */
  readonly receivers: readonly string[];
  readonly before: Fraction;
  readonly after: Fraction;
}

/** Whether a key gives each one weight. */
export function isSimple(key: Key): key is BaseKey {
  return key.type !== "two-part" && key.type !== "tiers" && key.type !== "capped";
}

/** The key of an allocation; null where there is none. */
export function keyOf({ explanation }: Pick<Allocation, "explanation">): Key | null {
  return (explanation.key?.definition ?? null) as Key | null;
}

/** The steps of an allocation as they bear on a structure. */
export function stepsFor(allocation: Omit<Allocation, "charges" | "fundings">, structureId: string): ToldStep[] {
  const basis = daysIn({ from: allocation.servedFrom, until: allocation.servedUntil });
  const key = keyOf(allocation);
  return (allocation.explanation.steps as readonly Step[]).map((step): ToldStep => {
    switch (step.kind) {
      case "shared": {
        const cents = readFraction(step.cents);
        const total = BigInt(step.totalWeight);
        const mine = BigInt(step.weights[structureId] ?? "0");
        return {
          ...{ kind: "shared", part: step.part, key: step.key, cents },
          weights: toldWeights(step, allocation.explanation, basis, structureId),
          mine: total === 0n ? ZERO : multiply(cents, fraction(mine, total)),
        };
      }
      case "two-part": {
        const measured = key ? useOf(key, step.part) : null;
        const scale = fraction(measured === null ? 1n : scaleOf(measured));
        return {
          ...{ kind: "two-part", part: step.part, idleTo: step.idleTo, unit: measured },
          ...{ fixed: readFraction(step.fixed), use: readFraction(step.use), idle: readFraction(step.idle) },
          used: step.used === undefined ? null : divide(readFraction(step.used), scale),
          capacity: step.capacity === undefined ? null : divide(readFraction(step.capacity), scale),
        };
      }
      case "band":
        return {
          ...{ kind: "band", part: step.part, rank: Number(/band (\d+)$/.exec(step.part)?.[1] ?? 1) },
          ...{ upTo: step.upTo === null ? null : readFraction(step.upTo), cents: readFraction(step.cents) },
        };
      case "limits": {
        const met = Object.entries(step.met).map(([id, { limit, before, after }]) => {
          return { structureId: id, limit, before: readFraction(before), after: readFraction(after) };
        });
        const factor = readFraction(step.factor);
        return {
          ...{ kind: "limits", met, factor: factor.n === 0n ? null : factor },
          excess: sum(met.filter(({ limit }) => limit === "cap").map(({ before, after }) => subtract(before, after))),
        };
      }
      case "pole":
        return { kind: "pole", because: step.because, cents: readFraction(step.cents) };
    }
  });
}

/** The unit in which use is measured, of the two-part key that made a step. */
function useOf(key: Key, part: string): Measure | null {
  if (key.type === "capped") return useOf(key.key, part);
  if (key.type === "tiers") {
    const band = key.bands[Number(/band (\d+)/.exec(part)?.[1] ?? 1) - 1];
    return band ? useOf(band.key, part) : null;
  }
  return key.type === "two-part" && key.use.type === "measure" ? key.use.measure : null;
}

/** What a measure is counted in, of what people say: an FTE is 10 000. Hours and booked time stay in minutes. */
function scaleOf(unit: Measure): bigint {
  return unit === "fte" ? 10_000n : unit === "surface" ? 100n : 1n;
}

const isUsed = (measure: Measure) => USED.some((one) => one === measure);

function toldWeights(
  { key, weights, totalWeight }: Extract<Step, { kind: "shared" }>,
  { days, measures }: Allocation["explanation"],
  basis: number,
  structureId: string,
): ToldWeights {
  const of = new Map(Object.entries(weights).map(([id, weight]) => [id, BigInt(weight)]));
  const told = (unit: Unit, by: Fraction, factors: ToldWeights["factors"] = []): ToldWeights => {
    const shown = new Map([...of].map(([id, weight]) => [id, divide(fraction(weight), by)]));
    const all = divide(fraction(BigInt(totalWeight)), by);
    return { unit, mine: shown.get(structureId) ?? ZERO, all, of: shown, factors };
  };
  const full = fraction(BigInt(basis));
  switch (key.type) {
    case "equal":
      return [...of.values()].every((weight) => weight === 0n || weight === full.n)
        ? told("parts", full)
        : told("days", fraction(1n));
    case "weights":
      return told("points", full);
    case "measure":
      return told(key.measure, isUsed(key.measure) ? fraction(1n) : fraction(scaleOf(key.measure) * full.n));
    case "product": {
      // Its weights were brought to whole numbers: what one is worth is found on somebody who has any.
      const worth = (id: string): Fraction => {
        const product = key.of.reduce((all, one) => multiply(all, valueOf(one, id, days, measures)), fraction(1n));
        const standing = key.of.every((one) => one.type !== "measure" || !isUsed(one.measure));
        return standing ? multiply(product, fraction(BigInt(days[id] ?? 0), full.n)) : product;
      };
      const found = [...of].find(([id, weight]) => weight !== 0n && worth(id).n !== 0n);
      const by = found ? divide(fraction(found[1]), worth(found[0])) : fraction(1n);
      const factors = key.of.map((one) => ({ unit: unitOf(one), mine: valueOf(one, structureId, days, measures) }));
      return told("product", by, factors);
    }
  }
}

function unitOf(key: SimpleKey): Unit {
  return key.type === "measure" ? key.measure : key.type === "equal" ? "parts" : "points";
}

/** Of a simple key, what stands on average while one is there, or all that was used. */
function valueOf(
  key: SimpleKey,
  id: string,
  days: Allocation["explanation"]["days"],
  measures: Allocation["explanation"]["measures"],
): Fraction {
  const present = BigInt(days[id] ?? 0);
  if (key.type === "equal") return fraction(1n);
  if (key.type === "weights") return fraction(BigInt(key.weights[id] ?? 0));
  const measured = BigInt(measures[key.measure]?.[id] ?? "0");
  if (isUsed(key.measure)) return fraction(measured);
  return present === 0n ? ZERO : fraction(measured, scaleOf(key.measure) * present);
}

/** The cent of a share, and of whom the others' went to. */
export function centOf(
  { explanation, shares }: Pick<Allocation, "explanation" | "shares">,
  share: AllocationShare,
): ToldCent {
  const size = share.exact.n < 0n ? fraction(-share.exact.n, share.exact.d) : share.exact;
  const remainder = subtract(size, fraction(size.n / size.d));
  const place = explanation.order.indexOf(share.structureId);
  const known = new Set(shares.map(({ structureId }) => structureId));
  return {
    ...{ whole: remainder.n === 0n, floorCents: share.floorCents, extraCent: share.extraCent, remainder },
    ...{ toHandOut: explanation.centsToHandOut, candidates: explanation.order.length },
    rank: place < 0 ? null : place + 1,
    receivers: explanation.order.slice(0, explanation.centsToHandOut).filter((id) => known.has(id)),
    ...{ before: share.carryBefore, after: share.carryAfter },
  };
}

/** Whether several parts make a share, which then are added: what none of it is left out. */
export function addedParts(steps: readonly ToldStep[]): {
  readonly parts: readonly SharedPart[];
  readonly sum: Fraction;
} {
  const parts = steps.flatMap((step) => (step.kind === "shared" && step.mine.n !== 0n ? [step] : []));
  return { parts, sum: parts.reduce((all, { mine }) => add(all, mine), ZERO) };
}

/** Whether a share is what its parts add up to: not where a limit was met. */
export function addsUp(steps: readonly ToldStep[], share: AllocationShare): boolean {
  return compare(addedParts(steps).sum, share.exact) === 0;
}
