import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  archiveResource,
  listResources,
  readFilters,
  resourcesAfter,
  type CatalogueFilters,
  type Position,
  type Vocabulary,
} from "../../server/catalogue";
import type { Actor } from "../../server/kernel/actor";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const FRENCH: Vocabulary = {
  features: { video: "Visioconférence", screen: "Écran", whiteboard: "Tableau blanc" },
  kinds: { room: "Salle" },
  accessible: "Plain-pied",
};
const NOTHING = readFilters({});
const ROOMS = readFilters({ kind: "room" });

async function found(filters: Partial<CatalogueFilters>, actor: Actor = world.actors.employee): Promise<string[]> {
  const { items } = await listResources(actor, { ...NOTHING, kind: "room", ...filters }, FRENCH);
  return items.map(({ name }) => name);
}

describe("the catalogue's list", () => {
  test("shows every room of the pôle, by name, and none of another", async () => {
    expect(await found({})).toEqual([
      "Salle de l'Étang",
      "Salle du Pressoir",
      "Salle Haute",
      "Salle Haute, côté cour",
      "Salle Haute, côté jardin",
      "Studio de veille",
    ]);
    expect(await found({}, world.actors.neighbour)).toEqual(["Case du Lagon"]);
  });

  test.each([
    ["etang", ["Salle de l'Étang"]],
    ["ÉTANG", ["Salle de l'Étang"]],
    ["l’étang", ["Salle de l'Étang"]],
    ["cote salle", ["Salle Haute, côté cour", "Salle Haute, côté jardin"]],
    ["trois fenêtres", ["Salle du Pressoir"]],
    ["visio", ["Salle du Pressoir"]],
    ["ecran", ["Salle du Pressoir"]],
    ["plain-pied", ["Salle du Pressoir"]],
    ["filature tableau", ["Salle de l'Étang"]],
    ["jardins gué", ["Studio de veille"]],
    ["brizac veille", ["Studio de veille"]],
    ["piscine", []],
    ["100%", []],
    ["_tang", []],
    ["\\", []],
    ["'; drop table resources; --", []],
  ])("searching for %s finds %j", async (q, names) => {
    expect(await found({ q })).toEqual(names);
  });

  test("a word that means the kind finds them all", async () => {
    expect(await found({ q: "salle" })).toHaveLength(6);
  });

  test("filters narrow together", async () => {
    expect(await found({ capacity: 14 })).toEqual([
      "Salle du Pressoir",
      "Salle Haute",
      "Salle Haute, côté cour",
      "Salle Haute, côté jardin",
    ]);
    expect(await found({ features: ["video", "screen"] })).toEqual(["Salle du Pressoir"]);
    expect(await found({ features: ["video", "whiteboard"] })).toEqual([]);
    expect(await found({ accessible: true })).toEqual(["Salle du Pressoir"]);
    expect(await found({ ownerId: world.structures.gue.id })).toEqual(["Studio de veille"]);
    expect(await found({ ownerId: world.structures.radeau.id })).toEqual([]);
  });

  test("sorts by capacity, and by what it costs the structure, rooms without a price first", async () => {
    expect((await found({ sort: "capacity" })).slice(0, 3)).toEqual([
      "Studio de veille",
      "Salle de l'Étang",
      "Salle du Pressoir",
    ]);
    expect((await found({ sort: "price" })).slice(3)).toEqual(["Salle de l'Étang", "Salle du Pressoir", "Salle Haute"]);
  });

  test("shows the price of the structure acted for", async () => {
    const price = async (actor: Actor) =>
      (await listResources(actor, { ...NOTHING, q: "pressoir" }, FRENCH)).items[0]?.rate?.hourCents;
    expect(await price(world.actors.employee)).toBe(600);
    expect(await price(world.actors.manager)).toBe(600);
    expect(await price(world.actors.partner)).toBe(900);
  });

  test("counts what each choice would show", async () => {
    const { facets, total } = await listResources(world.actors.employee, NOTHING, FRENCH);
    expect(total).toBe(7);
    expect(facets.kinds.map(({ key, count }) => [key, count])).toEqual([
      ["room", 6],
      ["equipment", 1],
    ]);
    expect(facets.owners.map(({ label, count }) => [label, count])).toEqual([
      ["La Grande Tablée", 5],
      ["Les Jardins du Gué", 2],
    ]);
    expect(facets.places.map(({ label, count }) => [label, count])).toEqual([["Ancienne Filature", 7]]);
    expect(facets.features).toContainEqual({ key: "video", label: "", count: 1 });
    expect(facets.accessible).toBe(1);
  });

  test("when nothing is found, says what leaving out one filter would find", async () => {
    const page = await listResources(
      world.actors.employee,
      { ...NOTHING, q: "veille", capacity: 10, features: ["video"] },
      FRENCH,
    );
    expect(page.total).toBe(0);
    expect(page.widen).toEqual([{ without: "q", count: 1 }]);
  });

  test("a page past the end is the last", async () => {
    const page = await listResources(world.actors.employee, NOTHING, FRENCH, 99);
    expect(page).toMatchObject({ page: 1, pages: 1 });
  });

  test("archived rooms are hidden, and shown only to those who may put them back", async () => {
    await archiveResource(world.actors.owner, world.rooms.cour.id);
    expect(await found({})).not.toContain("Salle Haute, côté cour");
    expect(await found({ archived: true }, world.actors.owner)).toEqual(["Salle Haute, côté cour"]);
    expect(await found({ archived: true }, world.actors.manager)).toEqual(["Salle Haute, côté cour"]);
    expect(await found({ archived: true }, world.actors.administrator)).toEqual([]);
    expect(await found({ archived: true })).not.toContain("Salle Haute, côté cour");
  });

  test("goes on after a cursor until the end, each room once", async () => {
    const seen: string[] = [];
    let after: Position | null = null;
    for (let turn = 0; turn < 10; turn += 1) {
      const { items, next } = await resourcesAfter(world.actors.manager, ROOMS, FRENCH, { after, limit: 2 });
      seen.push(...items.map(({ name }) => name));
      if (next === null) break;
      after = next;
    }
    expect(seen).toEqual(await found({}, world.actors.manager));
  });
});
