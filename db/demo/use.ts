import type postgres from "postgres";
import { chance, demoId } from "./chance";

type Tx = postgres.TransactionSql;

/** Rooms where people say that they are there, or take keys; vehicles and the like say so themselves. */
const STEPS = [
  {
    name: "Studio",
    step: "check_in",
    noShow: 30,
    instructions:
      "Badge à l’accueil jusqu’à 18 h ; ensuite, le code de la porte est 1947A.\nÉteignez la console en partant.",
  },
  {
    name: "La Verrière",
    step: "keys",
    noShow: null,
    instructions:
      "Les clés sont dans la boîte à gauche du portail, code 4512. Refermez bien la verrière : le vent vient du canal.",
  },
] as const;

/** What was broken, seen to, mended; by whom in the pôle does not matter, so anybody who booked there. */
const INCIDENTS = [
  { room: "Salle du Pressoir", text: "Une chaise est cassée, mise de côté près de la fenêtre.", hoursAgo: 20 },
  {
    room: "Salle des Acrobates",
    text: "Le chauffage ne démarre plus : 11 degrés ce matin, et le voyant rouge clignote.",
    hoursAgo: 6,
    stoppedDays: 2,
    reason: "Chauffagiste",
  },
  {
    room: "Petit salon",
    text: "L’écran ne s’allume plus.",
    hoursAgo: 24 * 12,
    resolution: "Câble changé par le prestataire. Un câble de rechange est dans le tiroir.",
  },
];

/** A booking whose use is told. */
interface Used {
  id: string;
  resource_id: string;
  person_id: string;
  start_step: string;
  starts_at: Date;
  ends_at: Date;
  kilometres: number | null;
  unit_id: string | null;
}

/** Who came, who did not, how far vehicles went, what broke. After the bookings of a pôle, whatever they are. */
export async function insertUse(tx: Tx, poleId: string, now: Date): Promise<void> {
  for (const { name, step, noShow, instructions } of STEPS) {
    await tx`update resources set start_step = ${step}, no_show_minutes = ${noShow}, instructions = ${instructions}
              where pole_id = ${poleId} and name = ${name}`;
  }
  const used = await tx<Used[]>`
    select b.id, b.resource_id, b.person_id, r.start_step, b.starts_at, b.ends_at, b.kilometres,
           (select case when count(*) = 1 then (array_agg(c.unit_id))[1] end from claims c where c.booking_id = b.id) as unit_id
      from bookings b join resources r on r.id = b.resource_id
     where b.pole_id = ${poleId} and b.state = 'confirmed' and r.start_step in ('check_in', 'keys', 'odometer')
       and b.starts_at < ${new Date(now.getTime() - 3_600_000)}
     order by b.starts_at, b.id`;
  await insertSteps(tx, poleId, used, now);
  await insertIncidents(tx, poleId, now);
}

async function insertSteps(tx: Tx, poleId: string, used: readonly Used[], now: Date): Promise<void> {
  const odometers = new Map<string, number>();
  const bookings = [];
  const events = [];
  const records: Record<string, string | number | Date | null>[] = [];
  for (const booking of used) {
    const random = chance(`use ${booking.id}`);
    const { id, person_id, starts_at, ends_at } = booking;
    const common = { pole_id: poleId, booking_id: id };
    const minutes = (count: number) => count * 60_000;
    const vehicle = booking.start_step === "odometer";
    if (!vehicle && random() < 0.05) {
      const at = new Date(starts_at.getTime() + minutes(30));
      bookings.push({ id, state: "no_show", taken: null, returned: null, km: null });
      events.push({ ...common, id: demoId(`event ${id} no_show`), at, person_id: null, kind: "no_show" });
      continue;
    }
    const taken = new Date(starts_at.getTime() + minutes(Math.round(random() * 12) - 4));
    const back = new Date(ends_at.getTime() - minutes(Math.round(random() * 25)));
    const returned = back < now ? back : null;
    events.push({ ...common, id: demoId(`event ${id} checked_in`), at: taken, person_id, kind: "checked_in" });
    if (returned)
      events.push({ ...common, id: demoId(`event ${id} returned`), at: returned, person_id, kind: "returned" });
    let km: number | null = null;
    if (vehicle) {
      const unit = booking.unit_id ?? booking.resource_id;
      const before = odometers.get(unit) ?? 31_000 + Math.round(chance(`odometer ${unit}`)() * 40_000);
      km = returned ? (booking.kilometres ?? 12 + Math.round(random() * 140)) : null;
      const reading = (moment: "start" | "end", at: Date, odometer: number, note: string) =>
        records.push({
          ...common,
          id: demoId(`record ${id} ${moment}`),
          resource_id: booking.resource_id,
          unit_id: booking.unit_id,
          moment,
          at,
          person_id,
          odometer,
          level: [100, 75, 75, 50, 50, 25][Math.floor(random() * 6)] ?? 50,
          note,
        });
      reading("start", taken, before, "");
      const note = random() < 0.12 ? "Rétroviseur droit à resserrer." : random() < 0.1 ? "Lavé, aspirateur passé." : "";
      if (returned && km !== null) reading("end", returned, before + km, note);
      odometers.set(unit, before + (km ?? 0));
    }
    bookings.push({ id, state: returned ? "returned" : "checked_in", taken, returned, km });
  }
  for (const { id, state, taken, returned, km } of bookings) {
    await tx`update bookings set state = ${state}, checked_in_at = ${taken}, returned_at = ${returned},
               kilometres = coalesce(${km}::int, kilometres) where id = ${id}`;
    if (state === "no_show") {
      await tx`update claims set released_at = starts_at + interval '30 minutes' where booking_id = ${id}`;
    }
  }
  // Parameters of one statement are numbered up to 65 535.
  for (const rows of chunks(events, 1000)) await tx`insert into booking_events ${tx(rows)}`;
  for (const rows of chunks(records, 1000)) await tx`insert into use_records ${tx(rows)}`;
}

async function insertIncidents(tx: Tx, poleId: string, now: Date): Promise<void> {
  for (const { room, text, hoursAgo, stoppedDays, reason, resolution } of INCIDENTS) {
    const [found] = await tx<{ id: string; person_id: string; owner_person: string | null }[]>`
      select r.id, b.person_id,
             (select a.person_id from affiliations a where a.structure_id = r.structure_id and a.role = 'administrator'
               order by a.person_id limit 1) as owner_person
        from resources r join bookings b on b.resource_id = r.id
       where r.pole_id = ${poleId} and r.name = ${room} order by b.starts_at desc, b.id limit 1`;
    if (!found) continue;
    const id = demoId(`incident ${poleId} ${room}`);
    const reported_at = new Date(now.getTime() - hoursAgo * 3_600_000);
    const common = { pole_id: poleId };
    const closed_at = resolution ? new Date(reported_at.getTime() + 30 * 3_600_000) : null;
    const decided = { ...common, incident_id: id, person_id: found.owner_person };
    let blocking_id: string | null = null;
    if (stoppedDays) {
      blocking_id = demoId(`blocking ${id}`);
      const period = { starts_at: reported_at, ends_at: new Date(now.getTime() + stoppedDays * 86_400_000) };
      await tx`insert into blockings ${tx({ id: blocking_id, ...common, ...period, resource_id: found.id, kind: "maintenance", reason: reason ?? "", created_by: found.owner_person, created_at: reported_at })}`;
      await tx`insert into blocked_units (blocking_id, pole_id, unit_id, starts_at, ends_at)
               select ${blocking_id}, ${poleId}, unit_id, ${period.starts_at}, ${period.ends_at}
                 from resource_units where resource_id = ${found.id}`;
    }
    await tx`insert into incidents ${tx({
      id,
      ...common,
      resource_id: found.id,
      reported_by: found.person_id,
      reported_at,
      description: text,
      stops_use: blocking_id !== null,
      blocking_id,
      closed_at,
      closed_by: resolution ? found.owner_person : null,
      resolution: resolution ?? "",
    })}`;
    const events = [
      ...(blocking_id ? [{ kind: "planned", at: new Date(reported_at.getTime() + 3_600_000), note: "" }] : []),
      ...(closed_at ? [{ kind: "closed", at: closed_at, note: resolution ?? "" }] : []),
    ].map((event) => ({ ...decided, ...event, id: demoId(`incident ${id} ${event.kind}`) }));
    if (events.length > 0) await tx`insert into incident_events ${tx(events)}`;
  }
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, rank) => list.slice(rank * size, (rank + 1) * size));
}
