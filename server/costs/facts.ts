import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { usesOf } from "../bookings";
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
  const presence = pool.everyone
    ? sql`select m.structure_id, m.starts_on, m.ends_on from memberships m where m.pole_id = app.pole_id() and m.kind = 'member'`
    : sql`select p.structure_id, greatest(p.starts_on, m.starts_on) as starts_on, least(p.ends_on, m.ends_on) as ends_on
            from pool_participants p join memberships m on m.pole_id = p.pole_id and m.structure_id = p.structure_id
           where p.pool_id = ${pool.id}`;
  const { rows } = await sql<{ structureId: string; name: string; startsOn: LocalDate; endsOn: LocalDate | null }>`
    select p.structure_id, s.name, p.starts_on, p.ends_on from (${presence}) p join structures s on s.id = p.structure_id
     where p.starts_on <= ${until} and coalesce(p.ends_on, 'infinity') >= ${from}
       and coalesce(p.ends_on, 'infinity') >= p.starts_on
     order by app.fold(s.name), s.id, p.starts_on`.execute(tx);
  const found = new Map<string, { structureId: string; name: string; present: Days[] }>();
  for (const { structureId, name, startsOn, endsOn } of rows) {
    const part = common({ from, until }, { from: startsOn, until: endsOn ?? until });
    if (!part) continue;
    const one = found.get(structureId) ?? { structureId, name, present: [] };
    one.present.push(part);
    found.set(structureId, one);
  }
  return [...found.values()].map((one) => ({ ...one, days: one.present.reduce((all, part) => all + daysIn(part), 0) }));
}

/**
 * All that a key may need to know of a pool from a day to a day (both included): who takes part and for how many days;
 * what stands (full-time equivalents × 10 000, heads, m² × 100) times the days it held; what was used, by bookings of
 * the pool's resources that start then and by typed readings of then, of hours those alone that are validated. Only days
 * on which a structure takes part count. `measures` leaves out what a key does not read (see measuresOf()).
 */
export async function factsFor(
  tx: Tx,
  pool: FactsPool,
  from: LocalDate,
  until: LocalDate,
  measures: readonly Measure[] = MEASURES,
): Promise<Facts> {
  const participants = await participantsOf(tx, pool, from, until);
  const presence = participants.flatMap(({ structureId, present }) =>
    present.map((days) => ({ structureId, ...days })),
  );
  const found = new Sums(measures);
  if (presence.length > 0) {
    const asks = (some: readonly Measure[]) => some.some((measure) => measures.includes(measure));
    if (asks(STANDING)) await addStanding(tx, presence, found);
    if (asks(USED)) await addReadings(tx, pool, presence, found);
    if (asks(BOOKED)) await addBookings(tx, pool, presence, found);
  }
  return {
    days: Object.fromEntries(participants.map(({ structureId, days }) => [structureId, days])),
    measures: found.measures,
    months: monthsOf({ from, until }),
  };
}

type Presence = Days & { readonly structureId: string };

/** What bookings tell: hours come from timesheets alone. */
const BOOKED: readonly Measure[] = USED.filter((measure) => measure !== "hours");

/** Sums by measure and structure, of the measures asked for. */
class Sums {
  readonly measures: Partial<Record<Measure, Record<string, bigint>>>;

  constructor(asked: readonly Measure[]) {
    this.measures = Object.fromEntries(asked.map((measure) => [measure, {}]));
  }

  add(measure: Measure, structureId: string, quantity: bigint): void {
    const sums = this.measures[measure];
    if (sums && quantity !== 0n) sums[structureId] = (sums[structureId] ?? 0n) + quantity;
  }
}

/** Who is there, and when, as a table `p` (structure_id, starts_on, ends_on). */
function presentTable(presence: readonly Presence[]) {
  return sql`unnest(${presence.map(({ structureId }) => structureId)}::uuid[], ${presence.map(({ from }) => from)}::date[],
                    ${presence.map(({ until }) => until)}::date[]) as p (structure_id, starts_on, ends_on)`;
}

async function addStanding(tx: Tx, presence: readonly Presence[], sums: Sums): Promise<void> {
  const { rows } = await sql<{ structureId: string; measure: Measure; quantity: string }>`
    select m.structure_id, m.measure,
           sum(m.value * (least(coalesce(m.ends_on, p.ends_on), p.ends_on) - greatest(m.starts_on, p.starts_on) + 1))::text as quantity
      from structure_measures m join ${presentTable(presence)} on p.structure_id = m.structure_id
     where m.pole_id = app.pole_id() and m.starts_on <= p.ends_on and coalesce(m.ends_on, p.ends_on) >= p.starts_on
     group by m.structure_id, m.measure`.execute(tx);
  for (const { structureId, measure, quantity } of rows) sums.add(measure, structureId, BigInt(quantity));
}

async function addReadings(tx: Tx, pool: FactsPool, presence: readonly Presence[], sums: Sums): Promise<void> {
  const { rows } = await sql<{ structureId: string; measure: Measure; quantity: string }>`
    select r.structure_id, r.measure, sum(r.quantity)::text as quantity
      from use_readings r join ${presentTable(presence)}
        on p.structure_id = r.structure_id and r.used_on >= p.starts_on and r.used_on <= p.ends_on
     where r.pool_id = ${pool.id} and (r.measure <> 'hours' or r.validated_at is not null)
     group by r.structure_id, r.measure`.execute(tx);
  for (const { structureId, measure, quantity } of rows) sums.add(measure, structureId, BigInt(quantity));
}

async function addBookings(tx: Tx, pool: FactsPool, presence: readonly Presence[], sums: Sums): Promise<void> {
  const { rows } = await sql<{ resourceId: string; timeZone: string }>`
    select r.resource_id, p.time_zone from pool_resources r join poles p on p.id = r.pole_id
     where r.pool_id = ${pool.id}`.execute(tx);
  const [first] = rows;
  if (!first) return;
  const resourceIds = rows.map(({ resourceId }) => resourceId);
  for (const uses of await usesOf(tx, { resourceIds, among: presence, timeZone: first.timeZone })) {
    sums.add("minutes", uses.structureId, uses.minutes);
    sums.add("kilometres", uses.structureId, uses.kilometres);
    sums.add("seats", uses.structureId, uses.units);
    sums.add("meals", uses.structureId, uses.units);
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
