import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import { feesOf, setFeeScale } from "../../server/costs";
import { factsFor, factsForAll, keyVersionsOf, participantsOf } from "../../server/costs/facts";
import { newId } from "../../server/kernel/ids";
import { instantAt } from "../../server/kernel/time";
import { addKeyVersion, makePool } from "../support/costs";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const OCTOBER = ["2026-10-01", "2026-10-31"] as const;
const factsOf = (pool: { id: string; everyone: boolean }, from: string, until: string) =>
  inTransaction(world.actors.treasurer, (tx) => factsFor(tx, pool, from, until));
const idOf = (key: "gue" | "tablee" | "mairie") => world.structures[key].id;

interface Made {
  on: string;
  /** Minutes since midnight there. */
  at?: number;
  minutes?: number;
  structure?: "gue" | "tablee";
  room?: "pressoir" | "etang";
  state?: string;
  quantity?: number;
  kilometres?: number;
  cents?: number;
  atCost?: boolean;
}

async function book(...made: Made[]): Promise<void> {
  const rows = made.map(({ on, at = 600, minutes = 60, structure = "gue", room = "pressoir", ...more }) => {
    const start = instantAt(on, at, "Europe/Paris");
    return {
      id: newId(),
      pole_id: world.poles.orme.id,
      resource_id: world.rooms[room].id,
      structure_id: idOf(structure),
      person_id: world.people.employee.id,
      starts_at: start,
      ends_at: new Date(start.getTime() + minutes * 60_000),
      state: more.state ?? "confirmed",
      quantity: more.quantity ?? 1,
      kilometres: more.kilometres ?? null,
      price_cents: more.cents ?? 0,
      at_cost: more.atCost ?? false,
      cancelled_at: more.state === "cancelled" ? start : null,
    };
  });
  await world.owner`insert into bookings ${world.owner(rows)}`;
}

async function measure(structure: "gue" | "tablee", what: string, value: number, from: string, until?: string) {
  await world.owner`insert into structure_measures ${world.owner({
    id: newId(),
    pole_id: world.poles.orme.id,
    structure_id: idOf(structure),
    measure: what,
    value,
    starts_on: from,
    ends_on: until ?? null,
    person_id: world.people.manager.id,
  })}`;
}

async function read(
  poolId: string,
  structure: "gue" | "tablee",
  what: string,
  quantity: number,
  on: string,
  valid = true,
) {
  await world.owner`insert into use_readings ${world.owner({
    id: newId(),
    pole_id: world.poles.orme.id,
    pool_id: poolId,
    structure_id: idOf(structure),
    measure: what,
    quantity,
    used_on: on,
    validated_at: valid ? new Date() : null,
    person_id: world.people.manager.id,
  })}`;
}

describe("who takes part in a pool", () => {
  it("is every member of the pôle, neither its partners nor its observers, by name and with its days", async () => {
    const pool = await makePool(world, { name: "Tous" });
    const found = await inTransaction(world.actors.employee, (tx) => participantsOf(tx, pool, ...OCTOBER));
    expect(found.map(({ name, days }) => [name, days])).toEqual([
      ["La Grande Tablée", 31],
      ["Les Jardins du Gué", 31],
    ]);
  });

  it("is those who are named, from their first day to their last, and again when they come back", async () => {
    const pool = await makePool(world, {
      name: "Certains",
      participants: [
        { structure: "mairie", startsOn: "2026-10-22" },
        { structure: "gue", startsOn: "2026-01-01", endsOn: "2026-10-10" },
        { structure: "gue", startsOn: "2026-10-30" },
        { structure: "tablee", startsOn: "2026-01-01", endsOn: "2026-09-30" },
      ],
    });
    expect((await factsOf(pool, ...OCTOBER)).days).toEqual({ [idOf("gue")]: 12, [idOf("mairie")]: 10 });
  });

  it("is nobody after leaving the pôle", async () => {
    const pool = await makePool(world, {
      name: "Partants",
      participants: [{ structure: "mairie" }, { structure: "gue" }],
    });
    await world.owner`update memberships set ends_on = '2026-10-05' where structure_id = ${idOf("mairie")}`;
    expect((await factsOf(pool, ...OCTOBER)).days).toEqual({ [idOf("mairie")]: 5, [idOf("gue")]: 31 });
    expect((await factsOf(pool, "2026-11-01", "2026-11-30")).days).toEqual({ [idOf("gue")]: 30 });
    await world.owner`update memberships set ends_on = null where structure_id = ${idOf("mairie")}`;
  });
});

describe("who left the pôle and comes back", () => {
  it("keeps the days of its stays before: in pools, in those it is named in, and in its fee", async () => {
    const tablee = idOf("tablee");
    const [was] = await world.owner<{ starts_on: string }[]>`
      select starts_on::text from memberships where structure_id = ${tablee}`;
    const everyone = await makePool(world, { name: "Revenants" });
    const named = await makePool(world, {
      name: "Nommés",
      participants: [{ structure: "tablee", startsOn: "2026-10-04" }, { structure: "gue" }],
    });
    await world.owner`update memberships set ends_on = '2026-10-05' where structure_id = ${tablee}`;
    // As an invitation accepted again writes it.
    await world.owner`
      insert into memberships (pole_id, structure_id, kind, starts_on) values (${world.poles.orme.id}, ${tablee}, 'member', '2026-10-20')
      on conflict (pole_id, structure_id) do update set kind = excluded.kind, starts_on = excluded.starts_on, ends_on = null
       where memberships.ends_on < excluded.starts_on`;
    expect((await factsOf(everyone, ...OCTOBER)).days[tablee]).toBe(5 + 12);
    expect((await factsOf(everyone, "2026-09-01", "2026-09-30")).days[tablee]).toBe(30);
    expect((await factsOf(named, ...OCTOBER)).days[tablee]).toBe(2 + 12);
    const scale = { basis: "flat" as const, bands: [{ upTo: null, cents: 36_500 }], decided: "", dueOn: "2026-12-31" };
    await setFeeScale(world.actors.manager, 2026, { ...scale, poolId: null });
    const { lines } = await feesOf(world.actors.manager, 2026);
    expect(lines.filter(({ structureId }) => structureId === tablee)).toMatchObject([{ days: 365 - 14 }]);
    await world.owner`delete from past_memberships`;
    await world.owner`update memberships set starts_on = ${was?.starts_on ?? ""} where structure_id = ${tablee}`;
  });
});

describe("what is measured on structures", () => {
  it("counts for the days it held, of those on which the structure takes part", async () => {
    const pool = await makePool(world, {
      name: "Mesures",
      participants: [{ structure: "gue", startsOn: "2026-10-11" }, { structure: "tablee" }],
    });
    await measure("gue", "fte", 25_000, "2026-01-01", "2026-10-20");
    await measure("gue", "fte", 30_000, "2026-10-21");
    await measure("tablee", "fte", 12_345, "2026-10-31");
    await measure("tablee", "surface", 8_550, "2026-01-01", "2026-09-30");
    const { measures, months } = await factsOf(pool, ...OCTOBER);
    expect(measures.fte).toEqual({ [idOf("gue")]: 25_000n * 10n + 30_000n * 11n, [idOf("tablee")]: 12_345n });
    expect(measures.surface).toEqual({});
    expect(months).toEqual({ n: 1n, d: 1n });
  });
});

describe("what Grappe knows of use", () => {
  it("counts the bookings that start on these days on the pôle's clock, whole, once, in the pool's resources", async () => {
    const pool = await makePool(world, { name: "Salles", resources: ["pressoir"] });
    await book(
      // 31 December, 23 h 30 in Paris: of January in no way, though the hour goes over.
      { on: "2025-12-31", at: 1410, minutes: 60 },
      { on: "2026-01-01", at: 0, minutes: 30, quantity: 2, kilometres: 20 },
      { on: "2026-01-31", at: 1410, minutes: 90, structure: "tablee", kilometres: 7, atCost: true },
      { on: "2026-02-01", at: 0, minutes: 45 },
      { on: "2026-01-10", minutes: 600, room: "etang" },
      { on: "2026-01-11", state: "cancelled" },
      { on: "2026-01-12", state: "no_show", minutes: 15 },
      // Paid by its price already.
      { on: "2026-01-13", cents: 600 },
    );
    const { measures } = await factsOf(pool, "2026-01-01", "2026-01-31");
    expect(measures.minutes).toEqual({ [idOf("gue")]: 75n, [idOf("tablee")]: 90n });
    expect(measures.kilometres).toEqual({ [idOf("gue")]: 40n, [idOf("tablee")]: 7n });
    expect(measures.seats).toEqual({ [idOf("gue")]: 3n, [idOf("tablee")]: 1n });
    expect(measures.meals).toEqual(measures.seats);
  });

  it("adds what was typed, hours only once they are validated", async () => {
    const pool = await makePool(world, { name: "Relevés", resources: ["etang"] });
    await book({ on: "2026-03-02", room: "etang", kilometres: 5 });
    await read(pool.id, "gue", "kilometres", 120, "2026-03-31");
    await read(pool.id, "gue", "hours", 90, "2026-03-05");
    await read(pool.id, "gue", "hours", 30, "2026-03-06", false);
    await read(pool.id, "tablee", "meals", 4, "2026-04-01");
    const { measures } = await factsOf(pool, "2026-03-01", "2026-03-31");
    expect(measures).toMatchObject({ kilometres: { [idOf("gue")]: 125n }, hours: { [idOf("gue")]: 90n } });
    expect(measures.meals).toEqual({ [idOf("gue")]: 1n });
  });

  it("counts nothing of a structure before it comes or after it leaves", async () => {
    const pool = await makePool(world, {
      name: "Arrivée",
      resources: ["pressoir"],
      participants: [{ structure: "gue", startsOn: "2026-05-15" }, { structure: "tablee" }],
    });
    await book({ on: "2026-05-14" }, { on: "2026-05-15", minutes: 30 }, { on: "2026-05-14", structure: "tablee" });
    await read(pool.id, "gue", "kilometres", 9, "2026-05-14");
    const { measures } = await factsOf(pool, "2026-05-01", "2026-05-31");
    expect(measures.minutes).toEqual({ [idOf("gue")]: 30n, [idOf("tablee")]: 60n });
    expect(measures.kilometres).toEqual({});
  });

  it("is asked for only where a key reads it", async () => {
    const pool = await makePool(world, { name: "Seulement", resources: ["pressoir"] });
    const facts = await inTransaction(world.actors.manager, (tx) => factsFor(tx, pool, ...OCTOBER, ["headcount"]));
    expect(facts.measures).toEqual({ headcount: {} });
  });
});

it("finds the versions of a key that are valid on some day, the oldest first", async () => {
  const pool = await makePool(world, { name: "Versions", key: null });
  await addKeyVersion(world, pool, { key: { type: "equal" }, startsOn: "2026-01-01", endsOn: "2026-06-30" });
  await addKeyVersion(world, pool, { key: { type: "measure", measure: "fte" }, startsOn: "2026-07-01" });
  const versions = (from: string, until: string) =>
    inTransaction(world.actors.treasurer, (tx) => keyVersionsOf(tx, [pool.id], from, until));
  expect(
    (await versions("2026-06-01", "2026-07-31")).map(({ number, definition }) => [number, definition.type]),
  ).toEqual([
    [1, "equal"],
    [2, "measure"],
  ]);
  expect(await versions("2025-01-01", "2025-12-31")).toEqual([]);
  expect((await versions("2026-12-01", "2026-12-31")).map(({ endsOn }) => endsOn)).toEqual([null]);
});

it("is the same of many pools and stretches asked for at once as of each alone, whoever comes and goes", async () => {
  const coming = [
    { structure: "gue" as const, startsOn: "2025-05-01", endsOn: "2025-05-10" },
    { structure: "gue" as const, startsOn: "2025-05-20" },
    { structure: "tablee" as const },
  ];
  const pools = [
    await makePool(world, { name: "Ensemble A", resources: ["pressoir"] }),
    await makePool(world, { name: "Ensemble B", resources: ["pressoir", "etang"], participants: coming }),
    await makePool(world, { name: "Ensemble C" }),
  ];
  await book(
    ...["2025-05-05", "2025-05-15", "2025-05-25", "2025-06-03"].flatMap((on): Made[] => [
      { on, at: 540, minutes: 60, kilometres: 12 },
      { on, at: 900, minutes: 90, structure: "tablee", room: "etang", quantity: 3 },
    ]),
  );
  await measure("tablee", "headcount", 7, "2025-05-12", "2025-06-10");
  await read(pools[1]?.id ?? "", "gue", "hours", 30, "2025-05-25");
  await read(pools[1]?.id ?? "", "gue", "hours", 45, "2025-05-15");
  const asked = pools.flatMap((pool) => [
    { pool, from: "2025-05-01", until: "2025-05-31" },
    { pool, from: "2025-05-01", until: "2025-06-30" },
  ]);
  const together = await inTransaction(world.actors.treasurer, (tx) => factsForAll(tx, asked));
  const alone = await Promise.all(asked.map(({ pool, from, until }) => factsOf(pool, from, until)));
  expect(together).toEqual(alone);
  const [gue, tablee] = [idOf("gue"), idOf("tablee")];
  expect(together[2]).toMatchObject({
    days: { [gue]: 22, [tablee]: 31 },
    measures: { minutes: { [gue]: 120n, [tablee]: 810n }, hours: { [gue]: 30n }, headcount: { [tablee]: 140n } },
  });
  expect(together[1]?.measures).toMatchObject({ minutes: { [gue]: 240n }, kilometres: { [gue]: 48n } });
  expect(together[4]?.measures.minutes).toEqual({});
});
