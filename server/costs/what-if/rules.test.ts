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
    expect(asItWouldBe(allocation(9000, EQUAL), { leaves: "gamma" }).members).toEqual({ alpha: 4500, beta: 4500 });
  });

  test("a member more weighs what another does, tantièmes included", () => {
    const key: Key = { type: "weights", weights: { alpha: 50, beta: 25, gamma: 25 } };
    const would = asItWouldBe(allocation(10_000, key), { joinsLike: "beta" });
    expect(would.members).toEqual({ alpha: 4000, beta: 2000, gamma: 2000, [NEWCOMER]: 2000 });
    expect(asItWouldBe(allocation(9000, MINUTES), { joinsLike: "alpha", leaves: "alpha" }).members).toEqual({
      beta: 3000,
      gamma: 0,
      [NEWCOMER]: 6000,
    });
  });

  test("a subsidy refused is borne by all", () => {
    const shared = allocation(6000, EQUAL, 3000);
    expect(asItWouldBe(shared, { refused: "region" }).members).toEqual({ alpha: 3000, beta: 3000, gamma: 3000 });
    expect(asItWouldBe(shared, { refused: "another" })).toEqual(asItIs(shared));
  });
});
