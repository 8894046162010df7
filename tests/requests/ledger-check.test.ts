import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import {
  askCheck,
  lastCheck,
  lastCheckOf,
  letterAutomatically,
  letterPostings,
  parkedPools,
  takeBack,
  tasks,
  undoLettering,
  type NewPosting,
} from "../../server/ledger";
import { checkBooks, post, refusal } from "../support/ledger";
import { openWorld, type World } from "../support/world";

let world: World;
let manager: Actor;
let gue: string;
const [building, vehicle] = [newId(), newId()];
beforeAll(async () => {
  world = await openWorld();
  manager = world.actors.manager;
  gue = world.structures.gue.id;
  for (const cents of [1000, 2500, 40]) await post(manager, "2026-10-15", share(cents));
  await post(manager, "2026-11-02", share(70, vehicle));
  await post(manager, "2026-11-03", [
    { role: "bank", cents: 5000 },
    { role: "opening", cents: -5000 },
  ]);
});
afterAll(() => world.close());

const share = (cents: number, poolId = building): NewPosting[] => [
  { role: "members", structureId: gue, poolId, cents },
  { role: "shares", structureId: gue, poolId, cents: -cents },
];
const check = async () => {
  await checkBooks(manager);
  return inTransaction(manager, async (tx) => ({
    faults: (await lastCheck(tx, manager.poleId))?.found.map(({ kind }) => kind) ?? ["never"],
    parked: await parkedPools(tx, manager.poleId),
  }));
};
/** As the night does: a job for each pôle; the ids of those that failed. */
async function checkAtNight(): Promise<string[]> {
  await tasks["check-ledgers"]();
  const jobs = await world.owner<{ payload: { poleId: string } }[]>`
    select j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'check-ledger'`;
  const failed: string[] = [];
  for (const { payload } of jobs) await tasks["check-ledger"](payload).catch(() => failed.push(payload.poleId));
  return failed;
}
/** As who owns the database could, with every trigger set off; what it was is put back afterwards. */
async function tampered<T = Awaited<ReturnType<typeof check>>>(
  change: (tx: postgres.TransactionSql) => Promise<unknown>,
  look: () => Promise<T> = check as () => Promise<T>,
): Promise<T> {
  const kept = ["entries", "postings", "entry_seals", "balances", "ledgers", "entry_numbers"];
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const table of kept) await tx`create table ${tx(`kept_${table}`)} as select * from ${tx(table)}`;
    await change(tx);
  });
  const answer = await look();
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const table of kept) {
      await tx`delete from ${tx(table)}`;
      await tx`insert into ${tx(table)} select * from ${tx(`kept_${table}`)}`;
      await tx`drop table ${tx(`kept_${table}`)}`;
    }
  });
  return answer;
}
const none = { everything: false, poolIds: [] };

describe("the check of the books", () => {
  it("finds nothing in books that nobody tampered with", async () => {
    expect(await check()).toEqual({ faults: [], parked: none });
    const found = await inTransaction(manager, (tx) => lastCheck(tx, manager.poleId));
    expect(found).toMatchObject({ byNight: false, entries: 5, postings: 10, faults: 0 });
  });

  it("finds a posting whose amount was changed, and parks its pool alone", async () => {
    const { faults, parked } = await tampered(
      (tx) => tx`update postings set cents = 2501 where cents = 2500 and pool_id = ${building}`,
    );
    expect(faults).toEqual(["entry_changed", "entry_unbalanced", "balance_differs"]);
    expect(parked).toEqual({ everything: false, poolIds: [building] });
  });

  it("finds a balanced pair that was added, even with its balances", async () => {
    const { faults, parked } = await tampered(async (tx) => {
      await tx`insert into postings select entry_id, line + 2, pole_id, account_id, structure_id, pool_id, cents, label, period_id, date, position, auxiliary
                 from postings where pool_id = ${vehicle}`;
      await tx`update balances b set debit_cents = debit_cents * 2, credit_cents = credit_cents * 2, postings = postings * 2
                where period_id = (select period_id from postings where pool_id = ${vehicle} limit 1) and structure_id is not null`;
    });
    expect(faults).toEqual(["entry_changed"]);
    expect(parked).toEqual({ everything: false, poolIds: [vehicle] });
  });

  it("finds a label that was changed, a seal that was made again, a balance that was moved", async () => {
    expect((await tampered((tx) => tx`update entries set label = 'Autre' where position = 2`)).faults).toEqual([
      "entry_changed",
    ]);
    const resealed = await tampered((tx) => tx`update entry_seals set hash = repeat('a', 64) where position = 2`);
    expect(resealed.faults).toEqual(["entry_changed", "chain_broken"]);
    const moved = await tampered(
      (tx) => tx`update balances set debit_cents = debit_cents + 1 where debit_cents = 5000`,
    );
    expect(moved).toEqual({ faults: ["balance_differs"], parked: { everything: true, poolIds: [] } });
  });

  it("finds an entry that was removed with its postings and balances, in the middle or at the end", async () => {
    const without = (position: number) =>
      tampered(async (tx) => {
        await tx`delete from entry_seals where position = ${position}`;
        await tx`delete from postings where position = ${position}`;
        await tx`delete from entries where position = ${position}`;
      });
    expect((await without(3)).faults).toEqual(
      expect.arrayContaining(["entry_missing", "chain_broken", "number_gap", "balance_differs"]),
    );
    expect(await without(5)).toMatchObject({
      faults: expect.arrayContaining(["head_differs", "number_gap", "balance_differs"]) as string[],
      parked: { everything: true },
    });
  });

  it("goes on in the other pôles where it fails in one, and tells of that there", async () => {
    const failed = await tampered((tx) => tx`delete from ledgers where pole_id = ${manager.poleId}`, checkAtNight);
    expect(failed).toEqual([manager.poleId]);
    const runs = await world.owner<{ pole: string; state: string }[]>`
      select p.slug as pole, r.state from ledger_check_runs r join poles p on p.id = r.pole_id order by 1`;
    expect([...runs]).toEqual(
      Object.entries(world.poles)
        .map(([, { slug, id }]) => ({ pole: slug, state: id === manager.poleId ? "failed" : "done" }))
        .sort((a, b) => (a.pole < b.pole ? -1 : 1)),
    );
    const { run } = await lastCheckOf(manager);
    expect(run).toMatchObject({ state: "failed", step: "entries" });
    expect(await check()).toEqual({ faults: [], parked: none });
    expect((await lastCheckOf(manager)).run).toMatchObject({ state: "done" });
  });

  it("asked for while it goes on, is the same one", async () => {
    await askCheck(manager);
    const going = (await lastCheckOf(manager)).run;
    await askCheck(manager);
    expect(going).toMatchObject({ state: "running", done: 0 });
    expect((await lastCheckOf(manager)).run).toEqual(going);
    await tasks["check-ledger"]({ poleId: manager.poleId });
    const [count] = await world.owner`select count(*) from ledger_checks where pole_id = ${manager.poleId}`;
    // What was queued twice finds that nothing is asked for any more.
    await tasks["check-ledger"]({ poleId: manager.poleId });
    expect(await world.owner`select count(*) from ledger_checks where pole_id = ${manager.poleId}`).toEqual([count]);
  });

  it("is run at night for every pôle, and by its manager, by nobody else", async () => {
    await checkAtNight();
    const found = await inTransaction(manager, (tx) => lastCheck(tx, manager.poleId));
    expect(found).toMatchObject({ byNight: true, faults: 0 });
    const [count] = await world.owner`select count(distinct pole_id) from ledger_checks`;
    expect(count).toEqual({ count: Object.keys(world.poles).length });
    for (const key of ["treasurer", "administrator", "employee"] as const)
      await expect(askCheck(world.actors[key])).rejects.toMatchObject({ name: "Forbidden" });
    const seen = inTransaction(world.actors.treasurer, (tx) => lastCheck(tx, manager.poleId));
    expect(await seen).toBeNull();
  });

  it("is not disturbed by entries that are posted meanwhile", async () => {
    const posting = Promise.all(
      Array.from({ length: 20 }, (_, index) => post(manager, "2026-12-01", share(index + 1))),
    );
    const checks = await Promise.all([checkBooks(manager), checkBooks(manager), checkBooks(manager)]);
    await posting;
    expect(checks).toHaveLength(3);
    const [faults] =
      await world.owner`select count(*) from ledger_faults f join ledger_checks c on c.id = f.check_id where c.faults > 0 and c.at > now() - interval '1 minute' and c.person_id = ${manager.personId} and c.entries >= 6`;
    expect(faults).toEqual({ count: 0 });
  });
});

describe("letters", () => {
  const lettered = () => world.owner<{ cents: number; code: string }[]>`
    select p.cents, l.code from lettered_postings m join letterings l on l.id = m.lettering_id join postings p using (entry_id, line)
     where p.structure_id = ${tablee()} order by l.code, p.cents`;
  const tablee = () => world.structures.tablee.id;
  const line = (cents: number, role: "members" | "disputed" = "members") =>
    post(
      manager,
      "2026-10-15",
      [
        { role, structureId: tablee(), cents },
        { role: "suspense", cents: -cents },
      ],
      { pieceRef: `P${newId().slice(-6)}` },
    );

  it("are given to what settles exactly, and taken off again", async () => {
    for (const cents of [4000, 2000, 500, -6000]) await line(cents);
    await line(-500, "disputed");
    expect(await letterAutomatically(manager, tablee())).toBe(1);
    expect([...(await lettered())]).toEqual([-6000, 2000, 4000].map((cents) => ({ cents, code: "AA" })));
    expect(await letterAutomatically(manager, tablee())).toBe(0);
    const [letter] = await world.owner<{ id: string }[]>`select id from letterings`;
    await undoLettering(manager, letter?.id ?? "");
    expect(await lettered()).toHaveLength(0);
  });

  it("are given by hand to lines of one account that make zero, each once; by the manager alone", async () => {
    const [a, b, c, d] = [await line(800), await line(-800), await line(-799), await line(-800, "disputed")];
    const letter = (...entries: { id: string }[]) =>
      letterPostings(
        manager,
        entries.map(({ id }) => `${id}/1`),
      );
    const wrong = { ok: false, problem: { code: "letter_settles" } };
    for (const lines of [[a], [a, c], [a, d]]) expect(await letter(...lines)).toEqual(wrong);
    expect(await letter(a, b)).toMatchObject({ ok: true });
    const again = await line(800);
    expect(await letter(again, b)).toEqual({ ok: false, problem: { code: "lettered_once" } });
    await expect(letterPostings(manager, [`${newId()}/1`, `${newId()}/1`])).rejects.toMatchObject({ name: "NotFound" });
    await expect(letterAutomatically(world.actors.owner, tablee())).rejects.toMatchObject({ name: "Forbidden" });
    const [of] = await world.owner<{ id: string }[]>`select id from letterings where not automatic`;
    const bySql = (key: "owner" | "manager") =>
      inTransaction(world.actors[key], (tx) =>
        tx
          .deleteFrom("letterings")
          .where("id", "=", of?.id ?? "")
          .executeTakeFirst(),
      );
    expect((await bySql("owner")).numDeletedRows).toBe(0n);
    await expect(undoLettering(world.actors.neighbour, of?.id ?? "")).rejects.toMatchObject({ name: "NotFound" });
    const unsettle = inTransaction(manager, (tx) =>
      tx.deleteFrom("letteredPostings").where("entryId", "=", a.id).execute(),
    );
    expect(await refusal(unsettle)).toBe("letter_settles");
  });

  it("are taken off an entry that is reversed", async () => {
    const [a, b] = [await line(900), await line(-900)];
    await letterPostings(manager, [`${a.id}/1`, `${b.id}/1`]);
    const asked = {
      id: newId(),
      poleId: manager.poleId,
      entryId: b.id,
      date: "2026-10-20",
      reason: "Erreur",
      personId: manager.personId,
    };
    await inTransaction(manager, (tx) => takeBack(tx, asked));
    const left = await world.owner`select 1 from lettered_postings where entry_id in (${a.id}, ${b.id})`;
    expect(left).toHaveLength(0);
  });
});
