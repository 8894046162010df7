import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import {
  addFunding,
  budgetsOf,
  callFees,
  callsDue,
  declareBudget,
  editFunding,
  feesOf,
  fundingOf,
  fundingsOf,
  notifyFunding,
  ownCalls,
  payFunding,
  refuseFunding,
  sendCalls,
  setBudgets,
  setFeeScale,
  undoFundingPayment,
  type FundingAsked,
} from "../../server/costs";
import { adjustments } from "../../server/costs/adjustment";
import { callsToAdjust } from "../../server/costs/calls";
import { fundingFor, shortfallsToShare } from "../../server/costs/funding";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { tasks } from "../../server/notifications";
import { makePool } from "../support/costs";
import { fieldsOf, plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";
import type { StructureKey } from "../support/world-data";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  // Years long past: nothing here depends on today.
  await world.owner`update memberships set starts_on = '2000-01-01'`;
});
afterAll(() => world.close());

const manager = () => world.actors.manager;
const pool = (made: Parameters<typeof makePool>[1]) => makePool(world, { keyFrom: "2000-01-01", ...made });
const structure = (key: StructureKey) => world.structures[key].id;

/** What is in the queue of a task, from a moment on. */
async function queued(task: string): Promise<Record<string, unknown>[]> {
  const jobs = await world.owner<{ payload: Record<string, unknown> }[]>`
    select j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task} order by j.id`;
  return jobs.map(({ payload }) => payload);
}

/** Debits of an account, by structure. */
async function balances(role: string, year: number): Promise<Record<string, number>> {
  const rows = await world.owner<{ name: string; cents: number }[]>`
    select coalesce(s.name, '') as name, sum(p.cents)::int as cents
      from postings p join entries e on e.id = p.entry_id join accounts a on a.id = p.account_id
      left join structures s on s.id = p.structure_id
     where a.number = (select number from chart_roles where role = ${role}) and extract(year from e.date) = ${year}
     group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ name, cents }) => [name, cents]));
}

describe("budgets", () => {
  it("are set by the manager alone, seen by those who see the costs", async () => {
    const { id } = await pool({ name: "Bâtiment 2011" });
    const set = [{ poolId: id, cents: 120_000, calls: 12 as const }];
    await expect(setBudgets(world.actors.treasurer, 2011, set)).rejects.toBeInstanceOf(Forbidden);
    await expect(budgetsOf(world.actors.employee, 2011)).rejects.toBeInstanceOf(Forbidden);
    expect(await setBudgets(manager(), 2011, set)).toEqual({ ok: true, value: null });
    const seen = await budgetsOf(world.actors.treasurer, 2011);
    expect(seen.mayManage).toBe(false);
    expect(seen.pools.find(({ poolId }) => poolId === id)).toMatchObject({
      budgetCents: 120_000,
      calls: 12,
      calledCents: 0,
      spentCents: 0,
    });
  });

  it("say what a loan of staff costs to those alone who share it: it is somebody's pay", async () => {
    const { id } = await pool({ name: "Comptable partagée" });
    await world.owner`update cost_pools set legal_mode = 'staff_loan', agreement = 'Convention', agreed_on = '2011-01-01', everyone = false where id = ${id}`;
    const seenBy = async (actor: Actor) => (await budgetsOf(actor, 2011)).pools.some(({ poolId }) => poolId === id);
    expect(await seenBy(world.actors.treasurer)).toBe(false);
    expect(await seenBy(manager())).toBe(true);
  });

  it("are not those of another pôle's pools", async () => {
    const { id } = await pool({ name: "D’à côté", pole: "marais" });
    await expect(setBudgets(manager(), 2011, [{ poolId: id, cents: 1, calls: 0 }])).rejects.toBeInstanceOf(NotFound);
  });
});

describe("provisional calls", () => {
  it("make the budget to the cent over the year, each shared whole, no member a cent away from its exact part", async () => {
    const { id } = await pool({
      name: "Accueil 2012",
      key: { type: "weights", weights: { [structure("gue")]: 2, [structure("tablee")]: 1 } },
    });
    await setBudgets(manager(), 2012, [{ poolId: id, cents: 100_001, calls: 12 }]);
    for (let month = 1; month <= 12; month += 1) {
      const day = `2012-${String(month).padStart(2, "0")}-10`;
      const sent = await sendCalls(manager(), { month: day, dueOn: day, seen: null, calledOn: day });
      expect(sent.ok).toBe(true);
    }
    const [sums] = await world.owner<{ total: number; shares: number; gue: number; uneven: number }[]>`
      select (select sum(total_cents)::int from calls where pool_id = ${id}) as total, sum(s.cents)::int as shares,
             sum(s.cents) filter (where s.structure_id = ${structure("gue")})::int as gue,
             (select max(total_cents) - min(total_cents) from calls where pool_id = ${id})::int as uneven
        from call_shares s join calls c on c.id = s.call_id where c.pool_id = ${id}`;
    expect(sums).toEqual({ total: 100_001, shares: 100_001, gue: expect.any(Number) as number, uneven: 1 });
    expect(Math.abs((sums?.gue ?? 0) - (100_001 * 2) / 3)).toBeLessThan(1);
    expect(await balances("calls", 2012)).toEqual({
      "La Grande Tablée": (sums?.gue ?? 0) - 100_001,
      "Les Jardins du Gué": -(sums?.gue ?? 0),
    });
    expect(await balances("members", 2012)).toMatchObject({ "Les Jardins du Gué": sums?.gue });
  });

  it("sent twice at once are made once, and tell each member once", async () => {
    const { id } = await pool({ name: "Internet 2013" });
    await setBudgets(manager(), 2013, [{ poolId: id, cents: 40_000, calls: 4 }]);
    const before = (await queued("money-email")).length;
    const asked = { month: "2013-02-01", dueOn: "2013-03-01", seen: null, calledOn: "2013-01-15" };
    const both = await Promise.all([sendCalls(manager(), asked), sendCalls(manager(), asked)]);
    expect(both.map((one) => (one.ok ? "sent" : one.problem.code)).sort()).toEqual(["nothing_due", "sent"]);
    expect(await balances("members", 2013)).toEqual({ "La Grande Tablée": 5000, "Les Jardins du Gué": 5000 });
    expect((await queued("money-email")).slice(before)).toHaveLength(2);
  });

  it("are sent as they were seen, or seen again", async () => {
    const { id } = await pool({ name: "Poste 2014" });
    await setBudgets(manager(), 2014, [{ poolId: id, cents: 12_000, calls: 12 }]);
    const seen = await callsDue(manager(), "2014-01-01");
    expect(seen.due).toMatchObject([{ totalCents: 1000, rank: 1, evenly: false }]);
    await setBudgets(manager(), 2014, [{ poolId: id, cents: 24_000, calls: 12 }]);
    const asked = { month: "2014-01-01", dueOn: "2014-02-01", calledOn: "2014-01-02" };
    expect(await sendCalls(manager(), { ...asked, seen: seen.fingerprint })).toEqual({
      ok: false,
      problem: { code: "changed_meanwhile" },
    });
    const again = await callsDue(manager(), "2014-01-01");
    expect((await sendCalls(manager(), { ...asked, seen: again.fingerprint })).ok).toBe(true);
    // Once they have begun, their number stays.
    expect(await setBudgets(manager(), 2014, [{ poolId: id, cents: 24_000, calls: 4 }])).toEqual({
      ok: false,
      problem: { code: "calls_made", poolIds: [id] },
    });
    expect(await ownCalls(world.actors.treasurer, 2014)).toMatchObject([
      { poolName: "Poste 2014", cents: 1000, totalCents: 2000, adjustedIn: null, rank: 1 },
    ]);
    await expect(ownCalls(world.actors.employee, 2014)).rejects.toBeInstanceOf(Forbidden);
  });

  it("wait where a pool has no key, and go in equal parts where nothing was used yet", async () => {
    const keyless = await pool({ name: "Sans clé 2015", key: null });
    const unused = await pool({ name: "Voiture 2015", key: { type: "measure", measure: "kilometres" } });
    await setBudgets(
      manager(),
      2015,
      [keyless, unused].map(({ id }) => ({ poolId: id, cents: 12_000, calls: 4 })),
    );
    const { due, held } = await callsDue(manager(), "2015-05-01");
    expect(held).toMatchObject([{ name: "Sans clé 2015", why: "no_key" }]);
    expect(due).toMatchObject([{ name: "Voiture 2015", rank: 2, evenly: true, totalCents: 3000 }]);
    expect(due[0]?.shares.map(({ cents }) => cents)).toEqual([1500, 1500]);
  });

  it("are given back by the month's closing, by the quarter's last where nothing of it was used up before", async () => {
    const rank = (day: string) =>
      inTransaction(manager(), async (tx) => {
        const calls = await callsToAdjust(tx, { startsOn: day }, []);
        const { rows } = { rows: await tx.selectFrom("calls").select(["id", "poolId", "year"]).execute() };
        return calls.filter(({ callId }) => rows.some(({ id, year }) => id === callId && year === 2016));
      });
    const quarterly = await pool({ name: "Trimestre 2016" });
    const monthly = await pool({ name: "Mois 2016" });
    await setBudgets(manager(), 2016, [
      { poolId: quarterly.id, cents: 40_000, calls: 4 },
      { poolId: monthly.id, cents: 12_000, calls: 12 },
    ]);
    await sendCalls(manager(), { month: "2016-01-01", dueOn: "2016-02-01", seen: null, calledOn: "2016-01-01" });
    expect(new Set((await rank("2016-01-01")).map(({ poolId }) => poolId))).toEqual(new Set([monthly.id]));
    expect((await rank("2016-02-01")).map(({ poolId }) => poolId)).not.toContain(quarterly.id);
    expect(new Set((await rank("2016-03-01")).map(({ poolId }) => poolId))).toEqual(
      new Set([monthly.id, quarterly.id]),
    );
    await inTransaction(manager(), async (tx) => {
      const mine = (await callsToAdjust(tx, { startsOn: "2016-01-01" }, [])).filter(
        ({ poolId }) => poolId === monthly.id,
      );
      expect(adjustments({ [structure("gue")]: 730n, [structure("tablee")]: 270n }, mine.map(asShares))).toEqual({
        [structure("gue")]: 230n,
        [structure("tablee")]: -230n,
      });
    });
  });

  it("never change once made, not even by who runs the pôle", async () => {
    const run = (change: string) => inTransaction(manager(), (tx) => tx.executeQuery(raw(change)));
    await expect(run("update call_shares set cents = cents + 1")).rejects.toThrow("never changes");
    await expect(run("delete from call_shares")).rejects.toThrow("never changes");
    await expect(run("delete from calls")).rejects.toThrow("permission denied");
  });

  it("are told to those who pay for the structure, with what it is asked for alone", async () => {
    const { id } = await pool({ name: "Cantine 2017" });
    await setBudgets(manager(), 2017, [{ poolId: id, cents: 120_000, calls: 12 }]);
    const before = (await queued("money-email")).length;
    await sendCalls(manager(), { month: "2017-03-01", dueOn: "2017-04-15", seen: null, calledOn: "2017-03-01" });
    for (const job of (await queued("money-email")).slice(before)) await tasks["money-email"](job);
    const mails = await world.owner<{ toAddress: string; subject: string; textBody: string }[]>`
      select to_address as "toAddress", subject, text_body as "textBody" from emails where topic = 'money-calls' order by 1`;
    // The treasurer of one; the administrator of the other, which has none.
    expect(mails.map(({ toAddress }) => toAddress)).toEqual(["owner@test.example", "treasurer@test.example"]);
    expect(mails[1]?.subject.replace(/\s/g, " ")).toBe("Appel de provisions : 50,00 € avant le 15 avril 2017");
    expect(mails[1]?.textBody).toContain("Cantine 2017");
    expect(mails[1]?.textBody).toContain("/comptes/budget?annee=2017");
  });
});

describe("fundings", () => {
  const asked = (poolId: string, more: Partial<FundingAsked> = {}): FundingAsked => ({
    ...{ poolId, funder: "Région", label: "Animation", publicMoney: true, ratePoints: 8000, ceilingCents: 1_000_000 },
    ...{ startsOn: "2018-01-01", endsOn: "2018-12-31", eligibleAccounts: [] },
    ...more,
  });
  const charge = (cents: number, account = "6068") => ({
    ...{ account, cents, servedFrom: "2018-03-01", servedUntil: "2018-03-31" },
  });
  const march = { id: newId(), startsOn: "2018-03-01" };

  /** Adds and notifies. */
  async function granted(poolId: string, more: Partial<FundingAsked> = {}, on = "2018-02-01", reference = "") {
    const id = newId();
    await addFunding(manager(), id, asked(poolId, more));
    const outcome = await notifyFunding(manager(), id, { on, reference, proof: null });
    expect(outcome).toEqual({ ok: true, value: null });
    return id;
  }
  const take = (poolId: string, ...charges: ReturnType<typeof charge>[]) =>
    inTransaction(manager(), async (tx) => (await fundingFor(tx, march, [poolId])).take(poolId, charges));

  it("are written by the manager alone, seen by those who see the costs, and not from another pôle", async () => {
    const { id: poolId } = await pool({ name: "Financé 1" });
    await expect(addFunding(world.actors.administrator, newId(), asked(poolId))).rejects.toBeInstanceOf(Forbidden);
    const { id } = await addFunding(manager(), newId(), asked(poolId));
    for (const decide of [
      notifyFunding(world.actors.administrator, id, { on: "2018-01-02", reference: "", proof: null }),
      payFunding(world.actors.administrator, id, { on: "2018-01-02", cents: 1 }),
      refuseFunding(world.actors.administrator, id),
    ]) {
      await expect(decide).rejects.toBeInstanceOf(Forbidden);
    }
    expect((await fundingOf(world.actors.treasurer, id)).mayManage).toBe(false);
    await expect(fundingsOf(world.actors.employee, 2018)).rejects.toBeInstanceOf(Forbidden);
    await expect(fundingOf(world.actors.neighbour, id)).rejects.toBeInstanceOf(NotFound);
  });

  it("are deducted once notified, never while asked for, never once refused", async () => {
    const { id: poolId } = await pool({ name: "Financé 2" });
    const { id } = await addFunding(manager(), newId(), asked(poolId));
    expect(await take(poolId, charge(10_000))).toEqual([]);
    await notifyFunding(manager(), id, { on: "2018-02-01", reference: "A 12", proof: null });
    expect(await take(poolId, charge(10_000))).toMatchObject([{ fundingId: id, eligibleCents: 10_000, cents: 8000 }]);
    const other = await addFunding(manager(), newId(), asked(poolId, { funder: "Département" }));
    expect(await refuseFunding(manager(), other.id)).toEqual({ ok: true, value: null });
    expect(await take(poolId, charge(10_000))).toHaveLength(1);
    // Granted, it stays as it was granted.
    expect(await editFunding(manager(), id, { ...asked(poolId), version: 2 })).toEqual({
      ok: false,
      problem: { code: "decided_meanwhile" },
    });
  });

  it("never pay a cost twice: together they stop at the cost, the first notified first", async () => {
    const { id: poolId } = await pool({ name: "Financé 3" });
    const late = await granted(poolId, { funder: "Département", ratePoints: 6000 }, "2018-02-20");
    const early = await granted(poolId, { ratePoints: 7000 }, "2018-02-10");
    expect(await take(poolId, charge(10_000))).toMatchObject([
      { fundingId: early, cents: 7000, heldBy: null },
      { fundingId: late, cents: 3000, heldBy: "cost" },
    ]);
  });

  it("are entered once: the same decision of the same funder for a pool is refused", async () => {
    const { id: poolId } = await pool({ name: "Financé 4" });
    await granted(poolId, {}, "2018-02-01", "Arrêté 2018-77");
    const again = await addFunding(manager(), newId(), asked(poolId, { funder: "région" }));
    const outcome = await notifyFunding(manager(), again.id, {
      ...{ on: "2018-02-01", reference: "ARRÊTÉ 2018-77", proof: null },
    });
    expect(outcome).toEqual({ ok: false, problem: { code: "notified_already" } });
  });

  it("stop at what is left of their ceiling, at their accounts, and public money at the pool's", async () => {
    const { id: poolId } = await pool({ name: "Financé 5" });
    await world.owner`update cost_pools set public_money_points = 5000 where id = ${poolId}`;
    const first = await granted(poolId, { ceilingCents: 3000, eligibleAccounts: ["641"] }, "2018-01-05");
    const second = await granted(poolId, { funder: "Commune", ratePoints: 9000 }, "2018-01-06");
    const third = await granted(poolId, { funder: "Fondation", publicMoney: false, ratePoints: 2000 }, "2018-01-07");
    expect(await take(poolId, charge(8000, "6411"), charge(12_000))).toMatchObject([
      { fundingId: first, eligibleCents: 8000, cents: 3000, heldBy: "ceiling" },
      { fundingId: second, eligibleCents: 20_000, cents: 7000, heldBy: "public_money" },
      { fundingId: third, cents: 4000, heldBy: null },
    ]);
  });

  it("remember what a month took, and give a shortfall to share when less is paid", async () => {
    const { id: poolId, versionId } = await pool({ name: "Financé 6" });
    const id = await granted(poolId, { ceilingCents: 10_000 });
    await closedAllocation({ poolId, versionId, fundingId: id, cents: 10_000, deducted: 8000, month: "2018-02-01" });
    expect(await take(poolId, charge(10_000))).toMatchObject([{ fundingId: id, cents: 2000, heldBy: "ceiling" }]);
    expect(await fundingOf(world.actors.treasurer, id)).toMatchObject({ usedCents: 8000, leftCents: 2000 });
    expect(await payFunding(manager(), id, { on: "2018-01-01", cents: 5500 })).toMatchObject({
      problem: { code: "paid_before_notified" },
    });
    expect(await payFunding(manager(), id, { on: "2018-06-01", cents: 5500 })).toEqual({ ok: true, value: null });
    expect(await payFunding(manager(), id, { on: "2018-06-01", cents: 5500 })).toMatchObject({
      problem: { code: "decided_meanwhile" },
    });
    expect(await balances("bank", 2018)).toEqual({ "": 5500 });
    expect(await take(poolId, charge(10_000))).toMatchObject([{ cents: 0 }]);
    expect(await fundingOf(manager(), id)).toMatchObject({ shortfallCents: 2500, leftCents: 0 });
    const short = await inTransaction(manager(), (tx) => shortfallsToShare(tx));
    expect(short).toMatchObject([{ fundingId: id, cents: 2500 }]);
  });

  it("come in several payments, never beyond what was granted; one entered by mistake is taken back, with its entry", async () => {
    const { id: poolId, versionId } = await pool({ name: "Financé en deux fois" });
    const id = await granted(poolId, { ceilingCents: 10_000 });
    await closedAllocation({ poolId, versionId, fundingId: id, cents: 10_000, deducted: 8000, month: "2018-01-01" });
    const pay = (cents: number, last: boolean) => payFunding(manager(), id, { on: "2018-06-01", cents, last });
    const bank = async () => (await balances("bank", 2018))[""] ?? 0;
    const before = await bank();
    expect(await pay(0, false)).toMatchObject({ problem: { code: "nothing_paid" } });
    const sent = { id: newId(), on: "2018-06-01", cents: 3000, last: false };
    expect(await payFunding(manager(), id, sent)).toEqual({ ok: true, value: null });
    // Sent again after a slow answer: it is the same payment; another one under its id is none.
    expect(await payFunding(manager(), id, sent)).toEqual({ ok: true, value: null });
    expect(await payFunding(manager(), id, { ...sent, cents: 10 })).toMatchObject({ ok: false });
    expect((await bank()) - before).toBe(3000);
    expect(await fundingOf(world.actors.treasurer, id)).toMatchObject({
      state: "notified",
      paidCents: null,
      shortfallCents: 0,
    });
    expect(await pay(7001, true)).toMatchObject({ problem: { code: "paid_above_ceiling" } });
    // Two last ones at once: one.
    const both = await Promise.all([pay(2000, true), pay(2000, true)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const paid = await fundingOf(manager(), id);
    expect(paid).toMatchObject({ state: "paid", paidCents: 5000, shortfallCents: 3000 });
    expect((await bank()) - before).toBe(5000);
    const [first, last] = paid.payments;
    const undo = (payment: string | undefined, reason: string) =>
      undoFundingPayment(manager(), id, payment ?? "", reason);
    expect(await undo(last?.id, " ")).toMatchObject({ problem: { code: "reason_missing" } });
    expect(await undo(first?.id, "Erreur")).toMatchObject({ problem: { code: "last_first" } });
    expect(await undo(last?.id, "2 000 au lieu de 5 000")).toEqual({ ok: true, value: null });
    expect(await undo(last?.id, "Encore")).toMatchObject({ problem: { code: "decided_meanwhile" } });
    expect(await fundingOf(manager(), id)).toMatchObject({
      ...{ state: "notified", paidCents: null, shortfallCents: 0 },
      payments: [{ undoneBecause: null }, { undoneBecause: "2 000 au lieu de 5 000" }],
    });
    const [{ sum } = { sum: 0 }] = await world.owner<{ sum: number }[]>`
      select sum(p.cents)::int as sum from postings p join entries e on e.id = p.entry_id join accounts a on a.id = p.account_id
       where a.number = '512' and e.source_id = ${id}`;
    expect(sum).toBe(3000);
    expect(await pay(5000, true)).toEqual({ ok: true, value: null });
    expect(await fundingOf(manager(), id)).toMatchObject({ paidCents: 8000, shortfallCents: 0 });
    await expect(undoFundingPayment(world.actors.treasurer, id, last?.id ?? "", "Non")).rejects.toBeInstanceOf(
      Forbidden,
    );
  });

  it("plan who pays for a pool's year: what is granted first, then what is asked for, the members the rest", async () => {
    const { id: poolId } = await pool({ name: "Financé 7" });
    await setBudgets(manager(), 2018, [{ poolId, cents: 100_000, calls: 0 }]);
    await addFunding(manager(), newId(), asked(poolId, { funder: "Commune", ratePoints: 9000 }));
    await granted(poolId, { ceilingCents: 30_000 });
    const { plans } = await fundingsOf(world.actors.treasurer, 2018);
    expect(plans.find((plan) => plan.poolId === poolId)).toMatchObject({
      costCents: 100_000,
      leftCents: 0,
      leftIfRefusedCents: 70_000,
      lines: [
        { funder: "Région", state: "notified", cents: 30_000, heldBy: "ceiling" },
        { funder: "Commune", state: "requested", cents: 70_000, heldBy: "cost" },
      ],
    });
  });

  it("keep a proof that is a photograph or a PDF, and refuse what is not", async () => {
    const { id: poolId } = await pool({ name: "Financé 8" });
    const { id } = await addFunding(manager(), newId(), asked(poolId));
    const notify = (bytes: string) =>
      notifyFunding(manager(), id, {
        ...{ on: "2018-02-01", reference: "", proof: { name: "arrêté.pdf", bytes: Buffer.from(bytes) } },
      });
    expect(await notify("<html>")).toMatchObject({ problem: { code: "proof_of_no_known_sort" } });
    expect(await notify("%PDF-1.7 …")).toEqual({ ok: true, value: null });
    expect((await fundingOf(manager(), id)).proofs).toMatchObject([{ name: "arrêté.pdf" }]);
    expect((await fundingOf(world.actors.treasurer, id)).proofs).toEqual([]);
  });
});

describe("membership fees", () => {
  const bands = [
    { upTo: 5_000_000, cents: 5000 },
    { upTo: 20_000_000, cents: 15_000 },
    { upTo: null, cents: 30_000 },
  ];
  const scale = { poolId: null, decided: "assemblée du 3 mars", dueOn: "2019-06-30" };

  it("follow the bands of a budget that each declares itself, their ends included", async () => {
    expect(await setFeeScale(manager(), 2019, { basis: "budget", bands, ...scale })).toEqual({ ok: true, value: null });
    await declareBudget(world.actors.treasurer, { structureId: structure("gue"), year: 2018, cents: 5_000_000 });
    await declareBudget(world.actors.owner, { structureId: structure("tablee"), year: 2019, cents: 5_000_001 });
    await expect(
      declareBudget(world.actors.treasurer, { structureId: structure("tablee"), year: 2019, cents: 1 }),
    ).rejects.toBeInstanceOf(Forbidden);
    expect((await feesOf(manager(), 2019)).lines).toMatchObject([
      { name: "La Grande Tablée", value: 5_000_001, valueOf: "2019", cents: 15_000 },
      { name: "Les Jardins du Gué", value: 5_000_000, valueOf: "2018", cents: 5000 },
    ]);
    // A member sees its own alone.
    expect((await feesOf(world.actors.treasurer, 2019)).lines.map(({ name }) => name)).toEqual(["Les Jardins du Gué"]);
  });

  it("called twice at once are called once, with their entry and their mails; the scale stays then", async () => {
    const before = (await queued("money-email")).length;
    const call = () => callFees(manager(), 2019, { seen: null, calledOn: "2019-04-01" });
    const both = await Promise.all([call(), call()]);
    expect(both.map((one) => (one.ok ? one.value : one.problem.code))).toEqual(
      expect.arrayContaining([{ totalCents: 20_000, structures: 2, missing: 0 }, "nothing_due"]),
    );
    expect(await balances("fees", 2019)).toEqual({ "": -20_000 });
    expect(await balances("members", 2019)).toEqual({ "La Grande Tablée": 15_000, "Les Jardins du Gué": 5000 });
    const jobs = (await queued("money-email")).slice(before);
    expect(jobs).toHaveLength(2);
    for (const job of jobs) await tasks["money-email"](job);
    const mails = await world.owner<{ subject: string }[]>`
      select subject from emails where topic = 'money-fee' and to_address = 'treasurer@test.example'`;
    expect(mails.map(({ subject }) => subject.replace(/\s/g, " "))).toEqual([
      "Cotisation 2019 : 50,00 € avant le 30 juin 2019",
    ]);
    expect(await setFeeScale(manager(), 2019, { basis: "flat", bands: [{ upTo: null, cents: 1 }], ...scale })).toEqual({
      ok: false,
      problem: { code: "scale_called" },
    });
    // What does not change them may.
    expect((await setFeeScale(manager(), 2019, { basis: "budget", bands, ...scale, decided: "AG" })).ok).toBe(true);
  });

  it("wait for what is not known, and count the days of who joins in the year", async () => {
    const staff = [
      { upTo: 20_000, cents: 3650 },
      { upTo: null, cents: 7300 },
    ];
    await world.owner`update memberships set starts_on = '2021-12-01' where structure_id = ${structure("tablee")}`;
    await setFeeScale(manager(), 2021, { basis: "staff", bands: staff, ...scale, dueOn: "2021-12-31" });
    const measure = (key: StructureKey, value: number) =>
      world.owner`insert into structure_measures ${world.owner({
        ...{ id: newId(), pole_id: world.poles.orme.id, structure_id: structure(key), measure: "fte", value },
        ...{ starts_on: "2021-01-01", person_id: world.people.manager.id },
      })}`;
    await measure("tablee", 20_001);
    expect((await feesOf(manager(), 2021)).lines).toMatchObject([
      { name: "La Grande Tablée", days: 31, cents: 620 },
      { name: "Les Jardins du Gué", days: 365, value: null, cents: null },
    ]);
    const first = await callFees(manager(), 2021, { seen: null, calledOn: "2021-12-02" });
    expect(first).toEqual({ ok: true, value: { totalCents: 620, structures: 1, missing: 1 } });
    await measure("gue", 20_000);
    const second = await callFees(manager(), 2021, { seen: null, calledOn: "2021-12-03" });
    expect(second).toEqual({ ok: true, value: { totalCents: 3650, structures: 1, missing: 0 } });
    await world.owner`update memberships set starts_on = '2000-01-01' where structure_id = ${structure("tablee")}`;
  });

  it("say how much of the animation function they bear, after its funding", async () => {
    const { id: poolId } = await pool({ name: "Animation 2022" });
    await setBudgets(manager(), 2022, [{ poolId, cents: 40_000, calls: 0 }]);
    await setFeeScale(manager(), 2022, { basis: "flat", bands: [{ upTo: null, cents: 5000 }], ...scale, poolId });
    expect((await feesOf(manager(), 2022)).coverage).toMatchObject({
      ...{ spentCents: 0, budgetCents: 40_000, feesCents: 10_000, points: null, budgetPoints: 2500 },
    });
    expect((await feesOf(world.actors.treasurer, 2022)).coverage).toBeNull();
  });

  it("are no matter of employees, nor the manager's of a member", async () => {
    await expect(feesOf(world.actors.employee, 2022)).rejects.toBeInstanceOf(Forbidden);
    await expect(callFees(world.actors.administrator, 2022, { seen: null })).rejects.toBeInstanceOf(Forbidden);
    const set = { basis: "flat" as const, bands: [{ upTo: null, cents: 1 }], ...scale };
    await expect(setFeeScale(world.actors.administrator, 2022, set)).rejects.toBeInstanceOf(Forbidden);
    expect(await setFeeScale(manager(), 2022, { ...set, bands: [] })).toMatchObject({ problem: { code: "no_band" } });
  });
});

describe("their pages", () => {
  let server: TestServer;
  const visitors = {} as Record<"manager" | "treasurer" | "employee", Visitor>;
  beforeAll(async () => {
    server = await startServer();
    for (const key of ["manager", "treasurer", "employee"] as const) {
      visitors[key] = await signedIn(server, world.people[key].email);
    }
  }, 120_000);
  afterAll(() => server.stop());
  const at = (page: string) => `/poles/${world.poles.orme.slug}/comptes/${page}`;

  it("change a budget where it stands, and say beside it what cannot be read, all that was typed kept", async () => {
    const { id } = await pool({ name: "Page 2023" });
    const wrong = await visitors.manager.post(at("budget?annee=2023"), {
      ...{ [`budget-${id}`]: "douze", [`calls-${id}`]: "12" },
    });
    expect(wrong.status).toBe(422);
    const page = plain(await wrong.text());
    expect(page).toContain("Écrivez un montant en euros");
    expect(page).toContain('value="douze"');
    const right = await visitors.manager.post(at("budget?annee=2023"), {
      ...{ [`budget-${id}`]: "1 200,00", [`calls-${id}`]: "12" },
    });
    expect(right.status).toBe(302);
    expect(plain(await visitors.treasurer.read(at("budget?annee=2023")))).toContain("1 200,00 €");
    expect((await visitors.treasurer.post(at("budget?annee=2023"), {})).status).toBe(403);
    expect((await visitors.employee.get(at("budget"))).status).toBe(403);
    expect((await visitors.treasurer.get(at("budget/appel"))).status).toBe(403);
  });

  it("show a call before it is sent, send it as it was seen, and show it to the member", async () => {
    const call = at("budget/appel?mois=2023-05");
    const page = await visitors.manager.read(call);
    expect(plain(page)).toContain("Envoyer l'appel : 100,00 €");
    const fields = Object.fromEntries(fieldsOf(page, "send-calls"));
    expect((await visitors.manager.post(call, { ...fields, dueOn: "2001-01-01" })).status).toBe(422);
    expect((await visitors.manager.post(call, { ...fields, dueOn: "2199-01-01" })).status).toBe(302);
    expect(plain(await visitors.treasurer.read(at("budget?annee=2023")))).toContain("50,00 €");
    expect((await visitors.manager.post(call, { ...fields, dueOn: "2199-01-01" })).status).toBe(422);
  });

  it("follow a funding from the request to the payment, for the manager; the member reads", async () => {
    const { id: poolId } = await pool({ name: "Page financée" });
    const asked = {
      ...{ poolId, funder: "Fondation", label: "Essai", rate: "33,33", ceiling: "1000", accounts: "641 x" },
      ...{ startsOn: "2023-01-01", endsOn: "2023-12-31" },
    };
    const wrong = await visitors.manager.post(at("financements/nouveau"), asked);
    expect([wrong.status, plain(await wrong.text()).includes("qui commencent par 6")]).toEqual([422, true]);
    const made = await visitors.manager.post(at("financements/nouveau"), { ...asked, accounts: "641" });
    const page = made.headers.get("location") ?? "";
    expect(plain(await visitors.treasurer.read(page))).toContain("33,33 % des charges éligibles, 1 000,00 € au plus");
    expect(await visitors.treasurer.read(page)).not.toContain('id="notify"');
    const notify = { intent: "notify", on: "2023-02-01", reference: "N 1" };
    expect((await visitors.treasurer.post(page, notify)).status).toBe(403);
    expect((await visitors.manager.post(page, { ...notify, on: "2199-01-01" })).status).toBe(422);
    expect((await visitors.manager.post(page, notify)).status).toBe(302);
    expect((await visitors.manager.post(page, notify)).status).toBe(422);
    const pay = (fields: Record<string, string>) =>
      visitors.manager.post(page, { intent: "pay", on: "2023-03-01", ...fields });
    const above = await pay({ cents: "1 000,01" });
    expect([above.status, plain(await above.text()).includes("plus que le plafond accordé")]).toEqual([422, true]);
    expect((await pay({ cents: "300" })).status).toBe(302);
    expect((await pay({ cents: "0" })).status).toBe(422);
    expect((await pay({ cents: "0", last: "on" })).status).toBe(302);
    expect(plain(await visitors.treasurer.read(at("financements?annee=2023")))).toContain("Versés");
  });

  it("decide a scale, and have a member declare its own budget, no other's", async () => {
    const scale = at("cotisations/bareme?annee=2024");
    const bands = { basis: "budget", "upTo-0": "50 000", "amount-0": "50", "amount-1": "100", dueOn: "2024-06-30" };
    expect((await visitors.manager.post(scale, { ...bands, "upTo-1": "10" })).status).toBe(422);
    expect((await visitors.manager.post(scale, bands)).status).toBe(302);
    const declare = { intent: "declare", year: "2024", amount: "50 000,01" };
    const here = at("cotisations?annee=2024");
    expect((await visitors.treasurer.post(here, { ...declare, structure: structure("tablee") })).status).toBe(403);
    expect((await visitors.treasurer.post(here, { ...declare, structure: structure("gue") })).status).toBe(302);
    const own = plain(await visitors.treasurer.read(here));
    expect(own).toContain("budget 2024 de 50 000,01 € : budget au-dessus de 50 000,00 €");
    expect(own).not.toContain("La Grande Tablée");
    expect((await visitors.treasurer.post(here, { intent: "call" })).status).toBe(403);
  });
});

const asShares = ({ structureId, cents }: { structureId: string; cents: number }) => ({ [structureId]: BigInt(cents) });

function raw(text: string) {
  return { sql: text, parameters: [], query: { kind: "RawNode" }, queryId: { queryId: text } } as never;
}

/** A month closed with one charge shared, part of it funded: as its closing leaves it. */
async function closedAllocation(made: {
  poolId: string;
  versionId: string;
  fundingId: string;
  cents: number;
  deducted: number;
  month: string;
}) {
  const { poolId, versionId, fundingId, cents, deducted, month } = made;
  const [period, chargeId, allocation] = [newId(), newId(), newId()];
  const ids = { pole_id: world.poles.orme.id };
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`insert into periods (id, pole_id, starts_on, ends_on)
      values (${period}, ${ids.pole_id}, ${month}, (${month}::date + interval '1 month - 1 day')::date)`;
    await tx`insert into charges ${tx({
      ...{
        id: chargeId,
        ...ids,
        pool_id: poolId,
        number: `CH-2018-00${month.slice(5, 7)}`,
        supplier: "X",
        label: "X",
        amount_cents: cents,
      },
      ...{ account: "6068", document_on: month, served_from: month, served_until: "2018-02-28", state: "approved" },
      ...{
        period_id: period,
        structure_id: structure("gue"),
        person_id: world.people.manager.id,
        approved_at: new Date(),
      },
    })}`;
    await tx`insert into allocations ${tx({
      ...{ id: allocation, ...ids, period_id: period, pool_id: poolId, version_id: versionId, sequence: 1 },
      ...{ served_from: month, served_until: "2018-02-28", charges_cents: cents, funding_cents: deducted },
      ...{ total_cents: cents - deducted, explanation: tx.json({}) },
    })}`;
    await tx`insert into allocation_charges ${tx({ ...ids, allocation_id: allocation, charge_id: chargeId, cents })}`;
    await tx`insert into allocation_fundings ${tx({
      ...{ ...ids, allocation_id: allocation, funding_id: fundingId, eligible_cents: cents, cents: deducted },
    })}`;
  });
}
