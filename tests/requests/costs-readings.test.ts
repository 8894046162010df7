import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import {
  enterReadings,
  measuresOfStructures,
  readingsOf,
  removeReading,
  setMeasures,
  validateReading,
  type ReadingForm,
} from "../../server/costs";
import { factsFor } from "../../server/costs/facts";
import { Forbidden, Invalid, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { makePool } from "../support/costs";
import { plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let manager: Visitor;
let treasurer: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  manager = await signedIn(server, world.people.manager.email);
  treasurer = await signedIn(server, world.people.treasurer.email);
}, 300_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});
beforeEach(async () => {
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`truncate cost_pools, periods, structure_measures cascade`;
  });
});

const COSTS = "/poles/val-d-orme/comptes";
const idOf = (key: "gue" | "tablee") => world.structures[key].id;
const reading = (structure: "gue" | "tablee", measure: ReadingForm["measure"], quantity: number): ReadingForm => ({
  structureId: idOf(structure),
  measure,
  quantity,
  usedOn: "2026-10-15",
  about: "",
});
const hoursPool = () => makePool(world, { name: "Comptable", key: { type: "measure", measure: "hours" } });
const october = async (pool: { id: string; everyone: boolean }) =>
  (await inTransaction(world.actors.manager, (tx) => factsFor(tx, pool, "2026-10-01", "2026-10-31"))).measures;
const lockOctober = () =>
  world.owner`insert into periods ${world.owner({ id: newId(), pole_id: world.poles.orme.id, starts_on: "2026-10-01", ends_on: "2026-10-31" })}`
    .then(() => world.owner`update periods set state = 'review' where starts_on = '2026-10-01'`)
    .then(() => world.owner`update periods set state = 'locked' where starts_on = '2026-10-01'`);

describe("what is measured on structures", () => {
  it("is set from a day on, leaves what was before and what comes after, and is no change where it holds already", async () => {
    const set = (startsOn: string, value: number) =>
      setMeasures(world.actors.manager, { startsOn, values: [{ structureId: idOf("gue"), measure: "fte", value }] });
    expect(await set("2026-01-01", 20_000)).toBe(1);
    expect(await set("2026-07-01", 30_000)).toBe(1);
    expect(await set("2026-04-01", 25_000)).toBe(1);
    expect(await set("2026-05-01", 25_000)).toBe(0);
    expect(await set("2026-04-01", 26_000)).toBe(1);
    const { structures } = await measuresOfStructures(world.actors.manager);
    const gue = structures.find(({ id }) => id === idOf("gue"));
    expect(gue?.history.map(({ value, startsOn, endsOn }) => [value, startsOn, endsOn])).toEqual([
      [30_000, "2026-07-01", null],
      [26_000, "2026-04-01", "2026-06-30"],
      [20_000, "2026-01-01", "2026-03-31"],
    ]);
  });

  it("is filled in one table for all structures at once, and says beside its field what is no number", async () => {
    const fields = {
      depuis: "2026-01-01",
      [`fte.${idOf("gue")}`]: "2,5",
      [`surface.${idOf("gue")}`]: "85,50",
      [`headcount.${idOf("tablee")}`]: "12",
    };
    const wrong = await manager.post(`${COSTS}/mesures`, { ...fields, [`headcount.${idOf("gue")}`]: "2,5" });
    expect(wrong.status).toBe(422);
    expect(plain(await wrong.text())).toContain("Un nombre, zéro ou plus.");
    expect((await manager.post(`${COSTS}/mesures`, fields)).status).toBe(302);
    const { structures } = await measuresOfStructures(world.actors.manager);
    expect(structures.find(({ id }) => id === idOf("gue"))?.now).toEqual({ fte: 25_000, surface: 8_550 });
    expect(structures.find(({ id }) => id === idOf("tablee"))?.now).toEqual({ headcount: 12 });
    expect(plain(await manager.read(`${COSTS}/mesures`))).toContain('value="85,5"');
  });

  it("is the manager's to set; a member sees those it shares a pool with", async () => {
    const values = [{ structureId: idOf("gue"), measure: "fte" as const, value: 1 }];
    await expect(
      (async () => setMeasures(world.actors.treasurer, { startsOn: "2026-01-01", values }))(),
    ).rejects.toThrow(Forbidden);
    await expect(setMeasures(world.actors.neighbour, { startsOn: "2026-01-01", values })).rejects.toThrow(Invalid);
    const seen = async () => (await measuresOfStructures(world.actors.treasurer)).structures.map(({ name }) => name);
    expect(await seen()).toEqual(["Les Jardins du Gué"]);
    await makePool(world);
    expect(await seen()).toEqual(["La Grande Tablée", "Les Jardins du Gué"]);
    expect(plain(await treasurer.read(`${COSTS}/mesures`))).not.toContain('id="mesures"');
  });
});

describe("a reading", () => {
  it("counts at once, but for hours, which the structure that had them validates", async () => {
    const pool = await hoursPool();
    const readings = [reading("gue", "hours", 120), reading("gue", "kilometres", 30)];
    await enterReadings(world.actors.manager, pool.id, { readings });
    expect(await october(pool)).toMatchObject({ hours: {}, kilometres: { [idOf("gue")]: 30n } });
    const [waiting] = (
      await readingsOf(world.actors.treasurer, { poolId: pool.id, month: "2026-10-01" })
    ).readings.filter((one) => one.waiting);
    expect(waiting).toMatchObject({ quantity: 120, can: { validate: true, remove: false } });
    await expect(validateReading(world.actors.owner, waiting?.id ?? "")).rejects.toThrow(Forbidden);
    await expect(validateReading(world.actors.manager, waiting?.id ?? "")).rejects.toThrow(Forbidden);
    expect(await validateReading(world.actors.treasurer, waiting?.id ?? "")).toEqual({ ok: true, value: null });
    expect(await validateReading(world.actors.treasurer, waiting?.id ?? "")).toEqual({ ok: true, value: null });
    expect(await october(pool)).toMatchObject({ hours: { [idOf("gue")]: 120n } });
  });

  it("counts at once too where the host notes its own hours, or has signed its sheet", async () => {
    const pool = await hoursPool();
    await enterReadings(world.actors.treasurer, pool.id, { readings: [reading("gue", "hours", 60)] });
    await enterReadings(world.actors.manager, pool.id, { readings: [reading("tablee", "hours", 90)], signed: true });
    expect(await october(pool)).toMatchObject({ hours: { [idOf("gue")]: 60n, [idOf("tablee")]: 90n } });
  });

  it("of another structure is neither noted nor seen nor taken back by a member", async () => {
    const pool = await hoursPool();
    const others = { readings: [reading("tablee", "hours", 60)] };
    await expect((async () => enterReadings(world.actors.treasurer, pool.id, others))()).rejects.toThrow(Forbidden);
    const made = await enterReadings(world.actors.manager, pool.id, {
      readings: [reading("tablee", "meals", 4), reading("gue", "meals", 5)],
    });
    if (!made.ok) throw new Error("refused");
    const [theirs = "", ours = ""] = made.value.ids;
    const seen = await readingsOf(world.actors.treasurer, { poolId: pool.id, month: "2026-10-01" });
    expect(seen.readings.map(({ id }) => id)).toEqual([ours]);
    await expect(removeReading(world.actors.treasurer, theirs)).rejects.toThrow(NotFound);
    // Its own, but noted by who runs the pôle.
    await expect(removeReading(world.actors.treasurer, ours)).rejects.toThrow(Forbidden);
    expect(await removeReading(world.actors.manager, ours)).toMatchObject({ ok: true });
    await expect(removeReading(world.actors.neighbour, theirs)).rejects.toThrow(NotFound);
    await expect((async () => readingsOf(world.actors.employee, {}))()).rejects.toThrow(Forbidden);
  });

  it("stays as it is once its month is locked", async () => {
    const pool = await hoursPool();
    const made = await enterReadings(world.actors.treasurer, pool.id, { readings: [reading("gue", "hours", 60)] });
    await lockOctober();
    const locked = { ok: false, problem: { code: "reading_month_locked" } };
    expect(await removeReading(world.actors.manager, made.ok ? (made.value.ids[0] ?? "") : "")).toEqual(locked);
    expect(await enterReadings(world.actors.treasurer, pool.id, { readings: [reading("gue", "hours", 60)] })).toEqual(
      locked,
    );
    expect(await readingsOf(world.actors.treasurer, { poolId: pool.id, month: "2026-10-01" })).toMatchObject({
      locked: true,
      can: { enter: false },
    });
  });

  it("is pasted with others from a table, all or none", async () => {
    const pool = await makePool(world, { name: "Kangoo", key: { type: "measure", measure: "kilometres" } });
    const paste = (lignes: string) =>
      manager.post(`${COSTS}/releves`, {
        intent: "paste",
        poste: pool.id,
        mesure: "kilometres",
        mois: "2026-10",
        lignes,
      });
    const wrong = await paste("10/2026;Les Jardins du Gué;320\n10/2026;Inconnue;3");
    expect(wrong.status).toBe(422);
    expect(plain(await wrong.text())).toContain("Ligne 2 : aucune structure de ce nom");
    expect(await october(pool)).toMatchObject({ kilometres: {} });
    expect((await paste("10/2026;Les Jardins du Gué;320\n3/10/2026;la grande tablée;3")).status).toBe(302);
    expect(await october(pool)).toMatchObject({ kilometres: { [idOf("gue")]: 320n, [idOf("tablee")]: 3n } });
    const page = plain(await manager.read(`${COSTS}/releves?poste=${pool.id}&mois=2026-10`));
    expect(page).toContain("320 km");
  });
});
