import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../app/paths";
import { inTransaction } from "../../db/transaction";
import { callFees, periodOverview, sendCalls, setBudgets, setFeeScale } from "../../server/costs";
import { beginReview } from "../../server/costs/periods/begin-review";
import { closePeriod } from "../../server/costs/periods/close-period";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { addDays, addMonths, localDateOf, startOfMonth } from "../../server/kernel/time";
import { lastCheck } from "../../server/ledger";
import { approvedCharge, makePool } from "../support/costs";
import { checkBooks } from "../support/ledger";
import { plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let visitor: Visitor;
/** A month that is over and closed, in which everything was posted that a month may have. */
let month = "";
let [building, gue] = ["", ""];
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  visitor = await signedIn(server, world.people.manager.email);
  const today = localDateOf(new Date(), "Europe/Paris");
  const first = addMonths(startOfMonth(today), -2);
  month = first.slice(0, 7);
  const year = Number(month.slice(0, 4));
  gue = world.structures.gue.id;
  const pool = await makePool(world, { name: "La Filature" });
  building = pool.id;
  await setBudgets(manager(), year, [{ poolId: pool.id, cents: 120_000, calls: 12 }]);
  const called = await sendCalls(manager(), { month: first, dueOn: addDays(first, 20), seen: null, calledOn: first });
  expect(called.ok).toBe(true);
  const scale = {
    basis: "flat" as const,
    bands: [{ upTo: null, cents: 5_000 }],
    poolId: pool.id,
    decided: "AG",
    dueOn: addDays(first, 30),
  };
  expect(await setFeeScale(manager(), year, scale)).toEqual({ ok: true, value: null });
  expect((await callFees(manager(), year, { seen: null, calledOn: addDays(first, 2) })).ok).toBe(true);
  await approvedCharge(world, { poolId: pool.id, cents: 30_001, from: first });
  await approvedCharge(world, { poolId: pool.id, cents: 4_000, from: first, paidBy: gue });
  expect((await beginReview(manager(), month, addDays(today, 3))).ok).toBe(true);
  await world.owner`update statements set read_at = now()`;
  expect(await lockPeriod(manager(), month)).toMatchObject({ ok: true });
  expect(await closePeriod(manager(), month)).toBe("closed");
  // The next month has something to share too.
  await approvedCharge(world, { poolId: pool.id, cents: 1_000, from: addMonths(first, 1) });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const manager = () => world.actors.manager;

/** What the check finds once who owns the database changed something, every trigger set off; it is put back afterwards. */
async function changed(table: string, change: (tx: postgres.TransactionSql) => postgres.PendingQuery<postgres.Row[]>) {
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`create table kept as select * from ${tx(table)}`;
    const { count } = await change(tx);
    expect(count).toBeGreaterThan(0);
  });
  try {
    await checkBooks(manager());
    const found = (await inTransaction(manager(), (tx) => lastCheck(tx, manager().poleId)))?.found ?? [];
    const page = plain(await (await visitor.get(paths.balances(manager().poleSlug))).text());
    const [{ checks }] = [await periodOverview(manager(), addMonths(`${month}-01`, 1).slice(0, 7))];
    return { found, page, parked: checks.find(({ code }) => code === "parked") };
  } finally {
    await world.owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`delete from ${tx(table)}`;
      await tx`insert into ${tx(table)} select * from kept`;
      await tx`drop table kept`;
    });
  }
}

describe("every total of the screens comes from what was posted: the check of the books", () => {
  it("finds each share, call, fee, charge and advance in the entries", async () => {
    await checkBooks(manager());
    const check = await inTransaction(manager(), (tx) => lastCheck(tx, manager().poleId));
    expect(check).toMatchObject({ faults: 0, found: [] });
    const sources = await world.owner<{ kind: string }[]>`select distinct source_kind as kind from entries order by 1`;
    expect(sources.map(({ kind }) => kind)).toEqual(["call", "charge", "closing", "fee"]);
  });

  it("tells a share that was changed after the closing, with its pool, and keeps the pool's months from being closed", async () => {
    const { found, page, parked } = await changed(
      "allocation_shares",
      (tx) => tx`
        update allocation_shares set cents = cents + d.more, floor_cents = floor_cents + d.more
          from (values (100), (-100)) d (more) where (d.more > 0) = (structure_id = ${gue})`,
    );
    expect(found.map(({ kind }) => kind)).toEqual(["share_differs", "share_differs"]);
    expect(found.find(({ structure }) => structure === "Les Jardins du Gué")).toMatchObject({
      month: `${month}-01`,
      poolIds: [building],
    });
    expect(page).toContain("Une quote-part n'est pas ce qui est écrit");
    expect(page).toContain("La Filature · Les Jardins du Gué");
    expect(parked).toMatchObject({ ok: false, blocks: true, items: [{ name: "La Filature" }] });
  });

  it("tells an amount due, a call, a fee, a charge and an advance that are no longer what was posted", async () => {
    const kinds = async (...change: Parameters<typeof changed>) =>
      (await changed(...change)).found.map(({ kind }) => kind);
    expect(
      await kinds(
        "nettings",
        (tx) =>
          tx`update nettings set shares_cents = shares_cents + 1, net_cents = net_cents + 1 where structure_id = ${gue}`,
      ),
    ).toEqual(["due_differs"]);
    expect(
      await kinds("call_shares", (tx) => tx`update call_shares set cents = cents + 1 where structure_id = ${gue}`),
    ).toEqual(["call_differs"]);
    expect(await kinds("fees", (tx) => tx`update fees set cents = cents - 1 where structure_id = ${gue}`)).toEqual([
      "fee_differs",
    ]);
    expect(await kinds("allocations", (tx) => tx`update allocations set pole_cents = pole_cents + 5`)).toEqual([
      "pole_share_differs",
    ]);
    expect(
      await kinds("charges", (tx) => tx`update charges set amount_cents = amount_cents + 7 where paid_by is not null`),
    ).toEqual(["advance_differs", "charge_differs"]);
  });

  it("has nothing to say once all is as it was", async () => {
    await checkBooks(manager());
    expect(await inTransaction(manager(), (tx) => lastCheck(tx, manager().poleId))).toMatchObject({ faults: 0 });
  });
});
