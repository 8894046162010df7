import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { dayBounds, type LocalDate } from "../../kernel/time";
import { common, daysIn, type Days } from "../days";
import { participantsOf } from "../facts";
import { measuresOf, STANDING, USED, type Measure } from "../key";
import { keyOf } from "./explain";
import { readingBooks, type StatementKey } from "./month";
import type { LineAllocation, Statement, StatementLine } from "./statement";
import { statementOf } from "./statement-of";

/** What stood for some days of an allocation's basis: full-time equivalents × 10 000, heads, m² × 100. */
export interface MeasureCounted {
  readonly measure: Measure;
  readonly value: number;
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** Of presence, on which it counts. */
  readonly days: number;
}

/** A booking that counts, with all that it may count for. */
export interface BookingCounted {
  readonly id: string;
  readonly resource: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly minutes: number;
  readonly kilometres: number;
  readonly units: number;
}

/** A reading that counts. */
export interface ReadingCounted {
  readonly id: string;
  readonly measure: Measure;
  readonly quantity: number;
  readonly usedOn: LocalDate;
  readonly about: string;
}

/** What a structure's weight is made of, in one allocation. */
export interface MadeOf {
  readonly allocation: LineAllocation;
  readonly measures: readonly Measure[];
  /** Of presence, and of the basis. */
  readonly days: number;
  readonly basisDays: number;
  readonly standing: readonly MeasureCounted[];
  readonly bookings: readonly BookingCounted[];
  /** How many more bookings count than are listed. */
  readonly moreBookings: number;
  readonly readings: readonly ReadingCounted[];
}

/** As many bookings as are listed of one allocation: their total is that of all. */
const LISTED = 500;

/** What bookings tell: hours come from timesheets alone. */
const BOOKED: readonly Measure[] = USED.filter((measure) => measure !== "hours");

/**
 * A pool's line of a statement, with what its structure's weight is made of: its bookings, its readings, its measures.
 * @throws NotFound for a pool of which it bears nothing, or another's statement; Forbidden
 */
export async function madeOf(
  actor: Actor,
  key: StatementKey,
  poolId: string,
): Promise<{ statement: Statement; line: StatementLine; parts: MadeOf[] }> {
  const statement = await statementOf(actor, key);
  const line = statement.lines.find(({ pool }) => pool.id === poolId);
  if (!line) throw new NotFound("pool");
  const parts = await readingBooks(actor, async (tx) => {
    const pool = await tx
      .selectFrom("costPools")
      .select(["id", "everyone"])
      .where("id", "=", poolId)
      .executeTakeFirstOrThrow();
    const all: MadeOf[] = [];
    for (const allocation of line.allocations.filter(
      ({ kind, explanation }) => kind !== "correction" && !explanation.mirror,
    )) {
      const of = keyOf(allocation);
      const measures = of ? measuresOf(of) : [];
      const basis = { from: allocation.servedFrom, until: allocation.servedUntil };
      const people = await participantsOf(tx, pool, basis.from, basis.until);
      const present = people.find(({ structureId }) => structureId === key.structureId)?.present ?? [];
      const asked: Asked = { structureId: key.structureId, poolId, present, measures, timeZone: actor.timeZone };
      const bookings = await bookingsCounted(tx, asked);
      all.push({
        ...{
          allocation,
          measures,
          basisDays: daysIn(basis),
          days: present.reduce((sum, days) => sum + daysIn(days), 0),
        },
        standing: await standingCounted(tx, asked),
        readings: await readingsCounted(tx, asked),
        ...{ bookings: bookings.slice(0, LISTED), moreBookings: Math.max(0, bookings.length - LISTED) },
      });
    }
    return all;
  });
  return { statement, line, parts };
}

interface Asked {
  readonly structureId: string;
  readonly poolId: string;
  /** The days on which it takes part. */
  readonly present: readonly Days[];
  readonly measures: readonly Measure[];
  readonly timeZone: string;
}

/** Measures held on the days of presence, the oldest first. */
async function standingCounted(tx: Tx, { structureId, present, measures }: Asked): Promise<MeasureCounted[]> {
  const asked = STANDING.filter((measure) => measures.includes(measure));
  const [first, last] = [present[0], present.at(-1)];
  if (asked.length === 0 || !first || !last) return [];
  const { rows } = await sql<{ measure: Measure; value: number; startsOn: LocalDate; endsOn: LocalDate | null }>`
    select measure, value, starts_on, ends_on from structure_measures
     where structure_id = ${structureId} and measure = any(${asked}::text[])
       and starts_on <= ${last.until}::date and coalesce(ends_on, 'infinity') >= ${first.from}::date
     order by measure, starts_on`.execute(tx);
  return rows.flatMap(({ measure, value, startsOn, endsOn }) =>
    present.flatMap((days) => {
      const part = common(days, { from: startsOn, until: endsOn ?? days.until });
      return part ? [{ measure, value, ...part, days: daysIn(part) }] : [];
    }),
  );
}

/** Bookings of the pool's resources that start on the days of presence, as facts.ts counts them. */
async function bookingsCounted(
  tx: Tx,
  { structureId, poolId, present, measures, timeZone }: Asked,
): Promise<BookingCounted[]> {
  if (!measures.some((measure) => BOOKED.includes(measure))) return [];
  const found: BookingCounted[] = [];
  for (const { from, until } of present) {
    const [start, end] = [dayBounds(from, timeZone).start, dayBounds(until, timeZone).end];
    const { rows } = await sql<BookingCounted>`
      select b.id, r.name as resource, b.starts_at, b.ends_at, b.quantity as units,
             (b.quantity * round(extract(epoch from b.ends_at - b.starts_at) / 60))::int as minutes,
             coalesce(b.quantity * b.kilometres, 0)::int as kilometres
        from pool_resources pr join bookings b on b.resource_id = pr.resource_id join resources r on r.id = b.resource_id
       where pr.pool_id = ${poolId} and b.structure_id = ${structureId}
         and b.starts_at >= ${start} and b.starts_at < ${end}
         and b.state in ('confirmed', 'checked_in', 'returned', 'settled', 'no_show')
         and (b.at_cost or b.price_cents = 0)
       order by b.starts_at, b.id`.execute(tx);
    found.push(...rows);
  }
  return found;
}

async function readingsCounted(tx: Tx, { structureId, poolId, present, measures }: Asked): Promise<ReadingCounted[]> {
  const asked = USED.filter((measure) => measures.includes(measure));
  if (asked.length === 0) return [];
  const found: ReadingCounted[] = [];
  for (const { from, until } of present) {
    const { rows } = await sql<ReadingCounted>`
      select id, measure, quantity, used_on, about from use_readings
       where pool_id = ${poolId} and structure_id = ${structureId} and measure = any(${asked}::text[])
         and used_on >= ${from}::date and used_on <= ${until}::date
         and (measure <> 'hours' or validated_at is not null)
       order by used_on, id`.execute(tx);
    found.push(...rows);
  }
  return found;
}
