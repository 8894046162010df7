import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../server/kernel/ids";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

const POLE = "/poles/val-d-orme";

let world: World;
let server: TestServer;
let owner: Visitor;
let employee: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  owner = await signedIn(server, world.people.owner.email);
  employee = await signedIn(server, world.people.employee.email);
}, 300_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const plain = (html: string) => html.replace(/[\s\u00a0\u202f]+/g, " ").replaceAll("’", "'");

test("of what is given one by one, how many is asked, and people are not", async () => {
  const { id } = world.rooms.projectors;
  const [day, demande] = [workday(1), newId()];
  const address = `${POLE}/reservations/nouvelle?ressource=${id}`;
  const sent = { demande, ressource: id, jour: day, de: "09:00", a: "10:00", combien: "deux" };
  const wrong = await employee.post(address, sent);
  expect(wrong.status).toBe(422);
  const page = plain(await wrong.text());
  expect(page).toContain("Écrivez un nombre, de 1 à 3.");
  expect(page).toMatch(/name="combien"[^>]*value="deux"/);
  expect(page).not.toContain('name="personnes"');
  const tooMany = await employee.post(address, { ...sent, combien: "4" });
  expect(tooMany.status).toBe(422);
  const done = await employee.post(address, { ...sent, combien: "2" });
  expect(done.status).toBe(302);
  const [kept] = await world.owner<{ quantity: number; claims: number }[]>`
    select quantity, (select count(*)::int from claims where booking_id = b.id) as claims from bookings b where id = ${demande}`;
  expect(kept).toMatchObject({ quantity: 2, claims: 2 });
});

test("a course is booked by choosing one of its sessions, added on its page", async () => {
  const [id, day] = [newId(), workday(2)];
  const ids = { pole_id: world.poles.orme.id };
  const units = [newId(), newId()];
  const { owner: sql } = world;
  await sql`insert into resources ${sql({ id, ...ids, kind: "training", structure_id: world.structures.tablee.id, name: "Secourisme", takes_all_units: false, by_session: true, horizon_days: 365 })}`;
  await sql`insert into opening_hours ${sql([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ ...ids, resource_id: id, weekday, opens: 0, closes: 1440 })))}`;
  await sql`insert into units ${sql(units.map((unit) => ({ id: unit, ...ids })))}`;
  await sql`insert into resource_units ${sql(units.map((unit_id) => ({ ...ids, resource_id: id, unit_id })))}`;
  const sessions = `${POLE}/catalogue/${id}/seances`;
  const reversed = await owner.post(sessions, { id: newId(), day, from: "12:00", to: "09:00" });
  expect(reversed.status).toBe(422);
  const session = newId();
  expect((await owner.post(sessions, { id: session, day, from: "09:00", to: "12:00" })).status).toBe(302);
  expect(plain(await employee.read(`${POLE}/catalogue/${id}`))).toContain("2 places libres sur 2");
  const demande = newId();
  const sent = { demande, ressource: id, seance: session, combien: "2" };
  expect((await employee.post(`${POLE}/reservations/nouvelle?ressource=${id}`, sent)).status).toBe(302);
  const [kept] = await sql`select starts_at, session_id, quantity from bookings where id = ${demande}`;
  expect(kept).toMatchObject({ starts_at: at(day, "09:00"), session_id: session, quantity: 2 });
  const refused = await owner.post(sessions, { cancel: session });
  expect(refused.status).toBe(409);
  const asked = plain(await refused.text());
  expect(asked).toContain("Les Jardins du Gué");
  expect(asked).toContain("Ce que vous leur dites");
  // Too long: asked again, with what was typed; nothing is cancelled yet.
  const long = await owner.post(sessions, { cancel: session, sure: "oui", message: "x".repeat(501) });
  expect(long.status).toBe(422);
  expect(await long.text()).toContain("x".repeat(501));
  expect((await sql`select state from bookings where id = ${demande}`)[0]).toMatchObject({ state: "confirmed" });
  const message = "La formatrice est malade : nouvelle date le 12.";
  expect((await employee.post(sessions, { cancel: session, sure: "oui", message })).status).toBe(403);
  expect((await owner.post(sessions, { cancel: session, sure: "oui", message })).status).toBe(302);
  expect((await owner.post(sessions, { cancel: session, sure: "oui", message })).status).toBe(302);
  const [over] = await sql`
    select state, cancel_reason, cancel_fee_cents, sequence,
           (select count(*)::int from claims c where c.booking_id = b.id and c.released_at is null) as held,
           (select count(*)::int from booking_events e where e.booking_id = b.id and e.kind = 'cancelled') as noted
      from bookings b where id = ${demande}`;
  expect(over).toEqual({
    state: "cancelled",
    cancel_reason: message,
    cancel_fee_cents: 0,
    sequence: 1,
    held: 0,
    noted: 1,
  });
  const told = await sql`
    select payload from graphile_worker._private_jobs where payload->>'bookingId' = ${demande} and payload->>'event' = 'cancelled'`;
  expect(told).toHaveLength(1);
  expect(plain(await employee.read(`${POLE}/reservations/${demande}`))).toContain("La formatrice est malade");
  // It comes back by no undoing either.
  await employee.post(`${POLE}/reservations/${demande}/retablissement`);
  expect((await sql`select state from bookings where id = ${demande}`)[0]).toMatchObject({ state: "cancelled" });
});

test("a unit that is promised is not retired: its page says to whom, and keeps the names typed", async () => {
  const gue = await signedIn(server, world.people.administrator.email);
  const page = `${POLE}/catalogue/${world.rooms.projectors.id}/unites`;
  const [held] = await world.owner<{ unit: string }[]>`
    select c.unit_id as unit from claims c join bookings b on b.id = c.booking_id
     where b.resource_id = ${world.rooms.projectors.id} and c.released_at is null limit 1`;
  const refused = await gue.post(page, { retire: held?.unit ?? "", [`label.${held?.unit}`]: "Le gris" });
  expect(refused.status).toBe(409);
  expect(plain(await refused.text())).toContain("Cette unité est réservée");
  expect(plain(await gue.read(page))).toContain('value="Le gris"');
});

test("the planning groups what there is by kind, and says how many are free", async () => {
  const page = plain(await employee.read(`${POLE}/planning?jour=${workday(1)}`));
  expect(page).toContain("1 libre sur 3");
  expect(page).toContain("Matériel");
  const rooms = plain(await employee.read(`${POLE}/planning?jour=${workday(1)}&genre=room`));
  expect(rooms).not.toContain("Vidéoprojecteurs");
});
