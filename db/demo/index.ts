import { hash } from "@node-rs/argon2";
import postgres from "postgres";
import { localDateOf } from "../../server/kernel/time";
import { closeDatabase, connectionOptions, openDatabase } from "../connection";
import { applicationUrl } from "../migrate";
import { demoId } from "./chance";
import { deuxRives } from "./deux-rives";
import { insertAsked } from "./asked";
import { insertBasket } from "./basket";
import { insertBookings } from "./bookings";
import type { DemoPole, DemoRoom } from "./describe";
import { emailOf, personId, poleId, resourceId, structureId, unitId } from "./ids";
import { insertOpening } from "./opening";
import { insertPhotos } from "./photos";
import { roomRates } from "./room-rates";
import { insertSeries } from "./series";
import { insertThings } from "./things";
import { insertUse } from "./use";
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

/** What goes on with a demonstration, once its pôles are there and the application may work in them. */
type AndThen = (sql: postgres.Sql, about: { poles: readonly DemoPole[]; now: Date; zone: string }) => Promise<void>;

/**
 * Loads the pôles of the demonstration and their bookings into an empty database, all or nothing; then whatever needs
 * the capabilities above (server/demo). `say` tells how far it is.
 */
export async function loadDemo(ownerUrl: string, say: (line: string) => void, andThen: AndThen): Promise<void> {
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
        await insertOpening(tx, pole, today);
        await insertThings(tx, pole, today, TIME_ZONE);
        await insertBookings(tx, pole, today, now, TIME_ZONE);
        await insertUse(tx, poleId(pole), now);
        if (pole === valDOrme) await insertSeries(tx, poleId(pole), today, TIME_ZONE);
      }
      await insertAsked(tx, valDOrme, today, now, TIME_ZONE);
      await insertBasket(tx, valDOrme, today, TIME_ZONE);
      await insertOutsider(tx, password);
    });
    say("Besoins et réponses");
    openDatabase(applicationUrl(ownerUrl), { connections: 2 });
    try {
      await andThen(sql, { poles: POLES, now, zone: TIME_ZONE });
    } finally {
      await closeDatabase();
    }
    await sql`analyze`;
  } finally {
    await sql.end();
  }
}

type Tx = postgres.TransactionSql;

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
      ...declared(structure),
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

/** What a structure says of itself, as its legal form has it. */
function declared({ legalForm, activity }: DemoPole["structures"][number]) {
  const integration = /insertion/.test(`${legalForm} ${activity}`);
  return {
    integration,
    ess: integration || /^(Association|SC[IO]P|SCIC|Coopérative|Groupement)/.test(legalForm),
    public_buyer: /^(Établissement public|Commune)/.test(legalForm),
  };
}

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
      id: resourceId(pole, room.key),
      pole_id,
      kind: "room",
      structure_id: structureId(room.structure),
      place_id: demoId(`place ${room.place}`),
      name: room.name,
      description: room.description,
      capacity: room.seats,
      features: room.features,
      accessible: room.accessible,
      open_to: room.openTo ?? "pole",
      attributes: tx.json(attributesOf(room)),
      step_minutes: room.rules?.stepMinutes ?? 30,
      min_minutes: room.rules?.minMinutes ?? 30,
      max_minutes: room.rules?.maxMinutes ?? 720,
      notice_minutes: room.rules?.noticeMinutes ?? 0,
      cancel_notice_minutes: room.rules?.cancelNoticeMinutes ?? 0,
      horizon_days: room.rules?.horizonDays ?? 90,
      buffer_after_minutes: room.rules?.bufferAfterMinutes ?? 0,
      approval: room.rules?.approval ?? "automatic",
      late_cancel_percent: room.rules?.lateCancelPercent ?? null,
    })),
  )}`;
  const units = pole.rooms.map((room) => ({
    resource: resourceId(pole, room.key),
    unit: unitId(pole, room.key),
  }));
  await tx`insert into units ${tx(units.map(({ unit }) => ({ id: unit, pole_id })))}`;
  await tx`insert into resource_units ${tx(units.map(({ resource, unit }) => ({ pole_id, resource_id: resource, unit_id: unit })))}`;
  await tx`insert into rates ${tx(pole.rooms.flatMap((room) => roomRates(room).map(({ periods, ...rate }) => ({ pole_id, resource_id: resourceId(pole, room.key), ...rate, periods: tx.json(periods) }))))}`;
  for (const room of pole.rooms) await insertPhotos(tx, pole, room.key, room.pictures);
}

const LAYOUTS: Record<string, string> = {
  table: "table",
  rows: "theatre",
  round: "table",
  horseshoe: "horseshoe",
  classroom: "classroom",
  workshop: "islands",
  free: "empty",
};

function attributesOf({ surface, ceiling, floor, layout }: DemoRoom) {
  const known = LAYOUTS[layout];
  return { surface, floor, ...(known ? { layouts: [known] } : {}), ...(ceiling ? { ceiling } : {}) };
}

/** A structure of no pôle, whose person can sign in and sees what is open to anybody. */
async function insertOutsider(tx: Tx, password: string): Promise<void> {
  const structure = structureId("atelier-rouge-gorge");
  const person = demoId("person outsider@demo.example");
  await tx`insert into structures ${tx({ id: structure, slug: "atelier-rouge-gorge", name: "Atelier Rouge-Gorge", activity: "imprimerie solidaire", legal_form: "SCOP", town: "Valsonne", colour: 4 })}`;
  await tx`insert into people ${tx({ id: person, name: "Solène Baudry", email: "outsider@demo.example", telephone: "06 00 00 00 12" })}`;
  await tx`insert into passwords ${tx({ person_id: person, hash: password })}`;
  await tx`insert into affiliations ${tx({ structure_id: structure, person_id: person, role: "administrator" })}`;
}
