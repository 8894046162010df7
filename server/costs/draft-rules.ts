import type { Cents } from "../kernel/money";
import { groupBy } from "../kernel/group-by";
import type { LocalDate } from "../kernel/time";
import { AllocationError, compareIds, isBearable, type Share } from "./allocation";
import { basisOf, cutByVersions, monthOf } from "./days";
import { type Allocation, type AllocationShare, type DraftProblem, type Explanation } from "./draft-types";
import { add, compare, fractionText, negate, ZERO, type Fraction } from "./fraction";
import type { Facts, Key, KeyDates } from "./key";
import { shareByKey } from "./share-by-key";

/** As much of a charge as sharing it needs. */
export interface ChargeToShare {
  readonly id: string;
  readonly poolId: string;
  readonly amountCents: Cents;
  readonly account: string;
  readonly servedFrom: LocalDate;
  readonly servedUntil: LocalDate;
}

/** A version of a pool's key, with what it says. */
export interface Version extends KeyDates {
  readonly poolId: string;
  readonly number: number;
  readonly definition: Key;
  readonly decided: string;
}

/** A piece of a charge, with the charge's account and days of service, which say what funds it. */
export interface PieceOfCharge {
  readonly chargeId: string;
  readonly cents: Cents;
  readonly account: string;
  readonly servedFrom: LocalDate;
  readonly servedUntil: LocalDate;
}

/** What is shared at once: the pieces with the same pool, version of its key and basis. */
export interface Group {
  readonly poolId: string;
  readonly version: Version;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly pieces: readonly PieceOfCharge[];
}

/**
 * Charges posted in the month of `day`, each cut where the version of its pool's key changes, put together in the order in
 * which they are shared: by pool, then by basis, whatever the order they came in.
 */
export function groupCharges(
  charges: readonly ChargeToShare[],
  versions: readonly Version[],
  day: LocalDate,
): { groups: Group[]; problems: DraftProblem[] } {
  const byPool = groupBy(versions, ({ poolId }) => poolId);
  const byId = new Map(versions.map((version) => [version.id, version]));
  const groups = new Map<string, Group & { pieces: PieceOfCharge[] }>();
  const unshared: { charge: ChargeToShare; code: AllocationError["code"] }[] = [];
  for (const charge of [...charges].sort((a, b) => compareIds(a.id, b.id))) {
    const service = { from: charge.servedFrom, until: charge.servedUntil };
    const basis = basisOf(service, day);
    try {
      const pieces = cutByVersions(BigInt(charge.amountCents), service, basis, byPool.get(charge.poolId) ?? []);
      for (const { versionId, from, until, cents } of pieces) {
        const version = byId.get(versionId);
        if (!version) continue;
        const key = `${charge.poolId} ${from} ${until} ${version.number}`;
        const group = groups.get(key) ?? { poolId: charge.poolId, version, from, until, pieces: [] };
        const { account, servedFrom, servedUntil } = charge;
        group.pieces.push({ chargeId: charge.id, cents: Number(cents), account, servedFrom, servedUntil });
        groups.set(key, group);
      }
    } catch (error) {
      if (!(error instanceof AllocationError)) throw error;
      unshared.push({ charge, code: error.code });
    }
  }
  const inOrder = [...groups.values()].sort(
    (a, b) =>
      compareIds(a.poolId, b.poolId) ||
      compareIds(a.from, b.from) ||
      compareIds(a.until, b.until) ||
      a.version.number - b.version.number,
  );
  return {
    groups: inOrder,
    problems: unshared.map(({ charge, code }) => ({
      poolId: charge.poolId,
      code,
      cents: charge.amountCents,
      chargeIds: [charge.id],
    })),
  };
}

/** What of a pool's roundings is carried, by structure: what each is owed by them (positive) or had too much. */
export type Carries = Map<string, Fraction>;

/** An amount shared, before it is part of an allocation. */
export interface SharedAmount {
  readonly shares: readonly AllocationShare[];
  readonly poleCents: Cents;
  readonly explanation: Explanation;
}

/**
 * Shares an amount by a version of a pool's key, and moves the pool's carries on.
 * @throws AllocationError when it cannot be
 */
export function shareAmount(cents: Cents, version: Version, facts: Facts, carries: Carries): SharedAmount {
  const found = shareByKey(BigInt(cents), version.definition, facts, Object.fromEntries(carries));
  const sign = cents < 0 ? -1 : 1;
  const shares = found.shares.map((share): AllocationShare => ({
    structureId: share.id,
    weight: found.totalWeight === null ? null : share.weight,
    exact: share.exact,
    floorCents: sign * Number(share.floor) + 0,
    extraCent: sign * share.extraCent + 0,
    cents: Number(share.share),
    carryBefore: carries.get(share.id) ?? ZERO,
    carryAfter: share.carryAfter,
  }));
  const explanation: Explanation = {
    ...factsExplained(version, facts),
    steps: found.steps,
    totalWeight: found.totalWeight === null ? null : String(found.totalWeight),
    centsToHandOut: Number(found.centsToHandOut),
    order: orderOf(found.shares, carries, cents < 0),
    poleExact: fractionText(found.poleExact),
  };
  for (const { id, carryAfter } of found.shares) carries.set(id, carryAfter);
  return { shares, poleCents: Number(found.pole), explanation };
}

/**
 * Shares an amount by a version of a pool's key; where the key finds nobody to bear it and the pôle gave a reason to take
 * it on itself, nobody else bears anything.
 * @throws AllocationError when it cannot be
 */
export function shareOrBear(
  cents: Cents,
  version: Version,
  facts: Facts,
  carries: Carries,
  reason: string | undefined,
): SharedAmount {
  try {
    return shareAmount(cents, version, facts, carries);
  } catch (error) {
    if (reason === undefined || !(error instanceof AllocationError) || !isBearable(error.code)) throw error;
    return shareWithNobody(cents, version, facts, carries, reason);
  }
}

/** Each bears nothing, and no carry moves; everybody who takes part reads why. */
function shareWithNobody(cents: Cents, version: Version, facts: Facts, carries: Carries, reason: string): SharedAmount {
  const shares = Object.keys(facts.days)
    .sort(compareIds)
    .map((structureId): AllocationShare => {
      const carry = carries.get(structureId) ?? ZERO;
      const nothing = { exact: ZERO, floorCents: 0, extraCent: 0, cents: 0 };
      return { structureId, weight: null, ...nothing, carryBefore: carry, carryAfter: carry };
    });
  const explanation: Explanation = {
    ...factsExplained(version, facts),
    ...{ steps: [], totalWeight: null, centsToHandOut: 0, order: [], poleExact: String(cents) },
    borneByPole: { reason },
  };
  return { shares, poleCents: cents, explanation };
}

/** What a structure bears of a pool in a month, before what was given back on it by disputes of that very month. */
export function borneShare(
  allocations: readonly Pick<Allocation, "poolId" | "kind" | "explanation" | "shares">[],
  periodId: string,
  poolId: string,
  structureId: string,
): Cents {
  const own = ({ kind, explanation: { dispute } }: Pick<Allocation, "kind" | "explanation">) =>
    kind === "correction" && dispute?.structureId === structureId && dispute.periodId === periodId;
  return allocations
    .filter((one) => one.poolId === poolId && !own(one))
    .flatMap(({ shares }) => shares.filter((share) => share.structureId === structureId))
    .reduce((all, { cents }) => all + cents, 0);
}

/**
 * What was upheld of a dispute: taken off the structure's share, and shared again among the others by the pool's key.
 * What nobody else may bear goes to the pôle itself. Sums to zero with the pôle's part.
 */
export function shareCorrection(
  structureId: string,
  grantedCents: Cents,
  version: Version | null,
  facts: Facts,
  carries: Carries,
): SharedAmount {
  const others = without(facts, structureId);
  const shared = version && trying(() => shareAmount(grantedCents, version, others, carries));
  const carry = carries.get(structureId) ?? ZERO;
  const credit: AllocationShare = {
    structureId,
    weight: shared && shared.explanation.totalWeight !== null ? 0n : null,
    exact: { n: BigInt(-grantedCents), d: 1n },
    floorCents: -grantedCents,
    extraCent: 0,
    cents: -grantedCents,
    carryBefore: carry,
    carryAfter: carry,
  };
  return {
    shares: [...(shared?.shares ?? []), credit].sort((a, b) => compareIds(a.structureId, b.structureId)),
    poleCents: shared ? shared.poleCents : grantedCents,
    explanation: shared?.explanation ?? {
      ...factsExplained(version, others),
      steps: [],
      totalWeight: null,
      centsToHandOut: 0,
      order: [],
      poleExact: String(grantedCents),
    },
  };
}

/** The version that was valid on the last day of a month; null when none was. */
export function versionOfMonth<V extends KeyDates>(versions: readonly V[], day: LocalDate): V | null {
  const { until } = monthOf(day);
  return versions.find(({ startsOn, endsOn }) => startsOn <= until && (endsOn === null || endsOn >= until)) ?? null;
}

/** Those with a fraction of a cent, the most owed first: the order in which the cents that were left were handed out. */
function orderOf(shares: readonly Share[], carries: Carries, negative: boolean): string[] {
  return shares
    .filter(({ remainder }) => remainder.n > 0n)
    .map(({ id, remainder }) => {
      const carry = carries.get(id) ?? ZERO;
      return { id, owed: add(negative ? negate(carry) : carry, remainder) };
    })
    .sort((a, b) => compare(b.owed, a.owed) || compareIds(a.id, b.id))
    .map(({ id }) => id);
}

function factsExplained(version: Version | null, facts: Facts): Pick<Explanation, "key" | "days" | "measures"> {
  const measures = Object.entries(facts.measures).map(([measure, values]) => [
    measure,
    Object.fromEntries(Object.entries(values).map(([id, value]) => [id, String(value)])),
  ]);
  return {
    key: version && {
      versionId: version.id,
      number: version.number,
      startsOn: version.startsOn,
      endsOn: version.endsOn,
      decided: version.decided,
      definition: version.definition,
    },
    days: facts.days,
    measures: Object.fromEntries(measures) as Explanation["measures"],
  };
}

function without(facts: Facts, id: string): Facts {
  const left = <V>(values: Readonly<Record<string, V>>) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => key !== id));
  return {
    ...facts,
    days: left(facts.days),
    measures: Object.fromEntries(Object.entries(facts.measures).map(([measure, values]) => [measure, left(values)])),
  };
}

function trying<T>(share: () => T): T | null {
  try {
    return share();
  } catch (error) {
    if (error instanceof AllocationError) return null;
    throw error;
  }
}
