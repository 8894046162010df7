import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, violatedConstraint } from "../../db/transaction";
import { allocationsOf, draftOf, monthDraftOf } from "../../server/costs/draft";
import { tasks } from "../../server/costs";
import { askClosing } from "../../server/costs/periods/ask-closing";
import { beginReview } from "../../server/costs/periods/begin-review";
import { closePeriod, type TellProgress } from "../../server/costs/periods/close-period";
import { decideDispute } from "../../server/costs/periods/decide-dispute";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { fingerprint, type Manifest } from "../../server/costs/periods/manifest";
import { monthOfBooks } from "../../server/costs/periods/month-of-books";
import { remindMembers } from "../../server/costs/periods/remind-members";
import { Forbidden } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, localDateOf } from "../../server/kernel/time";
import { balancesOf, lastCheck, openPeriodOf, postEntry } from "../../server/ledger";
import { tasks as mailTasks } from "../../server/notifications";
import { approvedCharge, makeMembers, makePool, readStatements } from "../support/costs";
import { checkBooks } from "../support/ledger";
import { openWorld, type World } from "../support/world";

let world: World;
let structures: string[];
beforeAll(async () => {
  world = await openWorld();
  const others = await makeMembers(world, 5);
  structures = [world.structures.gue.id, world.structures.tablee.id, ...others];
});
afterAll(() => world.close());

const inDays = (days: number) => addDays(localDateOf(new Date(), "Europe/Paris"), days);
const as = () => world.actors.manager;
/** Each test has months of its own, in order: one closes after the other. */
let last = "2025-12-01";
const nextMonth = () => (last = addMonths(last, 1)).slice(0, 7);

async function review(month: string): Promise<void> {
  const outcome = await beginReview(as(), month, inDays(3));
  expect(outcome).toMatchObject({ ok: true });
}
/** As if every statement had been read and the month locked. */
async function lock(month: string): Promise<void> {
  await review(month);
  await readStatements(world, month);
  expect(await lockPeriod(as(), month)).toEqual({ ok: true, value: undefined });
}
async function close(month: string): Promise<void> {
  await lock(month);
  expect(await closePeriod(as(), month)).toBe("closed");
}
/** Each of its own name. */
const aPool = (pool: Parameters<typeof makePool>[1] = {}) => makePool(world, { name: newId(), ...pool });
const periodOf = (month: string) => inTransaction(as(), (tx) => monthOfBooks(tx, as().poleId, month));
const shareOut = (month: string) =>
  inTransaction(as(), async (tx) => allocationsOf(tx, await monthOfBooks(tx, as().poleId, month)));
/** What is posted on an account in a month, by structure. */
async function posted(month: string, account: string): Promise<Record<string, number>> {
  const rows = await world.owner<{ structure: string; cents: string }[]>`
    select coalesce(p.structure_id::text, '') as structure, sum(p.cents)::text as cents
      from postings p join accounts a on a.id = p.account_id join periods m on m.id = p.period_id
      join entries e on e.id = p.entry_id and e.source_kind = 'closing'
     where a.number = ${account} and to_char(m.starts_on, 'YYYY-MM') = ${month} group by 1`;
  return Object.fromEntries(rows.map(({ structure, cents }) => [structure, Number(cents)]));
}
const total = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);

describe("A month", () => {
  it("goes from open to closed, writes what was drafted, posts it, and keeps the proof of it", async () => {
    const month = nextMonth();
    const pool = await aPool();
    await approvedCharge(world, { poolId: pool.id, cents: 10_001, from: `${month}-12` });
    await approvedCharge(world, { poolId: pool.id, cents: 2_000, from: `${month}-15`, paidBy: structures[0] });
    await review(month);
    const statements = await world.owner<{ number: string }[]>`select number from statements order by number`;
    expect(statements.map(({ number }) => number)).toEqual(
      structures.map((_, rank) => `${month}-${String(rank + 1).padStart(2, "0")}`),
    );
    const refused = await lockPeriod(as(), month);
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: "something_missing", missing: [{ code: "statements", count: 7 }] },
    });
    const draft = await inTransaction(as(), async (tx) => draftOf(tx, await monthOfBooks(tx, as().poleId, month)));
    await close(month);
    const stored = await shareOut(month);
    const told = (all: typeof stored) => all.map(({ id: _, ...allocation }) => allocation);
    expect(JSON.parse(JSON.stringify(told(stored), bigText))).toEqual(JSON.parse(JSON.stringify(told(draft), bigText)));
    expect(total(stored.flatMap(({ shares }) => shares.map(({ cents }) => cents)))).toBe(12_001);
    const net = await world.owner<{ structureId: string; shares: number; advances: number; net: number }[]>`
      select structure_id as "structureId", shares_cents as shares, advances_cents as advances, net_cents as net from nettings`;
    const gue = net.find(({ structureId }) => structureId === structures[0]);
    expect(gue).toMatchObject({ advances: gue?.shares, net: 0 });
    // On the members' accounts is what they owe, their advances set off.
    const due = await posted(month, "411");
    for (const { structureId, net: cents } of net) expect(due[structureId] ?? 0).toBe(cents);
    expect(total(Object.values(await posted(month, "7088")))).toBe(-12_001);
    const [period] = await world.owner<{ manifest: Manifest; sha: string; position: string; hash: string }[]>`
      select manifest, manifest_sha256 as sha, (select last_hash from ledgers where pole_id = p.pole_id) as hash
        from periods p where to_char(starts_on, 'YYYY-MM') = ${month}`;
    expect(period?.sha).toBe(fingerprint(period?.manifest));
    expect(period?.manifest).toMatchObject({
      month,
      counts: { charges: 2, allocations: 1, shares: 7, structures: 7 },
      pools: { [pool.id]: { charges: 12_001, funding: 0, shared: 12_001, pole: 0 } },
      ledger: { hash: period?.hash },
    });
  });

  it("is shared exactly, whatever its charges, keys and days: what is shared is what was spent, to the cent", async () => {
    const pools = await Promise.all(
      [
        { type: "equal" },
        { type: "weights", weights: Object.fromEntries(structures.map((id, rank) => [id, rank * rank])) },
        {
          type: "two-part",
          fixedPoints: 3_333,
          fixed: { type: "equal" },
          use: { type: "measure", measure: "meals" },
          idle: "pole",
        },
        { type: "capped", key: { type: "equal" }, everyCap: { cents: 700 } },
      ].map((key, rank) => aPool({ name: `Poste ${rank}`, key })),
    );
    const charge = fc.record({
      pool: fc.integer({ min: 0, max: pools.length - 1 }),
      cents: fc.oneof(fc.integer({ min: 1, max: 300_000 }), fc.integer({ min: -20_000, max: -1 })),
      day: fc.integer({ min: 1, max: 28 }),
      lasts: fc.integer({ min: 0, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(charge, { minLength: 1, maxLength: 6 }), async (charges) => {
        const month = nextMonth();
        for (const { pool, cents, day, lasts } of charges) {
          const from = `${month}-${String(day).padStart(2, "0")}`;
          await approvedCharge(world, { poolId: pools[pool]?.id ?? "", cents, from, until: addDays(from, lasts) });
        }
        await close(month);
        const stored = await shareOut(month);
        for (const { shares, poleCents, totalCents } of stored) {
          expect(total(shares.map(({ cents }) => cents)) + poleCents).toBe(totalCents);
        }
        const spent = total(charges.map(({ cents }) => cents));
        expect(total(stored.map(({ totalCents }) => totalCents))).toBe(spent);
        expect(total(Object.values(await posted(month, "7088")))).toBe(-spent);
        const pole = total(stored.map(({ poleCents }) => poleCents));
        const setOff = total(Object.values(await posted(month, "467")));
        expect(total(Object.values(await posted(month, "411")))).toBe(spent - pole - setOff);
      }),
      { numRuns: 24, endOnFailure: true },
    );
  });

  it("takes each charge approved while it is locked and closed either in, or in the next month: none is lost, none is shared twice", async () => {
    const month = nextMonth();
    const pool = await aPool();
    await approvedCharge(world, { poolId: pool.id, cents: 100, from: `${month}-01` });
    await review(month);
    const approvals = Array.from({ length: 12 }, (_, rank) =>
      approvedCharge(world, { poolId: pool.id, cents: 1_000 + rank, from: `${month}-10` }),
    );
    // What was approved since members read is told and read again, until the lock finds nothing new.
    const locking = (async () => {
      for (let tries = 0; tries < 20; tries += 1) {
        await review(month);
        await readStatements(world, month);
        if ((await lockPeriod(as(), month)).ok) return;
      }
    })();
    const closing = locking.then(() => closePeriod(as(), month));
    const late = locking.then(() =>
      Promise.all(
        [1, 2, 3].map((rank) => approvedCharge(world, { poolId: pool.id, cents: 5_000 + rank, from: `${month}-20` })),
      ),
    );
    expect(await closing).toBe("closed");
    const made = [...(await Promise.all(approvals)), ...(await late)];
    const { id } = await periodOf(month);
    const after = (await periodOf(nextMonth())).id;
    for (const { periodId } of made) expect([id, after]).toContain(periodId);
    for (const { periodId } of await late) expect(periodId).toBe(after);
    const [sums] = await world.owner<{ unshared: number; charges: string; shared: string }[]>`
      select (select count(*)::int from charges c where c.period_id = ${id}
               and c.amount_cents <> coalesce((select sum(cents) from allocation_charges x where x.charge_id = c.id), 0)) as unshared,
             (select sum(amount_cents)::text from charges where period_id = ${id}) as charges,
             (select sum(total_cents)::text from allocations where period_id = ${id}) as shared`;
    expect(sums).toMatchObject({ unshared: 0, shared: sums?.charges });
    await close(last.slice(0, 7));
  });

  it("is closed once, though three ask at once", async () => {
    const month = nextMonth();
    const pool = await aPool();
    await approvedCharge(world, { poolId: pool.id, cents: 7_777, from: `${month}-01` });
    await lock(month);
    const ends = await Promise.all([1, 2, 3].map(() => closePeriod(as(), month)));
    expect(ends.sort()).toEqual(["closed", "was_closed", "was_closed"]);
    expect(total(Object.values(await posted(month, "7088")))).toBe(-7_777);
  });

  it("is closed whole or not at all: cut in the middle of its entries, nothing of it is written, and it may be tried again", async () => {
    const month = nextMonth();
    const pools = [await aPool(), await aPool({ name: "Cantine" })];
    for (const { id } of pools) await approvedCharge(world, { poolId: id, cents: 33_333, from: `${month}-01` });
    await lock(month);
    const { id } = await periodOf(month);
    const kill: TellProgress = async (step, done) => {
      if (step !== "posting" || done !== 1) return;
      await world.owner`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`;
    };
    await expect(closePeriod(as(), month, kill)).rejects.toThrow();
    const written = async () => {
      const [row] = await world.owner<Record<string, number>[]>`
        select (select count(*)::int from postings where period_id = ${id} and account_id in (
                  select id from accounts where number = '7088')) as shares,
               (select count(*)::int from entries where period_id = ${id} and source_kind = 'closing') as entries`;
      return row;
    };
    expect(await written()).toEqual({ shares: 0, entries: 0 });
    expect((await periodOf(month)).state).toBe("locked");
    expect(await closePeriod(as(), month)).toBe("closed");
    expect(await written()).toEqual({ shares: 2, entries: 2 });
  });

  it("only goes forward, whoever asks the database; nothing of a closed one is written again", async () => {
    const month = nextMonth();
    const pool = await aPool();
    await approvedCharge(world, { poolId: pool.id, cents: 900, from: `${month}-01` });
    await close(month);
    const { id, poleId } = await periodOf(month);
    const refusal = (work: Parameters<typeof inTransaction>[1]) =>
      inTransaction(as(), work).then(
        () => "done",
        (error: unknown) => violatedConstraint(error) ?? String(error),
      );
    for (const state of ["open", "review", "locked"]) {
      expect(await refusal((tx) => tx.updateTable("periods").set({ state }).where("id", "=", id).execute())).toBe(
        "period_is_closed",
      );
    }
    const row = {
      poleId,
      periodId: id,
      poolId: pool.id,
      sequence: 99,
      servedFrom: `${month}-01`,
      servedUntil: `${month}-02`,
    };
    const amounts = { chargesCents: 0, totalCents: 0, explanation: {} as never };
    expect(
      await refusal((tx) =>
        tx
          .insertInto("allocations")
          .values({ id: newId(), ...row, ...amounts })
          .execute(),
      ),
    ).toBe("written_when_closing");
    expect(await refusal((tx) => tx.updateTable("allocations").set({ poleCents: 1 }).execute())).toContain(
      "permission denied",
    );
    expect(await beginReview(as(), month, inDays(3))).toMatchObject({ ok: false, problem: { code: "not_open" } });
    expect(await lockPeriod(as(), month)).toMatchObject({ ok: false, problem: { code: "already_closed" } });
    expect(await closePeriod(as(), month)).toBe("was_closed");
  });

  it("is not locked while a charge waits, a proof is missing or a pool has no key; each is named", async () => {
    const month = nextMonth();
    const [bare, pool] = [await aPool({ key: null, name: "Serre" }), await aPool()];
    await approvedCharge(world, { poolId: bare.id, cents: 500, from: `${month}-01` });
    await approvedCharge(world, { poolId: pool.id, cents: 600, from: `${month}-01`, label: "Péage", withoutProof: "" });
    await world.owner`insert into charges ${world.owner({
      ...{
        id: newId(),
        pole_id: as().poleId,
        pool_id: pool.id,
        supplier: "Imprimeur",
        label: "Affiches",
        amount_cents: 300,
      },
      ...{ account: "6068", document_on: `${month}-02`, served_from: `${month}-02`, served_until: `${month}-02` },
      ...{ structure_id: structures[0] ?? "", person_id: as().personId },
    })}`;
    await review(month);
    await world.owner`update statements set read_at = now()`;
    const refused = await lockPeriod(as(), month);
    const missing = !refused.ok && refused.problem.missing;
    expect(missing).toMatchObject([
      { code: "charges_waiting", items: [{ name: "Affiches", cents: 300 }] },
      { code: "proofs", items: [{ name: "Péage", cents: 600 }] },
      { code: "keys", items: [{ id: bare.id, name: "Serre", cents: 500, why: "no_key" }] },
    ]);
    await world.owner`update charges set state = 'refused' where label = 'Affiches'`;
    await world.owner`update charges set without_proof = 'perdu' where label = 'Péage'`;
    await world.owner`insert into key_versions ${world.owner({ id: newId(), pole_id: as().poleId, pool_id: bare.id, number: 1, starts_on: "2020-01-01", definition: world.owner.json({ type: "equal" }), person_id: as().personId })}`;
    await close(month);
  });

  it("is the manager's alone", async () => {
    const month = nextMonth();
    for (const who of ["treasurer", "administrator", "employee", "observer"] as const) {
      const actor = world.actors[who];
      await expect(beginReview(actor, month, inDays(3))).rejects.toThrow(Forbidden);
      await expect(remindMembers(actor, month)).rejects.toThrow(Forbidden);
      await expect(lockPeriod(actor, month)).rejects.toThrow(Forbidden);
      await expect(closePeriod(actor, month)).rejects.toThrow(Forbidden);
      await expect(decideDispute(actor, newId(), { grantedCents: 0, words: "Non." })).rejects.toThrow(Forbidden);
    }
    last = addMonths(last, -1);
  });
});

describe("Closing in the background", () => {
  it("tells how far it is, and what came of it; what failed wrote nothing, and may be asked for again", async () => {
    const [month, pool] = [nextMonth(), await aPool()];
    await approvedCharge(world, { poolId: pool.id, cents: 1_234, from: `${month}-01` });
    expect(await askClosing(as(), month)).toMatchObject({ ok: false, problem: { code: "not_locked" } });
    await lock(month);
    const job = { periodId: (await periodOf(month)).id, month, actor: as() };
    const closing = async () => {
      const [row] = await world.owner`select state, step, problem from closings where period_id = ${job.periodId}`;
      return row;
    };
    // While somebody else's closing holds the month, who asks is told, and does not wait for it.
    await world.owner.begin(async (other) => {
      await other`select from periods where id = ${job.periodId} for update`;
      expect(await askClosing(as(), month)).toMatchObject({ ok: false, problem: { code: "closing_under_way" } });
    });
    // Not asked for: a job that comes too late does nothing.
    await tasks["close-period"](job);
    expect((await periodOf(month)).state).toBe("locked");
    await askClosing(as(), month);
    await world.owner`alter table entries add constraint nothing check (source_kind <> 'closing') not valid`;
    await expect(tasks["close-period"](job)).rejects.toThrow();
    expect(await closing()).toMatchObject({ state: "failed", problem: "failed" });
    expect(await shareOut(month)).toMatchObject([{ poolId: pool.id, totalCents: 1_234 }]);
    await world.owner`alter table entries drop constraint nothing`;
    await askClosing(as(), month);
    expect(await closing()).toMatchObject({ state: "running", problem: "" });
    await Promise.all([tasks["close-period"](job), tasks["close-period"](job)]);
    expect(await closing()).toMatchObject({ state: "done", step: "sealing" });
    expect((await periodOf(month)).state).toBe("closed");
  });
});

describe("The review of a month", () => {
  it("is told to treasurers and administrators by mail, without an amount; who has not read it is reminded, once a day", async () => {
    const month = nextMonth();
    const pool = await aPool();
    await approvedCharge(world, { poolId: pool.id, cents: 987_654, from: `${month}-01` });
    await world.owner`delete from graphile_worker._private_jobs`;
    await review(month);
    // Moving its end writes to nobody again.
    await review(month);
    expect(await remindMembers(as(), month)).toMatchObject({ ok: true, value: structures.length });
    expect(await remindMembers(as(), month)).toMatchObject({ ok: true, value: 0 });
    const jobs = await world.owner<{ payload: { kind: string; structureId: string } }[]>`
      select j.payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = 'statement-email'`;
    expect(jobs).toHaveLength(2 * structures.length);
    for (const { payload } of jobs) await mailTasks["statement-email"](payload);
    const gue = { topics: ["statement-ready", "statement-reminder"], readers: 2 };
    const mails = await world.owner<{ topic: string; to: string; text: string }[]>`
      select topic, to_address as to, text_body as text from emails where topic like 'statement-%' order by id`;
    const own = mails.filter(({ to }) => ["treasurer@test.example", "administrator@test.example"].includes(to));
    expect(own).toHaveLength(gue.topics.length * gue.readers);
    expect(new Set(mails.map(({ to }) => to))).toEqual(
      new Set(["treasurer@test.example", "administrator@test.example", "owner@test.example"]),
    );
    for (const { text } of mails) {
      expect(text).toContain(`/poles/val-d-orme/comptes/periodes/${month}/decomptes/`);
      expect(text).not.toMatch(/\d,\d\d.€/);
    }
    await close(month);
  });
});

describe("A disputed share", () => {
  const dispute = async (month: string, poolId: string, structureId: string, cents: number) => {
    const id = newId();
    const { id: periodId } = await periodOf(month);
    await world.owner`insert into disputes ${world.owner({
      ...{ id, pole_id: as().poleId, period_id: periodId, pool_id: poolId, structure_id: structureId, cents },
      ...{ reason: "Le fourgon n’était pas à nous.", filed_by: world.people.treasurer.id },
    })}`;
    return id;
  };
  const nettingOf = async (month: string, structureId: string) => {
    const { id } = await periodOf(month);
    const [row] = await world.owner<{ shares: number; contested: number; released: number; net: number }[]>`
      select shares_cents as shares, contested_cents as contested, released_cents as released, net_cents as net
        from nettings where period_id = ${id} and structure_id = ${structureId}`;
    return row;
  };
  const [gue, other] = [() => structures[0] ?? "", () => structures[3] ?? ""];

  it("waits apart when its month is closed; upheld, the next month gives it back and shares it among the others", async () => {
    const [month, pool] = [nextMonth(), await aPool()];
    await approvedCharge(world, { poolId: pool.id, cents: 70_000, from: `${month}-03` });
    await review(month);
    const id = await dispute(month, pool.id, gue(), 4_000);
    await close(month);
    expect(await nettingOf(month, gue())).toEqual({ shares: 10_000, contested: 4_000, released: 0, net: 6_000 });
    expect(await posted(month, "416")).toEqual({ [gue()]: 4_000 });
    expect((await posted(month, "411"))[gue()]).toBe(6_000);

    expect(await decideDispute(as(), id, { grantedCents: 4_000, words: "" })).toMatchObject({
      ok: false,
      problem: { code: "words_missing" },
    });
    expect(await decideDispute(as(), id, { grantedCents: 4_001, words: "Oui." })).toMatchObject({
      ok: false,
      problem: { code: "granted_out_of_range" },
    });
    expect(await decideDispute(as(), id, { grantedCents: 4_000, words: "Vous avez raison." })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(await decideDispute(as(), id, { grantedCents: 4_000, words: "Encore." })).toEqual({
      ok: true,
      value: undefined,
    });
    await mailTasks["decision-email"]({ poleId: as().poleId, disputeId: id });
    const told = await world.owner<{ to: string; text: string }[]>`
      select to_address as to, text_body as text from emails where topic = 'dispute-decided' order by 1`;
    expect(told.map(({ to }) => to)).toEqual(["administrator@test.example", "treasurer@test.example"]);
    expect(told[0]?.text).toContain("Vous avez raison.");
    expect(await decideDispute(as(), id, { grantedCents: 1, words: "Non." })).toMatchObject({
      ok: false,
      problem: { code: "already_decided" },
    });

    const next = nextMonth();
    await approvedCharge(world, { poolId: pool.id, cents: 700, from: `${next}-03` });
    // A member's draft shares it as the manager's does.
    const drafts = await Promise.all(
      [as(), world.actors.treasurer].map((actor) =>
        inTransaction(actor, async (tx) => monthDraftOf(tx, await monthOfBooks(tx, as().poleId, next))),
      ),
    );
    expect(drafts[0]).toEqual(drafts[1]);
    await close(next);
    const correction = (await shareOut(next)).find(({ kind }) => kind === "correction");
    expect(correction).toMatchObject({
      totalCents: 0,
      poleCents: 0,
      disputeId: id,
      explanation: { dispute: { structureId: gue() } },
    });
    expect(total(correction?.shares.map(({ cents }) => cents) ?? [])).toBe(0);
    expect(correction?.shares.find(({ structureId }) => structureId === gue())?.cents).toBe(-4_000);
    // 700 ÷ 7 = 100 each; what waited is due again, and given back; the others bear 4 000 ÷ 6.
    expect(await nettingOf(next, gue())).toEqual({ shares: 100 - 4_000, contested: 0, released: 4_000, net: 100 });
    expect(await posted(next, "416")).toEqual({ [gue()]: -4_000 });
    expect([100 + 666, 100 + 667]).toContain((await nettingOf(next, other()))?.net);
    const [row] = await world.owner`select corrected_in from disputes where id = ${id}`;
    expect(row?.corrected_in).toBe((await periodOf(next)).id);
    // It is brought once.
    const later = nextMonth();
    await approvedCharge(world, { poolId: pool.id, cents: 70, from: `${later}-03` });
    await close(later);
    expect((await shareOut(later)).map(({ kind }) => kind)).toEqual(["charges"]);
  });

  it("upheld in part, or not, is due again for the rest; decided in time, it is put right in its own month", async () => {
    const [month, pool] = [nextMonth(), await aPool()];
    await approvedCharge(world, { poolId: pool.id, cents: 70_000, from: `${month}-03` });
    await review(month);
    const [inTime, inPart, not] = [
      await dispute(month, pool.id, gue(), 1_000),
      await dispute(month, pool.id, structures[1] ?? "", 2_000),
      await dispute(month, pool.id, other(), 3_000),
    ];
    await decideDispute(as(), inTime, { grantedCents: 1_000, words: "Vous avez raison." });
    await close(month);
    expect(await nettingOf(month, gue())).toEqual({ shares: 9_000, contested: 0, released: 0, net: 9_000 });
    await decideDispute(as(), inPart, { grantedCents: 600, words: "Pour une part." });
    await decideDispute(as(), not, { grantedCents: 0, words: "Le carnet le dit." });
    const next = nextMonth();
    await approvedCharge(world, { poolId: pool.id, cents: 7, from: `${next}-03` });
    await close(next);
    expect(await nettingOf(next, structures[1] ?? "")).toMatchObject({ shares: 1 - 600, released: 2_000, net: 1_401 });
    expect((await nettingOf(next, other()))?.released).toBe(3_000);
    const [left] = await world.owner<{ cents: string }[]>`
      select sum(p.cents)::text as cents from postings p join accounts a on a.id = p.account_id where a.number = '416'`;
    expect(left?.cents).toBe("0");
  });

  it("gives back no more than the share comes to, when it is decided and when its month is closed", async () => {
    const [month, pool] = [nextMonth(), await aPool()];
    await approvedCharge(world, { poolId: pool.id, cents: 70_000, from: `${month}-03` });
    await review(month);
    const [late, early] = [
      await dispute(month, pool.id, gue(), 10_000),
      await dispute(month, pool.id, other(), 10_000),
    ];
    expect(await decideDispute(as(), early, { grantedCents: 10_000, words: "Oui." })).toMatchObject({ ok: true });
    // A credit: each bears 2 000 instead of 10 000. (With a sixth of what was given back to the other one: 2 333.)
    await approvedCharge(world, { poolId: pool.id, cents: -56_000, from: `${month}-04` });
    expect(await decideDispute(as(), late, { grantedCents: 10_000, words: "Oui." })).toMatchObject({
      ok: false,
      problem: { code: "granted_above_share" },
    });
    await lock(month);
    expect(await decideDispute(as(), late, { grantedCents: 2_000, words: "Oui." })).toMatchObject({
      ok: false,
      problem: { code: "month_locked" },
    });
    await world.owner`insert into charges ${world.owner({
      ...{ id: newId(), pole_id: as().poleId, pool_id: pool.id, supplier: "Imprimeur", label: "Tardive" },
      ...{ amount_cents: 300, account: "6068", document_on: `${month}-02`, served_from: `${month}-02` },
      ...{ served_until: `${month}-02`, structure_id: structures[0] ?? "", person_id: as().personId },
    })}`;
    // What waits since goes to the next month: this one does not wait for it.
    expect(await closePeriod(as(), month)).toBe("closed");
    await world.owner`delete from charges where label = 'Tardive'`;
    expect((await nettingOf(month, other()))?.shares).toBe(0);
    expect(await decideDispute(as(), late, { grantedCents: 2_335, words: "Oui." })).toMatchObject({
      ok: false,
      problem: { code: "granted_above_share" },
    });
    expect(await decideDispute(as(), late, { grantedCents: 2_000, words: "Oui." })).toMatchObject({ ok: true });
    const next = nextMonth();
    await approvedCharge(world, { poolId: pool.id, cents: 70, from: `${next}-03` });
    await close(next);
    expect((await nettingOf(next, gue()))?.shares).toBe(10 - 2_000);
  });

  it("is not decided while a month that could bring its correction is being locked: it waits, and is wholly in one", async () => {
    const [month, pool] = [nextMonth(), await aPool()];
    await approvedCharge(world, { poolId: pool.id, cents: 700, from: `${month}-03` });
    await review(month);
    const id = await dispute(month, pool.id, gue(), 50);
    await close(month);
    const next = nextMonth();
    await approvedCharge(world, { poolId: pool.id, cents: 70, from: `${next}-03` });
    const { id: periodId } = await periodOf(next);
    const waiting = () => world.owner`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%for share of p%'`;
    let decided: Promise<unknown> | undefined;
    await world.owner.begin(async (tx) => {
      // As whoever locks a month holds it, from what is computed to what is written.
      await tx`select from periods where id = ${periodId} for update`;
      decided = decideDispute(as(), id, { grantedCents: 50, words: "Oui." });
      await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(1);
    });
    expect(await decided).toEqual({ ok: true, value: undefined });
    await close(next);
    const [row] = await world.owner<{ corrected: string }[]>`
      select corrected_in as corrected from disputes where id = ${id}`;
    expect([(await nettingOf(next, gue()))?.shares, row?.corrected]).toEqual([10 - 50, periodId]);
  });

  it("once decided stays so, whoever asks the database", async () => {
    const [row] = await world.owner<{ id: string }[]>`select id from disputes where state = 'upheld' limit 1`;
    const change = inTransaction(as(), (tx) =>
      tx
        .updateTable("disputes")
        .set({ grantedCents: 1, state: "adjusted" })
        .where("id", "=", row?.id ?? "")
        .execute(),
    );
    await expect(change).rejects.toMatchObject({ constraint_name: "dispute_is_decided" });
  });
});

describe("What a member advanced", () => {
  const member = () => structures[5] ?? "";
  const nettingOf = async (month: string) => {
    const { id } = await periodOf(month);
    const [row] = await world.owner<{ shares: number; advances: number; net: number }[]>`
      select shares_cents as shares, advances_cents as advances, net_cents as net
        from nettings where period_id = ${id} and structure_id = ${member()}`;
    return row;
  };
  const stillOwed = () =>
    inTransaction(as(), async (tx) => {
      const balances = await balancesOf(tx, as().poleId, { role: "member_advances", structureId: member() });
      return total(balances.map(({ cents }) => -cents));
    });

  it("is set off less what was repaid meanwhile, though it was repaid in a later month", async () => {
    const [month, pool] = [nextMonth(), await aPool()];
    await approvedCharge(world, { poolId: pool.id, cents: 7_000, from: `${month}-03`, paidBy: member() });
    const next = nextMonth();
    await inTransaction(as(), async (tx) => {
      const { poleId, personId } = as();
      const { id: periodId } = await openPeriodOf(tx, poleId, `${next}-04`);
      const day = `${next}-04`;
      await postEntry(tx, {
        ...{ id: newId(), poleId, periodId, journal: "BQ", date: day, pieceDate: day, pieceRef: "VIR", personId },
        label: "Avance remboursée",
        postings: [
          { role: "member_advances", structureId: member(), cents: 6_500 },
          { role: "bank", cents: -6_500 },
        ],
      });
    });
    await close(month);
    // Of 7 000 advanced, 500 are owed still: they are set off of the share of 1 000.
    expect(await nettingOf(month)).toEqual({ shares: 1_000, advances: 500, net: 500 });
    expect(await stillOwed()).toBe(0);
    await approvedCharge(world, { poolId: pool.id, cents: 70, from: `${next}-05` });
    await close(next);
    expect(await nettingOf(next)).toEqual({ shares: 10, advances: 0, net: 10 });
  });

  it("and was set off, is due again when the charge is corrected", async () => {
    const [month, pool] = [nextMonth(), await aPool()];
    await approvedCharge(world, { poolId: pool.id, cents: 7_000, from: `${month}-03` });
    await approvedCharge(world, { poolId: pool.id, cents: 700, from: `${month}-03`, paidBy: member() });
    await close(month);
    expect(await nettingOf(month)).toEqual({ shares: 1_100, advances: 700, net: 400 });
    const next = nextMonth();
    await approvedCharge(world, { poolId: pool.id, cents: -700, from: `${next}-03`, paidBy: member() });
    await approvedCharge(world, { poolId: pool.id, cents: 70, from: `${next}-03` });
    await close(next);
    // 10 of the new charge, less 100 of the corrected one; what it was given for it, 700, is due.
    expect(await nettingOf(next)).toEqual({ shares: -90, advances: -700, net: 610 });
    expect(await posted(next, "467")).toEqual({ [member()]: -700 });
    expect(await stillOwed()).toBe(0);
  });
});

describe("The books of all these months", () => {
  it("are what their screens add up: the check finds nothing", async () => {
    await checkBooks(as());
    expect(await inTransaction(as(), (tx) => lastCheck(tx, as().poleId))).toMatchObject({ faults: 0, found: [] });
  });
});

describe("A pôle of more than a hundred members", () => {
  it("numbers each statement once", async () => {
    await makeMembers(world, 100);
    const month = nextMonth();
    await approvedCharge(world, { poolId: (await aPool()).id, cents: 100_000, from: `${month}-01` });
    await review(month);
    const numbers = await world.owner<{ number: string }[]>`
      select number from statements where number like ${`${month}-%`} order by length(number), number`;
    expect(numbers).toHaveLength(structures.length + 100);
    expect([numbers[0]?.number, numbers.at(-1)?.number]).toEqual([
      `${month}-01`,
      `${month}-${structures.length + 100}`,
    ]);
  });
});

/** JSON has no big integers. */
function bigText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
