import { hash } from "@node-rs/argon2";
import postgres from "postgres";
import { closeDatabase, connectionOptions, openDatabase } from "../../db/connection";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { freshDatabase } from "./database";
import {
  ALWAYS,
  PEOPLE,
  POLES,
  ROOMS,
  STRUCTURES,
  type PersonKey,
  type PoleKey,
  type RoomKey,
  type RoomSpec,
  type StructureKey,
} from "./world-data";

/** The password of everybody in the world. */
export const PASSWORD = "grappe-test-2026";

/** What a test finds in its database. */
export interface World {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** As the owner of the tables: no row-level security. */
  readonly owner: postgres.Sql;
  readonly poles: Record<PoleKey, { id: string; slug: string; timeZone: string }>;
  readonly structures: Record<StructureKey, { id: string; slug: string; name: string }>;
  readonly people: Record<PersonKey, { id: string; name: string; email: string }>;
  /** Acting for their structure, in its pôle. The outsider has none. */
  readonly actors: Record<Exclude<PersonKey, "outsider">, Actor>;
  readonly rooms: Record<RoomKey, { id: string; name: string; unitIds: string[] }>;
  /** Closes the application's pool and removes the database. */
  close(): Promise<void>;
}

/**
 * A fresh database with a small world in it, open for the application (`database()` answers). One at a time.
 * In a test file: `beforeAll(async () => { world = await openWorld() }); afterAll(() => world.close());`
 */
export async function openWorld({ connections = 20 } = {}): Promise<World> {
  const fresh = await freshDatabase();
  const owner = postgres(fresh.ownerUrl, { ...connectionOptions, max: 2 });
  openDatabase(fresh.appUrl, { connections });
  return {
    ...(await buildWorld(owner)),
    ownerUrl: fresh.ownerUrl,
    appUrl: fresh.appUrl,
    owner,
    close: async () => {
      await closeDatabase();
      await owner.end({ timeout: 1 });
      await fresh.drop();
    },
  };
}

/** Writes the world into an empty, migrated database. */
export async function buildWorld(
  owner: postgres.Sql,
): Promise<Pick<World, "poles" | "structures" | "people" | "actors" | "rooms">> {
  const networkId = newId();
  const poles = mapValues(POLES, (pole) => ({ id: newId(), slug: pole.slug, timeZone: pole.timeZone }));
  const structures = mapValues(STRUCTURES, ({ name }, key) => ({ id: newId(), slug: key, name }));
  const people = mapValues(PEOPLE, ({ name }, key) => ({
    id: newId(),
    name,
    email: `${key.toLowerCase()}@test.example`,
  }));
  const placeIds = { filature: newId(), lagon: newId() };
  const unitIds = new Map<string, string>();
  const rooms = mapValues(ROOMS, (room: RoomSpec) => ({
    id: newId(),
    name: room.name,
    unitIds: room.units.map((unit) => {
      const id = unitIds.get(unit) ?? newId();
      unitIds.set(unit, id);
      return id;
    }),
  }));
  const poleOf = (structure: StructureKey) => poles[STRUCTURES[structure].pole ?? "orme"].id;

  await owner.begin(async (tx) => {
    await tx`insert into networks ${tx({ id: networkId, name: "Réseau des pôles" })}`;
    await tx`insert into poles ${tx(
      entries(POLES).map(([key, pole]) => ({
        id: poles[key].id,
        network_id: networkId,
        slug: pole.slug,
        name: pole.name,
        time_zone: pole.timeZone,
      })),
    )}`;
    await tx`insert into structures ${tx(
      entries(STRUCTURES).map(([key, { colour }]) => ({ ...structures[key], colour })),
    )}`;
    await tx`insert into memberships ${tx(
      entries(STRUCTURES).flatMap(([key, { pole, membership }]) =>
        pole
          ? [{ pole_id: poles[pole].id, structure_id: structures[key].id, kind: membership, starts_on: "2020-01-01" }]
          : [],
      ),
    )}`;
    await tx`insert into people ${tx(Object.values(people).map((person) => ({ ...person, locale: "fr" })))}`;
    const passwordHash = await cheapHash();
    await tx`insert into passwords ${tx(
      Object.values(people).map(({ id }) => ({ person_id: id, hash: passwordHash })),
    )}`;
    await tx`insert into affiliations ${tx(
      entries(PEOPLE).flatMap(([key, { structure, role }]) =>
        structure && role ? [{ structure_id: structures[structure].id, person_id: people[key].id, role }] : [],
      ),
    )}`;
    await tx`insert into pole_staff ${tx(
      entries(PEOPLE).flatMap(([key, { staffOf }]) =>
        staffOf ? [{ pole_id: poles[staffOf].id, person_id: people[key].id, role: "manager" }] : [],
      ),
    )}`;
    await tx`insert into places ${tx([
      { id: placeIds.filature, pole_id: poles.orme.id, name: "Ancienne Filature", town: "Brizac" },
      { id: placeIds.lagon, pole_id: poles.marais.id, name: "Le Lagon", town: "Saint-Leu" },
    ])}`;
    await tx`insert into units ${tx(
      [...unitIds].map(([label, id]) => ({
        id,
        label,
        pole_id: label === "Lagon" ? poles.marais.id : poles.orme.id,
      })),
    )}`;
    for (const [key, spec] of entries<RoomKey, RoomSpec>(ROOMS)) {
      const [resourceId, poleId] = [rooms[key].id, poleOf(spec.owner)];
      await tx`insert into resources ${tx({
        id: resourceId,
        pole_id: poleId,
        kind: spec.kind ?? "room",
        structure_id: structures[spec.owner].id,
        place_id: placeIds[spec.place],
        name: spec.name,
        description: spec.description ?? "",
        capacity: spec.capacity,
        features: spec.features ?? [],
        accessible: spec.accessible ?? false,
        takes_all_units: spec.takesAllUnits ?? true,
        ...spec.rules,
      })}`;
      await tx`insert into resource_units ${tx(
        rooms[key].unitIds.map((unitId) => ({ pole_id: poleId, resource_id: resourceId, unit_id: unitId })),
      )}`;
      await tx`insert into opening_hours ${tx(
        (spec.hours ?? ALWAYS).map((hours) => ({ pole_id: poleId, resource_id: resourceId, ...hours })),
      )}`;
      const rates = entries(spec.rates ?? {}).map(([customer, rate]) => ({
        pole_id: poleId,
        resource_id: resourceId,
        customer,
        hour_cents: rate?.[0] ?? 0,
        day_cap_cents: rate?.[1] ?? null,
      }));
      if (rates.length > 0) await tx`insert into rates ${tx(rates)}`;
    }
  });

  const actors = mapValues(PEOPLE, (person, key): Actor => {
    const structure = person.structure ? STRUCTURES[person.structure] : null;
    const pole = person.staffOf ?? structure?.pole ?? "orme";
    return {
      personId: people[key].id,
      personName: person.name,
      poleId: poles[pole].id,
      poleSlug: POLES[pole].slug,
      poleName: POLES[pole].name,
      timeZone: POLES[pole].timeZone,
      structureId: person.structure ? structures[person.structure].id : null,
      structureName: structure?.name ?? null,
      structureColour: structure?.colour ?? 1,
      membership: structure?.membership ?? null,
      guest: null,
      homePoleId: null,
      roles: [person.role, person.staffOf && ("manager" as const)].filter((role) => role !== undefined),
      locale: "fr",
    };
  });
  return { poles, structures, people, actors, rooms };
}

let kept: Promise<string> | undefined;

/** Argon2id with the least work it accepts: tests sign in often, and nobody attacks them. */
function cheapHash(): Promise<string> {
  kept ??= hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  return kept;
}

function entries<K extends string, V>(object: Partial<Record<K, V>> | Record<K, V>): [K, V][] {
  return Object.entries(object) as [K, V][];
}

function mapValues<K extends string, V, W>(object: Record<K, V>, change: (value: V, key: K) => W): Record<K, W> {
  return Object.fromEntries(entries(object).map(([key, value]) => [key, change(value, key)])) as Record<K, W>;
}
