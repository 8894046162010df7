import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { usesOf } from "../bookings";
import { groupBy } from "../kernel/group-by";
import type { LocalDate } from "../kernel/time";
import { common, daysIn, monthsOf, type Days } from "./days";
import { MEASURES, STANDING, USED, type Facts, type Key, type KeyDates, type Measure } from "./key";

/** As much of a pool as its facts need. */
export interface FactsPool {
  readonly id: string;
  /** Whether all members of the pôle take part. */
  readonly everyone: boolean;
}

/** A structure that takes part on some days of a stretch. */
export interface Participant {
  readonly structureId: string;
  readonly name: string;
  /** Of presence in the stretch: at least 1. */
  readonly days: number;
  /** Which days: one stretch, or several for who left and came back. */
  readonly present: readonly Days[];
}

/** A version of a pool's key, with what it says. */
export interface KeyVersion extends KeyDates {
  readonly poolId: string;
  /** 1, 2, 3… in the pool. */
  readonly number: number;
  readonly definition: Key;
  /** Who decided it: "conseil d'administration du 12 mars". */
  readonly decided: string;
}

/** What is to be known of a pool, from a day to a day (both included). */
export interface FactsAsked extends Days {
  readonly pool: FactsPool;
  /** All of them when left out; those that a key does not read may be (see measuresOf()). */
  readonly measures?: readonly Measure[];
}

/**
 * Who takes part in a pool from a day to a day (both included), by name, with its days of presence: the pôle's members
 * (neither partners nor observers) where everyone does, else those named; never after they left the pôle.
 */
export async function participantsOf(
  tx: Tx,
  pool: FactsPool,
  from: LocalDate,
  until: LocalDate,
): Promise<Participant[]> {
  const [present = new Map<string, Days[]>()] = await presenceOf(tx, [{ pool, from, until }]);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from structures where id = any(${[...present.keys()]}::uuid[]) order by app.fold(name), id`.execute(
    tx,
  );
  return rows.map(({ id, name }) => {
    const days = present.get(id) ?? [];
    return { structureId: id, name, present: days, days: daysOf(days) };
  });
}

/** See factsForAll(). */
export async function factsFor(
  tx: Tx,
  pool: FactsPool,
  from: LocalDate,
  until: LocalDate,
  measures: readonly Measure[] = MEASURES,
): Promise<Facts> {
  const [facts] = await factsForAll(tx, [{ pool, from, until, measures }]);
  return facts ?? { days: {}, measures: {} };
}

/**
 * All that keys may need to know of pools from a day to a day (both included): who takes part and for how many days; what
 * stands (full-time equivalents × 10 000, heads, m² × 100) times the days it held; what was used, by bookings of the
 * pool's resources that start then and by typed readings of then, of hours those alone that are validated. Only days on
 * which a structure takes part count. Six queries at most, whatever the number of pools and structures; answers in the
 * order of `asked`.
 */
export async function factsForAll(tx: Tx, asked: readonly FactsAsked[]): Promise<Facts[]> {
  const present = await presenceOf(tx, asked);
  const all = asked.map(({ pool, from, until, measures = MEASURES }, rank): Gathered => {
    const presence = present[rank] ?? new Map<string, Days[]>();
    const partly = [...presence].filter(([, [first]]) => first?.from !== from || first.until !== until);
    return {
      ...{ poolId: pool.id, from, until, presence, sums: new Sums(measures, presence) },
      partly: partly.flatMap(([structureId, days]) => days.map((stretch) => ({ structureId, ...stretch }))),
    };
  });
  const asking = (some: readonly Measure[]) =>
    all.filter(({ sums, presence }) => presence.size > 0 && some.some((measure) => sums.measures[measure]));
  await addStanding(tx, asking(STANDING));
  await addReadings(tx, asking(USED));
  await addBookings(tx, asking(BOOKED));
  return all.map(({ from, until, presence, sums }) => ({
    days: Object.fromEntries([...presence].map(([structureId, days]) => [structureId, daysOf(days)])),
    measures: sums.measures,
    months: monthsOf({ from, until }),
  }));
}

type Presence = ReadonlyMap<string, readonly Days[]>;

/** What is being gathered of a pool and stretch. */
interface Gathered extends Days {
  readonly poolId: string;
  readonly presence: Presence;
  /** Of it, those who are not there on all of its days. */
  readonly partly: readonly (Days & { readonly structureId: string })[];
  readonly sums: Sums;
}

/** Who takes part, and on which days: one stretch, or several for who left and came back. Two queries. */
async function presenceOf(tx: Tx, asked: readonly FactsAsked[]): Promise<Presence[]> {
  const named = [...new Set(asked.filter(({ pool }) => !pool.everyone).map(({ pool }) => pool.id))];
  const members = asked.some(({ pool }) => pool.everyone)
    ? await sql<Stay>`
        select structure_id, starts_on, ends_on from membership_stays where pole_id = app.pole_id() and kind = 'member'
         order by structure_id, starts_on`.execute(tx)
    : { rows: [] };
  const participants = named.length
    ? await sql<Stay & { poolId: string }>`
        select p.pool_id, p.structure_id, greatest(p.starts_on, m.starts_on) as starts_on, least(p.ends_on, m.ends_on) as ends_on
          from pool_participants p join membership_stays m on m.pole_id = p.pole_id and m.structure_id = p.structure_id
         where p.pool_id = any(${named}::uuid[]) order by p.structure_id, p.starts_on, m.starts_on`.execute(tx)
    : { rows: [] };
  const byPool = groupBy(participants.rows, ({ poolId }) => poolId);
  return asked.map(({ pool, from, until }) => {
    const found = new Map<string, Days[]>();
    for (const { structureId, startsOn, endsOn } of pool.everyone ? members.rows : (byPool.get(pool.id) ?? [])) {
      const part = common({ from, until }, { from: startsOn, until: endsOn ?? until });
      if (!part) continue;
      const days = found.get(structureId);
      if (days) days.push(part);
      else found.set(structureId, [part]);
    }
    return found;
  });
}

type Stay = { structureId: string; startsOn: LocalDate; endsOn: LocalDate | null };

function daysOf(stretches: readonly Days[]): number {
  return stretches.reduce((all, part) => all + daysIn(part), 0);
}

/** What bookings tell: hours come from timesheets alone. */
const BOOKED: readonly Measure[] = USED.filter((measure) => measure !== "hours");

/** Sums by measure and structure, of the measures asked for and of those who take part. */
class Sums {
  readonly measures: Partial<Record<Measure, Record<string, bigint>>>;

  constructor(
    asked: readonly Measure[],
    private readonly presence: Presence,
  ) {
    this.measures = Object.fromEntries(asked.map((measure) => [measure, {}]));
  }

  /** `quantity` is a whole number, as text. */
  add(measure: Measure, structureId: string, quantity: string): void {
    const sums = this.measures[measure];
    if (sums && quantity !== "0" && this.presence.has(structureId))
      sums[structureId] = (sums[structureId] ?? 0n) + BigInt(quantity);
  }
}

/** As tables: `u`, the stretches, and `p`, those who are there on some of their days only; `d`, the days that count. */
function stretches(all: readonly Gathered[]) {
  const partly = all.flatMap((one, rank) => one.partly.map((part) => ({ rank, ...part })));
  return {
    u: sql`unnest(${all.map((_, rank) => rank)}::int[], ${all.map(({ poolId }) => poolId)}::uuid[],
                  ${all.map(({ from }) => from)}::date[], ${all.map(({ until }) => until)}::date[])
             as u (rank, pool_id, starts_on, ends_on)`,
    p: sql`unnest(${partly.map(({ rank }) => rank)}::int[], ${partly.map(({ structureId }) => structureId)}::uuid[],
                  ${partly.map(({ from }) => from)}::date[], ${partly.map(({ until }) => until)}::date[])
             as p (rank, structure_id, starts_on, ends_on)`,
    d: sql`(select coalesce(p.starts_on, u.starts_on) as starts_on, coalesce(p.ends_on, u.ends_on) as ends_on) d`,
  };
}

type Summed = { rank: number; structureId: string; measure: Measure; quantity: string };

async function addStanding(tx: Tx, all: readonly Gathered[]): Promise<void> {
  if (all.length === 0) return;
  const { u, p, d } = stretches(all);
  const { rows } = await sql<Summed>`
    select u.rank, m.structure_id, m.measure,
           sum(m.value * (least(coalesce(m.ends_on, d.ends_on), d.ends_on) - greatest(m.starts_on, d.starts_on) + 1))::text as quantity
      from structure_measures m cross join ${u}
      left join ${p} on p.rank = u.rank and p.structure_id = m.structure_id
     cross join lateral ${d}
     where m.pole_id = app.pole_id() and m.starts_on <= d.ends_on and coalesce(m.ends_on, d.ends_on) >= d.starts_on
     group by u.rank, m.structure_id, m.measure`.execute(tx);
  for (const { rank, structureId, measure, quantity } of rows) all[rank]?.sums.add(measure, structureId, quantity);
}

async function addReadings(tx: Tx, all: readonly Gathered[]): Promise<void> {
  if (all.length === 0) return;
  const { u, p, d } = stretches(all);
  const { rows } = await sql<Summed>`
    select u.rank, r.structure_id, r.measure, sum(r.quantity)::text as quantity
      from ${u} join use_readings r on r.pool_id = u.pool_id and r.used_on >= u.starts_on and r.used_on <= u.ends_on
      left join ${p} on p.rank = u.rank and p.structure_id = r.structure_id
     cross join lateral ${d}
     where r.used_on >= d.starts_on and r.used_on <= d.ends_on and (r.measure <> 'hours' or r.validated_at is not null)
     group by u.rank, r.structure_id, r.measure`.execute(tx);
  for (const { rank, structureId, measure, quantity } of rows) all[rank]?.sums.add(measure, structureId, quantity);
}

async function addBookings(tx: Tx, all: readonly Gathered[]): Promise<void> {
  if (all.length === 0) return;
  const { rows } = await sql<{ poolId: string; resourceIds: string[]; timeZone: string }>`
    select r.pool_id, array_agg(r.resource_id) as resource_ids, p.time_zone
      from pool_resources r join poles p on p.id = r.pole_id
     where r.pool_id = any(${all.map(({ poolId }) => poolId)}::uuid[]) group by r.pool_id, p.time_zone`.execute(tx);
  const [first] = rows;
  if (!first) return;
  const resources = new Map(rows.map(({ poolId, resourceIds }) => [poolId, resourceIds]));
  const asked = all.map(({ poolId, from, until, partly }) => ({
    ...{ resourceIds: resources.get(poolId) ?? [], from, until, partly },
  }));
  for (const uses of await usesOf(tx, { stretches: asked, timeZone: first.timeZone })) {
    const sums = all[uses.stretch]?.sums;
    sums?.add("minutes", uses.structureId, uses.minutes);
    sums?.add("kilometres", uses.structureId, uses.kilometres);
    sums?.add("seats", uses.structureId, uses.units);
    sums?.add("meals", uses.structureId, uses.units);
  }
}

/** The versions of these pools' keys that are valid on some day from `from` to `until` (both included), oldest first. */
export async function keyVersionsOf(
  tx: Tx,
  poolIds: readonly string[],
  from: LocalDate,
  until: LocalDate,
): Promise<KeyVersion[]> {
  if (poolIds.length === 0) return [];
  const rows = await tx
    .selectFrom("keyVersions")
    .select(["id", "poolId", "number", "startsOn", "endsOn", "definition", "decided"])
    .where("poolId", "in", poolIds)
    .where("startsOn", "<=", until)
    .where((on) => on.or([on("endsOn", "is", null), on("endsOn", ">=", from)]))
    .orderBy("poolId")
    .orderBy("startsOn")
    .execute();
  return rows.map(({ definition, ...row }) => ({ ...row, definition: definition as unknown as Key }));
}
