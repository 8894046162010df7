import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findFree, findFreeByKind, planningOf, requestBooking, weekOf } from "../../server/bookings";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { startOfWeek } from "../../server/kernel/time";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let employee: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  employee = await signedIn(server, world.people.employee.email);
}, 300_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

let day: string;
let used = 0;
beforeEach(async () => {
  day = workday((used += 1));
  await world.owner`delete from quotas`;
});

const POLE = "/poles/val-d-orme";
const slot = (from: string, to: string) => ({ start: at(day, from), end: at(day, to) });
const address = (query: string) => `${POLE}?jour=${day}&de=09:00&a=11:00&${query}`;
/** A page without its scripts, with plain spaces. */
const textOf = async (response: Response) =>
  (await response.text()).replace(/<script[^]*?<\/script>/g, "").replace(/[\u00a0\u202f]/g, " ");

async function book(actor: Actor, resourceId: string, from: string, to: string) {
  const outcome = await requestBooking(actor, { id: newId(), resourceId, ...slot(from, to) });
  if (!outcome.ok) throw new Error(outcome.problem.code);
}

describe("what a structure has had its share of", () => {
  test("is told as such with the day on which the count starts anew, and not as free; others find it free", async () => {
    const { pressoir } = world.rooms;
    await world.owner`
      insert into quotas values (${world.poles.orme.id}, ${pressoir.id}, 'member', 'week_minutes', 120, false)`;
    await book(world.actors.employee, pressoir.id, "14:00", "16:00");
    const asked = { ...slot("09:00", "11:00"), kind: "room" };
    const { offers, overQuota, nearlyFree } = await findFree(world.actors.employee, asked);
    expect(offers.map(({ resourceId }) => resourceId)).not.toContain(pressoir.id);
    expect(nearlyFree.map(({ resourceId }) => resourceId)).not.toContain(pressoir.id);
    expect(overQuota).toMatchObject([{ resourceId: pressoir.id, exceeded: [{ measure: "week_minutes", left: 0 }] }]);
    const byKind = (actor: Actor) => findFreeByKind(actor, slot("09:00", "11:00"), { kinds: ["room"], each: 10 });
    const [ours, theirs] = [await byKind(world.actors.employee), await byKind(world.actors.owner)];
    expect(ours.overQuota.map(({ resourceId }) => resourceId)).toEqual([pressoir.id]);
    expect(ours.kinds[0]!.count).toBe(theirs.kinds[0]!.count - 1);
    expect(theirs.overQuota).toEqual([]);
    expect(theirs.kinds[0]!.offers.map(({ resourceId }) => resourceId)).toContain(pressoir.id);
    const page = await textOf(await employee.get(address("genre=room")));
    expect(page).toContain("Libres, mais votre structure en a assez pris");
    expect(page).toContain("Vos 2 h de la semaine");
    expect(page).toContain("Le compte repart le");
  });

  test("is not proposed at another hour either, where nothing of it is left", async () => {
    const { pressoir } = world.rooms;
    await book(world.actors.owner, pressoir.id, "10:00", "11:00");
    await world.owner`
      insert into quotas values (${world.poles.orme.id}, ${pressoir.id}, 'member', 'month_minutes', 1, false)`;
    const { nearlyFree } = await findFree(world.actors.employee, { ...slot("09:00", "11:00"), kind: "room" });
    expect(nearlyFree.map(({ resourceId }) => resourceId)).not.toContain(pressoir.id);
  });
});

describe("a resource that is open to others", () => {
  test("has nothing free in its week or in the planning for who may not book it, and says why", async () => {
    const { etang } = world.rooms;
    await world.owner`update resources set open_to = 'named' where id = ${etang.id}`;
    try {
      const kinds = (days: readonly { segments: readonly { kind: string }[] }[]) =>
        new Set(days.flatMap(({ segments }) => segments.map(({ kind }) => kind)));
      const monday = startOfWeek(workday(5));
      const week = await weekOf(world.actors.employee, etang.id, monday);
      expect(week.barred).toEqual({ code: "not_open_to_you", openTo: "named" });
      expect(kinds(week.days)).not.toContain("free");
      const { rows } = await planningOf(world.actors.employee, { from: day, days: 1 });
      const row = rows.find(({ resourceId }) => resourceId === etang.id);
      expect(row?.barred).toBe(true);
      expect(kinds(row?.days ?? [])).not.toContain("free");
      // Who shares it books it.
      const owners = await weekOf(world.actors.owner, etang.id, monday);
      expect(owners.barred).toBeNull();
      expect(kinds(owners.days)).toContain("free");
      const page = await textOf(await employee.get(`${POLE}/catalogue/${etang.id}`));
      expect(page).toContain("est réservée à quelques structures");
      expect(page).toContain("Pas pour vous");
    } finally {
      await world.owner`update resources set open_to = 'pole' where id = ${etang.id}`;
    }
  });
});

describe("what is free", () => {
  test("is put in order over all of it: by name and by price, page after page, without a hole or a double", async () => {
    const all = async (order: "name" | "price" | "size") => {
      const names: string[] = [];
      const cents: number[] = [];
      let cursor: string | null = null;
      do {
        const page = await findFree(world.actors.employee, { ...slot("14:00", "16:00"), order, cursor, limit: 2 });
        names.push(...page.offers.map(({ name }) => name));
        cents.push(...page.offers.map(({ price }) => price.cents));
        cursor = page.nextCursor;
      } while (cursor);
      return { names, cents };
    };
    const [bySize, byName, byPrice] = [await all("size"), await all("name"), await all("price")];
    expect(bySize.names.length).toBeGreaterThan(4);
    expect(byName.names).toEqual(bySize.names.toSorted((a, b) => a.localeCompare(b, "fr")));
    expect(byPrice.cents).toEqual(bySize.cents.toSorted((a, b) => a - b));
    expect(byPrice.names.toSorted()).toEqual(bySize.names.toSorted());
  });

  test("has all that is asked for, step-free access too, by boxes that stay checked", async () => {
    const { pressoir, etang } = world.rooms;
    await world.owner`update resources set features = '{wifi,projector}', accessible = true where id = ${pressoir.id}`;
    await world.owner`update resources set features = '{wifi}', accessible = true where id = ${etang.id}`;
    const asked = { ...slot("09:00", "11:00"), kind: "room" };
    const found = async (more: object) =>
      (await findFree(world.actors.employee, { ...asked, ...more })).offers.map(({ resourceId }) => resourceId);
    expect(await found({ features: ["wifi", "projector"], accessible: true })).toEqual([pressoir.id]);
    const page = await textOf(
      await employee.get(address("genre=room&equipement=projector&plainpied=1&equipement=xyz")),
    );
    expect(page).toContain("Salle du Pressoir");
    const boxes = page.match(/<input type="checkbox" name="(?:plainpied|equipement)"[^>]*>/g) ?? [];
    const checked = boxes.filter((box) => / checked=/.test(box));
    expect(checked.map((box) => / value="([^"]*)"/.exec(box)?.[1])).toEqual(["1", "projector"]);
    // Another kind is not looked for with what it never has.
    const other = await textOf(await employee.get(address("genre=equipment&equipement=coffee")));
    expect(other.includes("Rien de libre")).toBe(false);
  });

  test("of a course is its next session, where none falls then; a session kept to others is not told", async () => {
    const [training, unit] = [newId(), newId()];
    const pole_id = world.poles.orme.id;
    const { owner } = world;
    await owner`insert into resources ${owner({ id: training, pole_id, kind: "training", structure_id: world.structures.tablee.id, name: "Premiers secours", takes_all_units: false, by_session: true })}`;
    await owner`insert into units ${owner({ id: unit, pole_id })}`;
    await owner`insert into resource_units ${owner({ pole_id, resource_id: training, unit_id: unit })}`;
    await owner`insert into resource_sessions ${owner({ id: newId(), pole_id, resource_id: training, title: "Groupe A", starts_at: at(workday(20), "09:00"), ends_at: at(workday(20), "17:00") })}`;
    const looked = address("genre=training");
    const page = await textOf(await employee.get(looked));
    expect(page).toContain("Prochaines séances de formation");
    expect(page).toContain("Groupe A");
    const planning = await textOf(await employee.get(`${POLE}/planning?vue=jour&jour=${day}&genre=training`));
    expect(planning.includes("Pas de séance")).toBe(true);
    expect(planning.includes("Fermé ce jour-là")).toBe(false);
    await owner`update resources set open_to = 'named' where id = ${training}`;
    expect(await textOf(await employee.get(looked))).not.toContain("Groupe A");
  });
});

describe("all the pôle’s bookings", () => {
  const list = `${POLE}/reservations/toutes`;

  test("are listed for who looks after them, by dates, structure, resource and state, and as a file", async () => {
    const manager = await signedIn(server, world.people.manager.email);
    const { pressoir, veille } = world.rooms;
    await book(world.actors.employee, pressoir.id, "08:00", "09:00");
    await book(world.actors.owner, pressoir.id, "09:00", "10:00");
    await book(world.actors.owner, veille.id, "10:00", "11:00");
    const rows = async (query: string) => {
      const page = await textOf(await manager.get(`${list}?du=${day}&au=${day}&${query}`));
      return (page.match(/<li><div><a [^>]*reservations\/[0-9a-f-]{36}/g) ?? []).length;
    };
    expect(await rows("")).toBe(3);
    expect(await rows(`ressource=${pressoir.id}`)).toBe(2);
    expect(await rows(`structure=${world.structures.tablee.id}`)).toBe(2);
    expect(await rows("etat=confirmed")).toBe(3);
    expect(await rows("etat=cancelled")).toBe(0);
    expect(await rows(`ressource=${pressoir.id}&structure=${world.structures.gue.id}`)).toBe(1);
    expect(await rows("q=pressoir")).toBe(2);
    const file = await manager.get(`${POLE}/reservations/toutes.csv?du=${day}&au=${day}&ressource=${pressoir.id}`);
    expect(file.headers.get("content-type")).toContain("text/csv");
    expect((await file.text()).trim().split("\r\n")).toHaveLength(3);
    // What makes no sense asks for nothing.
    expect((await manager.get(`${list}?du=hier&au=2026-99-99&structure=x&ressource=y&etat=z&suite=!`)).status).toBe(
      200,
    );
  });

  test("are for nobody else", async () => {
    for (const address of [list, `${POLE}/reservations/toutes.csv`]) {
      expect((await employee.get(address)).status).toBe(403);
      const owner = await signedIn(server, world.people.owner.email);
      expect((await owner.get(address)).status).toBe(403);
    }
  });
});
