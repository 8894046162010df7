import { describe, expect, test } from "vitest";
import type { Allocation } from "../draft-types";
import { shareAmount } from "../draft-rules";
import type { Facts, Key } from "../key";
import { asItIs, asItWouldBe, missingMeasures, NEWCOMER } from "./rules";

const FACTS: Facts = {
  days: { alpha: 31, beta: 31, gamma: 31 },
  measures: { minutes: { alpha: 600n, beta: 300n } },
};

/** An allocation of `cents` in October, funded with `funded` more. */
function allocation(cents: number, key: Key, funded = 0): Allocation {
  const version = {
    id: "v1",
    poolId: "pool",
    number: 1,
    definition: key,
    decided: "",
    startsOn: "2026-01-01",
    endsOn: null,
  };
  const shared = shareAmount(cents, version, FACTS, new Map());
  return {
    ...{ id: "a", poolId: "pool", versionId: "v1", kind: "charges", sequence: 1, ...shared },
    ...{ servedFrom: "2026-10-01", servedUntil: "2026-10-31", totalCents: cents, fundingCents: funded },
    chargesCents: cents + funded,
    charges: [],
    fundings: funded ? [{ fundingId: "region", eligibleCents: cents + funded, cents: funded }] : [],
    disputeId: null,
    fundingId: null,
  };
}

const EQUAL: Key = { type: "equal" };
const MINUTES: Key = { type: "measure", measure: "minutes" };

describe("what if", () => {
  test("nothing changed: nothing moves, to the cent", () => {
    const shared = allocation(10_000, EQUAL);
    expect(asItWouldBe(shared, {})).toEqual(asItIs(shared));
    expect(asItWouldBe(shared, { key: { poolId: "pool", definition: EQUAL } })).toEqual(asItIs(shared));
    expect(asItWouldBe(shared, { key: { poolId: "another", definition: MINUTES } })).toEqual(asItIs(shared));
  });

  test("another key shares the same total", () => {
    const would = asItWouldBe(allocation(9000, EQUAL), { key: { poolId: "pool", definition: MINUTES } });
    expect(would).toEqual({ members: { alpha: 6000, beta: 3000, gamma: 0 }, poleCents: 0 });
  });

  test("a key that nobody has any weight in leaves all as it is, and says why", () => {
    const shared = allocation(9000, EQUAL);
    const meals: Key = { type: "measure", measure: "meals" };
    const changes = { key: { poolId: "pool", definition: meals } };
    expect(missingMeasures(shared, changes)).toEqual(["meals"]);
    expect(asItWouldBe(shared, changes)).toEqual({ ...asItIs(shared), problem: "zero_total_weight" });
    const measured = { meals: { gamma: 12n } };
    expect(asItWouldBe(shared, changes, measured).members).toEqual({ alpha: 0, beta: 0, gamma: 9000 });
  });

  test("a member less: the others bear its part", () => {
    expect(asItWouldBe(allocation(9000, EQUAL), { leaves: { id: "gamma" } }).members).toEqual({
      alpha: 4500,
      beta: 4500,
    });
  });

  test("a member more weighs what another does, tantièmes included", () => {
    const key: Key = { type: "weights", weights: { alpha: 50, beta: 25, gamma: 25 } };
    const would = asItWouldBe(allocation(10_000, key), { joins: { like: "beta" } });
    expect(would.members).toEqual({ alpha: 4000, beta: 2000, gamma: 2000, [NEWCOMER]: 2000 });
    expect(
      asItWouldBe(allocation(9000, MINUTES), { joins: { like: "alpha" }, leaves: { id: "alpha" } }).members,
    ).toEqual({
      beta: 3000,
      gamma: 0,
      [NEWCOMER]: 6000,
    });
  });

  test("a member more may have measures, a fixed weight and a first day of its own", () => {
    // 300 minutes a month, as beta; of the 31 days, it is there on 10.
    const joins = { like: "alpha", measures: { minutes: 310 }, from: "2026-10-22" };
    expect(asItWouldBe(allocation(10_000, MINUTES), { joins }).members).toEqual({
      ...{ alpha: 6000, beta: 3000, gamma: 0 },
      [NEWCOMER]: 1000,
    });
    const key: Key = { type: "weights", weights: { alpha: 50, beta: 25, gamma: 25 } };
    const weighs = asItWouldBe(allocation(10_000, key), { joins: { like: "beta", weight: 100 } });
    expect(weighs.members).toEqual({ alpha: 2500, beta: 1250, gamma: 1250, [NEWCOMER]: 5000 });
    // It comes after the month: nothing moves.
    const late = { joins: { like: "alpha", from: "2026-11-01" } };
    expect(asItWouldBe(allocation(10_000, MINUTES), late).members[NEWCOMER]).toBeUndefined();
  });

  test("a member that leaves on a day bears what it weighed until then", () => {
    const staff: Key = { type: "product", of: [{ type: "equal" }, { type: "measure", measure: "minutes" }] };
    expect(asItWouldBe(allocation(6200, EQUAL), { leaves: { id: "gamma", on: "2026-10-15" } }).members).toEqual({
      ...{ alpha: 2496, beta: 2496 },
      gamma: 1208,
    });
    for (const key of [EQUAL, MINUTES, staff])
      for (const on of ["2026-10-31", "2027-01-01", "9999-12-31"])
        expect(asItWouldBe(allocation(6200, key), { leaves: { id: "gamma", on } })).toEqual(
          asItIs(allocation(6200, key)),
        );
    expect(asItWouldBe(allocation(9000, EQUAL), { leaves: { id: "gamma", on: "2026-09-30" } }).members).toEqual({
      ...{ alpha: 4500, beta: 4500 },
    });
  });

  test("every kind of key may be tried: bands, caps, floors, products, two parts", () => {
    const would = (definition: Key) =>
      asItWouldBe(allocation(9000, EQUAL), { key: { poolId: "pool", definition } }, FACTS.measures).members;
    const weights: Key = { type: "weights", weights: { alpha: 1, beta: 2 } };
    expect(would(weights)).toEqual({ alpha: 3000, beta: 6000, gamma: 0 });
    expect(
      would({
        type: "tiers",
        bands: [
          { upToCents: 3000, key: EQUAL },
          { upToCents: null, key: MINUTES },
        ],
      }),
    ).toEqual({
      ...{ alpha: 5000, beta: 3000, gamma: 1000 },
    });
    expect(would({ type: "capped", key: MINUTES, everyCap: { cents: 4000 } })).toEqual({
      alpha: 4000,
      beta: 4000,
      gamma: 0,
    });
    expect(would({ type: "two-part", fixedPoints: 5000, fixed: EQUAL, use: MINUTES, idle: "fixed" })).toEqual({
      ...{ alpha: 4500, beta: 3000, gamma: 1500 },
    });
  });

  test("a subsidy refused is borne by all", () => {
    const shared = allocation(6000, EQUAL, 3000);
    expect(asItWouldBe(shared, { refused: "region" }).members).toEqual({ alpha: 3000, beta: 3000, gamma: 3000 });
    expect(asItWouldBe(shared, { refused: "another" })).toEqual(asItIs(shared));
  });
});
