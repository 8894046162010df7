import type postgres from "postgres";
import { addDays, instantAt, weekdayOf, type LocalDate } from "../../server/kernel/time";
import { demoId } from "./chance";
import type { DemoPole } from "./describe";
import { personId, poleId, resourceId, structureId, unitId } from "./ids";

type Tx = postgres.TransactionSql;

/** What waits for a yes, and one that had a no. Minutes of the day; the first day from `inDays` on that is free. */
const ASKED = [
  {
    resource: "salle-des-metiers",
    by: ["les-jardins-du-gue", 0],
    title: "Réunion des bénévoles",
    message: "Nous serons une vingtaine. Pouvons-nous pousser les métiers contre le mur ?",
    inDays: 4,
    start: 840,
    end: 1020,
    attendees: 12,
    priceCents: 1500,
  },
  {
    resource: "salle-des-metiers",
    by: ["universite-populaire", 2],
    title: "Initiation au tissage",
    message: "",
    inDays: 6,
    start: 570,
    end: 720,
    attendees: 8,
    priceCents: 1250,
  },
  {
    resource: "minibus",
    by: ["les-petits-sarments", 1],
    title: "Sortie à la ferme",
    message: "Deux sièges d’enfant, si possible.",
    inDays: 3,
    start: 600,
    end: 960,
    kilometres: 60,
    priceCents: 4320,
    depositCents: 50_000,
  },
  {
    resource: "remorque",
    by: ["bois-d-appui", 2],
    title: "Transport de chutes de chêne",
    message: "Je la rends balayée.",
    inDays: 3,
    start: 480,
    end: 720,
    priceCents: 800,
    depositCents: 20_000,
  },
  {
    resource: "salle-des-metiers",
    by: ["les-jardins-du-gue", 0],
    title: "Vide-dressing",
    message: "",
    inDays: 9,
    start: 600,
    end: 900,
    attendees: 12,
    priceCents: 2500,
    declined: "Le sol sera en cours de vernissage. La Salle Haute est libre ce jour-là.",
  },
] as const;

/** Whoever waits for a time of the Salle du Pressoir that somebody has, first come first. */
const WAITERS = [
  ["universite-populaire", 2, "Jury des certificats"],
  ["les-jardins-du-gue", 0, "Entretiens d’embauche"],
] as const;

const HOUR = 3_600_000;

/** Requests that wait for an answer, people who wait for a time, things out of use. After all the bookings of a pôle. */
export async function insertAsked(tx: Tx, pole: DemoPole, today: LocalDate, now: Date, zone: string): Promise<void> {
  const pole_id = poleId(pole);
  for (const [rank, asked] of ASKED.entries()) {
    const resource_id = resourceId(pole, asked.resource);
    const slot = await freeSlot(tx, resource_id, addDays(today, asked.inDays), asked.start, asked.end, zone);
    const id = demoId(`asked ${pole.slug} ${rank}`);
    const created_at = new Date(now.getTime() - (3 + rank * 4) * HOUR);
    const person_id = whoIs(pole, asked.by);
    const no = "declined" in asked ? asked.declined : null;
    const decided_at = no ? new Date(created_at.getTime() + 2 * HOUR) : null;
    const [{ decider } = { decider: null }] = await tx<{ decider: string }[]>`
      select a.person_id as decider from affiliations a join resources r on r.structure_id = a.structure_id
       where r.id = ${resource_id} and a.role = 'administrator' order by a.person_id limit 1`;
    await tx`insert into bookings ${tx({
      id,
      pole_id,
      resource_id,
      structure_id: structureId(asked.by[0]),
      person_id,
      title: asked.title,
      title_shared: true,
      message: asked.message,
      attendees: "attendees" in asked ? asked.attendees : null,
      kilometres: "kilometres" in asked ? asked.kilometres : null,
      ...slot,
      state: no ? "declined" : "requested",
      expires_at: no ? null : new Date(Math.min(created_at.getTime() + 48 * HOUR, slot.starts_at.getTime())),
      price_cents: asked.priceCents,
      deposit_cents: "depositCents" in asked ? asked.depositCents : 0,
      created_at,
      decided_at,
      decided_by: no && decider,
      decline_reason: no,
    })}`;
    await tx`insert into claims (id, pole_id, booking_id, unit_id, starts_at, ends_at, released_at)
             select gen_random_uuid(), ${pole_id}, ${id}, u.unit_id,
                    ${slot.starts_at}::timestamptz - make_interval(mins => r.buffer_before_minutes),
                    ${slot.ends_at}::timestamptz + make_interval(mins => r.buffer_after_minutes), ${decided_at}::timestamptz
               from resource_units u join resources r on r.id = u.resource_id where u.resource_id = ${resource_id}`;
    const event = { pole_id, booking_id: id };
    await tx`insert into booking_events ${tx([
      { ...event, id: demoId(`${id} requested`), at: created_at, person_id, kind: "requested" },
    ])}`;
    if (!decided_at) continue;
    await tx`insert into booking_events ${tx({ ...event, id: demoId(`${id} declined`), at: decided_at, person_id: decider, kind: "declined", details: tx.json({ reason: no }) })}`;
  }
  await insertWaiters(tx, pole, now);
  await insertBlockings(tx, pole, today, zone);
}

/** The first working day from `date` on that nobody has anything of `resource` at these hours. */
async function freeSlot(tx: Tx, resource: string, date: LocalDate, start: number, end: number, zone: string) {
  for (let day = date; ; day = addDays(day, 1)) {
    const slot = { starts_at: instantAt(day, start, zone), ends_at: instantAt(day, end, zone) };
    const taken = await tx`
      select from claims c join resource_units u on u.unit_id = c.unit_id
       where u.resource_id = ${resource} and c.released_at is null
         and c.starts_at < ${new Date(slot.ends_at.getTime() + HOUR)} and c.ends_at > ${slot.starts_at} limit 1`;
    if (taken.length === 0 && weekdayOf(day) <= 5) return slot;
  }
}

async function insertWaiters(tx: Tx, pole: DemoPole, now: Date): Promise<void> {
  const resource_id = resourceId(pole, "salle-du-pressoir");
  const own = WAITERS.map(([structure]) => structureId(structure));
  const [taken] = await tx<{ starts_at: Date; ends_at: Date }[]>`
    select starts_at, ends_at from bookings
     where resource_id = ${resource_id} and state = 'confirmed' and starts_at > ${new Date(now.getTime() + 72 * HOUR)}
       and structure_id <> all(${own}::uuid[])
     order by starts_at limit 1`;
  if (!taken) return;
  await tx`insert into waiting ${tx(
    WAITERS.map(([structure, person, title], rank) => ({
      id: demoId(`waiting ${pole.slug} ${rank}`),
      pole_id: poleId(pole),
      resource_id,
      structure_id: structureId(structure),
      person_id: whoIs(pole, [structure, person]),
      ...taken,
      attendees: 6,
      title,
      created_at: new Date(now.getTime() - (30 - rank * 9) * HOUR),
    })),
  )}`;
}

/** A bicycle at the workshop, a morning of cleaning. */
async function insertBlockings(tx: Tx, pole: DemoPole, today: LocalDate, zone: string): Promise<void> {
  let back = addDays(today, 2);
  while (weekdayOf(back) !== 3) back = addDays(back, 1);
  await block(tx, pole, {
    resource: "velos-cargo",
    unit: unitId(pole, "velos-cargo", 3),
    reason: "À la révision, de retour mercredi",
    starts_at: instantAt(today, 7 * 60, zone),
    ends_at: instantAt(back, 9 * 60, zone),
  });
  const haute = resourceId(pole, "salle-haute");
  const morning = await freeSlot(tx, haute, addDays(today, 5), 540, 720, zone);
  await block(tx, pole, { resource: "salle-haute", unit: null, reason: "Ménage", ...morning });
}

interface Blocking {
  resource: string;
  /** All when null. */
  unit: string | null;
  reason: string;
  starts_at: Date;
  ends_at: Date;
}

async function block(tx: Tx, pole: DemoPole, { resource, unit, reason, ...period }: Blocking): Promise<void> {
  const [id, pole_id, resource_id] = [demoId(`block ${resource}`), poleId(pole), resourceId(pole, resource)];
  await tx`insert into blockings ${tx({ id, pole_id, resource_id, kind: "maintenance", reason, ...period })}`;
  await tx`insert into blocked_units (blocking_id, pole_id, unit_id, starts_at, ends_at)
           select ${id}, ${pole_id}, unit_id, ${period.starts_at}, ${period.ends_at}
             from resource_units where resource_id = ${resource_id} and (${unit}::uuid is null or unit_id = ${unit})`;
}

function whoIs(pole: DemoPole, [slug, rank]: readonly [string, number]): string {
  const person = pole.structures.find((structure) => structure.slug === slug)?.people[rank];
  if (!person) throw new Error(`The demonstration misses the person ${rank} of ${slug}.`);
  return personId(person, slug);
}
