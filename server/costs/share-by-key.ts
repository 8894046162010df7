import { allocate, AllocationError, roundQuotas, THE_POLE, totalWeightOf, type Share } from "./allocation";
import { add, compare, divide, fraction, fractionText, multiply, subtract, sum, ZERO, type Fraction } from "./fraction";
import type { BaseKey, CappedKey, Facts, Key, StructureId, TiersKey, TwoPartKey } from "./key";
import { fillBetween, limitsOf } from "./caps";
import { weightsOf } from "./weights";

/** Where in the key a step was taken: "" for the whole, "fixed", "use", "idle", "band 1", "band 2 use"… */
export type Part = string;

/**
 * What was computed, in order, for "Why this amount?". Plain JSON: amounts are exact cents as "p/q" with the total's
 * sign, weights decimal strings; a member's part of a `shared` step is cents × weight / totalWeight.
 */
export type Step =
  | {
      readonly kind: "shared";
      readonly part: Part;
      readonly key: BaseKey;
      readonly cents: string;
      readonly weights: Readonly<Record<StructureId, string>>;
      readonly totalWeight: string;
    }
  /** `used` and `capacity` in the measure of use, over the basis, where the key has a capacity. */
  | {
      readonly kind: "two-part";
      readonly part: Part;
      readonly fixed: string;
      readonly use: string;
      readonly idle: string;
      readonly idleTo: "fixed" | "pole";
      readonly used?: string;
      readonly capacity?: string;
    }
  | {
      readonly kind: "band";
      readonly part: Part;
      readonly from: string;
      readonly upTo: string | null;
      readonly cents: string;
    }
  /** Who met a limit, with what it would have borne; the others' amounts were multiplied by `factor`. */
  | {
      readonly kind: "limits";
      readonly part: Part;
      readonly met: Readonly<
        Record<StructureId, { readonly limit: "cap" | "floor"; readonly before: string; readonly after: string }>
      >;
      readonly factor: string;
    }
  | { readonly kind: "pole"; readonly part: Part; readonly because: "idle" | "caps"; readonly cents: string };

export interface KeyShares {
  readonly steps: Step[];
  /** One for each member of `facts.days`, by id. A composed key has no single weight: 0 in each, and its steps say all. */
  readonly shares: Share[];
  /** Null for a composed key. */
  readonly totalWeight: bigint | null;
  readonly centsToHandOut: bigint;
  /** Cents that no member bears: the pôle's own. */
  readonly pole: bigint;
  readonly poleExact: Fraction;
}

/** Before rounding. */
interface Quotas {
  readonly quotas: Map<StructureId, Fraction>;
  readonly pole: Fraction;
  readonly steps: Step[];
}

/**
 * Shares `total` cents by a key: exact amounts first, however the key is composed, then one rounding with the carries.
 * The pôle's own part is rounded with the others', and keeps no carry.
 * @throws AllocationError no_members, zero_total_weight (nobody has any weight, and there is something to share), negative_weight
 */
export function shareByKey(
  total: bigint,
  key: Key,
  facts: Facts,
  carries: Readonly<Record<StructureId, Fraction>> = {},
): KeyShares {
  if (Object.keys(facts.days).length === 0) throw new AllocationError("no_members");
  const size = fraction(total < 0n ? -total : total);
  const signed = (cents: Fraction) => (total < 0n ? { n: -cents.n, d: cents.d } : cents);
  const { quotas, pole, steps } = quotasOf(size, key, facts);
  const signedSteps = total < 0n ? steps.map(mirrored) : steps;
  if (isBase(key)) {
    const weights = weightsOf(key, facts);
    const members = [...weights].map(([id, weight]) => ({ id, weight, carry: carries[id] ?? ZERO }));
    const nothing = total === 0n && members.every(({ weight }) => weight === 0n);
    const shared = nothing
      ? {
          ...roundQuotas(
            total,
            members.map((member) => ({ ...member, exact: ZERO })),
          ),
          totalWeight: 0n,
        }
      : allocate(total, members);
    return { ...shared, steps: signedSteps, pole: 0n, poleExact: ZERO };
  }
  const members = [...quotas].map(([id, exact]) => ({ id, exact: signed(exact), carry: carries[id] ?? ZERO }));
  const withPole = pole.n === 0n ? members : [...members, { id: THE_POLE, exact: signed(pole) }];
  const { shares, centsToHandOut } = roundQuotas(total, withPole);
  return {
    steps: signedSteps,
    shares: shares.filter(({ id }) => id !== THE_POLE),
    totalWeight: null,
    centsToHandOut,
    pole: shares.find(({ id }) => id === THE_POLE)?.share ?? 0n,
    poleExact: signed(pole),
  };
}

const isBase = (key: Key): key is BaseKey => key.type !== "two-part" && key.type !== "tiers" && key.type !== "capped";

/** The exact amounts of a positive total, whatever its size: those of a part of it, too. */
function quotasOf(total: Fraction, key: Key, facts: Facts, part: Part = ""): Quotas {
  switch (key.type) {
    case "two-part":
      return ofTwoParts(total, key, facts, part);
    case "tiers":
      return ofTiers(total, key, facts, part);
    case "capped":
      return ofCapped(total, key, facts, part);
    default:
      return ofBase(total, key, facts, part);
  }
}

function ofBase(total: Fraction, key: BaseKey, facts: Facts, part: Part): Quotas {
  const weights = weightsOf(key, facts);
  const members = [...weights.values()].map((weight) => ({ weight }));
  // A charge and its whole credit: that nobody weighs anything keeps nobody from bearing nothing.
  const nothing = total.n === 0n && members.every(({ weight }) => weight === 0n);
  const totalWeight = nothing ? 0n : totalWeightOf(members);
  const quotas = mapValues(weights, (weight) => (nothing ? ZERO : multiply(total, fraction(weight, totalWeight))));
  const texts = Object.fromEntries(mapValues(weights, String));
  const cents = fractionText(total);
  return {
    quotas,
    pole: ZERO,
    steps: [{ kind: "shared", part, key, cents, weights: texts, totalWeight: String(totalWeight) }],
  };
}

function ofTwoParts(total: Fraction, key: TwoPartKey, facts: Facts, part: Part): Quotas {
  const fixed = multiply(total, fraction(BigInt(key.fixedPoints), 10_000n));
  const variable = subtract(total, fixed);
  const used = [...weightsOf(key.use, facts).values()].reduce((all, weight) => all + weight, 0n);
  const capacity = key.capacity === undefined ? null : multiply(fraction(BigInt(key.capacity)), monthsIn(facts));
  const use = capacity ? multiply(variable, smallest(fraction(1n), divide(fraction(used), capacity))) : variable;
  const paidByUse = used === 0n ? ZERO : use;
  const idle = subtract(variable, paidByUse);
  const parts = [
    share(fixed, key.fixed, facts, `${part} fixed`),
    share(paidByUse, key.use, facts, `${part} use`),
    key.idle === "fixed" ? share(idle, key.fixed, facts, `${part} idle`) : toPole(idle, part),
  ];
  const step: Step = {
    kind: "two-part",
    part,
    fixed: fractionText(fixed),
    use: fractionText(paidByUse),
    idle: fractionText(idle),
    idleTo: key.idle,
    ...(capacity ? { used: String(used), capacity: fractionText(capacity) } : {}),
  };
  return together(facts, [{ quotas: new Map(), pole: ZERO, steps: [step] }, ...parts]);
}

function ofTiers(total: Fraction, key: TiersKey, facts: Facts, part: Part): Quotas {
  const parts: Quotas[] = [];
  let from = ZERO;
  key.bands.forEach((band, rank) => {
    const end = band.upToCents === null ? null : multiply(fraction(BigInt(band.upToCents)), monthsIn(facts));
    const reached = end === null ? total : smallest(total, end);
    const cents = subtract(reached, from);
    if (cents.n <= 0n) return;
    const name = `${part} band ${rank + 1}`;
    const upTo = end && fractionText(end);
    const step: Step = { kind: "band", part: name.trim(), from: fractionText(from), upTo, cents: fractionText(cents) };
    parts.push({ quotas: new Map(), pole: ZERO, steps: [step] }, share(cents, band.key, facts, name));
    from = reached;
  });
  return together(facts, parts);
}

function ofCapped(total: Fraction, key: CappedKey, facts: Facts, part: Part): Quotas {
  const inner = quotasOf(total, key.key, facts, part);
  const shared = subtract(total, inner.pole);
  const limits = limitsOf(key, [...inner.quotas.keys()], total, monthsIn(facts));
  const { amounts, factor, met } = fillBetween(shared, inner.quotas, limits);
  const toThePole = subtract(shared, sum(amounts.values()));
  const steps: Step[] = [...inner.steps];
  if (met.size > 0) {
    const rows = [...met].map(([id, limit]) => {
      const [before, after] = [inner.quotas.get(id) ?? ZERO, amounts.get(id) ?? ZERO];
      return [id, { limit, before: fractionText(before), after: fractionText(after) }] as const;
    });
    steps.push({ kind: "limits", part, met: Object.fromEntries(rows), factor: fractionText(factor) });
  }
  if (toThePole.n > 0n) steps.push({ kind: "pole", part, because: "caps", cents: fractionText(toThePole) });
  return { quotas: amounts, pole: add(inner.pole, toThePole), steps };
}

/** A part of the total; nothing at all when there is none of it, so that a key without weights is no error then. */
function share(cents: Fraction, key: Key, facts: Facts, part: Part): Quotas {
  if (cents.n === 0n) return { quotas: new Map(), pole: ZERO, steps: [] };
  return quotasOf(cents, key, facts, part.trim());
}

function toPole(idle: Fraction, part: Part): Quotas {
  const steps: Step[] = idle.n === 0n ? [] : [{ kind: "pole", part, because: "idle", cents: fractionText(idle) }];
  return { quotas: new Map(), pole: idle, steps };
}

function together(facts: Facts, parts: readonly Quotas[]): Quotas {
  const quotas = new Map(Object.keys(facts.days).map((id): [StructureId, Fraction] => [id, ZERO]));
  for (const part of parts) {
    for (const [id, exact] of part.quotas) quotas.set(id, add(quotas.get(id) ?? ZERO, exact));
  }
  return { quotas, pole: sum(parts.map(({ pole }) => pole)), steps: parts.flatMap(({ steps }) => steps) };
}

function monthsIn({ months }: Facts): Fraction {
  return months ? fraction(months.n, months.d) : fraction(1n);
}

function smallest(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) < 0 ? a : b;
}

function mapValues<A, B>(map: ReadonlyMap<StructureId, A>, change: (value: A) => B): Map<StructureId, B> {
  return new Map([...map].map(([id, value]) => [id, change(value)]));
}

/** The same step of a credit: amounts change their sign, limits and bands with them. */
function mirrored(step: Step): Step {
  switch (step.kind) {
    case "shared":
    case "pole":
      return { ...step, cents: minus(step.cents) };
    case "two-part":
      return { ...step, fixed: minus(step.fixed), use: minus(step.use), idle: minus(step.idle) };
    case "band":
      return { ...step, from: minus(step.from), upTo: step.upTo && minus(step.upTo), cents: minus(step.cents) };
    case "limits": {
      const met = Object.entries(step.met).map(([id, { limit, before, after }]) => [
        id,
        { limit, before: minus(before), after: minus(after) },
      ]);
      return { ...step, met: Object.fromEntries(met) as typeof step.met };
    }
  }
}

function minus(text: string): string {
  if (text === "0") return text;
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}
