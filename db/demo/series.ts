import type postgres from "postgres";
import { addDays, instantAt, startOfWeek, timeText, weekdayOf, type LocalDate } from "../../server/kernel/time";
import { demoId } from "./chance";

/** Bookings of the Pôle du Val d'Orme that come back. */
const SERIES = [
  {
    key: "équipe",
    room: "salle-du-pressoir",
    structure: "les-jardins-du-gue",
    title: "Réunion d’équipe",
    start: 540,
    minutes: 120,
    weekdays: [3],
    rule: "FREQ=WEEKLY;BYDAY=WE",
    priceCents: 1200,
  },
  {
    key: "conseil",
    room: "salle-haute",
    structure: "les-jardins-du-gue",
    title: "Conseil d’administration",
    start: 1080,
    minutes: 120,
    weekdays: [1],
    firstOfMonth: true,
    rule: "FREQ=MONTHLY;BYDAY=1MO",
    priceCents: 1600,
  },
  {
    key: "français",
    room: "atelier-des-tilleuls",
    structure: "universite-populaire",
    title: "Cours de français",
    start: 1050,
    minutes: 90,
    weekdays: [2, 4],
    rule: "FREQ=WEEKLY;BYDAY=TU,TH",
    priceCents: 0,
  },
];
const WEEKS = { before: 6, after: 14 };

/**
 * Makes series of the demonstration: meetings that its rhythm has already become dates of one, the others are booked
 * where the room is free.
 */
export async function insertSeries(tx: postgres.TransactionSql, poleId: string, today: LocalDate, zone: string) {
  const first = addDays(startOfWeek(today), -7 * WEEKS.before);
  const last = addDays(startOfWeek(today), 7 * WEEKS.after + 6);
  for (const series of SERIES) {
    const id = demoId(`series ${series.key}`);
    const resource = demoId(`room val-d-orme ${series.room}`);
    const days = daysOf(series, first, last);
    const [person] = await tx<{ id: string }[]>`
      select p.id from people p join affiliations a on a.person_id = p.id
       where a.structure_id = ${demoId(`structure ${series.structure}`)} order by p.email limit 1`;
    if (!person) throw new Error(`The demonstration misses the people of ${series.structure}.`);
    const whose = { pole_id: poleId, resource_id: resource, structure_id: demoId(`structure ${series.structure}`) };
    await tx`insert into series ${tx({ id, ...whose, person_id: person.id, title: series.title, title_shared: true, attendees: 8, starts_at_local: `${days[0]}T${timeText(series.start)}`, minutes: series.minutes, rrule: `${series.rule};UNTIL=${last.replaceAll("-", "")}` })}`;
    for (const day of days) {
      const starts_at = instantAt(day, series.start, zone);
      const ends_at = instantAt(day, series.start + series.minutes, zone);
      const of = { series_id: id, recurrence: `${day}T${timeText(series.start)}` };
      const { count } = await tx`
        update bookings set ${tx(of)}
         where resource_id = ${resource} and structure_id = ${whose.structure_id} and starts_at = ${starts_at}
           and ends_at = ${ends_at} and series_id is null`;
      const taken = await tx`
        select from claims
         where unit_id in (select unit_id from resource_units where resource_id = ${resource})
           and released_at is null and starts_at < ${new Date(ends_at.getTime() + 3_600_000)} and ends_at > ${starts_at}`;
      if (count > 0 || taken.length > 0) continue;
      const [booking, created_at] = [demoId(`series ${series.key} ${day}`), instantAt(first, 600, zone)];
      await tx`insert into bookings ${tx({ id: booking, ...whose, ...of, person_id: person.id, title: series.title, title_shared: true, attendees: 8, starts_at, ends_at, price_cents: series.priceCents, created_at })}`;
      // A hall is both its halves; all are held while it is tidied.
      const units = await tx<{ id: string; tidy: number }[]>`
        select u.unit_id as id, r.buffer_after_minutes as tidy
          from resource_units u join resources r on r.id = u.resource_id
         where u.resource_id = ${resource} order by u.unit_id`;
      await tx`insert into claims ${tx(
        units.map(({ id: unit_id, tidy }, rank) => ({
          id: demoId(`claim series ${series.key} ${day} ${rank}`),
          pole_id: poleId,
          booking_id: booking,
          unit_id,
          starts_at,
          ends_at: new Date(ends_at.getTime() + tidy * 60_000),
        })),
      )}`;
      await tx`insert into booking_events ${tx({ id: demoId(`event series ${series.key} ${day}`), pole_id: poleId, booking_id: booking, at: created_at, person_id: person.id, kind: "confirmed" })}`;
    }
  }
}

function daysOf({ weekdays, firstOfMonth }: (typeof SERIES)[number], first: LocalDate, last: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const named = weekdays.includes(weekdayOf(day)) && (!firstOfMonth || Number(day.slice(8)) <= 7);
    if (named) days.push(day);
  }
  return days;
}
