import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import { dayBounds } from "../../kernel/time";
import { alternativesOn } from "../alternatives";
import { circumstancesFor } from "../asker";
import type { Claimed } from "../availability";
import type { Bookable } from "../bookable";
import type { Booker } from "../booker";
import type { BookingForm } from "../booking";
import { considerBookings, type ConsideredBooking } from "../consider-bookings";
import type { Refusal, Suggestion } from "../problems";
import { claimPeriod } from "../rules";
import { freePeriods } from "../suggestions";
import type { SeriesDate } from "./dates";
import type { SeriesWay } from "./series";

/** Dates for which ways out are looked for; a series with more conflicts is wrong as a whole. */
const MOST_DATES_WITH_WAYS = 60;
/** How many other resources are looked at. */
const MOST_OTHERS = 6;
/** Ways out of one conflict: at other hours, and elsewhere. */
const MOST_OF_EACH = 2;

/** What another hour of the same day can mend, and what another resource can. */
const OTHER_HOURS: ReadonlySet<Refusal["code"]> = new Set<Refusal["code"]>([
  "slot_taken",
  "blocked",
  "not_enough_units",
  "outside_hours",
  "off_step",
]);
const ELSEWHERE: ReadonlySet<Refusal["code"]> = new Set<Refusal["code"]>([
  ...OTHER_HOURS,
  "archived",
  "too_far",
  "too_soon",
  "too_many_people",
  "quota_exceeded",
]);

/** A date that cannot be had, with what was asked for and why. */
interface Conflict {
  readonly date: SeriesDate;
  readonly form: Omit<BookingForm, "id">;
  readonly code: Refusal["code"];
}

/**
 * Ways out for each date that cannot be had: other hours of its day, other resources of its kind at its hours; all of
 * them free now and within every rule. By the date. In four statements, however many dates there are.
 */
export async function waysOut(
  tx: Tx,
  booker: Booker,
  resource: Bookable,
  conflicts: readonly Conflict[],
  now: Date,
): Promise<Map<string, SeriesWay[]>> {
  const looked = conflicts.filter(({ code }) => ELSEWHERE.has(code)).slice(0, MOST_DATES_WITH_WAYS);
  if (looked.length === 0) return new Map();
  const others = await readOthers(tx, resource, looked[0]!.form.attendees ?? 1);
  const claims = await readClaimsOnDays(
    tx,
    booker,
    resource,
    looked.map(({ date }) => date),
  );
  const tried = looked.flatMap(({ date, form, code }) => [
    ...(OTHER_HOURS.has(code) ? otherHours(resource, claims, date, form, booker, now) : []),
    ...others.map((resourceId) => ({ ...form, resourceId, kind: "other" as const })),
  ]);
  const considered = await considerBookings(
    tx,
    booker,
    tried.map((form) => ({ ...form, id: "" })),
    now,
    { together: false },
  );
  const ways = new Map<string, SeriesWay[]>();
  for (const [rank, { booking, refusals }] of considered.entries()) {
    const { kind, recurrence } = tried[rank]!;
    const found = ways.get(recurrence ?? "") ?? [];
    const same = found.filter((way) => (way.kind === "other") === (kind === "other"));
    if (!refusals && same.length < MOST_OF_EACH) ways.set(recurrence ?? "", [...found, wayOf(booking, kind)]);
  }
  return ways;
}

function wayOf(
  { resourceId, resourceName, start, end, price }: ConsideredBooking["booking"],
  kind: Suggestion["kind"],
): SeriesWay {
  return { kind, resourceId, resourceName, start, end, price };
}

/** The same length, or less of it, at other hours of the day. */
function otherHours(
  resource: Bookable,
  claims: readonly Claimed[],
  { day }: SeriesDate,
  form: Conflict["form"],
  booker: Booker,
  now: Date,
) {
  const free = freePeriods(resource, claims, { first: day, last: day }, booker.timeZone);
  const wanted = { ...form, quantity: form.quantity ?? 1 };
  return alternativesOn(resource, free, wanted, circumstancesFor(booker, now)).map(({ kind, start, end }) => ({
    ...form,
    start,
    end,
    kind,
  }));
}

/** Resources of the same kind that hold as many, those most alike first. */
async function readOthers(tx: Tx, { id, kind, rules }: Bookable, people: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from resources r join resources wanted on wanted.id = ${id} and wanted.pole_id = r.pole_id
     where r.kind = ${kind} and r.archived_at is null and r.id <> ${id} and r.capacity >= ${people}
     order by r.capacity < ${rules.capacity}, abs(r.capacity - ${rules.capacity}), r.name, r.id
     limit ${MOST_OTHERS}`.execute(tx);
  return rows.map((row) => row.id);
}

/** When the units of a resource are claimed or blocked on some days: one statement, one probe a unit and day. */
async function readClaimsOnDays(
  tx: Tx,
  { timeZone, structureId }: Booker,
  { unitIds, rules }: Bookable,
  dates: readonly SeriesDate[],
): Promise<Claimed[]> {
  const days = dates.map(({ day }) => claimPeriod(rules, dayBounds(day, timeZone)));
  const { rows } = await sql<{ unitId: string; startsAt: Date; endsAt: Date; blocked: boolean }>`
    with wanted as materialized (
      select unit_id, day.since, day.until from unnest(${unitIds}::uuid[]) as unit (unit_id)
        cross join unnest(${days.map(({ start }) => start.toISOString())}::timestamptz[], ${days.map(({ end }) => end.toISOString())}::timestamptz[])
          as day (since, until)
    )
    select w.unit_id, c.starts_at, c.ends_at, false as blocked
      from wanted w
      cross join lateral (
        select coalesce((select starts_at from claims
                          where unit_id = w.unit_id and released_at is null and starts_at <= w.since
                          order by starts_at desc limit 1), w.since) as since offset 0
      ) reading
      join claims c on c.unit_id = w.unit_id and c.released_at is null and c.starts_at >= reading.since
                   and c.starts_at < w.until and c.ends_at > w.since
    union
    select w.unit_id, blocked.starts_at, blocked.ends_at, true
      from wanted w
      join blocked_units held on held.unit_id = w.unit_id and held.removed_at is null and held.ends_at > w.since
                             and held.starts_at < w.until
      join blockings blocked on blocked.id = held.blocking_id
                            and not ${structureId}::uuid = any(blocked.except_structures)`.execute(tx);
  return rows.map(({ unitId, startsAt, endsAt, blocked }) => ({
    unitId,
    start: startsAt.getTime(),
    end: endsAt.getTime(),
    blocked,
  }));
}
