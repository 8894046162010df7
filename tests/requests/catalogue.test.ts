import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addResource,
  archiveResource,
  choicesOf,
  editResource,
  kindOf,
  resourceOf,
  restoreResource,
  type Resource,
  type ResourceForm,
} from "../../server/catalogue";
import { Conflict, Forbidden, Invalid, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const OPEN = [{ weekday: 1, opens: 480, closes: 1200 }];

/** A form as the page hands it over, already read. */
function form(changes: Partial<ResourceForm> = {}): ResourceForm {
  return {
    id: newId(),
    structureId: world.structures.tablee.id,
    name: "Salle neuve",
    description: "",
    place: { choice: "none" },
    capacity: 8,
    accessible: true,
    features: ["wifi"],
    attributes: { surface: 42.5, layouts: ["table"], notes: { wifi: "réseau des invités" } },
    hours: OPEN,
    rules: { ...kindOf("room").defaults.rules },
    use: { units: 1, unlimited: false, startStep: "none", noShowMinutes: null, instructions: "" },
    rates: [{ customer: "member", hourCents: 600, dayCapCents: 3600 }],
    ...changes,
  };
}

/** The form that would change nothing of a resource. */
function formOf(resource: Resource, changes: Partial<ResourceForm> = {}): ResourceForm {
  const { id, version, name, description, capacity, accessible, features, hours, rules, rates } = resource;
  return {
    ...form(),
    ...{ id, version, name, description, capacity, accessible, hours: [...hours], rules, rates: [...rates] },
    features: [...features],
    structureId: resource.owner.id,
    ...changes,
  };
}

describe("adding a room", () => {
  test("a structure's administrator adds one for it, with its unit, and everything is read back", async () => {
    const { owner } = world.actors;
    const id = await addResource(
      owner,
      "room",
      form({
        description: "Belle",
        place: { choice: "new", place: { name: "Moulin", address: "1 rue du Gué", town: "Brizac", access: "Sonner" } },
      }),
    );
    const room = await resourceOf(owner, id);
    expect(room).toMatchObject({
      name: "Salle neuve",
      kind: "room",
      description: "Belle",
      capacity: 8,
      features: ["wifi"],
      accessible: true,
      attributes: { surface: 42.5, layouts: ["table"], notes: { wifi: "réseau des invités" } },
      owner: { name: "La Grande Tablée" },
      place: { name: "Moulin", address: "1 rue du Gué", town: "Brizac", access: "Sonner" },
      hours: OPEN,
      rules: kindOf("room").defaults.rules,
      rate: { customer: "member", hourCents: 600, dayCapCents: 3600 },
      units: 1,
      version: 1,
      photos: [],
      archivedAt: null,
      can: { edit: true, book: true },
    });
  });

  test("the same form sent twice, even at once, adds one room and describes one place", async () => {
    const twice = form({
      name: "Salle unique",
      place: { choice: "new", place: { name: "Lieu unique", address: "", town: "", access: "" } },
    });
    const ids = await Promise.all([1, 2, 3].map(() => addResource(world.actors.owner, "room", twice)));
    expect(new Set(ids)).toEqual(new Set([twice.id]));
    const [{ rooms, places, units } = {}] = await world.owner`
      select (select count(*) from resources where name = 'Salle unique') as rooms,
             (select count(*) from places where name = 'Lieu unique') as places,
             (select count(*) from resource_units where resource_id = ${twice.id}) as units`;
    expect([rooms, places, units]).toEqual([1, 1, 1]);
  });

  test("an id already taken in another pôle is refused without saying what it is", async () => {
    const taken = form({ id: world.rooms.lagon.id });
    await expect(addResource(world.actors.owner, "room", taken)).rejects.toThrow(Conflict);
  });

  test("employees, treasurers, observers and administrators of other structures may not", async () => {
    for (const key of ["employee", "treasurer", "administrator", "partner"] as const) {
      await expect(addResource(world.actors[key], "room", form())).rejects.toThrow(Forbidden);
    }
    const theirs = form({ structureId: world.structures.curieux.id });
    await expect(addResource(world.actors.observer, "room", theirs)).rejects.toThrow(Forbidden);
  });

  test("a pôle's manager adds one for any of its structures, not for those of elsewhere", async () => {
    const { manager } = world.actors;
    await addResource(manager, "room", form({ structureId: world.structures.gue.id }));
    for (const key of ["radeau", "isolee"] as const) {
      const foreign = form({ structureId: world.structures[key].id });
      await expect(addResource(manager, "room", foreign)).rejects.toThrow(Invalid);
    }
  });

  test("a place of another pôle is refused", async () => {
    const [{ id = "" } = {}] = await world.owner`select id from places where name = 'Le Lagon'`;
    const foreign = form({ place: { choice: "known", id: String(id) } });
    await expect(addResource(world.actors.owner, "room", foreign)).rejects.toThrow(Invalid);
  });

  test("whatever the form let through, the database refuses hours that overlap", async () => {
    const hours = [...OPEN, { weekday: 1, opens: 600, closes: 700 }];
    await expect(addResource(world.actors.owner, "room", form({ hours }))).rejects.toThrow(/opening_hours_overlap/);
  });

  test("forms offer an administrator their structure, a manager all but observers, and the pôle's places", async () => {
    const forOwner = await choicesOf(world.actors.owner);
    expect(forOwner.owners.map(({ name }) => name)).toEqual(["La Grande Tablée"]);
    expect(forOwner.places.map(({ name }) => name)).not.toContain("Le Lagon");
    const forManager = await choicesOf(world.actors.manager);
    expect(forManager.owners.map(({ name }) => name)).toEqual([
      "La Grande Tablée",
      "Les Jardins du Gué",
      "Mairie de Brizac",
    ]);
  });
});

describe("editing a room", () => {
  test("changes everything at once and raises the version", async () => {
    const { owner } = world.actors;
    const before = await resourceOf(owner, world.rooms.etang.id);
    const outcome = await editResource(owner, before.id, formOf(before, { name: "Salle du Lac" }));
    expect(outcome).toEqual({ ok: true, value: { version: before.version + 1 } });
    expect(await resourceOf(owner, before.id)).toMatchObject({
      name: "Salle du Lac",
      // They have pages of their own.
      hours: before.hours,
      rates: before.rates,
    });
  });

  test("an edit on an old copy is refused, and nothing of it is kept", async () => {
    const { owner, manager } = world.actors;
    const seen = await resourceOf(owner, world.rooms.haute.id);
    await editResource(manager, seen.id, formOf(seen, { name: "Salle Haute rénovée" }));
    expect(await editResource(owner, seen.id, formOf(seen, { name: "Trop tard" }))).toEqual({
      ok: false,
      problem: { code: "changed_meanwhile", version: seen.version + 1 },
    });
    const now = await resourceOf(owner, seen.id);
    expect(now).toMatchObject({ name: "Salle Haute rénovée", hours: seen.hours });
  });

  test("of two people who save at once, one is told", async () => {
    const { owner, manager } = world.actors;
    const seen = await resourceOf(owner, world.rooms.jardin.id);
    const outcomes = await Promise.all([
      editResource(owner, seen.id, formOf(seen, { name: "Un" })),
      editResource(manager, seen.id, formOf(seen, { name: "Deux" })),
    ]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test("only its owner's administrator and the pôle's managers may", async () => {
    const seen = await resourceOf(world.actors.owner, world.rooms.cour.id);
    for (const key of ["employee", "administrator", "observer"] as const) {
      await expect(editResource(world.actors[key], seen.id, formOf(seen))).rejects.toThrow(Forbidden);
      expect((await resourceOf(world.actors[key], seen.id)).can.edit).toBe(false);
    }
    // Taking somebody's room by naming one's own structure its owner.
    const taken = formOf(seen, { structureId: world.structures.gue.id });
    await expect(editResource(world.actors.administrator, seen.id, taken)).rejects.toThrow(Forbidden);
    await expect(editResource(world.actors.owner, seen.id, taken)).rejects.toThrow(Forbidden);
    expect((await editResource(world.actors.manager, seen.id, taken)).ok).toBe(true);
    expect((await resourceOf(world.actors.owner, seen.id)).owner.name).toBe("Les Jardins du Gué");
  });

  test("in another pôle, or with an id made up, there is nothing to find", async () => {
    const { neighbour, owner } = world.actors;
    const seen = await resourceOf(owner, world.rooms.pressoir.id);
    for (const id of [seen.id, newId(), "pressoir", "' or 1=1"]) {
      await expect(resourceOf(neighbour, id)).rejects.toThrow(NotFound);
      await expect(editResource(neighbour, id, formOf(seen))).rejects.toThrow(NotFound);
      await expect(archiveResource(neighbour, id)).rejects.toThrow(NotFound);
      await expect(restoreResource(neighbour, id)).rejects.toThrow(NotFound);
    }
  });
});

describe("archiving a room", () => {
  test("keeps the bookings to come and says how many; restoring puts it back", async () => {
    const { owner, employee } = world.actors;
    const { id } = world.rooms.pressoir;
    for (const [days, state] of [
      [-2, "confirmed"],
      [2, "confirmed"],
      [3, "requested"],
      [4, "declined"],
    ] as const) {
      await world.owner`insert into bookings ${world.owner({
        id: newId(),
        pole_id: owner.poleId,
        resource_id: id,
        structure_id: world.structures.gue.id,
        person_id: employee.personId,
        starts_at: new Date(Date.now() + days * 86_400_000),
        ends_at: new Date(Date.now() + days * 86_400_000 + 3_600_000),
        state,
        expires_at: state === "requested" ? new Date(Date.now() + 86_400_000) : null,
      })}`;
    }
    expect(await archiveResource(owner, id)).toEqual({ coming: 2 });
    const archived = await resourceOf(employee, id);
    expect(archived.archivedAt).toBeInstanceOf(Date);
    expect(archived.can.book).toBe(false);
    const [{ left = 0 } = {}] = await world.owner`
      select count(*)::int as left from bookings where resource_id = ${id} and state = 'confirmed'`;
    expect(left).toBe(2);
    await archiveResource(owner, id);
    expect((await resourceOf(owner, id)).archivedAt).toEqual(archived.archivedAt);
    await restoreResource(owner, id);
    expect((await resourceOf(employee, id)).can.book).toBe(true);
  });

  test("is not for employees nor for other structures", async () => {
    for (const key of ["employee", "administrator"] as const) {
      await expect(archiveResource(world.actors[key], world.rooms.haute.id)).rejects.toThrow(Forbidden);
      await expect(restoreResource(world.actors[key], world.rooms.haute.id)).rejects.toThrow(Forbidden);
    }
  });
});
