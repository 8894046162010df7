import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, violatedConstraint } from "../../db/transaction";
import { addFunding, notifyFunding, sendCalls, setBudgets, statementOf, verifyMonth } from "../../server/costs";
import { allocationsOf, monthDraftOf } from "../../server/costs/draft";
import { beginReview } from "../../server/costs/periods/begin-review";
import { closePeriod } from "../../server/costs/periods/close-period";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { fingerprint, type Manifest } from "../../server/costs/periods/manifest";
import { monthOfBooks } from "../../server/costs/periods/month-of-books";
import { sumsOfMonth } from "../../server/costs/periods/sums-of-month";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, localDateOf } from "../../server/kernel/time";
import { recordPayment } from "../../server/ledger";
import { addKeyVersion, approvedCharge, makeMembers, makePool, readStatements } from "../support/costs";
import { openWorld, type World } from "../support/world";

let world: World;
let third: string;
beforeAll(async () => {
  world = await openWorld();
  third = (await makeMembers(world, 1))[0] ?? "";
});
afterAll(() => world.close());

const as = () => world.actors.manager;
const gue = () => world.structures.gue.id;
const tablee = () => world.structures.tablee.id;
/** Each test has months of its own, in order. */
let last = "2023-12-01";
const nextMonth = () => (last = addMonths(last, 1)).slice(0, 7);
const aPool = (pool: Parameters<typeof makePool>[1] = {}) => makePool(world, { name: newId(), ...pool });
const inDays = (days: number) => addDays(localDateOf(new Date(), "Europe/Paris"), days);

async function lock(month: string): Promise<void> {
  expect(await beginReview(as(), month, inDays(3))).toMatchObject({ ok: true });
  await readStatements(world, month);
  expect(await lockPeriod(as(), month)).toEqual({ ok: true, value: undefined });
}
/** What a month shares and makes due, as pages tell it now. */
const told = async (month: string) => {
  const allocations = await inTransaction(as(), async (tx) =>
    allocationsOf(tx, await monthOfBooks(tx, as().poleId, month)),
  );
  const nets = await world.owner`select structure_id, shares_cents, calls_cents, advances_cents, fees_cents, net_cents
    from nettings n join periods p on p.id = n.period_id where to_char(p.starts_on, 'YYYY-MM') = ${month} order by 1`;
  return { allocations, nets: [...nets] };
};
/** What the draft of an open month shares and makes due. */
const draft = (month: string) =>
  inTransaction(as(), async (tx) => {
    const period = await monthOfBooks(tx, as().poleId, month);
    const { allocations } = await monthDraftOf(tx, period);
    return { allocations, sums: await sumsOfMonth(tx, period, allocations) };
  });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => violatedConstraint(error) ?? String(error),
  );

describe("A locked month", () => {
  it("changes no more: staff, a key, a participant, a funding told of afterwards are the next month's; it closes as it was locked", async () => {
    const month = nextMonth();
    const until = addDays(addMonths(`${month}-01`, 1), -1);
    const participants = [{ structure: "gue" as const }, { structure: "tablee" as const }];
    const [staff, pool] = [
      await aPool({ key: { type: "measure", measure: "fte" }, participants }),
      await aPool({ participants }),
    ];
    const measure = (structure: string, value: number) =>
      world.owner`insert into structure_measures ${world.owner({
        ...{ id: newId(), pole_id: as().poleId, structure_id: structure, measure: "fte", value },
        ...{ starts_on: "2020-01-01", person_id: as().personId },
      })}`;
    await measure(gue(), 30_000);
    await measure(tablee(), 10_000);
    for (const { id } of [staff, pool]) {
      await approvedCharge(world, { poolId: id, cents: 10_001, from: `${month}-05`, until });
    }
    const asked = {
      ...{ poolId: pool.id, funder: "Région", label: "Animation", publicMoney: true, ratePoints: 5000 },
      ...{ ceilingCents: 1_000_000, startsOn: `${month}-01`, endsOn: inDays(60), eligibleAccounts: [] },
    };
    const funding = newId();
    await addFunding(as(), funding, asked);
    await lock(month);
    const locked = await told(month);
    const statement = await statementOf(world.actors.treasurer, { month, structureId: gue() });

    await world.owner`update structure_measures set value = 90_000 where structure_id = ${gue()}`;
    await world.owner`insert into pool_participants ${world.owner({
      ...{ id: newId(), pole_id: as().poleId, pool_id: pool.id, structure_id: third, starts_on: "2020-01-01" },
    })}`;
    // A version that served stays as it was; who insists is refused.
    expect(
      await refusal(
        world.owner`update key_versions set definition = '{"type":"headcount"}' where id = ${pool.versionId}`,
      ),
    ).toBe("key_version_served");
    await world.owner`update key_versions set ends_on = ${until} where id = ${staff.versionId}`;
    await addKeyVersion(world, staff, { key: { type: "equal" }, startsOn: addMonths(`${month}-01`, 1) });
    expect(await notifyFunding(as(), funding, { on: `${month}-02`, reference: "", proof: null })).toMatchObject({
      ok: true,
    });
    expect(await told(month)).toEqual(locked);
    expect((await statementOf(world.actors.treasurer, { month, structureId: gue() })).sums).toEqual(statement.sums);

    expect(await closePeriod(as(), month)).toBe("closed");
    expect(await told(month)).toEqual(locked);
    expect(locked.allocations.every(({ fundingCents }) => fundingCents === 0)).toBe(true);
    const [row] = await world.owner<{ manifest: Manifest; sha: string; frozen: string }[]>`
      select p.manifest, p.manifest_sha256 as sha, f.sha256 as frozen from periods p join frozen_months f on f.period_id = p.id
       where to_char(p.starts_on, 'YYYY-MM') = ${month}`;
    expect(row?.manifest.frozen).toBe(row?.frozen);
    expect(row?.sha).toBe(fingerprint(row?.manifest));

    // What came too late is the next month's: the funding catches up on what was eligible, once.
    const next = nextMonth();
    await approvedCharge(world, { poolId: pool.id, cents: 20_000, from: `${next}-05` });
    const { allocations } = await draft(next);
    expect(allocations).toMatchObject([{ chargesCents: 20_000, fundingCents: 15_000, shares: [{}, {}, {}] }]);
    await lock(next);
    expect(await closePeriod(as(), next)).toBe("closed");
  });

  it("is told to the next one: a ceiling, a call, an advance, a carry are used by one of them alone", async () => {
    const month = nextMonth();
    const next = addMonths(`${month}-01`, 1).slice(0, 7);
    const pool = await aPool();
    await setBudgets(as(), Number(month.slice(0, 4)), [{ poolId: pool.id, cents: 36_000, calls: 12 }]);
    await approvedCharge(world, { poolId: pool.id, cents: 10_000, from: `${month}-05`, paidBy: third });
    await sendCalls(as(), { month: `${month}-01`, dueOn: `${month}-20`, seen: null, calledOn: `${month}-01` });
    // Paid: what is called and not paid is asked in the month's amount instead of given back in it.
    for (const structureId of [world.structures.gue.id, world.structures.tablee.id, third]) {
      const payment = { id: newId(), on: "members" as const, structureId, received: true, cents: 1_000 };
      await recordPayment(as(), { ...payment, day: `${month}-21`, reference: newId(), label: "Provision" });
    }
    const funding = newId();
    await addFunding(as(), funding, {
      ...{ poolId: pool.id, funder: "Commune", label: "Fonds", publicMoney: false, ratePoints: 10_000 },
      ...{ ceilingCents: 9_000, startsOn: `${month}-01`, endsOn: inDays(60), eligibleAccounts: [] },
    });
    await notifyFunding(as(), funding, { on: `${month}-02`, reference: "", proof: null });
    await approvedCharge(world, { poolId: pool.id, cents: 10_000, from: `${next}-05` });
    await lock(month);
    // 100 € less 90 € of funding, in three, each with a call of 1 000 given back.
    const { nets, allocations } = await told(month);
    expect(allocations).toMatchObject([{ fundingCents: 9_000, totalCents: 1_000 }]);
    expect(nets.map(({ calls_cents }) => Number(calls_cents))).toEqual([1_000, 1_000, 1_000]);
    const carries = new Map(allocations[0]?.shares.map(({ structureId, carryAfter }) => [structureId, carryAfter]));
    const open = await draft(next);
    expect(open.allocations).toMatchObject([{ fundingCents: 0, totalCents: 10_000 }]);
    expect(open.allocations[0]?.shares.map(({ structureId, carryBefore }) => [structureId, carryBefore])).toEqual([
      ...carries,
    ]);
    expect(open.sums.calls).toEqual([]);
    const setOff = (structureId: string, of: { structureId: string; advancesCents: number }[]) =>
      of.find((one) => one.structureId === structureId)?.advancesCents ?? 0;
    const then = nets.find(({ structure_id }) => structure_id === third);
    const taken = Number(then?.advances_cents);
    // Its own share is less than the call given back: nothing of the advance is set off yet, all of it is the next month's.
    expect(taken + setOff(third, [...open.sums.structures])).toBeLessThanOrEqual(10_000);
    expect(await closePeriod(as(), month)).toBe("closed");
    // Closing changes nothing of what the next month knows.
    expect((await draft(next)).sums).toEqual(open.sums);
    nextMonth();
    await lock(next);
    // What is set off by a month that is locked is not set off again by the one after it.
    const after = nextMonth();
    await approvedCharge(world, { poolId: pool.id, cents: 90_000, from: `${after}-05` });
    const before = await draft(after);
    expect(await closePeriod(as(), next)).toBe("closed");
    expect((await draft(after)).sums).toEqual(before.sums);
    expect(taken + setOff(third, [...open.sums.structures]) + setOff(third, [...before.sums.structures])).toBe(10_000);
    await lock(after);
    expect(await closePeriod(as(), after)).toBe("closed");
  });

  it("is not closed once somebody changed in the database what was locked", async () => {
    const month = nextMonth();
    const pool = await aPool();
    await approvedCharge(world, { poolId: pool.id, cents: 300, from: `${month}-05` });
    await lock(month);
    const move = (cents: number) =>
      world.owner.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update allocation_shares s set cents = s.cents + ${cents}, floor_cents = s.floor_cents + ${cents}
          from allocations a where a.id = s.allocation_id and a.pool_id = ${pool.id} and s.structure_id = ${gue()}`;
      });
    await move(1);
    expect(await closePeriod(as(), month)).toBe("frozen_differs");
    await move(-1);
    expect(await closePeriod(as(), month)).toBe("closed");
  });

  it("is written by its lock alone, and shown to members no further than a closed one", async () => {
    const month = nextMonth();
    const [pool, others] = [await aPool(), await aPool({ participants: [{ structure: "tablee" }] })];
    for (const { id } of [pool, others]) await approvedCharge(world, { poolId: id, cents: 300, from: `${month}-05` });
    await lock(month);
    const { treasurer } = world.actors;
    const seen = await inTransaction(treasurer, async (tx) => ({
      pools: (await allocationsOf(tx, await monthOfBooks(tx, as().poleId, month))).map(({ poolId }) => poolId),
      frozen: await tx.selectFrom("frozenMonths").select("periodId").execute(),
      nets: await tx.selectFrom("nettings").select("structureId").distinct().execute(),
    }));
    expect(seen).toEqual({ pools: [pool.id], frozen: [], nets: [{ structureId: gue() }] });
    const { id: periodId } = await inTransaction(as(), (tx) => monthOfBooks(tx, as().poleId, month));
    const write = inTransaction(as(), (tx) =>
      tx
        .insertInto("allocations")
        .values({
          ...{ id: newId(), poleId: as().poleId, periodId, poolId: pool.id, sequence: 99, explanation: {} as never },
          ...{ servedFrom: `${month}-01`, servedUntil: `${month}-02`, chargesCents: 0, totalCents: 0 },
        })
        .execute(),
    );
    expect(await refusal(write)).toBe("written_when_closing");
    expect(await refusal(world.owner`update frozen_months set sha256 = ${"0".repeat(64)}`)).not.toBe("done");
    // Nor is a month locked by hand, with charges that nothing shares.
    const next = nextMonth();
    await approvedCharge(world, { poolId: pool.id, cents: 300, from: `${next}-05` });
    await world.owner`update periods set state = 'review' where to_char(starts_on, 'YYYY-MM') = ${next}`;
    const byHand = inTransaction(as(), (tx) =>
      tx.updateTable("periods").set({ state: "locked" }).where("startsOn", "=", `${next}-01`).execute(),
    );
    expect(await refusal(byHand)).toBe("period_shares_all");
    expect(await closePeriod(as(), month)).toBe("closed");
    await lock(next);
    expect(await closePeriod(as(), next)).toBe("closed");
  });
});

describe("A closed month", () => {
  it("is looked at again from what is kept of it: all as it was, or what is no longer", async () => {
    const month = nextMonth();
    const pool = await aPool();
    await approvedCharge(world, { poolId: pool.id, cents: 10_001, from: `${month}-05`, paidBy: third });
    await lock(month);
    await expect(verifyMonth(as(), month)).rejects.toThrow(NotFound);
    expect(await closePeriod(as(), month)).toBe("closed");
    await expect(verifyMonth(world.actors.treasurer, month)).rejects.toThrow(Forbidden);
    expect(await verifyMonth(as(), month)).toEqual([]);
    const { id } = await inTransaction(as(), (tx) => monthOfBooks(tx, as().poleId, month));
    /** What is found once somebody changed this from outside; it is then put back. */
    const found = async (change: string, back: string) => {
      const run = (statement: string) =>
        world.owner.begin(async (tx) => {
          await tx`set local session_replication_role = replica`;
          await tx.unsafe(statement, [id]);
        });
      await run(change);
      const differs = await verifyMonth(as(), month);
      await run(back);
      return differs;
    };
    const net = (by: string) =>
      `update nettings set net_cents = net_cents + ${by}, fees_cents = fees_cents + ${by} where period_id = $1`;
    expect(await found(net("1"), net("-1"))).toEqual(["due"]);
    const pole = (by: string) => `update allocations set pole_cents = pole_cents + ${by} where period_id = $1`;
    expect(await found(pole("1"), pole("-1"))).toEqual(["pools", "allocations", "frozen"]);
    const line = (by: string) => `update postings set cents = cents + ${by} where line = 1 and entry_id in
      (select id from entries where period_id = $1 and source_kind = 'closing')`;
    expect(await found(line("1"), line("-1"))).toEqual(["ledger"]);
    const told = (month: string) =>
      `update periods set manifest = jsonb_set(manifest, '{month}', '"${month}"') where id = $1`;
    expect(await found(told("1999-01"), told(month))).toEqual(["fingerprint"]);
    expect(await verifyMonth(as(), month)).toEqual([]);
  });
});

describe("Two months that are not closed", () => {
  it("go on in order: the second is reviewed once the first is locked, and closes after it, in the database too", async () => {
    const [first, second] = [nextMonth(), nextMonth()];
    const pool = await aPool();
    for (const month of [first, second]) {
      await approvedCharge(world, { poolId: pool.id, cents: 300, from: `${month}-05` });
    }
    expect(await beginReview(as(), second, inDays(3))).toEqual({ ok: false, problem: { code: "earlier_month_open" } });
    const move = inTransaction(as(), (tx) =>
      tx.updateTable("periods").set({ state: "review" }).where("startsOn", "=", `${second}-01`).execute(),
    );
    expect(await refusal(move)).toBe("months_in_order");
    await lock(first);
    await lock(second);
    expect(await closePeriod(as(), second)).toBe("something_missing");
    expect(await closePeriod(as(), first)).toBe("closed");
    expect(await closePeriod(as(), second)).toBe("closed");
  });
});

describe("A structure that left", () => {
  it("and is owed an advance still, has a statement of it, and the amount among those of the month", async () => {
    const month = nextMonth();
    const [left] = await makeMembers(world, 1);
    const pool = await aPool({ participants: [{ structure: "gue" }] });
    await approvedCharge(world, { poolId: pool.id, cents: -500, from: `${month}-02`, paidBy: left });
    await approvedCharge(world, { poolId: pool.id, cents: 900, from: `${month}-02` });
    await world.owner`update memberships set ends_on = ${addDays(`${month}-01`, -1)} where structure_id = ${left ?? ""}`;
    await lock(month);
    const statement = await statementOf(as(), { month, structureId: left ?? "" });
    expect(statement.number).toMatch(new RegExp(`^${month}-`));
    // It was given back by the supplier what it had advanced: that is due to the pôle.
    expect(statement.sums).toMatchObject({ sharesCents: 0, advancesCents: -500, netCents: 500 });
    expect((await told(month)).nets).toContainEqual(expect.objectContaining({ structure_id: left }));
    const [job] = await world.owner<{ told: boolean }[]>`
      select exists (select from graphile_worker._private_jobs j where j.payload->>'structureId' = ${left ?? ""}) as told`;
    expect(job?.told).toBe(true);
    expect(await closePeriod(as(), month)).toBe("closed");
  });
});
