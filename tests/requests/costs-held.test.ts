import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addFunding, correctCharge, notifyFunding, payFunding } from "../../server/costs";
import { newId } from "../../server/kernel/ids";
import { approvedCharge, makePool } from "../support/costs";
import { openWorld, type World } from "../support/world";

let world: World;
let poolId: string;
beforeAll(async () => {
  world = await openWorld();
  poolId = (await makePool(world)).id;
});
afterAll(() => world.close());

const as = () => world.actors.manager;
/**
 * Does `work` while a row is held as a month that is being locked holds what its allocations refer to: by its key alone.
 * Were `work` to wait for it, it would wait for ever.
 */
async function whileReferredTo<T>(table: "fundings" | "charges", id: string, work: () => Promise<T>): Promise<T> {
  return world.owner.begin(async (tx) => {
    expect(await tx`select from ${tx(table)} where id = ${id} for key share`).toHaveLength(1);
    return work();
  }) as Promise<T>;
}

describe("While a month is locked", () => {
  it("a funding that it deducts may be paid", async () => {
    const id = newId();
    const terms = { funder: "Région", label: "Animation", publicMoney: true, ratePoints: 8000, ceilingCents: 10_000 };
    const days = { startsOn: "2021-01-01", endsOn: "2021-12-31" };
    await addFunding(as(), id, { poolId, ...terms, ...days, eligibleAccounts: [] });
    expect(await notifyFunding(as(), id, { on: "2021-02-01", reference: "", proof: null })).toMatchObject({ ok: true });
    const paid = await whileReferredTo("fundings", id, () =>
      payFunding(as(), id, { on: "2021-06-01", cents: 5_000, last: true }),
    );
    expect(paid).toEqual({ ok: true, value: null });
  });

  it("a charge that it shares may be corrected", async () => {
    const { id } = await approvedCharge(world, { poolId, cents: 10_000, from: "2021-03-10" });
    const corrected = await whileReferredTo("charges", id, () =>
      correctCharge(as(), id, { rightCents: 4_000, reason: "Facture erronée" }),
    );
    expect(corrected).toMatchObject({ ok: true });
  });
});
