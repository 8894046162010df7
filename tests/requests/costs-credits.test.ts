import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, violatedConstraint } from "../../db/transaction";
import { correctCharge, payFunding } from "../../server/costs";
import { allocationsOf, draftOf, type Allocation } from "../../server/costs/draft";
import { beginReview } from "../../server/costs/periods/begin-review";
import { closePeriod } from "../../server/costs/periods/close-period";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { monthOfBooks } from "../../server/costs/periods/month-of-books";
import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, localDateOf } from "../../server/kernel/time";
import { addKeyVersion, approvedCharge, makeMembers, makePool } from "../support/costs";
import { openWorld, type World } from "../support/world";

let world: World;
let structures: string[];
beforeAll(async () => {
  world = await openWorld();
  structures = [world.structures.gue.id, world.structures.tablee.id, ...(await makeMembers(world, 3))];
});
afterAll(() => world.close());

const as = () => world.actors.manager;
/** Each test has months of its own, in order: one closes after the other. */
let last = "2020-12-01";
const nextMonth = () => (last = addMonths(last, 1)).slice(0, 7);
const aPool = (pool: Parameters<typeof makePool>[1] = {}) =>
  makePool(world, { name: newId(), keyFrom: "2010-01-01", ...pool });

async function close(month: string): Promise<Allocation[]> {
  const until = addDays(localDateOf(new Date(), "Europe/Paris"), 3);
  expect(await beginReview(as(), month, until)).toMatchObject({ ok: true });
  await world.owner`update statements t set read_at = now() from periods p
    where p.id = t.period_id and to_char(p.starts_on, 'YYYY-MM') = ${month}`;
  expect(await lockPeriod(as(), month)).toEqual({ ok: true, value: undefined });
  expect(await closePeriod(as(), month)).toBe("closed");
  return inTransaction(as(), async (tx) => allocationsOf(tx, await monthOfBooks(tx, as().poleId, month)));
}
/** A correction as the manager would approve it, posted in a month of one's choice. */
const creditOf = (month: string, poolId: string, corrects: string, cents: number) =>
  approvedCharge(world, { poolId, cents, from: `${month}-15`, corrects });
const POLE = "pole";
const total = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
const sharesOf = (allocations: readonly Allocation[], poolId: string) => {
  const sums = new Map<string, number>();
  for (const { shares } of allocations.filter((one) => one.poolId === poolId)) {
    for (const { structureId, cents } of shares) sums.set(structureId, (sums.get(structureId) ?? 0) + cents);
  }
  return Object.fromEntries([...sums].filter(([, cents]) => cents !== 0));
};
const minus = (shares: Record<string, number>) =>
  Object.fromEntries(Object.entries(shares).map(([id, cents]) => [id, -cents]));
const carries = (poolId: string) =>
  world.owner<{ carry: string }[]>`select distinct carry from carries where pool_id = ${poolId}`;
async function funding(poolId: string, terms: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  await world.owner`insert into fundings ${world.owner({
    ...{ id, pole_id: as().poleId, pool_id: poolId, funder: "Région", label: newId(), rate_points: 5_000 },
    ...{ ceiling_cents: 40_000, starts_on: "2010-01-01", ends_on: "2030-12-31", state: "notified" },
    ...{ notified_on: "2010-01-01", person_id: world.people.manager.id, ...terms },
  })}`;
  return id;
}

describe("A charge credited once its month is closed", () => {
  it("gives each exactly what it bore, though weights have changed and one has left; the funder what it paid, which frees its ceiling", async () => {
    const [gue = "", tablee = "", third = "", fourth = ""] = structures;
    const pool = await aPool({ key: { type: "weights", weights: { [gue]: 3, [tablee]: 3, [third]: 1 } } });
    const fundingId = await funding(pool.id, { ceiling_cents: 5_000 });
    const [first, second] = [nextMonth(), nextMonth()];
    const { id } = await approvedCharge(world, { poolId: pool.id, cents: 10_001, from: `${first}-12` });
    const bore = sharesOf(await close(first), pool.id);
    expect(total(Object.values(bore))).toBe(5_001);
    // Another key, another who bears; and one of those who bore has left.
    await world.owner`update key_versions set ends_on = ${`${second}-01`}::date - 1 where pool_id = ${pool.id}`;
    await addKeyVersion(world, pool, { key: { type: "weights", weights: { [fourth]: 1 } }, startsOn: `${second}-01` });
    await world.owner`update memberships set ends_on = ${`${second}-01`}::date - 1 where structure_id = ${third}`;
    await approvedCharge(world, { poolId: pool.id, cents: 6_000, from: `${second}-02` });
    await creditOf(second, pool.id, id, -10_001);
    const closed = await close(second);
    const [mirror, other] = closed.filter(({ poolId }) => poolId === pool.id);
    expect(mirror).toMatchObject({ chargesCents: -10_001, fundingCents: -5_000, totalCents: -5_001, poleCents: 0 });
    expect(mirror?.fundings).toEqual([{ fundingId, eligibleCents: -10_001, cents: -5_000 }]);
    expect(sharesOf(mirror ? [mirror] : [], pool.id)).toEqual(minus(bore));
    for (const { carryAfter } of mirror?.shares ?? []) expect(carryAfter).toEqual({ n: 0n, d: 1n });
    // The ceiling is free again: what comes after it in the same month takes of it.
    expect(other).toMatchObject({ fundingCents: 3_000, totalCents: 3_000 });
    // And in the books: nothing is left of it but the other charge.
    const books = await world.owner<{ number: string; cents: number }[]>`
      select a.number, sum(p.cents)::int as cents from postings p join accounts a on a.id = p.account_id
       where p.pool_id = ${pool.id} group by 1 having sum(p.cents) <> 0 order by 1`;
    expect(books).toEqual([
      { number: "401", cents: -6_000 },
      { number: "411", cents: 3_000 },
      { number: "441", cents: 3_000 },
      { number: "6068", cents: 6_000 },
      { number: "7088", cents: -3_000 },
      { number: "741", cents: -3_000 },
    ]);
    await world.owner`update memberships set ends_on = null where structure_id = ${third}`;
  });

  it("in parts, follows the shares of the months that shared it, cut where its key changed, to nothing in the end", async () => {
    const [gue = "", tablee = ""] = structures;
    const [first, second, third] = [nextMonth(), nextMonth(), nextMonth()];
    const pool = await aPool({ key: { type: "weights", weights: { [gue]: 1, [tablee]: 2 } } });
    await world.owner`update key_versions set ends_on = ${`${first}-10`} where pool_id = ${pool.id}`;
    await addKeyVersion(world, pool, {
      key: { type: "capped", key: { type: "equal" }, everyCap: { cents: 700 } },
      startsOn: `${first}-11`,
    });
    const { id } = await approvedCharge(world, {
      ...{ poolId: pool.id, cents: 10_007, from: `${first}-01`, until: `${first}-28` },
    });
    const neighbour = await approvedCharge(world, {
      ...{ poolId: pool.id, cents: 2_003, from: `${first}-01`, until: `${first}-28` },
    });
    const before = (await close(first)).filter(({ poolId }) => poolId === pool.id);
    expect(before).toHaveLength(2);
    const whole = { [POLE]: total(before.map(({ poleCents }) => poleCents)), ...sharesOf(before, pool.id) };
    expect(whole[POLE]).toBeGreaterThan(0);
    await creditOf(second, pool.id, id, -4_000);
    await creditOf(second, pool.id, id, -1);
    const some = (await close(second)).filter(({ poolId }) => poolId === pool.id);
    expect(some.map(({ mirrors }) => mirrors)).toEqual(before.map(({ id: one }) => one));
    for (const { shares, poleCents, totalCents } of some) {
      expect(total(shares.map(({ cents }) => cents)) + poleCents).toBe(totalCents);
      for (const { cents } of shares) expect(cents).toBeLessThanOrEqual(0);
    }
    expect(total(some.map(({ totalCents }) => totalCents))).toBe(-4_001);
    await creditOf(third, pool.id, id, -6_006);
    await creditOf(third, pool.id, neighbour.id, -2_003);
    const rest = (await close(third)).filter(({ poolId }) => poolId === pool.id);
    const back = {
      [POLE]: total([...some, ...rest].map(({ poleCents }) => poleCents)),
      ...sharesOf([...some, ...rest], pool.id),
    };
    expect(back).toEqual(minus(whole));
    expect(await carries(pool.id)).toEqual([{ carry: "0" }]);
  });

  it("never comes to more than it was, whoever asks the database; corrected upwards, it follows the shares it had", async () => {
    const [gue = "", tablee = ""] = structures;
    const [first, second, third] = [nextMonth(), nextMonth(), nextMonth()];
    const pool = await aPool({ key: { type: "weights", weights: { [gue]: 1, [tablee]: 3 } } });
    const { id } = await approvedCharge(world, { poolId: pool.id, cents: 4_000, from: `${first}-12` });
    await close(first);
    await creditOf(second, pool.id, id, -3_000);
    expect(violatedConstraint(await creditOf(second, pool.id, id, -1_001).catch((error: unknown) => error))).toBe(
      "credits_within_charge",
    );
    expect(await correctCharge(as(), id, { rightCents: -1, reason: "Trop" })).toEqual({
      ok: false,
      problem: { field: "right", code: "correction_beyond" },
    });
    const less = await close(second);
    expect(sharesOf(less, pool.id)).toEqual({ [gue]: -750, [tablee]: -2_250 });
    await creditOf(third, pool.id, id, 400);
    expect(sharesOf(await close(third), pool.id)).toEqual({ [gue]: 100, [tablee]: 300 });
  });
});

describe("A charge corrected upwards, and taken off whole in the same month", () => {
  it("gives each exactly what it bore, and the funder what it paid", async () => {
    const [gue = "", tablee = ""] = structures;
    const [first, second, third] = [nextMonth(), nextMonth(), nextMonth()];
    const pool = await aPool({ key: { type: "weights", weights: { [gue]: 1, [tablee]: 2 } } });
    const fundingId = await funding(pool.id);
    const { id } = await approvedCharge(world, { poolId: pool.id, cents: 10_000, from: `${first}-12` });
    const other = await approvedCharge(world, { poolId: pool.id, cents: 3_000, from: `${second}-12` });
    const bore = sharesOf(await close(first), pool.id);
    expect(total(Object.values(bore))).toBe(5_000);
    await creditOf(second, pool.id, id, 2_000);
    await creditOf(second, pool.id, id, -12_000);
    const mirrors = (await close(second)).filter((one) => one.poolId === pool.id && one.mirrors !== undefined);
    expect(mirrors).toHaveLength(1);
    expect(mirrors[0]).toMatchObject({ chargesCents: -10_000, fundingCents: -5_000, totalCents: -5_000 });
    expect(mirrors[0]?.explanation.mirror).toMatchObject({ whole: true });
    expect(mirrors[0]?.fundings).toEqual([{ fundingId, eligibleCents: -10_000, cents: -5_000 }]);
    expect(sharesOf(mirrors, pool.id)).toEqual(minus(bore));
    // Added and taken off again: nothing comes of it.
    await creditOf(third, pool.id, other.id, 500);
    await creditOf(third, pool.id, other.id, -500);
    const [nothing] = (await close(third)).filter(({ poolId }) => poolId === pool.id);
    expect(nothing).toMatchObject({ chargesCents: 0, fundingCents: 0, totalCents: 0, poleCents: 0 });
  });
});

describe("A month that was funded whole, whose funder pays nothing", () => {
  it("leaves the pôle what nobody used, and what the key finds nobody to bear; its credit gives all back", async () => {
    const [gue = "", tablee = ""] = structures;
    const [first, second, third] = [nextMonth(), nextMonth(), nextMonth()];
    const half = {
      ...{ type: "two-part", fixedPoints: 2_000, idle: "pole", capacity: 100 },
      ...{ fixed: { type: "weights", weights: { [gue]: 1, [tablee]: 1 } }, use: { type: "measure", measure: "hours" } },
    };
    const [idle, unused] = [await aPool({ key: half }), await aPool({ key: { type: "measure", measure: "hours" } })];
    const charges = new Map<string, string>();
    const fundings = new Map<string, string>();
    for (const { id } of [idle, unused]) {
      fundings.set(id, await funding(id, { rate_points: 10_000, ceiling_cents: 100_000 }));
      const charge = await approvedCharge(world, { poolId: id, cents: 100_000, from: `${first}-12` });
      charges.set(id, charge.id);
    }
    for (const one of (await close(first)).filter(({ poolId }) => charges.has(poolId))) expect(one.totalCents).toBe(0);
    for (const id of fundings.values()) {
      expect(await payFunding(as(), id, { on: `${second}-05`, cents: 0 })).toMatchObject({ ok: true });
    }
    // A payment of nothing posts nothing: something else opens the month.
    await approvedCharge(world, { poolId: (await aPool()).id, cents: 100, from: `${second}-12` });
    const closed = await close(second);
    const short = (id: string) => closed.find(({ poolId, kind }) => poolId === id && kind === "shortfall");
    expect(sharesOf(closed, idle.id)).toEqual({ [gue]: 10_000, [tablee]: 10_000 });
    expect(short(idle.id)).toMatchObject({ totalCents: 100_000, poleCents: 80_000 });
    expect(short(unused.id)).toMatchObject({ totalCents: 100_000, poleCents: 100_000 });
    expect(short(unused.id)?.explanation.mirror).toMatchObject({ nobody: true });
    // The costs were none: all of it goes back to who bore it.
    for (const [poolId, charge] of charges) await creditOf(third, poolId, charge, -100_000);
    const back = await close(third);
    expect(sharesOf(back, idle.id)).toEqual({ [gue]: -10_000, [tablee]: -10_000 });
    const pole = (id: string) => total(back.filter(({ poolId }) => poolId === id).map(({ poleCents }) => poleCents));
    expect([pole(idle.id), pole(unused.id)]).toEqual([-80_000, -100_000]);
  });
});

describe("A funding that came to less", () => {
  it("is missing to those of whom it was deducted, who left among them, and to nobody else; credited later, all is given back", async () => {
    const [gue = "", tablee = "", third = "", fourth = ""] = structures;
    const [first, second, other, third_, after] = [nextMonth(), nextMonth(), nextMonth(), nextMonth(), nextMonth()];
    const key = (ids: readonly string[]) => ({
      type: "weights",
      weights: Object.fromEntries(ids.map((id) => [id, 1])),
    });
    const pool = await aPool({ key: key([gue, third]) });
    const fundingId = await funding(pool.id, { ceiling_cents: 9_000, rate_points: 10_000 });
    const { id } = await approvedCharge(world, { poolId: pool.id, cents: 6_000, from: `${first}-05` });
    await close(first);
    await world.owner`update key_versions set ends_on = ${`${second}-01`}::date - 1 where pool_id = ${pool.id}`;
    const then = await addKeyVersion(world, pool, { key: key([tablee]), startsOn: `${second}-01` });
    await approvedCharge(world, { poolId: pool.id, cents: 5_000, from: `${second}-05` });
    await close(second);
    await world.owner`update key_versions set ends_on = ${`${other}-01`}::date - 1 where id = ${then}`;
    await addKeyVersion(world, pool, { key: key([fourth]), startsOn: `${other}-01` });
    await world.owner`update memberships set ends_on = ${`${other}-01`}::date - 1 where structure_id = ${third}`;
    // A month between, of which nothing was deducted, whose weights are others'.
    await approvedCharge(world, { poolId: pool.id, cents: 700, from: `${other}-05` });
    await close(other);
    // 60 € and 30 € were deducted; 30 € come.
    expect(await payFunding(as(), fundingId, { on: `${third_}-05`, cents: 3_000 })).toMatchObject({ ok: true });
    const closed = await close(third_);
    const short = closed.filter(({ kind }) => kind === "shortfall");
    expect(short.map(({ totalCents }) => totalCents)).toEqual([4_000, 2_000]);
    expect(sharesOf(short, pool.id)).toEqual({ [gue]: 2_000, [third]: 2_000, [tablee]: 2_000 });
    // The cost of the first month was none: each has back what it bore of the shortfall, the funder what is left.
    await creditOf(after, pool.id, id, -6_000);
    const last = await close(after);
    const given = last.filter(({ poolId }) => poolId === pool.id);
    expect(given.map(({ kind, totalCents, fundingCents }) => [kind, totalCents, fundingCents])).toEqual([
      ["charges", 0, -6_000],
      ["shortfall", -4_000, 0],
      ["shortfall", -2_000, 0],
    ]);
    // Of 50 € in all, the funder's 30 € pay 30 € of what was deducted of the second month: nothing is missing any more.
    expect(sharesOf(given, pool.id)).toEqual({ [gue]: -2_000, [third]: -2_000, [tablee]: -2_000 });
    await world.owner`update memberships set ends_on = null where structure_id = ${third}`;
  });
});

describe("A credit of today", () => {
  it("is told on the statement: the charge, the month that had shared it, and that all of it is given back", async () => {
    const [gue = "", tablee = ""] = structures;
    const first = nextMonth();
    const pool = await aPool({ key: { type: "weights", weights: { [gue]: 1, [tablee]: 1 } } });
    const { id } = await approvedCharge(world, { poolId: pool.id, cents: 4_321, from: `${first}-12` });
    await close(first);
    const outcome = await correctCharge(as(), id, { rightCents: null, reason: "Facture erronée" });
    expect(outcome).toMatchObject({ ok: true });
    // A credit is a document of today.
    const today = localDateOf(new Date(), "Europe/Paris").slice(0, 7);
    const draft = await inTransaction(as(), async (tx) => draftOf(tx, await monthOfBooks(tx, as().poleId, today)));
    expect(sharesOf(draft, pool.id)).toEqual({
      [gue]: expect.any(Number) as number,
      [tablee]: expect.any(Number) as number,
    });
    expect(draft.find(({ poolId }) => poolId === pool.id)?.explanation.mirror).toMatchObject({
      whole: true,
      startsOn: `${first}-01`,
    });
  });
});
