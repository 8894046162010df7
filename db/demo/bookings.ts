import type postgres from "postgres";
import { instantAt, weekdayOf, type LocalDate } from "../../server/kernel/time";
import { chance, demoId } from "./chance";
import type { DemoPole, DemoRoom, DemoThing } from "./describe";
import { personId, poleId, resourceId, structureId } from "./ids";
import { Ledger } from "./ledger";
import { rhythmOf, type DemoBooking } from "./rhythm";
import { roomRates } from "./room-rates";
import { ratesOf, sessionId } from "./things";
import { usesOf } from "./uses";

type Tx = postgres.TransactionSql;

/** Months of bookings of everything, with their claims: what there is no unit left for is not booked. */
export async function insertBookings(tx: Tx, pole: DemoPole, today: LocalDate, now: Date, zone: string): Promise<void> {
  const pole_id = poleId(pole);
  const ledger = new Ledger(pole);
  const rooms = rhythmOf(pole, today);
  const asked = [...rooms, ...usesOf(pole, today), ...extrasOf(pole, rooms)];
  const made = new Set<string>();
  const bookings = asked.flatMap((booking) => {
    if (booking.parent && !made.has(booking.parent)) return [];
    const row = bookingRow(pole, booking, ledger, now, zone);
    if (row) made.add(booking.key);
    return row ?? [];
  });
  // PostgreSQL takes 65 535 parameters in one statement.
  for (let from = 0; from < bookings.length; from += 500) {
    const slice = bookings.slice(from, from + 500);
    await tx`insert into bookings ${tx(slice.map(({ row }) => ({ pole_id, ...row })))}`;
    await tx`insert into booking_events ${tx(slice.flatMap(({ events }) => events.map((event) => ({ pole_id, ...event }))))}`;
  }
  const claims = bookings.flatMap((booking) => booking.claims);
  for (let from = 0; from < claims.length; from += 5000) {
    await tx`insert into claims ${tx(claims.slice(from, from + 5000).map((claim) => ({ pole_id, ...claim })))}`;
  }
}

const COFFEE = "accueil-cafe";

/** Coffee with some of the meetings of the rooms that propose it. */
function extrasOf(pole: DemoPole, rooms: readonly DemoBooking[]): DemoBooking[] {
  const random = chance(`${pole.slug} extras`);
  const coffee = pole.things.find(({ key }) => key === COFFEE);
  const proposing = new Set(
    pole.compositions.filter(({ addons }) => addons?.includes(COFFEE)).map(({ resource }) => resource),
  );
  const isOpen = ({ date, start, end }: DemoBooking) =>
    coffee?.hours.some(
      ([weekday, opens, closes]) => weekday === weekdayOf(date) && start >= opens * 60 && end <= closes * 60,
    );
  return rooms
    .filter((booking) => proposing.has(booking.room) && !booking.cancelled && isOpen(booking) && random() < 0.25)
    .map((booking) => ({
      ...booking,
      key: `${booking.key}/${COFFEE}`,
      room: COFFEE,
      quantity: booking.attendees ?? 8,
      attendees: null,
      parent: booking.key,
    }));
}

function bookingRow(pole: DemoPole, booking: DemoBooking, ledger: Ledger, now: Date, zone: string) {
  const { quantity = 1 } = booking;
  const room = pole.rooms.find(({ key }) => key === booking.room);
  const thing = pole.things.find(({ key }) => key === booking.room);
  const structure = pole.structures.find(({ slug }) => slug === booking.structure);
  const person = structure?.people[booking.person];
  if (!structure || !person) throw new Error(`The demonstration misses something of ${booking.key}.`);
  const id = demoId(`booking ${booking.key}`);
  const person_id = personId(person, structure.slug);
  const starts_at = instantAt(booking.date, booking.start, zone);
  const ends_at = instantAt(booking.date, booking.end, zone);
  const buffered = new Date(ends_at.getTime() + ((room ?? thing)?.rules?.bufferAfterMinutes ?? 0) * 60_000);
  const units = booking.cancelled
    ? ledger.gone(booking.room, quantity)
    : ledger.take(booking.room, quantity, starts_at.getTime(), buffered.getTime());
  if (!units) return null;
  const booked = new Date(
    Math.min(starts_at.getTime() - booking.bookedHoursBefore * 3_600_000, now.getTime() - 3_600_000),
  );
  const cancelled_at = booking.cancelled
    ? new Date((booked.getTime() + Math.min(starts_at.getTime(), now.getTime())) / 2)
    : null;
  const isMember = structure.kind === "member";
  return {
    row: {
      id,
      resource_id: resourceId(pole, booking.room),
      structure_id: structureId(structure.slug),
      person_id,
      title: booking.title,
      title_shared: booking.shared,
      attendees: booking.attendees && Math.min(booking.attendees, room?.seats ?? thing?.capacity ?? 1),
      quantity,
      starts_at,
      ends_at,
      state: booking.cancelled ? "cancelled" : "confirmed",
      customer: isMember ? "member" : "network",
      price_cents: priceOf(room, thing, isMember, booking.end - booking.start, quantity),
      at_cost: thing?.rates.atCost ?? false,
      created_at: booked,
      cancelled_at,
      cancelled_by: cancelled_at && person_id,
      cancel_reason: cancelled_at && "Reporté",
      parent_id: booking.parent ? demoId(`booking ${booking.parent}`) : null,
      session_id: booking.session === undefined ? null : sessionId(pole, booking.room, booking.session),
    },
    claims: units.map((unit_id, index) => ({
      id: demoId(`claim ${booking.key} ${index}`),
      booking_id: id,
      unit_id,
      starts_at,
      ends_at: buffered,
      released_at: cancelled_at,
    })),
    events: [
      { id: demoId(`event ${booking.key} confirmed`), booking_id: id, at: booked, person_id, kind: "confirmed" },
      ...(cancelled_at
        ? [
            {
              id: demoId(`event ${booking.key} cancelled`),
              booking_id: id,
              at: cancelled_at,
              person_id,
              kind: "cancelled",
            },
          ]
        : []),
    ],
  };
}

/** In cents: by the hour, capped by the day, and so much a unit. */
function priceOf(
  room: DemoRoom | undefined,
  thing: DemoThing | undefined,
  isMember: boolean,
  minutes: number,
  quantity: number,
): number {
  const rates = room ? roomRates(room).map((rate) => ({ unit_cents: null, ...rate })) : thing ? ratesOf(thing) : [];
  // Partners pay the network's price of things, and that of outsiders for rooms, as it was agreed.
  const rate = isMember ? rates[0] : rates[room ? 2 : 1];
  if (!rate) return 0;
  const byTheHour = Math.round(((rate.hour_cents ?? 0) * minutes) / 60);
  const time = rate.day_cap_cents ? Math.min(byTheHour, rate.day_cap_cents) : byTheHour;
  return (time + (rate.unit_cents ?? 0)) * quantity;
}
