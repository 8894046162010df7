import { hash } from "@node-rs/argon2";
import postgres from "postgres";
import { instantAt, localDateOf, type LocalDate } from "../../server/kernel/time";
import { connectionOptions } from "../connection";
import { demoId } from "./chance";
import { deuxRives } from "./deux-rives";
import type { DemoPerson, DemoPole, DemoRoom } from "./describe";
import { renderPicture } from "./photos";
import { rhythmOf, type DemoBooking } from "./rhythm";
import { valDOrme } from "./val-d-orme";

/** The password of every demonstration account. */
export const DEMO_PASSWORD = "grappe-demo-2026";
const TIME_ZONE = "Europe/Paris";
const POLES = [valDOrme, deuxRives];

/** True when nobody is in the database yet. `ownerUrl` is the database owner's. */
export async function isEmpty(ownerUrl: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { ...connectionOptions, max: 1 });
  try {
    const [row] = await sql<{ empty: boolean }[]>`select not exists (select from people) as empty`;
    return row?.empty ?? true;
  } finally {
    await sql.end();
  }
}

/** Loads the demonstration into an empty database, all or nothing. `say` tells how far it is. */
export async function loadDemo(ownerUrl: string, say: (line: string) => void): Promise<void> {
  const sql = postgres(ownerUrl, { ...connectionOptions, max: 1 });
  try {
    const now = new Date();
    const today = localDateOf(now, TIME_ZONE);
    const password = await hash(DEMO_PASSWORD);
    await sql.begin(async (tx) => {
      const network = demoId("network");
      await tx`insert into networks ${tx({ id: network, name: "Réseau des pôles de l’Orme" })}`;
      for (const pole of POLES) {
        say(pole.name);
        await insertPole(tx, pole, network);
        await insertPeople(tx, pole, password);
        await insertRooms(tx, pole);
        await insertBookings(tx, pole, today, now);
      }
      await insertOutsider(tx, password);
    });
    await sql`analyze`;
  } finally {
    await sql.end();
  }
}

type Tx = postgres.TransactionSql;

const structureId = (slug: string) => demoId(`structure ${slug}`);
const poleId = (pole: DemoPole) => demoId(`pole ${pole.slug}`);
const roomId = (pole: DemoPole, room: string) => demoId(`room ${pole.slug} ${room}`);

async function insertPole(tx: Tx, pole: DemoPole, network: string): Promise<void> {
  const id = poleId(pole);
  const { slug, name, territory } = pole;
  await tx`insert into poles ${tx({ id, network_id: network, slug, name, territory, time_zone: TIME_ZONE })}`;
  const here = pole.structures.filter(({ elsewhere }) => !elsewhere);
  await tx`insert into structures ${tx(
    here.map((structure) => ({
      id: structureId(structure.slug),
      slug: structure.slug,
      name: structure.name,
      activity: structure.activity,
      legal_form: structure.legalForm,
      town: structure.town,
      colour: structure.colour,
    })),
  )}`;
  await tx`insert into memberships ${tx(
    pole.structures.map(({ slug, kind, since }) => ({
      pole_id: id,
      structure_id: structureId(slug),
      kind,
      starts_on: since,
    })),
  )}`;
  await tx`insert into places ${tx(
    pole.places.map(({ key, ...place }) => ({ ...place, id: demoId(`place ${key}`), pole_id: id })),
  )}`;
}

/** "Nadia Ferhat" of Les Jardins du Gué: nadia.ferhat@les-jardins-du-gue.example. */
function emailOf(person: DemoPerson, structure: string): string {
  const name = person.name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, ".");
  return person.email ?? `${name}@${structure}.example`;
}

const personId = (person: DemoPerson, structure: string) => demoId(`person ${emailOf(person, structure)}`);

async function insertPeople(tx: Tx, pole: DemoPole, password: string): Promise<void> {
  const people = pole.structures.flatMap(({ slug, people }) =>
    people.map((person) => ({ person, slug, id: personId(person, slug), email: emailOf(person, slug) })),
  );
  await tx`insert into people ${tx(people.map(({ id, person, email }) => ({ id, name: person.name, email })))}`;
  await tx`insert into passwords ${tx(people.map(({ id }) => ({ person_id: id, hash: password })))}`;
  await tx`insert into affiliations ${tx(
    people.map(({ id, person, slug }) => ({ structure_id: structureId(slug), person_id: id, role: person.role })),
  )}`;
  const managers = people.filter(({ email }) => pole.managers.includes(email));
  await tx`insert into pole_staff ${tx(
    managers.map(({ id }) => ({ pole_id: poleId(pole), person_id: id, role: "manager" })),
  )}`;
}

async function insertRooms(tx: Tx, pole: DemoPole): Promise<void> {
  const pole_id = poleId(pole);
  await tx`insert into resources ${tx(
    pole.rooms.map((room) => ({
      id: roomId(pole, room.key),
      pole_id,
      kind: "room",
      structure_id: structureId(room.structure),
      place_id: demoId(`place ${room.place}`),
      name: room.name,
      description: room.description,
      capacity: room.seats,
      features: room.features,
      accessible: room.accessible,
      attributes: tx.json(attributesOf(room)),
      step_minutes: room.rules?.stepMinutes ?? 30,
      min_minutes: room.rules?.minMinutes ?? 30,
      max_minutes: room.rules?.maxMinutes ?? 720,
      notice_minutes: room.rules?.noticeMinutes ?? 0,
      cancel_notice_minutes: room.rules?.cancelNoticeMinutes ?? 0,
      horizon_days: room.rules?.horizonDays ?? 90,
      buffer_after_minutes: room.rules?.bufferAfterMinutes ?? 0,
    })),
  )}`;
  await tx`insert into opening_hours ${tx(
    pole.rooms.flatMap((room) =>
      room.hours.map(([weekday, opens, closes]) => ({
        pole_id,
        resource_id: roomId(pole, room.key),
        weekday,
        opens: opens * 60,
        closes: closes * 60,
      })),
    ),
  )}`;
  const units = pole.rooms.map((room) => ({
    resource: roomId(pole, room.key),
    unit: demoId(`unit ${pole.slug} ${room.key}`),
  }));
  await tx`insert into units ${tx(units.map(({ unit }) => ({ id: unit, pole_id })))}`;
  await tx`insert into resource_units ${tx(units.map(({ resource, unit }) => ({ pole_id, resource_id: resource, unit_id: unit })))}`;
  await tx`insert into rates ${tx(pole.rooms.flatMap((room) => ratesOf(room).map((rate) => ({ pole_id, resource_id: roomId(pole, room.key), ...rate }))))}`;
  for (const room of pole.rooms) await insertPhotos(tx, pole, room);
}

function attributesOf({ surface, ceiling, floor, layout }: DemoRoom) {
  return { surface, floor, layout, ...(ceiling ? { ceiling } : {}) };
}

/** A member of another pôle pays half as much again, an outsider two and a half times as much. */
function ratesOf({ hourCents, dayCents }: DemoRoom) {
  const outside = hourCents || 500;
  const outsideDay = dayCents || 3000;
  return [
    { customer: "member", hour_cents: hourCents, day_cap_cents: dayCents || null },
    { customer: "network", hour_cents: outside * 1.5, day_cap_cents: outsideDay * 1.5 },
    { customer: "outsider", hour_cents: outside * 2.5, day_cap_cents: outsideDay * 2.5 },
  ];
}

async function insertPhotos(tx: Tx, pole: DemoPole, room: DemoRoom): Promise<void> {
  const pole_id = poleId(pole);
  for (const [position, picture] of room.pictures.entries()) {
    const id = demoId(`photo ${pole.slug} ${room.key} ${position}`);
    const { width, height, files } = await renderPicture(picture);
    const resource_id = roomId(pole, room.key);
    await tx`insert into photos ${tx({ id, pole_id, resource_id, position, alt: picture.alt, width, height })}`;
    await tx`insert into photo_files ${tx(files.map((file) => ({ pole_id, photo_id: id, ...file })))}`;
  }
}

async function insertBookings(tx: Tx, pole: DemoPole, today: LocalDate, now: Date): Promise<void> {
  const pole_id = poleId(pole);
  const bookings = rhythmOf(pole, today).map((booking) => bookingRow(pole, booking, now));
  // PostgreSQL takes 65 535 parameters in one statement.
  for (let from = 0; from < bookings.length; from += 500) {
    const slice = bookings.slice(from, from + 500);
    await tx`insert into bookings ${tx(slice.map(({ row }) => ({ pole_id, ...row })))}`;
    await tx`insert into claims ${tx(slice.map(({ claim }) => ({ pole_id, ...claim })))}`;
    await tx`insert into booking_events ${tx(slice.flatMap(({ events }) => events.map((event) => ({ pole_id, ...event }))))}`;
  }
}

function bookingRow(pole: DemoPole, booking: DemoBooking, now: Date) {
  const room = pole.rooms.find(({ key }) => key === booking.room);
  const structure = pole.structures.find(({ slug }) => slug === booking.structure);
  const person = structure?.people[booking.person];
  if (!room || !structure || !person) throw new Error(`The demonstration misses something of ${booking.key}.`);
  const id = demoId(`booking ${booking.key}`);
  const person_id = personId(person, structure.slug);
  const starts_at = instantAt(booking.date, booking.start, TIME_ZONE);
  const ends_at = instantAt(booking.date, booking.end, TIME_ZONE);
  const booked = new Date(
    Math.min(starts_at.getTime() - booking.bookedHoursBefore * 3_600_000, now.getTime() - 3_600_000),
  );
  const cancelled_at = booking.cancelled
    ? new Date((booked.getTime() + Math.min(starts_at.getTime(), now.getTime())) / 2)
    : null;
  const price = priceOf(room, structure.kind === "member", booking.end - booking.start);
  return {
    row: {
      id,
      resource_id: roomId(pole, room.key),
      structure_id: structureId(structure.slug),
      person_id,
      title: booking.title,
      title_shared: booking.shared,
      attendees: Math.min(booking.attendees, room.seats),
      starts_at,
      ends_at,
      state: booking.cancelled ? "cancelled" : "confirmed",
      price_cents: price,
      created_at: booked,
      cancelled_at,
      cancelled_by: cancelled_at && person_id,
      cancel_reason: cancelled_at && "Reporté",
    },
    claim: {
      id: demoId(`claim ${booking.key}`),
      booking_id: id,
      unit_id: demoId(`unit ${pole.slug} ${room.key}`),
      starts_at,
      ends_at: new Date(ends_at.getTime() + (room.rules?.bufferAfterMinutes ?? 0) * 60_000),
      released_at: cancelled_at,
    },
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

/** In cents: members pay the hour, capped by the day; partners the price of outsiders. */
function priceOf(room: DemoRoom, isMember: boolean, minutes: number): number {
  const [member, , outsider] = ratesOf(room);
  const rate = isMember ? member : outsider;
  if (!rate) return 0;
  const byTheHour = Math.round((rate.hour_cents * minutes) / 60);
  return rate.day_cap_cents ? Math.min(byTheHour, rate.day_cap_cents) : byTheHour;
}

/** A structure of no pôle, whose person can sign in and sees nothing of any pôle. */
async function insertOutsider(tx: Tx, password: string): Promise<void> {
  const structure = structureId("atelier-rouge-gorge");
  const person = demoId("person outsider@demo.example");
  await tx`insert into structures ${tx({ id: structure, slug: "atelier-rouge-gorge", name: "Atelier Rouge-Gorge", activity: "imprimerie solidaire", legal_form: "SCOP", town: "Valsonne", colour: 4 })}`;
  await tx`insert into people ${tx({ id: person, name: "Solène Baudry", email: "outsider@demo.example" })}`;
  await tx`insert into passwords ${tx({ person_id: person, hash: password })}`;
  await tx`insert into affiliations ${tx({ structure_id: structure, person_id: person, role: "administrator" })}`;
}
