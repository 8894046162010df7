import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, violatedConstraint } from "../../db/transaction";
import { readStatement, statementOf, tasks } from "../../server/costs";
import { beginReview } from "../../server/costs/periods/begin-review";
import { closePeriod } from "../../server/costs/periods/close-period";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, localDateOf } from "../../server/kernel/time";
import { openPeriodOf } from "../../server/ledger";
import { tasks as mailTasks } from "../../server/notifications";
import { approvedCharge, makePool, readStatements } from "../support/costs";
import { openWorld, type World } from "../support/world";

let world: World;
let pool: string;
let van: string;
beforeAll(async () => {
  world = await openWorld();
  pool = (await makePool(world, { name: "Bâtiment" })).id;
  van = (await makePool(world, { name: "Fourgon", key: { type: "measure", measure: "kilometres" } })).id;
});
afterAll(() => world.close());

const as = () => world.actors.manager;
const gue = () => world.structures.gue.id;
let last = "2022-12-01";
const nextMonth = () => (last = addMonths(last, 1)).slice(0, 7);
const inDays = (days: number) => addDays(localDateOf(new Date(), "Europe/Paris"), days);
const review = async (month: string, days = 3) =>
  expect(await beginReview(as(), month, inDays(days))).toMatchObject({ ok: true });
/** As if the review had ended some hours ago, members having been told `told` hours before its end. */
const end = async (month: string, told = 100) => {
  await world.owner`update periods set review_until = now() - interval '1 hour' where to_char(starts_on, 'YYYY-MM') = ${month}`;
  await world.owner`update statements s set told_at = p.review_until - make_interval(hours => ${told})
    from periods p where p.id = s.period_id and to_char(p.starts_on, 'YYYY-MM') = ${month}`;
};
const missing = async (month: string) => {
  const outcome = await lockPeriod(as(), month);
  return outcome.ok
    ? "locked"
    : outcome.problem.missing?.map(({ code, items }) => [code, items.map(({ name }) => name)]);
};
/** What mails the queue holds for a month's statements, by kind and structure; and empties it. */
const queued = async () => {
  const rows = await world.owner<{ payload: { kind: string; structureId: string } }[]>`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = 'statement-email' returning j.payload`;
  return rows.map(({ payload }) => payload);
};
const reading = (quantity: number, day: string) =>
  inTransaction(world.actors.treasurer, (tx) =>
    tx
      .insertInto("useReadings")
      .values({
        ...{ id: newId(), poleId: as().poleId, poolId: van, structureId: gue(), measure: "kilometres" as const },
        ...{ quantity, usedOn: day, about: "", personId: world.actors.treasurer.personId },
      })
      .execute(),
  ).then(
    () => "done",
    (error: unknown) => violatedConstraint(error) ?? String(error),
  );

describe("What is locked", () => {
  it("was read as it is by each member, or told two days at least before the review ended", async () => {
    const month = nextMonth();
    await approvedCharge(world, { poolId: pool, cents: 1_000, from: `${month}-05` });
    // Two days to read are the least.
    expect(await beginReview(as(), month, inDays(1))).toEqual({
      ok: false,
      problem: { code: "review_ends_too_early" },
    });
    await review(month);
    await end(month, 100);
    expect(await missing(month)).toBe("locked");
    expect(await closePeriod(as(), month)).toBe("closed");

    const next = nextMonth();
    await approvedCharge(world, { poolId: pool, cents: 1_000, from: `${next}-05` });
    await review(next);
    await end(next, 20);
    expect(await missing(next)).toEqual([["reread", ["La Grande Tablée", "Les Jardins du Gué"]]]);
    // Who reads it is not waited for.
    const key = { month: next, structureId: gue() };
    await readStatement(world.actors.treasurer, await statementOf(world.actors.treasurer, key));
    expect(await missing(next)).toEqual([["reread", ["La Grande Tablée"]]]);
    await readStatements(world, next);
    expect(await missing(next)).toBe("locked");
    expect(await closePeriod(as(), next)).toBe("closed");
  });

  it("is not what came after members read: they are told, and have the time to read again", async () => {
    const month = nextMonth();
    await approvedCharge(world, { poolId: pool, cents: 1_000, from: `${month}-05` });
    await review(month);
    await readStatements(world, month);
    await queued();
    await approvedCharge(world, { poolId: pool, cents: 500, from: `${month}-06` });
    expect(await missing(month)).toEqual([["statements", ["La Grande Tablée", "Les Jardins du Gué"]]]);
    // The next morning, those who had read are told; once.
    await tasks["remind-readers"]();
    const told = await queued();
    expect(told.map(({ kind }) => kind)).toEqual(["changed", "changed"]);
    await tasks["remind-readers"]();
    expect(await queued()).toEqual([]);
    for (const job of told) await mailTasks["statement-email"](job);
    const mails = await world.owner<{ topic: string; text: string }[]>`
      select topic, text_body as text from emails where topic = 'statement-changed'`;
    expect(mails.length).toBeGreaterThan(0);
    for (const { text } of mails) expect(text).not.toMatch(/\d,\d\d.€/);
    // What they read then is what is locked.
    const key = { month, structureId: gue() };
    expect((await statementOf(world.actors.treasurer, key)).readAt).toBeNull();
    await readStatements(world, month);
    expect(await missing(month)).toBe("locked");
    expect(await closePeriod(as(), month)).toBe("closed");
  });

  it("takes in nothing that comes once the review is over, unless its end is moved, of which those it changes are told", async () => {
    const month = nextMonth();
    const next = addMonths(`${month}-01`, 1);
    await approvedCharge(world, { poolId: pool, cents: 1_000, from: `${month}-05` });
    await approvedCharge(world, { poolId: van, cents: 1_000, from: `${month}-05` });
    expect(await reading(10, `${month}-07`)).toBe("done");
    await review(month);
    expect(await reading(20, `${month}-08`)).toBe("done");
    await end(month);
    await queued();
    const late = await inTransaction(as(), (tx) => openPeriodOf(tx, as().poleId, `${month}-20`));
    expect(late.startsOn).toBe(next);
    expect(await reading(30, `${month}-09`)).toBe("reading_month_locked");
    // What a manager changes by another way is found by the lock: here, who used the van.
    await world.owner`insert into use_readings ${world.owner({
      ...{
        id: newId(),
        pole_id: as().poleId,
        pool_id: van,
        structure_id: world.structures.tablee.id,
        measure: "kilometres",
      },
      ...{ quantity: 30, used_on: `${month}-09`, about: "", person_id: as().personId },
    })}`;
    expect(await missing(month)).toEqual([["reread", ["La Grande Tablée", "Les Jardins du Gué"]]]);
    expect(await beginReview(as(), month, inDays(1))).toEqual({
      ok: false,
      problem: { code: "review_ends_too_early" },
    });
    await review(month, 2);
    expect((await queued()).map(({ kind }) => kind)).toEqual(["changed", "changed"]);
    const { periodId } = await approvedCharge(world, { poolId: pool, cents: 60, from: `${month}-21` });
    const [own] = await world.owner<
      { id: string }[]
    >`select id from periods where to_char(starts_on, 'YYYY-MM') = ${month}`;
    expect(periodId).toBe(own?.id);
    await review(month, 2);
    await end(month);
    expect(await missing(month)).toBe("locked");
    expect(await closePeriod(as(), month)).toBe("closed");
    nextMonth();
  });

  it("does not wait for who disputes, nor for who was repaid an advance: neither changes what the month costs it", async () => {
    const month = last.slice(0, 7);
    await approvedCharge(world, { poolId: pool, cents: 1_000, from: `${month}-05`, paidBy: gue() });
    await review(month);
    await readStatements(world, month);
    const [period] = await world.owner<
      { id: string }[]
    >`select id from periods where to_char(starts_on, 'YYYY-MM') = ${month}`;
    await world.owner`insert into disputes ${world.owner({
      ...{
        id: newId(),
        pole_id: as().poleId,
        period_id: period?.id ?? "",
        pool_id: pool,
        structure_id: gue(),
        cents: 100,
      },
      ...{ reason: "Pas nous.", filed_by: world.people.treasurer.id },
    })}`;
    expect(await missing(month)).toBe("locked");
    expect(await closePeriod(as(), month)).toBe("closed");
  });

  it("says of itself what was read: a member notes neither what it was told, nor that it has not read", async () => {
    const change = (values: object) =>
      inTransaction(world.actors.treasurer, (tx) => tx.updateTable("statements").set(values).execute()).then(
        () => "done",
        (error: unknown) => violatedConstraint(error) ?? String(error),
      );
    expect(await change({ toldCents: 1, toldAt: new Date() })).toBe("statement_answered");
    expect(await change({ readAt: null, readBy: null, readCents: null })).toBe("statement_answered");
  });
});
