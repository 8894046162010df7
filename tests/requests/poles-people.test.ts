import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../server/kernel/ids";
import {
  actorOfToken,
  apiTokensOf,
  changeRole,
  colleagueOf,
  contextsOf,
  createApiToken,
  endAffiliation,
  endMembership,
  issueApiToken,
  resumeMembership,
  revokeApiToken,
  structureOfPole,
  structuresOfPole,
  structuresWithoutPole,
} from "../../server/poles";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const forbidden = (code: string): unknown => expect.objectContaining({ name: "Forbidden", code });
const notFound = (code: string): unknown => expect.objectContaining({ name: "NotFound", code });

describe("for whom somebody may act", () => {
  it("is each structure they work for, in each pôle it belongs to, with their role there", async () => {
    expect(await contextsOf(world.people.employee.id)).toMatchObject([
      { poleSlug: "val-d-orme", structureSlug: "gue", roles: ["employee"], membership: "member" },
    ]);
    expect(await contextsOf(world.people.manager.id)).toMatchObject([
      { poleSlug: "val-d-orme", structureId: null, structureName: null, roles: ["manager"], membership: null },
    ]);
    expect(await contextsOf(world.people.managerAtGue.id)).toMatchObject([
      { structureSlug: "gue", roles: ["employee", "manager"] },
    ]);
    expect(await contextsOf(world.people.outsider.id)).toEqual([]);
  });

  it("follows the structure into a second pôle", async () => {
    const { id } = world.structures.curieux;
    await world.owner`insert into memberships values (${world.poles.marais.id}, ${id}, 'member', '2020-01-01')`;
    expect(await contextsOf(world.people.observer.id)).toMatchObject([
      { poleSlug: "marais", membership: "member" },
      { poleSlug: "val-d-orme", membership: "observer" },
    ]);
    await world.owner`delete from memberships where pole_id = ${world.poles.marais.id} and structure_id = ${id}`;
  });

  it("begins on the first day of the membership and ends after the last, in the pôle's own days", async () => {
    // On the Réunion it may be tomorrow already: the pôle's clock decides, not the server's.
    for (const [pole, person, structure, zone] of [
      ["orme", "partner", "mairie", "Europe/Paris"],
      ["marais", "neighbour", "radeau", "Indian/Reunion"],
    ] as const) {
      const set = (startsOn: number, endsOn: number | null) => world.owner`
        update memberships
           set starts_on = (now() at time zone ${zone})::date + ${startsOn}::int,
               ends_on = (now() at time zone ${zone})::date + ${endsOn}::int
         where structure_id = ${world.structures[structure].id} and pole_id = ${world.poles[pole].id}`;
      const acts = async () =>
        (await contextsOf(world.people[person].id)).some(({ structureSlug }) => structureSlug === structure);
      await set(0, null);
      expect(await acts()).toBe(true);
      await set(1, null);
      expect(await acts()).toBe(false);
      await set(-10, 0);
      expect(await acts()).toBe(true);
      await set(-10, -1);
      expect(await acts()).toBe(false);
      await set(-1000, null);
    }
  });

  it("is nothing for a structure of no pôle, which is told by name, with who administers it", async () => {
    expect(await structuresWithoutPole(world.people.outsider.id)).toEqual([
      { id: world.structures.isolee.id, name: "L'Isolée", colour: 6, administrators: ["Rose Malet"] },
    ]);
    expect(await structuresWithoutPole(world.people.employee.id)).toEqual([]);
  });
});

describe("the structures of a pôle", () => {
  it("are those of the actor's pôle, by name, with how many people each has", async () => {
    const members = await structuresOfPole(world.actors.employee);
    expect(members.map(({ slug }) => slug)).toEqual(["tablee", "curieux", "gue", "mairie"]);
    expect(members.find(({ slug }) => slug === "gue")).toMatchObject({ people: 5, kind: "member", state: "current" });
    expect((await structuresOfPole(world.actors.neighbour)).map(({ slug }) => slug)).toEqual(["radeau"]);
  });

  it("are found by words without accents, and nothing is a pattern", async () => {
    const find = async (q: string) => (await structuresOfPole(world.actors.employee, { q })).map(({ slug }) => slug);
    expect(await find("GUÉ")).toEqual(["gue"]);
    expect(await find("jardins gue")).toEqual(["gue"]);
    expect(await find("tablée")).toEqual(["tablee"]);
    for (const q of ["%", "_", "'", "\\\\", "Radeau"]) expect(await find(q)).toEqual([]);
  });

  it("show their people to themselves and to the pôle's staff only", async () => {
    // Administrators first, then by name.
    expect((await structureOfPole(world.actors.employee, "gue")).people?.map(({ name }) => name)).toEqual([
      "Yves Cordier",
      "Nadia Ferrand",
      "Claire Morin",
      "Hugo Valat",
      "Samir Haddad",
    ]);
    expect((await structureOfPole(world.actors.owner, "gue")).people).toBeNull();
    expect((await structureOfPole(world.actors.manager, world.structures.gue.id)).people).toHaveLength(5);
    for (const structure of ["radeau", world.structures.radeau.id, "nowhere", newId()]) {
      await expect(structureOfPole(world.actors.manager, structure)).rejects.toEqual(notFound("structure"));
    }
  });
});

describe("a role in a structure", () => {
  const { administrator, treasurer, employee } = {
    administrator: "administrator",
    treasurer: "treasurer",
    employee: "employee",
  } as const;

  it("is changed by its administrators, and no pôle's manager", async () => {
    const { id } = world.people.colleague;
    for (const who of [world.actors.employee, world.actors.treasurer, world.actors.owner, world.actors.manager]) {
      await expect(changeRole(who, "gue", id, { role: administrator })).rejects.toEqual(
        forbidden("structure.edit-people"),
      );
      await expect(endAffiliation(who, "gue", id)).rejects.toEqual(forbidden("structure.edit-people"));
      await expect(colleagueOf(who, "gue", id)).rejects.toEqual(forbidden("structure.edit-people"));
    }
    expect(await changeRole(world.actors.administrator, "gue", id, { role: treasurer })).toMatchObject({ ok: true });
    expect(await contextsOf(id)).toMatchObject([{ roles: ["treasurer"] }]);
    expect(await changeRole(world.actors.administrator, "gue", id, { role: employee })).toMatchObject({ ok: true });
  });

  it("is not there for another pôle, nor for somebody who works elsewhere", async () => {
    await expect(
      changeRole(world.actors.neighbour, "gue", world.people.colleague.id, { role: employee }),
    ).rejects.toEqual(notFound("structure"));
    for (const person of [world.people.owner.id, world.people.neighbour.id, newId(), "x"]) {
      await expect(changeRole(world.actors.administrator, "gue", person, { role: employee })).rejects.toEqual(
        notFound("person"),
      );
    }
  });

  it("of the last administrator is neither changed nor ended, even by themselves", async () => {
    const { id } = world.people.administrator;
    const refused = { ok: false, problem: { code: "last_administrator" } };
    expect(await changeRole(world.actors.administrator, "gue", id, { role: employee })).toEqual(refused);
    expect(await changeRole(world.actors.administrator, "gue", id, { role: treasurer })).toEqual(refused);
    expect(await endAffiliation(world.actors.administrator, "gue", id)).toEqual(refused);
    expect(await changeRole(world.actors.administrator, "gue", id, { role: administrator })).toMatchObject({
      ok: true,
    });
  });

  it("of two administrators who remove each other at the same instant is left to one", async () => {
    const [one, two] = [world.people.administrator.id, world.people.colleague.id];
    for (let turn = 0; turn < 5; turn += 1) {
      await world.owner`update affiliations set role = 'administrator' where person_id in (${one}, ${two})`;
      const outcomes = await Promise.all([
        changeRole(world.actors.administrator, "gue", one, { role: employee }),
        changeRole(world.actors.administrator, "gue", two, { role: employee }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    }
    await world.owner`update affiliations set role = 'administrator' where person_id = ${one}`;
    await world.owner`update affiliations set role = 'employee' where person_id = ${two}`;
  });

  it("ends at once: no context, no token of the API is left", async () => {
    const { id, email } = world.people.colleague;
    const token = await issueApiToken({ email, structureSlug: "gue" });
    expect(await actorOfToken(token)).toMatchObject({ personId: id });
    expect(await endAffiliation(world.actors.administrator, "gue", id)).toMatchObject({ ok: true });
    expect(await contextsOf(id)).toEqual([]);
    expect(await actorOfToken(token)).toBeNull();
    await expect(endAffiliation(world.actors.administrator, "gue", id)).rejects.toEqual(notFound("person"));
    await world.owner`update affiliations set ended_at = null where person_id = ${id}`;
  });
});

describe("a membership", () => {
  it("is ended by the pôle's managers, not before it began, and taken back", async () => {
    const { manager, administrator, neighbour } = world.actors;
    const today = new Date().toISOString().slice(0, 10);
    await expect(endMembership(administrator, "tablee", { endsOn: today })).rejects.toEqual(
      forbidden("pole.edit-memberships"),
    );
    await expect(endMembership(neighbour, "tablee", { endsOn: today })).rejects.toEqual(notFound("structure"));
    expect(await endMembership(manager, "tablee", { endsOn: "2019-12-31" })).toMatchObject({
      problem: { code: "ends_before_start" },
    });
    expect(await endMembership(manager, "tablee", { endsOn: "2020-06-30" })).toMatchObject({ ok: true });
    expect(await contextsOf(world.people.owner.id)).toEqual([]);
    const members = await structuresOfPole(manager);
    expect(members.find(({ slug }) => slug === "tablee")).toMatchObject({ state: "ended", endsOn: "2020-06-30" });
    // What has left is no longer the pôle's to look into or to run.
    expect((await structureOfPole(manager, "tablee")).people).toBeNull();
    await expect(changeRole(manager, "tablee", world.people.owner.id, { role: "employee" })).rejects.toEqual(
      forbidden("structure.edit-people"),
    );
    expect(await endMembership(manager, "tablee", { endsOn: today })).toMatchObject({
      problem: { code: "already_ended" },
    });
    await resumeMembership(manager, "tablee");
    expect(await contextsOf(world.people.owner.id)).toHaveLength(1);
  });
});

describe("an API token", () => {
  const acting = () => ({ poleId: world.poles.orme.id, structureId: world.structures.gue.id as string | null });

  it("lets a program act as its person for one structure, in their language", async () => {
    const outcome = await createApiToken(world.people.employee.id, { id: newId(), name: "Écran", acting: acting() });
    const secret = outcome.ok ? outcome.value : "";
    expect(secret).toMatch(/^grappe_[\w-]{43}$/);
    expect(await actorOfToken(secret)).toEqual({
      ...world.actors.employee,
      structureName: "Les Jardins du Gué",
    });
    const [row] = await world.owner<{ all: string }[]>`select string_agg(t::text, ' ') as all from api_tokens t`;
    expect(row?.all).not.toContain(secret.slice(7));
    expect(await apiTokensOf(world.people.employee.id)).toMatchObject([
      { name: "Écran", poleName: "Pôle du Val d'Orme" },
    ]);
  });

  it("is one when its form is sent twice", async () => {
    const form = { id: newId(), name: "Deux fois", acting: acting() };
    const outcomes = await Promise.all([1, 2, 3].map(() => createApiToken(world.people.treasurer.id, form)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, problem: { code: "already_created" } });
    expect(await apiTokensOf(world.people.treasurer.id)).toHaveLength(1);
  });

  it("is made only for what its person may act for", async () => {
    for (const other of [
      { poleId: world.poles.orme.id, structureId: world.structures.tablee.id },
      { poleId: world.poles.marais.id, structureId: world.structures.radeau.id },
      { poleId: world.poles.orme.id, structureId: null },
    ]) {
      const form = { id: newId(), name: "X", acting: other };
      await expect(createApiToken(world.people.employee.id, form)).rejects.toEqual(notFound("structure"));
    }
    await expect(issueApiToken({ email: "nobody@test.example", structureSlug: "gue" })).rejects.toEqual(
      notFound("person"),
    );
    const { email } = world.people.employee;
    await expect(issueApiToken({ email, structureSlug: "tablee" })).rejects.toEqual(notFound("structure"));
  });

  it("of staff without a structure acts for the pôle itself", async () => {
    const { email, id } = world.people.manager;
    const secret = await issueApiToken({ email, structureSlug: "val-d-orme" });
    expect(await actorOfToken(secret)).toMatchObject({ personId: id, structureId: null, roles: ["manager"] });
    await world.owner`update pole_staff set ended_at = now() where person_id = ${id}`;
    expect(await actorOfToken(secret)).toBeNull();
    await world.owner`update pole_staff set ended_at = null where person_id = ${id}`;
  });

  it("is revoked by its person only, at once", async () => {
    const { email, id } = world.people.treasurer;
    const secret = await issueApiToken({ email, structureSlug: "gue" });
    const [token] = await apiTokensOf(id);
    await expect(revokeApiToken(world.people.employee.id, token?.id ?? "")).rejects.toEqual(notFound("token"));
    expect(await actorOfToken(secret)).not.toBeNull();
    await revokeApiToken(id, token?.id ?? "");
    expect(await actorOfToken(secret)).toBeNull();
  });

  it("opens nothing when it is not one, or its person is disabled", async () => {
    const { email, id } = world.people.partner;
    const secret = await issueApiToken({ email, structureSlug: "mairie" });
    for (const wrong of [
      "",
      "grappe_",
      `${secret}x`,
      secret.slice(0, -1),
      secret.slice(7),
      `grappe_${"é".repeat(500)}`,
    ]) {
      expect(await actorOfToken(wrong)).toBeNull();
    }
    await world.owner`update people set disabled_at = now() where id = ${id}`;
    expect(await actorOfToken(secret)).toBeNull();
  });
});
