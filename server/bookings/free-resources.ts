import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { bankHolidayOn, HOLIDAY_ZONES } from "../kernel/calendars/bank-holidays";
import { SCHOOL_ZONES, schoolHolidayOn } from "../kernel/calendars/school-holidays";
import { addDays, daysBetween, localDateOf, MINUTES_PER_DAY, wallClock, weekdayOf, type Period } from "../kernel/time";
import { askerOf } from "./asker";
import { blockingsOn, isFree } from "./claims";
import { dayOfYear, endClock } from "./opening";
import type { Asker } from "./rules";
import { kept, wordsOf } from "./text";

/** Which resources are looked at. */
export interface ResourceFilters {
  readonly kind?: string | undefined;
  /** People it must hold. */
  readonly attendees?: number | null | undefined;
  /** The kinds whose capacity counts people; all of them unless told. */
  readonly attendeesOf?: readonly string[] | undefined;
  /** Words of its name or description. */
  readonly q?: string | undefined;
  /** Equipment it must have, all of it. */
  readonly features?: readonly string[] | undefined;
  /** Step-free alone. */
  readonly accessible?: boolean | undefined;
  readonly placeId?: string | undefined;
  /** The structure that shares it. */
  readonly ownerId?: string | undefined;
}

/** What is looked for, and when. */
export interface Search extends ResourceFilters, Period {
  /** Units that must be free together, of what is given one by one. */
  readonly quantity?: number | undefined;
}

/** Where a list of resources stopped: what comes next is larger, or follows in the alphabet. */
export interface Place {
  readonly capacity: number;
  readonly name: string;
  readonly id: string;
}

/**
 * Resources that can be booked for the whole period (or, with `free: false`, that match and cannot), the smallest
 * first unless told. Looks at one after another (by size in the order of an index, by name once the pôle's are sorted)
 * and stops at `limit`: what it costs depends on how many must be looked at before enough are free, not on how many
 * bookings there are.
 */
export async function findResources(tx: Tx, actor: Actor, search: Search, now: Date, wanted: Looked): Promise<Place[]> {
  const { rows } = await looked(actor, search, now, wanted).execute(tx);
  return rows;
}

/** The same for each of some kinds, in one question: at most `limit` of each. */
export async function findResourcesByKind(
  tx: Tx,
  actor: Actor,
  search: Search,
  now: Date,
  wanted: Looked & { readonly kinds: readonly string[] },
): Promise<(Place & { readonly kind: string })[]> {
  const { rows } = await sql<Place & { kind: string }>`
    select k.kind, found.id, found.name, found.capacity
      from unnest(${wanted.kinds.map(kept)}::text[]) with ordinality k (kind, place)
      cross join lateral (${looked(actor, search, now, wanted, sql`and kind = k.kind`)}) found
     order by k.place, found.capacity, found.name, found.id`.execute(tx);
  return rows;
}

/** How resources are looked for. */
interface Looked {
  readonly free: boolean;
  readonly limit: number;
  /** By size, or by name. */
  readonly order?: "size" | "name" | undefined;
  readonly after?: Place | undefined;
  readonly except?: readonly string[] | undefined;
  /** How many to look at; all of them unless told. */
  readonly lookAt?: number;
}

function looked(
  actor: Actor,
  search: Search,
  now: Date,
  { free, limit, order = "size", after, except, lookAt }: Looked,
  more = sql``,
): RawBuilder<Place> {
  const place = order === "name" ? sql`app.fold(name) collate "C", id` : sql`capacity, name, id`;
  const last =
    after && order === "name"
      ? sql`app.fold(${after.name}) collate "C", ${after.id}::uuid`
      : after && sql`${after.capacity}, ${after.name}, ${after.id}::uuid`;
  const bookable = sql`(${obeysLengths(search, now, actor.timeZone)} and ${isOpen(search, actor)}
    and ${isOpenTo(askerOf(actor))} and ${hasFreeUnits(search, actor.structureId)})`;
  return sql<Place>`
    select r.id, r.name, r.capacity
      from (
        -- "offset 0" keeps the dear questions out of here: they are asked one resource at a time, in this order.
        -- What has dated sessions is found by them (find-sessions.ts).
        select * from resources
         where pole_id = ${actor.poleId} and archived_at is null and not by_session and ${matches(search)} ${more}
               ${last ? sql`and (${place}) > (${last})` : sql``}
               ${except?.length ? sql`and id <> all(${except}::uuid[])` : sql``}
         order by ${place}
        offset 0 ${lookAt ? sql`limit ${lookAt}` : sql``}
      ) r
     where ${free ? bookable : sql`not ${bookable}`}
     limit ${limit}`;
}

/** A condition on the columns of resources. */
export function matches({
  kind,
  attendees,
  attendeesOf,
  q,
  features,
  accessible,
  placeId,
  ownerId,
}: ResourceFilters): RawBuilder<unknown> {
  const conditions = [sql`true`];
  if (kind) conditions.push(sql`kind = ${kept(kind)}`);
  if (attendees) {
    conditions.push(
      attendeesOf
        ? sql`(capacity >= ${attendees} or kind <> all(${attendeesOf}::text[]))`
        : sql`capacity >= ${attendees}`,
    );
  }
  if (placeId) conditions.push(sql`place_id = ${placeId}`);
  if (ownerId) conditions.push(sql`structure_id = ${ownerId}`);
  if (features?.length) conditions.push(sql`features @> ${features.map(kept)}::text[]`);
  if (accessible) conditions.push(sql`accessible`);
  for (const word of wordsOf(q)) {
    conditions.push(sql`strpos(search_text, app.fold(${word})) > 0`);
  }
  return sql.join(conditions, sql` and `);
}

/** The rules of lengths, notice and horizon, as in rules.ts. */
function obeysLengths({ start, end }: Period, now: Date, zone: string): RawBuilder<unknown> {
  const minutes = minutesBetween(start, end);
  const ahead = minutesBetween(now, start);
  const days = daysBetween(localDateOf(now, zone), localDateOf(start, zone));
  const wholeMinutes = start.getTime() % 60_000 === 0 && end.getTime() % 60_000 === 0;
  return sql`${wholeMinutes}::boolean and r.min_minutes <= ${minutes} and r.max_minutes >= ${minutes} and ${ahead}::int >= 0
    and r.notice_minutes <= ${ahead} and r.horizon_days >= ${days}::int`;
}

/** Whole minutes, within what an integer of the database holds. */
function minutesBetween(a: Date, b: Date): number {
  return Math.max(-1, Math.min(Math.floor((b.getTime() - a.getTime()) / 60_000), 2 ** 31 - 1));
}

/**
 * The rules of hours, seasons, closures, holidays and steps, as in opening.ts and rules.ts: openings of one day never
 * overlap, so their minutes add up. The zones of holidays are the pôle's, the same for every resource.
 */
function isOpen(period: Period, { poleId, timeZone }: Actor): RawBuilder<unknown> {
  const days = wallClockDays(period, timeZone);
  const total = days.reduce((sum, day) => sum + day.until - day.since, 0);
  const numbers = (key: "weekday" | "since" | "until" | "first" | "last" | "dayOfYear") =>
    sql`${days.map((day) => day[key])}::int[]`;
  const words = (key: "date" | "bankZones" | "schoolZones") => sql`${days.map((day) => day[key])}::text[]`;
  const zone = (column: "holiday_zone" | "school_zone") =>
    sql`(select ${sql.ref(column)} from poles where id = ${poleId})`;
  return sql`(
    select coalesce(sum(least(h.closes, d.until) - greatest(h.opens, d.since)), 0) = ${total}::int
       and coalesce(bool_and(
             (d.first = 0 or h.opens > d.since or (d.since - h.opens) % r.step_minutes = 0)
             and (d.last = 0 or h.closes <= d.until or (d.until - h.opens) % r.step_minutes = 0)), false)
      from unnest(${numbers("weekday")}, ${numbers("since")}, ${numbers("until")}, ${numbers("first")},
                  ${numbers("last")}, ${numbers("dayOfYear")}, ${words("date")}, ${words("bankZones")},
                  ${words("schoolZones")})
             as d (weekday, since, until, first, last, day_of_year, date, bank_zones, school_zones)
      join opening_hours h on h.resource_id = r.id and h.weekday = d.weekday and h.opens < d.until and h.closes > d.since
       and h.season_id is not distinct from (
             select id from seasons
              where resource_id = r.id and case when starts_on <= ends_on
                      then d.day_of_year between starts_on and ends_on
                      else d.day_of_year >= starts_on or d.day_of_year <= ends_on end
              order by starts_on, id limit 1)
     where not (r.closes_bank_holidays and ${zone("holiday_zone")} = any(string_to_array(d.bank_zones, ' ')))
       and not (r.closes_school_holidays and coalesce(${zone("school_zone")} = any(string_to_array(d.school_zones, ' ')), false))
       and not exists (select from closures
                        where resource_id = r.id and first_day <= d.date::date and last_day >= d.date::date)
  )`;
}

/** A period day by day, in minutes of the wall clock, with the zones in which each day is a holiday. */
function wallClockDays({ start, end }: Period, zone: string) {
  const [from, to] = [wallClock(start, zone), endClock(end, zone)];
  const days = [];
  for (let date = from.date; date <= to.date && days.length < 32; date = addDays(date, 1)) {
    const day = date;
    const [first, last] = [date === from.date, date === to.date];
    days.push({
      date,
      dayOfYear: dayOfYear(date),
      weekday: weekdayOf(date),
      since: first ? from.minutes : 0,
      until: last ? to.minutes : MINUTES_PER_DAY,
      first: Number(first),
      last: Number(last),
      bankZones: HOLIDAY_ZONES.filter((each) => bankHolidayOn(day, each)).join(" "),
      schoolZones: SCHOOL_ZONES.filter((each) => schoolHolidayOn(day, each)).join(" "),
    });
  }
  return days;
}

/** Who may book, of the resource `r`, as in mayBook() of rules.ts. Who acts for no structure looks at everything. */
export function isOpenTo(asker: Asker | null): RawBuilder<unknown> {
  if (!asker) return sql`true`;
  const { structureId, from } = asker;
  return sql`(r.open_to = 'public' or r.structure_id = ${structureId} or case r.open_to
    when 'named' then exists (select from resource_structures
                               where resource_id = r.id and structure_id = ${structureId} and may_book)
    when 'pole' then ${from === "pole"}::boolean else ${from !== "outside"}::boolean end)`;
}

/** Whether enough units of each of its parts are free, and not kept from the structure that asks. */
function hasFreeUnits({ start, end, quantity = 1 }: Search, structureId: string | null): RawBuilder<unknown> {
  const claim = {
    start: sql`${start}::timestamptz - make_interval(mins => r.buffer_before_minutes)`,
    end: sql`${end}::timestamptz + make_interval(mins => r.buffer_after_minutes)`,
  };
  const blocked = blockingsOn(sql`one.unit_id`, { start, end }, structureId);
  return sql`(r.unlimited or coalesce((
    select bool_and(free >= case when not r.takes_all_units then ${quantity}::int else coalesce(takes, greatest(1, units)) end)
      from (
        select ru.part, count(u.id) as units, count(u.id) filter (where ${isFree(sql`ru.unit_id`, claim)}
                 and not exists (select from (select ru.unit_id) one ${blocked})) as free,
               (select takes from resource_parts where resource_id = r.id and part = ru.part) as takes
          from resource_units ru
          left join units u on u.id = ru.unit_id and u.retired_at is null
         where ru.resource_id = r.id
         group by ru.part
      ) counted), false))`;
}
