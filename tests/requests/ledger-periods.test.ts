import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { databaseErrorCode, inTransaction, violatedConstraint } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { openPeriodOf, periodsOf } from "../../server/ledger";
import { openWorld, type World } from "../support/world";

let world: World;
let manager: Actor;
beforeAll(async () => {
  world = await openWorld();
  manager = world.actors.manager;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from periods`;
  });
});

const periodOf = (day: string, actor = manager) => inTransaction(actor, (tx) => openPeriodOf(tx, actor.poleId, day));
const move = (id: string, change: Record<string, unknown>, actor: Actor = manager) =>
  inTransaction(actor, (tx) => tx.updateTable("periods").set(change).where("id", "=", id).executeTakeFirst());
const manifest = { manifest: { entries: 0 }, manifestSha256: "0".repeat(64) };
const close = async (id: string) => {
  await move(id, { state: "review" });
  await move(id, { state: "locked" });
  await move(id, { state: "closed", ...manifest });
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => violatedConstraint(error) ?? databaseErrorCode(error) ?? String(error),
  );

describe("the period of a document", () => {
  it("is its own month, begun where it is missing, whatever the order they come in", async () => {
    const october = await periodOf("2026-10-31");
    expect(october).toMatchObject({ startsOn: "2026-10-01", endsOn: "2026-10-31", state: "open" });
    expect(await periodOf("2026-10-01")).toEqual(october);
    expect(await periodOf("2026-02-28")).toMatchObject({ startsOn: "2026-02-01", endsOn: "2026-02-28" });
  });

  it("is the oldest one that is open, once its own month is locked or a later one is", async () => {
    const [september, august, november] = [
      await periodOf("2026-09-03"),
      await periodOf("2026-08-03"),
      await periodOf("2026-11-03"),
    ];
    // In order: September waits for August.
    expect(await refusal(move(september.id, { state: "review" }))).toBe("months_in_order");
    await move(august.id, { state: "review" });
    await move(august.id, { state: "locked" });
    await move(september.id, { state: "review" });
    expect(await periodOf("2026-09-20")).toMatchObject({ id: september.id, state: "review" });
    await move(september.id, { state: "locked" });
    expect(await refusal(move(september.id, { state: "closed", ...manifest }))).toBe("months_in_order");
    for (const day of ["2026-09-20", "2026-08-20", "2025-01-01"]) expect(await periodOf(day)).toEqual(november);
    expect(await periodOf("2026-10-02")).toMatchObject({ startsOn: "2026-10-01" });
    expect(await periodOf("2026-09-20")).toMatchObject({ startsOn: "2026-10-01" });
  });

  it("is the month after the last one where no other is open", async () => {
    await close((await periodOf("2026-12-03")).id);
    expect(await periodOf("2026-12-30")).toMatchObject({ startsOn: "2027-01-01", endsOn: "2027-01-31" });
  });

  it("is found by who keeps the books, not by a member, nor by a guest, nor in another pôle", async () => {
    const found = await periodOf("2026-10-03");
    const job = inTransaction({ poleId: manager.poleId, books: true }, (tx) =>
      openPeriodOf(tx, manager.poleId, "2026-10-03"),
    );
    expect(await job).toEqual(found);
    for (const member of [world.actors.employee, world.actors.treasurer])
      await expect(periodOf("2026-10-03", member)).rejects.toMatchObject({ name: "NotFound" });
    const guest: Actor = { ...world.actors.neighbour, poleId: manager.poleId, guest: "network" };
    await expect(periodOf("2026-10-03", guest)).rejects.toMatchObject({ name: "NotFound" });
    const other = inTransaction(world.actors.neighbour, (tx) => openPeriodOf(tx, manager.poleId, "2026-10-03"));
    await expect(other).rejects.toMatchObject({ name: "NotFound" });
    expect(await inTransaction(guest, (tx) => periodsOf(tx, manager.poleId))).toEqual([]);
  });

  it("is one and the same for all who begin it at once", async () => {
    const found = await Promise.all(Array.from({ length: 12 }, () => periodOf("2026-05-05")));
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
  });

  it("cannot be locked while something is being posted to it", async () => {
    const { id } = await periodOf("2026-05-05");
    await move(id, { state: "review" });
    const steps: string[] = [];
    let locking: Promise<unknown> = Promise.resolve();
    await inTransaction(manager, async (tx) => {
      await openPeriodOf(tx, manager.poleId, "2026-05-06");
      locking = move(id, { state: "locked" }).then(() => steps.push("locked"));
      await new Promise((resolve) => setTimeout(resolve, 100));
      steps.push("posted");
    });
    await locking;
    expect(steps).toEqual(["posted", "locked"]);
  });
});

describe("a period, by SQL as the application's role", () => {
  it("only goes forward", async () => {
    const { id } = await periodOf("2026-10-03");
    expect(await refusal(move(id, { state: "closed", ...manifest }))).toBe("period_goes_forward");
    expect(await refusal(move(id, { state: "locked" }))).toBe("period_goes_forward");
    await move(id, { state: "review" });
    expect(await refusal(move(id, { lockedAt: new Date() }))).toBe("period_keeps_hours");
    expect(await refusal(move(id, { state: "open" }))).toBe("period_goes_forward");
    await move(id, { state: "locked" });
    expect(await refusal(move(id, { reviewUntil: new Date() }))).toBe("period_keeps_hours");
    expect(await refusal(move(id, { state: "review" }))).toBe("period_goes_forward");
    expect(await refusal(move(id, { state: "closed" }))).toBe("period_closed_with_manifest");
    await move(id, { state: "closed", ...manifest });
    for (const change of [{ state: "locked" }, { manifest: {} }, { reviewUntil: new Date() }])
      expect(await refusal(move(id, change))).toBe("period_is_closed");
    const [row] = await world.owner`select locked_at, closed_at from periods where id = ${id}`;
    expect([row?.locked_at, row?.closed_at]).toEqual([expect.any(Date), expect.any(Date)]);
  });

  it("stays the month it is, and is never removed", async () => {
    const { id } = await periodOf("2026-10-03");
    expect(await refusal(move(id, { startsOn: "2026-11-01", endsOn: "2026-11-30" }))).toBe("period_is_a_month");
    for (const statement of [world.owner`delete from periods`, world.owner`truncate periods cascade`])
      expect(await refusal(statement)).toBe("23001");
    const remove = inTransaction(manager, (tx) => tx.deleteFrom("periods").execute());
    expect(await refusal(remove)).toBe("42501");
  });

  it("begins open, as a whole month, after the last one that is closed", async () => {
    const insert = (startsOn: string, endsOn: string, more: object = {}) =>
      inTransaction(manager, (tx) =>
        tx
          .insertInto("periods")
          .values({ id: newId(), poleId: manager.poleId, startsOn, endsOn, ...more })
          .execute(),
      );
    expect(await refusal(insert("2026-10-01", "2026-10-30"))).toBe("period_is_a_month");
    expect(await refusal(insert("2026-10-01", "2026-10-31", { state: "review" }))).toBe("period_goes_forward");
    await close((await periodOf("2026-10-03")).id);
    expect(await refusal(insert("2026-09-01", "2026-09-30"))).toBe("period_goes_forward");
    expect(await refusal(insert("2026-11-01", "2026-11-30"))).toBe("done");
  });

  it("is moved by the pôle's manager and by jobs, by nobody else", async () => {
    const { id } = await periodOf("2026-10-03");
    for (const actor of [world.actors.administrator, world.actors.treasurer, world.actors.neighbour])
      expect((await move(id, { state: "review" }, actor)).numUpdatedRows).toBe(0n);
    const job = inTransaction({ poleId: manager.poleId, books: true }, (tx) =>
      tx.updateTable("periods").set({ state: "review" }).where("id", "=", id).executeTakeFirst(),
    );
    expect((await job).numUpdatedRows).toBe(1n);
  });
});
