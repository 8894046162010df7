import type postgres from "postgres";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { BOOKINGS_A_NEED, generateNeeds } from "./generate-needs";
import { addDays, localDateOf, type LocalDate } from "../../server/kernel/time";

/** How much to make. */
export interface Amounts {
  readonly rooms: number;
  /** In all; each room gets its share, around today and back into the past, LONGEST_AHEAD days ahead at most. */
  readonly bookings: number;
  /** Bookings of a room each day, 1 to 28: of half an hour when there are many, of two hours when there are few. */
  readonly perDay?: number;
}

/** A pôle made for measuring. */
export interface GeneratedPole {
  readonly poleId: string;
  readonly actor: Actor;
  /** The days that have bookings, the first and the last. */
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly bookings: number;
}

const ZONE = "Europe/Paris";
const STRUCTURES = 20;
const LONGEST_AHEAD = 30;
const [OPENS, CLOSES] = [7 * 60, 21 * 60];

/**
 * Fills a migrated database with one more pôle: rooms of one unit, open every day from 7:00 to 21:00, and bookings that
 * never overlap, with their claims and events; some rooms with a season, a quota, blockings; some things given one by
 * one, and kits of two rooms; needs with their answers. The same amounts give the same rhythm. `owner` owns the tables.
 */
export async function generatePole(
  owner: postgres.Sql,
  { rooms, bookings, perDay = 2 }: Amounts,
): Promise<GeneratedPole> {
  const [poleId, personId] = [newId(), newId()];
  const slug = `bench-${poleId.slice(-12)}`;
  const structureIds = Array.from({ length: STRUCTURES }, () => newId());
  const slot = Math.floor((CLOSES - OPENS) / perDay / 30) * 30;
  const length = Math.min(slot, 120);
  // Where there is room to spare, a third of the slots stay free and the others start at one of four half-hours.
  const sparse = slot >= length + 90;
  const days = Math.ceil(bookings / rooms / perDay / (sparse ? 2 / 3 : 1));
  const lastDay = addDays(localDateOf(new Date(), ZONE), Math.min(LONGEST_AHEAD, Math.ceil(days / 2)));
  const firstDay = addDays(lastDay, 1 - days);

  await owner.begin(async (tx) => {
    await tx`insert into poles (id, slug, name) values (${poleId}, ${slug}, 'Pôle de mesure')`;
    await tx`insert into people (id, name, email) values (${personId}, 'Zoé Mesure', ${`${slug}@test.example`})`;
    await tx`
      insert into structures (id, slug, name, colour)
      select id, ${slug} || '-' || n, 'Structure ' || n, 1 + n % 6
        from unnest(${structureIds}::uuid[]) with ordinality as s (id, n)`;
    await tx`
      insert into memberships (pole_id, structure_id, kind, starts_on)
      select ${poleId}, id, 'member', '2020-01-01' from unnest(${structureIds}::uuid[]) as s (id)`;
    await tx`insert into affiliations (structure_id, person_id, role) values (${structureIds[0]!}, ${personId}, 'employee')`;

    await tx`
      create temporary table made_rooms on commit drop as
      select n, gen_random_uuid() as resource_id, gen_random_uuid() as unit_id,
             (${structureIds}::uuid[])[1 + n % ${STRUCTURES}] as structure_id
        from generate_series(1, ${rooms}) n`;
    await tx`
      insert into resources (id, pole_id, kind, structure_id, name, capacity, features, step_minutes)
      select resource_id, ${poleId}, 'room', structure_id, 'Salle ' || lpad(n::text, 5, '0'), 4 + n * 7 % 40,
             case when n % 3 = 0 then '{screen,wifi}' else '{wifi}' end::text[], 30
        from made_rooms`;
    await tx`insert into units (id, pole_id) select unit_id, ${poleId} from made_rooms`;
    await tx`insert into resource_units select ${poleId}, resource_id, unit_id from made_rooms`;
    await tx`
      insert into opening_hours select ${poleId}, resource_id, weekday, ${OPENS}::int, ${CLOSES}::int
        from made_rooms cross join generate_series(1, 7) weekday`;
    await insertVariety(tx, poleId, structureIds[0]!, Math.ceil(rooms / 100));
    await tx`insert into rates select ${poleId}, resource_id, 'member', 600, 3600 from made_rooms`;

    await tx`
      create temporary table made_bookings on commit drop as
      select gen_random_uuid() as id, r.resource_id, r.unit_id,
             (${structureIds}::uuid[])[1 + (r.n * 13 + d * 7 + k) % ${STRUCTURES}] as structure_id,
             ((${firstDay}::date + d)::timestamp + make_interval(mins => ${OPENS}::int + k * ${slot}::int
               + case when ${sparse} then 30 * ((r.n + d) % 4) else 0 end))
               at time zone ${ZONE} as starts_at
        from made_rooms r
       cross join generate_series(0, ${days - 1}) d
       cross join generate_series(0, ${perDay - 1}) k
       where not (${sparse} and (r.n + d * 5 + k * 7) % 3 = 0)
       limit ${bookings}`;
    const putBack = await takeOff(tx, ["bookings", "claims", "booking_events"]);
    await tx`
      insert into bookings (id, pole_id, resource_id, structure_id, person_id, title, starts_at, ends_at, price_cents,
                            created_at)
      select id, ${poleId}, resource_id, structure_id, ${personId}, 'Réunion', starts_at,
             starts_at + make_interval(mins => ${length}::int), 1200, starts_at - interval '3 days'
        from made_bookings`;
    await tx`
      insert into claims (id, pole_id, booking_id, unit_id, starts_at, ends_at)
      select gen_random_uuid(), ${poleId}, id, unit_id, starts_at, starts_at + make_interval(mins => ${length}::int)
        from made_bookings`;
    await tx`
      insert into booking_events (id, pole_id, booking_id, at, person_id, kind)
      select gen_random_uuid(), ${poleId}, id, starts_at - interval '3 days', ${personId}, 'confirmed'
        from made_bookings`;
    await putBack();
  });
  await owner`vacuum (analyze) resources, units, resource_units, resource_parts, opening_hours, seasons, quotas, rates,
              blockings, blocked_units, bookings, claims, booking_events`;
  await generateNeeds(owner, { poleId, personId, structureIds, needs: Math.ceil(bookings / BOOKINGS_A_NEED) });

  return {
    poleId,
    firstDay,
    lastDay,
    bookings,
    actor: {
      personId,
      personName: "Zoé Mesure",
      poleId,
      poleSlug: slug,
      poleName: "Pôle de mesure",
      timeZone: ZONE,
      structureId: structureIds[0]!,
      structureName: "Structure 1",
      structureColour: 2,
      membership: "member",
      guest: null,
      homePoleId: null,
      roles: ["employee"],
      locale: "fr",
    },
  };
}

/**
 * What pôles have besides rooms that are always alike, of `made_rooms`: of a hundred rooms, one with a season, five with
 * quotas, four kept twenty times for half a day; a thing of five units given one by one; a kit of two rooms.
 */
async function insertVariety(tx: postgres.TransactionSql, poleId: string, ownerId: string, each: number) {
  await tx`
    with season as (
      insert into seasons (id, pole_id, resource_id, name, starts_on, ends_on)
      select gen_random_uuid(), ${poleId}::uuid, resource_id, 'Hiver', 1101, 331 from made_rooms where n % 100 = 7
      returning resource_id, id)
    insert into opening_hours (pole_id, resource_id, season_id, weekday, opens, closes)
    select ${poleId}::uuid, resource_id, id, weekday, ${OPENS}::int, ${CLOSES}::int from season cross join generate_series(1, 7) weekday`;
  await tx`
    insert into quotas (pole_id, resource_id, customer, measure, amount)
    select ${poleId}::uuid, resource_id, 'member', 'week_minutes', 6000 from made_rooms where n % 20 = 3`;
  await tx`
    create temporary table made_blockings on commit drop as
    select gen_random_uuid() as id, resource_id, unit_id,
           date_trunc('day', now()) + make_interval(days => d * 2 - 20, hours => 12) as starts_at
      from made_rooms cross join generate_series(1, 20) d where n % 25 = 11`;
  await tx`
    insert into blockings (id, pole_id, resource_id, kind, starts_at, ends_at)
    select id, ${poleId}::uuid, resource_id, 'maintenance', starts_at, starts_at + interval '6 hours' from made_blockings`;
  await tx`
    insert into blocked_units (blocking_id, pole_id, unit_id, starts_at, ends_at)
    select id, ${poleId}::uuid, unit_id, starts_at, starts_at + interval '6 hours' from made_blockings`;
  await tx`
    create temporary table made_things on commit drop as
    select n, gen_random_uuid() as pool_id, gen_random_uuid() as kit_id from generate_series(1, ${each}::int) n`;
  await tx`
    insert into resources (id, pole_id, kind, structure_id, name, capacity, takes_all_units, step_minutes)
    select pool_id, ${poleId}::uuid, 'equipment', ${ownerId}::uuid, 'Projecteurs ' || n, 1, false, 30 from made_things
     union all
    select kit_id, ${poleId}::uuid, 'equipment', ${ownerId}::uuid, 'Kit ' || n, 1, true, 30 from made_things`;
  await tx`
    with made as (
      insert into units (id, pole_id, label)
      select gen_random_uuid(), ${poleId}::uuid, n || '.' || k from made_things cross join generate_series(1, 5) k
      returning id, label)
    insert into resource_units (pole_id, resource_id, unit_id)
    select ${poleId}::uuid, pool_id, id from made join made_things on n = split_part(label, '.', 1)::int`;
  await tx`
    insert into resource_parts (pole_id, resource_id, part, source_id)
    select ${poleId}::uuid, kit_id, part, resource_id
      from made_things t cross join generate_series(1, 2) part join made_rooms r on r.n = t.n * 2 + part - 2`;
  await tx`
    insert into opening_hours (pole_id, resource_id, weekday, opens, closes)
    select ${poleId}::uuid, id, weekday, ${OPENS}::int, ${CLOSES}::int
      from made_things cross join unnest(array[pool_id, kit_id]) id cross join generate_series(1, 7) weekday`;
}

/**
 * Drops what slows a large insert, indexes and the exclusion constraint, to be built again at once over all rows: a
 * promise kept by two made-up bookings would still fail there. A superuser does without foreign keys meanwhile.
 */
async function takeOff(tx: postgres.TransactionSql, tables: string[]): Promise<() => Promise<void>> {
  const indexes = await tx<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
      from pg_index where indrelid = any(${tables}::text[]::regclass[]) and not indisunique and not indisexclusion`;
  const exclusions = await tx<{ tableName: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as "tableName", conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where conrelid = any(${tables}::text[]::regclass[]) and contype = 'x'`;
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
  for (const { tableName, name } of exclusions) await tx.unsafe(`alter table ${tableName} drop constraint ${name}`);
  const [role] = await tx<{ rolsuper: boolean }[]>`select rolsuper from pg_roles where rolname = current_user`;
  if (role?.rolsuper) await tx`set local session_replication_role = replica`;
  return async () => {
    if (role?.rolsuper) await tx`set local session_replication_role = origin`;
    for (const { definition } of indexes) await tx.unsafe(definition);
    for (const { tableName, name, definition } of exclusions) {
      await tx.unsafe(`alter table ${tableName} add constraint ${name} ${definition}`);
    }
  };
}
