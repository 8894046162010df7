import postgres from "postgres";
import { connectionOptions } from "../../db/connection";
import { newId } from "../../server/kernel/ids";
import { addDays, instantAt, localDateOf } from "../../server/kernel/time";
import type { GeneratedPole } from "./generate";
import { inLanes, milliseconds, perSecond, type Measure } from "./measure";

const LANES = 8;
const BOOKINGS = 400;
const CLIENTS = 200;
const ZONE = "Europe/Paris";

interface Slot {
  readonly resourceId: string;
  readonly unitId: string;
  readonly start: Date;
  readonly end: Date;
}

/** Bookings by the API beside the same rows inserted by raw SQL; then two hundred clients who want one slot. */
export async function benchBooking(
  server: { url: string; token: string },
  urls: { ownerUrl: string; appUrl: string },
  pole: GeneratedPole,
): Promise<Measure[]> {
  const owner = postgres(urls.ownerUrl, { ...connectionOptions, max: 1 });
  const app = postgres(urls.appUrl, { ...connectionOptions, max: LANES });
  try {
    const rooms = await owner<{ resourceId: string; unitId: string }[]>`
      select ru.resource_id as "resourceId", ru.unit_id as "unitId"
        from resource_units ru join resources r on r.id = ru.resource_id
       where ru.pole_id = ${pole.poleId} and r.kind = 'room' order by 1 limit 100`;
    const slots = freeSlots(rooms);
    const [warm, byApi, bySql, alone] = [
      slots.splice(0, 100),
      slots.splice(0, BOOKINGS),
      slots.splice(0, BOOKINGS),
      slots.splice(0, CLIENTS),
    ];
    const post = async (slot: Slot) => {
      const response = await fetch(`${server.url}/api/v1/bookings`, {
        method: "POST",
        headers: { Authorization: `Bearer ${server.token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ resourceId: slot.resourceId, start: slot.start, end: slot.end, title: "Mesure" }),
      });
      const { code } = (await response.json()) as { code?: string };
      return { status: response.status, code };
    };
    const mustBook = async (slot: Slot) => {
      const answer = await post(slot);
      if (answer.status !== 201) throw new Error(`A booking was refused: ${answer.status} ${answer.code}`);
    };
    await inLanes(warm, LANES, mustBook);
    const apiTook = await inLanes(byApi, LANES, mustBook);
    const sqlTook = await inLanes(bySql, LANES, (slot) => insertRaw(app, pole, slot));

    const wanted = slots[0];
    if (!wanted) throw new Error("No slot is left to fight for.");
    const answers: { status: number; code?: string }[] = [];
    const fight = Array.from({ length: CLIENTS }, () => wanted);
    const fought = await inLanes(fight, CLIENTS, async (slot) => void answers.push(await post(slot)));
    const calm = await inLanes(alone, CLIENTS, mustBook);
    const yes = answers.filter(({ status }) => status === 201).length;
    const no = answers.filter(({ status, code }) => status === 409 && code === "slot_taken").length;
    const [claims] = await owner<{ live: number }[]>`
      select count(*)::int as live from claims
       where unit_id = ${wanted.unitId} and released_at is null and starts_at < ${wanted.end} and ends_at > ${wanted.start}`;

    const ratio = sqlTook / apiTook;
    return [
      {
        what: `bookings by the API, ${LANES} at a time, beside the same inserts by raw SQL`,
        value: perSecond(BOOKINGS, apiTook),
        beside: perSecond(BOOKINGS, sqlTook),
        ratio,
        aim: { words: "at least 0.33", reached: ratio >= 1 / 3 },
      },
      {
        what: `one slot wanted by ${CLIENTS} clients at once (${yes} yes, ${no} no), beside ${CLIENTS} slots`,
        value: milliseconds(fought),
        beside: milliseconds(calm),
        ratio: fought / calm,
        aim: { words: "one yes, the others told", reached: yes === 1 && no === CLIENTS - 1 && claims?.live === 1 },
      },
    ];
  } finally {
    await Promise.all([owner.end(), app.end()]);
  }
}

/** Hours that nobody has: the generated bookings end thirty days from now. */
function freeSlots(rooms: readonly { resourceId: string; unitId: string }[]): Slot[] {
  const first = addDays(localDateOf(new Date(), ZONE), 40);
  return [0, 1].flatMap((day) =>
    rooms.flatMap((room) =>
      [8, 10, 12, 14, 16, 18].map((hour) => ({
        ...room,
        start: instantAt(addDays(first, day), hour * 60, ZONE),
        end: instantAt(addDays(first, day), hour * 60 + 60, ZONE),
      })),
    ),
  );
}

/** What a booking leaves in the database, by hand: the same statements, checks left out. */
async function insertRaw(sql: postgres.Sql, { actor, poleId }: GeneratedPole, slot: Slot): Promise<void> {
  await sql.begin(async (tx) => {
    const id = newId();
    await tx`select set_config('app.person', ${actor.personId}, true), set_config('app.pole', ${poleId}, true),
                    set_config('app.structure', ${actor.structureId}, true)`;
    await tx`select id from resources where id = ${slot.resourceId} for no key update`;
    await tx`insert into bookings (id, pole_id, resource_id, structure_id, person_id, title, starts_at, ends_at)
             values (${id}, ${poleId}, ${slot.resourceId}, ${actor.structureId}, ${actor.personId}, 'Mesure', ${slot.start}, ${slot.end})`;
    await tx`insert into claims (id, pole_id, booking_id, unit_id, starts_at, ends_at)
             values (${newId()}, ${poleId}, ${id}, ${slot.unitId}, ${slot.start}, ${slot.end})`;
    await tx`insert into booking_events (id, pole_id, booking_id, person_id, kind)
             values (${newId()}, ${poleId}, ${id}, ${actor.personId}, 'confirmed')`;
    await tx`select app.enqueue('booking-email', ${tx.json({ poleId, bookingId: id, event: "confirmed" })}, ${id})`;
  });
}
