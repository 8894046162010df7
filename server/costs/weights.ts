import { AllocationError } from "./allocation";
import { fraction, lcm, multiply, type Fraction } from "./fraction";
import { USED, type BaseKey, type Facts, type SimpleKey, type StructureId } from "./key";

/**
 * What each member weighs in a key of one weight, over the basis: whole numbers, 0 for who has nothing of it.
 * @throws AllocationError negative_weight
 */
export function weightsOf(key: BaseKey, facts: Facts): Map<StructureId, bigint> {
  const members = Object.keys(facts.days);
  if (key.type !== "product") return new Map(members.map((id) => [id, weightOf(key, facts, id)]));
  const exact = members.map((id): [StructureId, Fraction] => [id, productOf(key.of, facts, id)]);
  // By days of presence, a product may not be whole: all are brought to one denominator.
  const denominator = lcm(exact.map(([, { d }]) => d));
  return new Map(exact.map(([id, { n, d }]) => [id, n * (denominator / d)]));
}

function weightOf(key: SimpleKey, facts: Facts, id: StructureId): bigint {
  const days = daysOf(facts, id);
  switch (key.type) {
    case "equal":
      return days;
    case "weights":
      return BigInt(key.weights[id] ?? 0) * days;
    case "measure": {
      const value = facts.measures[key.measure]?.[id] ?? 0n;
      if (value < 0n) throw new AllocationError("negative_weight");
      return value;
    }
  }
}

/**
 * Of two things that stand, each is a sum over the days: their product has the days twice, and is divided by them once,
 * so that who came in the middle of the month pays half. A use counts as it is, times what stands on average.
 */
function productOf([a, b]: readonly [SimpleKey, SimpleKey], facts: Facts, id: StructureId): Fraction {
  const days = daysOf(facts, id);
  const product = multiply(fraction(weightOf(a, facts, id)), fraction(weightOf(b, facts, id)));
  if (isUse(a) && isUse(b)) return product;
  return days === 0n ? fraction(0n) : multiply(product, fraction(1n, days));
}

function isUse(key: SimpleKey): boolean {
  return key.type === "measure" && USED.some((measure) => measure === key.measure);
}

function daysOf(facts: Facts, id: StructureId): bigint {
  const days = facts.days[id] ?? 0;
  if (days < 0) throw new AllocationError("negative_weight");
  return BigInt(days);
}
