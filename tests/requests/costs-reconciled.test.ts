import { afterAll, beforeAll, expect, test } from "vitest";
import { beginReview, lockPeriod, periodOverview } from "../../server/costs";
import { newId } from "../../server/kernel/ids";
import { addDays, localDateOf } from "../../server/kernel/time";
import { recordPayment, reverseEntry } from "../../server/ledger";
import { approvedCharge, makePool } from "../support/costs";
import { openWorld, type World } from "../support/world";

// A month is closed once the accounts are reconciled: nothing is left on the suspense account.

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const pool = await makePool(world);
  await approvedCharge(world, { poolId: pool.id, cents: 10_000, from: "2026-01-10" });
});
afterAll(() => world.close());

const as = () => world.actors.manager;
const check = async (code: "bank" | "payments") =>
  (await periodOverview(as(), "2026-01")).checks.find((one) => one.code === code);
const unknown = async (received: boolean, cents: number, day: string) => {
  const id = newId();
  const label = `Virement inconnu du ${day}`;
  await recordPayment(as(), { id, received, on: "suspense", cents, day, reference: "VIR", label });
  return id;
};

test("a line of the bank that nobody has named keeps its month from being locked, and says which", async () => {
  expect(await check("bank")).toMatchObject({ ok: true });
  const id = await unknown(true, 4_200, "2026-01-20");
  const found = await check("bank");
  expect(found).toMatchObject({ ok: false, blocks: true, count: 1 });
  expect(found?.items).toMatchObject([{ id, name: "Virement inconnu du 2026-01-20", cents: 4_200 }]);
  expect(await beginReview(as(), "2026-01", addDays(localDateOf(new Date(), "Europe/Paris"), 3))).toMatchObject({
    ok: true,
  });
  const locked = await lockPeriod(as(), "2026-01");
  const missing = locked.ok || !("missing" in locked.problem) ? [] : (locked.problem.missing ?? []);
  expect(missing.map(({ code }) => code)).toContain("bank");
  // Taken back today, in a later month: January is explained all the same.
  expect(await reverseEntry(as(), { id: newId(), entryId: id, reason: "C'est le Gué" })).toMatchObject({ ok: true });
  expect(await check("bank")).toMatchObject({ ok: true, items: [] });
});

test("what came and was sent back makes zero: the month does not wait, even when it went in a later one", async () => {
  await unknown(true, 900, "2026-01-25");
  expect(await check("bank")).toMatchObject({ ok: false });
  await unknown(false, 900, "2026-02-03");
  expect(await check("bank")).toMatchObject({ ok: true });
});

test("a line of a later month is not January's; of January, what is left says itself", async () => {
  await unknown(true, 77, "2026-02-04");
  expect(await check("bank")).toMatchObject({ ok: true });
  await unknown(false, 30, "2026-01-28");
  await unknown(true, 20, "2026-01-29");
  expect((await check("bank"))?.items.map(({ cents }) => cents)).toEqual([-30, 20]);
  // A third one that makes zero with them.
  await unknown(true, 10, "2026-01-30");
  expect(await check("bank")).toMatchObject({ ok: true });
});

test("a payment that settles nothing for more than a month is noted, and keeps nothing from closing", async () => {
  expect(await check("payments")).toMatchObject({ ok: true });
  const { id: structureId, name } = world.structures.gue;
  const paid = { received: true, on: "members", reference: "VIR", label: "Acompte", structureId } as const;
  await recordPayment(as(), { ...paid, id: newId(), cents: 1_234, day: "2026-01-12" });
  expect(await check("payments")).toMatchObject({
    ok: false,
    blocks: false,
    items: [{ id: structureId, name, cents: 1_234 }],
  });
});
