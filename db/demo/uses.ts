import { addDays, startOfWeek, weekdayOf, type LocalDate } from "../../server/kernel/time";
import { chance } from "./chance";
import type { DemoPole, DemoThing, DemoUse } from "./describe";
import { WEEKS_AFTER, WEEKS_BEFORE, type DemoBooking } from "./rhythm";

/** Months of bookings of everything that is not a room, the same for the same day; kits first, then their parts. */
export function usesOf(pole: DemoPole, today: LocalDate): DemoBooking[] {
  const monday = startOfWeek(today);
  const isKit = ({ key }: DemoThing) => pole.compositions.some(({ resource, parts }) => resource === key && parts);
  return [...pole.things.filter(isKit), ...pole.things.filter((thing) => !isKit(thing))].flatMap((thing) => [
    ...bookUses(pole, thing, monday),
    ...bookSessions(pole, thing, monday),
  ]);
}

function bookUses(pole: DemoPole, thing: DemoThing, monday: LocalDate): DemoBooking[] {
  const random = chance(`${pole.slug} ${thing.key}`);
  const booked: DemoBooking[] = [];
  for (let week = -WEEKS_BEFORE; week <= WEEKS_AFTER; week += 1) {
    // What is far away is planned less, but for what comes back every week.
    const eagerness = week > 1 ? Math.max(0.3, 1 - week * 0.09) : 1;
    for (const [rank, use] of thing.uses.entries()) {
      for (const weekday of use.weekdays) {
        const isSure = use.chance >= 0.9;
        if (random() > use.chance * (isSure ? 1 : eagerness)) continue;
        const booking = bookingOf(pole, thing, use, random);
        if (!booking) continue;
        booked.push({
          ...booking,
          key: `${pole.slug}/${thing.key}/${week}/${weekday}/${rank}`,
          room: thing.key,
          date: addDays(monday, week * 7 + weekday - 1),
        });
      }
    }
  }
  return booked;
}

function bookingOf(pole: DemoPole, thing: DemoThing, use: DemoUse, random: () => number) {
  const structures = pole.structures.filter(({ people }) => people.length > 0);
  const structure = use.structure
    ? structures.find(({ slug }) => slug === use.structure)
    : structures[Math.floor(random() * structures.length)];
  if (!structure) return null;
  const [least, most] = use.quantity ?? [1, 1];
  const [cancelled, shared, early] = [random() < 0.04, random() < 0.55, Math.floor(random() * 24 * 18)];
  return {
    structure: structure.slug,
    person: use.person ?? Math.floor(random() * structure.people.length),
    start: use.start,
    end: use.start + use.minutes,
    title: use.title,
    shared,
    attendees: thing.capacity ? Math.max(1, Math.round(thing.capacity * (0.4 + random() * 0.6))) : null,
    quantity: least + Math.floor(random() * (most - least + 1)),
    cancelled: cancelled && use.chance < 0.9,
    bookedHoursBefore: 50 + early + (thing.rules?.noticeMinutes ?? 0) / 60,
  };
}

/** Places at the sessions of a course: one or two a structure until it is as full as it should be. */
function bookSessions(pole: DemoPole, thing: DemoThing, monday: LocalDate): DemoBooking[] {
  return (thing.sessions ?? []).flatMap((session) => {
    const random = chance(`${pole.slug} ${thing.key} ${session.week}`);
    const date = addDays(monday, session.week * 7 + session.weekday - 1);
    if (weekdayOf(date) !== session.weekday) throw new Error(`A session of ${thing.key} is on the wrong day.`);
    const booked: DemoBooking[] = [];
    let left = Math.round(thing.units.length * session.full);
    while (left > 0) {
      const use = { title: "", weekdays: [], start: session.start, minutes: session.minutes, chance: 1 };
      const booking = bookingOf(pole, thing, { ...use, quantity: [1, Math.min(2, left)] }, random);
      if (!booking) break;
      left -= booking.quantity;
      booked.push({
        ...booking,
        key: `${pole.slug}/${thing.key}/${session.week}/${booked.length}`,
        room: thing.key,
        date,
        session: session.week,
      });
    }
    return booked;
  });
}
