import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction, violatedConstraint } from "../../db/transaction";
import { callFees, creditFee, declareBudget, feesOf, sendCalls, setBudgets, setFeeScale } from "../../server/costs";
import { beginReview } from "../../server/costs/periods/begin-review";
import { closePeriod } from "../../server/costs/periods/close-period";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { monthOfBooks } from "../../server/costs/periods/month-of-books";
import { sumsOfMonth } from "../../server/costs/periods/sums-of-month";
import { Forbidden } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays, localDateOf } from "../../server/kernel/time";
import { balancesOf, recordPayment } from "../../server/ledger";
import { approvedCharge, makePool } from "../support/costs";
import { openWorld, type World } from "../support/world";

let world: World;
/** Two members in equal parts: 300 € each a quarter. Months follow one another through the tests. */
let pool: string;
beforeAll(async () => {
  world = await openWorld();
  pool = (await makePool(world)).id;
  expect(await setBudgets(world.actors.manager, 2021, [{ poolId: pool, cents: 240_000, calls: 4 }])).toMatchObject({
    ok: true,
  });
});
afterAll(() => world.close());

const as = () => world.actors.manager;
const gue = () => world.structures.gue.id;

interface Net {
  shares: number;
  calls: number;
  fees: number;
  net: number;
}
/** Reviewed, locked and closed; what it made due of the Jardins du Gué. */
async function close(month: string): Promise<Net> {
  const until = addDays(localDateOf(new Date(), "Europe/Paris"), 3);
  expect(await beginReview(as(), month, until)).toMatchObject({ ok: true });
  await world.owner`update statements t set read_at = now() from periods p
    where p.id = t.period_id and to_char(p.starts_on, 'YYYY-MM') = ${month}`;
  expect(await lockPeriod(as(), month)).toEqual({ ok: true, value: undefined });
  expect(await closePeriod(as(), month)).toBe("closed");
  const [net] = await world.owner<Net[]>`
    select shares_cents::int as shares, calls_cents::int as calls, fees_cents::int as fees, net_cents::int as net
      from nettings n join periods p on p.id = n.period_id
     where to_char(p.starts_on, 'YYYY-MM') = ${month} and n.structure_id = ${gue()}`;
  if (!net) throw new Error(`Nothing is due for ${month}`);
  return net;
}
/** What the Jardins du Gué owe by the books. */
async function balance(): Promise<number> {
  const rows = await inTransaction(as(), (tx) => balancesOf(tx, as().poleId, { role: "members", structureId: gue() }));
  return rows.reduce((all, { cents }) => all + cents, 0);
}
async function pay(cents: number, day: string): Promise<void> {
  const about = { on: "members" as const, structureId: gue(), day, reference: newId(), label: "Virement" };
  const payment = { id: newId(), received: cents > 0, cents: Math.abs(cents), ...about };
  expect(await recordPayment(as(), payment)).toMatchObject({ ok: true });
}
async function called(day: string): Promise<void> {
  expect(await sendCalls(as(), { month: day, dueOn: day, seen: null, calledOn: day })).toMatchObject({ ok: true });
}
/** A charge of which its share is so many cents. */
const charged = (month: string, cents: number) =>
  approvedCharge(world, { poolId: pool, cents: cents * 2, from: `${month}-10` });

describe("What was called for a quarter", () => {
  it("and is paid, is given back month by month as they cost, never more: each month one pays what passes the call, no more", async () => {
    await called("2021-01-02");
    expect(await balance()).toBe(30_000);
    await pay(30_000, "2021-01-20");
    await charged("2021-01", 12_000);
    expect(await close("2021-01")).toEqual({ shares: 12_000, calls: 12_000, fees: 0, net: 0 });
    await charged("2021-02", 20_000);
    expect(await close("2021-02")).toEqual({ shares: 20_000, calls: 18_000, fees: 0, net: 2_000 });
    await pay(2_000, "2021-03-05");
    await charged("2021-03", 500);
    expect(await close("2021-03")).toEqual({ shares: 500, calls: 0, fees: 0, net: 500 });
    expect(await balance()).toBe(500);
    await pay(500, "2021-04-05");
    expect(await balance()).toBe(0);
    const [given] = await world.owner<{ sum: number; open: number }[]>`
      select (select sum(cents)::int from call_returns) as sum, (select count(*)::int from call_shares where adjusted_in is null) as open`;
    expect(given).toEqual({ sum: 60_000, open: 0 });
    const more = await world.owner`
      insert into call_returns (pole_id, call_id, structure_id, period_id, cents)
      select pole_id, call_id, structure_id, (select id from periods where starts_on = '2021-02-01'), 1
        from call_returns where period_id = (select id from periods where starts_on = '2021-01-01') limit 1`.catch(
      (error: unknown) => error,
    );
    expect(violatedConstraint(more)).toBe("written_when_closing");
  });

  it("and costs less than it, is given back whole with its last month", async () => {
    await called("2021-04-06");
    await pay(30_000, "2021-04-20");
    await charged("2021-04", 1_000);
    expect(await close("2021-04")).toMatchObject({ calls: 1_000, net: 0 });
    await charged("2021-05", 1_000);
    expect(await close("2021-05")).toMatchObject({ calls: 1_000, net: 0 });
    await charged("2021-06", 1_000);
    expect(await close("2021-06")).toMatchObject({ calls: 28_000, net: -27_000 });
    expect(await balance()).toBe(-27_000);
    await pay(-27_000, "2021-07-05");
    expect(await balance()).toBe(0);
  });

  it("and is not paid, is asked in the months' amounts instead: once, whichever way it is paid", async () => {
    await called("2021-07-06");
    await charged("2021-07", 9_000);
    // Nothing was paid: the month's cost is asked, and the rest of the call waits.
    expect(await close("2021-07")).toEqual({ shares: 9_000, calls: 0, fees: 0, net: 9_000 });
    expect(await balance()).toBe(30_000);
    await pay(9_000, "2021-08-05");
    await charged("2021-08", 9_000);
    expect(await close("2021-08")).toEqual({ shares: 9_000, calls: 0, fees: 0, net: 9_000 });
    // All that is left of the call at once: the month's amount is among it.
    await pay(21_000, "2021-09-05");
    await charged("2021-09", 9_000);
    expect(await close("2021-09")).toEqual({ shares: 9_000, calls: 12_000, fees: 0, net: -3_000 });
    expect(await balance()).toBe(-3_000);
    await pay(-3_000, "2021-10-05");
    expect(await balance()).toBe(0);
  });
});

describe("A fee", () => {
  const scaleOf = async (year: number, calledOn: string) => {
    const scale = { basis: "flat" as const, bands: [{ upTo: null, cents: 12_000 }], poolId: null, decided: "AG" };
    expect(await setFeeScale(as(), year, { ...scale, dueOn: `${year}-03-01` })).toMatchObject({ ok: true });
    expect(await callFees(as(), year, { seen: null, calledOn })).toMatchObject({ ok: true });
  };

  it("that is not paid is in its month's one amount, which settles it; the next month asks nothing of it", async () => {
    await scaleOf(2021, "2021-10-10");
    await charged("2021-10", 5_000);
    expect(await close("2021-10")).toEqual({ shares: 5_000, calls: 0, fees: 12_000, net: 17_000 });
    expect(await balance()).toBe(17_000);
    await pay(17_000, "2021-11-05");
    expect(await balance()).toBe(0);
    await charged("2021-11", 5_000);
    expect(await close("2021-11")).toEqual({ shares: 5_000, calls: 0, fees: 0, net: 5_000 });
    await pay(5_000, "2021-12-05");
    const open = await world.owner`
      select from postings p join accounts a on a.id = p.account_id and a.number = '411'
       where p.structure_id = ${gue()} and extract(year from (select date from entries e where e.id = p.entry_id)) = 2021
         and not exists (select from lettered_postings l where l.entry_id = p.entry_id and l.line = p.line)`;
    expect(open).toHaveLength(0);
  });

  it("that is paid by its notice is not asked again; a part of it paid, the rest is", async () => {
    await charged("2021-12", 5_000);
    expect(await close("2021-12")).toMatchObject({ net: 5_000 });
    await scaleOf(2022, "2022-01-10");
    await pay(5_000, "2022-01-12");
    await pay(2_000, "2022-01-20");
    await charged("2022-01", 5_000);
    expect(await close("2022-01")).toEqual({ shares: 5_000, calls: 0, fees: 10_000, net: 15_000 });
    await pay(15_000, "2022-02-05");
    expect(await balance()).toBe(0);
    await charged("2022-02", 4_000);
    expect(await close("2022-02")).toEqual({ shares: 4_000, calls: 0, fees: 0, net: 4_000 });
    await scaleOf(2023, "2022-03-10");
    await pay(12_000, "2022-03-20");
    await charged("2022-03", 5_000);
    // Paid to the cent, though the month before is not: a letter has it with its payment.
    expect(await close("2022-03")).toEqual({ shares: 5_000, calls: 0, fees: 0, net: 5_000 });
    expect(await balance()).toBe(9_000);
  });

  it("called wrong is credited once, for a reason, in the current month, and may be called again", async () => {
    const before = await balance();
    const credit = (reason: string) => creditFee(as(), 2023, gue(), reason);
    expect(await credit(" ")).toEqual({ ok: false, problem: { code: "reason_missing" } });
    const both = await Promise.all([credit("Effectif erroné"), credit("Effectif erroné")]);
    expect(both.map((one) => (one.ok ? "credited" : one.problem.code)).sort()).toEqual(["credited", "nothing_called"]);
    expect(await balance()).toBe(before - 12_000);
    const feesOfToday = () =>
      inTransaction(as(), async (tx) => {
        const month = await monthOfBooks(tx, as().poleId, localDateOf(new Date(), "Europe/Paris").slice(0, 7));
        const { structures } = await sumsOfMonth(tx, month, []);
        return structures.find(({ structureId }) => structureId === gue())?.feesCents;
      });
    // It was asked, and paid, in a month before: it is given back in this one.
    expect(await feesOfToday()).toBe(-12_000);
    expect((await feesOf(as(), 2023)).lines.find(({ structureId }) => structureId === gue())).toMatchObject({
      ...{ called: false, credits: 1, creditedBecause: "Effectif erroné", cents: 12_000 },
    });
    const twice = await world.owner`
      insert into fees (pole_id, scale_id, structure_id, cents, days, round)
      select pole_id, scale_id, structure_id, 1, 1, 3 from fees where structure_id = ${gue()} limit 1`.catch(
      (error: unknown) => error,
    );
    expect(violatedConstraint(twice)).toBe("fee_called_once");
    expect(await callFees(as(), 2023, { seen: null })).toMatchObject({ ok: true, value: { structures: 1 } });
    expect(await balance()).toBe(before);
    await expect(creditFee(world.actors.treasurer, 2023, gue(), "Non")).rejects.toBeInstanceOf(Forbidden);
  });
});

describe("A call of the same amount each month", () => {
  it("that is paid, month after month, is never asked again: letters of a call with what was given back change nothing", async () => {
    const year = [{ poolId: pool, cents: 240_000, calls: 12 }] as const;
    expect(await setBudgets(as(), 2023, [...year])).toMatchObject({ ok: true });
    const before = await balance();
    if (before !== 0) await pay(before, "2023-01-01");
    for (const month of ["2023-01", "2023-02", "2023-03", "2023-04"]) {
      await called(`${month}-02`);
      await pay(10_000, `${month}-16`);
      // The month before, paid as it was asked.
      if (month !== "2023-01") await pay(2_000, `${month}-24`);
      await charged(month, 12_000);
      expect(await close(month)).toEqual({ shares: 12_000, calls: 10_000, fees: 0, net: 2_000 });
      expect(await balance()).toBe(2_000);
    }
  });
});

describe("A fee that is credited", () => {
  // Each begins with an account of nothing.
  beforeEach(async () => {
    await world.close();
    world = await openWorld();
    pool = (await makePool(world)).id;
    const bands = [
      { upTo: 100, cents: 8_000 },
      { upTo: null, cents: 10_000 },
    ];
    const scale = { basis: "budget" as const, bands, poolId: null, decided: "AG", dueOn: "2025-12-31" };
    expect(await setFeeScale(as(), 2025, scale)).toMatchObject({ ok: true });
    await declared(5_000);
  });
  const today = () => localDateOf(new Date(), "Europe/Paris");
  const declared = (cents: number) => declareBudget(world.actors.treasurer, { structureId: gue(), year: 2025, cents });
  const asked = async (calledOn = today()) =>
    expect(await callFees(as(), 2025, { seen: null, calledOn })).toMatchObject({ ok: true, value: { structures: 1 } });
  const credited = async () => expect(await creditFee(as(), 2025, gue(), "Budget erroné")).toMatchObject({ ok: true });
  const calledAgain = async () => {
    await declared(50);
    await asked();
  };
  /** What the current month asks of the Jardins du Gué; of this month they bear nothing. */
  const monthsAmount = () =>
    inTransaction(as(), async (tx) => {
      const { structures } = await sumsOfMonth(tx, await monthOfBooks(tx, as().poleId, today().slice(0, 7)), []);
      return structures.find(({ structureId }) => structureId === gue())?.netCents;
    });

  it("after it was paid by its notice, and called again for less, leaves the difference to give back", async () => {
    await asked("2025-09-10");
    await pay(10_000, "2025-09-20");
    expect(await world.owner`select from lettered_postings`).toHaveLength(2);
    await credited();
    await calledAgain();
    expect([await monthsAmount(), await balance()]).toEqual([-2_000, -2_000]);
  });

  it("after it was paid in a larger sum with a month's share, and called again for less, leaves the same", async () => {
    await pay(15_000, "2025-09-05");
    await asked("2025-09-10");
    await charged("2025-09", 5_000);
    expect(await close("2025-09")).toMatchObject({ shares: 5_000, fees: 0, net: 5_000 });
    expect(await world.owner`select from lettered_postings`).toHaveLength(0);
    await credited();
    await calledAgain();
    expect([await monthsAmount(), await balance()]).toEqual([-2_000, -2_000]);
  });

  it("in the month in which it was called and paid is given back whole; called again for less, the difference is", async () => {
    await pay(10_000, today());
    await asked();
    await credited();
    expect(await world.owner`select from lettered_postings`).toHaveLength(0);
    expect([await monthsAmount(), await balance()]).toEqual([-10_000, -10_000]);
    await calledAgain();
    expect([await monthsAmount(), await balance()]).toEqual([-2_000, -2_000]);
  });

  it("before anything of it was paid asks nothing; called again, it asks that alone", async () => {
    await asked();
    await credited();
    expect([await monthsAmount(), await balance()]).toEqual([0, 0]);
    await calledAgain();
    expect([await monthsAmount(), await balance()]).toEqual([8_000, 8_000]);
  });
});
