import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { waitingOf } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { tasks } from "../../server/notifications";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

// What a browser without scripts meets: approvals, waiting lists, moving.

let world: World;
let server: TestServer;
let employee: Visitor;
let owner: Visitor;
let partner: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  [employee, owner, partner] = (await Promise.all(
    (["employee", "owner", "partner"] as const).map((key) => signedIn(server, world.people[key].email)),
  )) as [Visitor, Visitor, Visitor];
  await world.owner`update resources set approval = 'owner' where id = ${world.rooms.haute.id}`;
});
afterAll(async () => {
  await server.stop();
  await world.close();
});

let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

const POLE = "/poles/val-d-orme";

/** Books by the form of the page, and answers the booking's id. */
async function book(resourceId: string, from: string, to: string, visitor = employee): Promise<string> {
  const id = newId();
  const sent = await visitor.post(`${POLE}/reservations/nouvelle`, {
    demande: id,
    ressource: resourceId,
    jour: day,
    de: from,
    a: to,
    objet: "Assemblée",
  });
  expect(sent.status).toBe(302);
  return id;
}

async function stateOf(id: string): Promise<string> {
  const [row] = await world.owner<{ state: string }[]>`select state from bookings where id = ${id}`;
  return row?.state ?? "";
}

describe("a request", () => {
  test("says before who must agree, waits on the owner's page, and is accepted there with others in one gesture", async () => {
    const { haute } = world.rooms;
    const page = await employee.get(`${POLE}/reservations/nouvelle?ressource=${haute.id}&jour=${day}&de=09:00&a=10:00`);
    const text = await page.text();
    expect(text).toContain("Demander la réservation");
    expect(text).not.toContain("Confirmer la réservation");
    expect(text).toContain("l’accord de La Grande Tablée, qui répond au plus tard le");
    for (const looked of [
      `${POLE}?jour=${day}&de=09:00&a=10:00&genre=room`,
      `${POLE}/catalogue/${haute.id}?jour=${day}&de=09:00&a=10:00`,
    ]) {
      const asking = await (await employee.get(looked)).text();
      expect(asking).toContain("Sur accord");
      // Who would say yes is not asked.
      expect(await (await owner.get(looked)).text()).not.toContain("Sur accord");
    }
    const ids = [await book(haute.id, "09:00", "10:00"), await book(haute.id, "11:00", "12:00")];
    expect(await Promise.all(ids.map(stateOf))).toEqual(["requested", "requested"]);
    const list = await (await owner.get(`${POLE}/demandes`)).text();
    for (const id of ids) expect(list).toContain(`value="${id}"`);
    expect((await owner.get(POLE).then((home) => home.text())).includes("attendent votre réponse")).toBe(true);
    const nothing = await owner.post(`${POLE}/demandes`, {});
    expect(nothing.status).toBe(422);
    const both = new FormData();
    for (const id of ids) both.append("demande", id);
    const answered = await owner.post(`${POLE}/demandes`, both);
    expect(await answered.text()).toContain("2 demandes acceptées");
    expect(await Promise.all(ids.map(stateOf))).toEqual(["confirmed", "confirmed"]);
  });

  test("is answered by nobody else, on no page", async () => {
    const id = await book(world.rooms.haute.id, "09:00", "10:00");
    expect((await employee.get(`${POLE}/demandes`)).status).toBe(403);
    expect((await employee.post(`${POLE}/reservations/${id}/reponse`, { reponse: "oui" })).status).toBe(403);
    const neighbour = await signedIn(server, world.people.neighbour.email);
    expect((await neighbour.post(`${POLE}/reservations/${id}/reponse`, { reponse: "oui" })).status).toBe(404);
    expect(await stateOf(id)).toBe("requested");
  });

  test("is answered from the e-mail in one gesture, without signing in; opening the link answers nothing", async () => {
    const id = await book(world.rooms.haute.id, "09:00", "10:00");
    await tasks["approval-email"]({ poleId: world.poles.orme.id, bookingId: id, sequence: 0 });
    const [mail] = await world.owner<{ textBody: string }[]>`
      select text_body as "textBody" from emails where dedupe_key like ${`approval/${id}/%`}`;
    const address = /\/accord\/[\w-]+/.exec(mail?.textBody ?? "")?.[0] ?? "";
    const stranger = new Visitor(server);
    const opened = await stranger.get(address);
    // The secret in the address goes to no other site.
    expect(opened.headers.get("referrer-policy")).toBe("same-origin");
    expect(await opened.text()).toContain("Inès Lacombe");
    expect(await stateOf(id)).toBe("requested");
    const said = await stranger.post(address, { reponse: "non", motif: "Travaux" });
    expect(await said.text()).toContain("refusée");
    expect(await stateOf(id)).toBe("declined");
    expect((await stranger.post(address, { reponse: "oui" })).status).toBe(409);
    expect((await stranger.get("/accord/inconnu")).status).toBe(404);
    expect((await stranger.post("/accord/inconnu", { reponse: "oui" })).status).toBe(404);
    const asked = await (await employee.get(`${POLE}/reservations/${id}`)).text();
    expect(asked).toContain("Travaux");
  });
});

describe("a booking", () => {
  test("is moved by a form that shows the price first, and put back by its undo", async () => {
    const { pressoir } = world.rooms;
    const id = await book(pressoir.id, "09:00", "11:00");
    const address = `${POLE}/reservations/${id}/deplacement`;
    const looked = await employee.get(`${address}?jour=${day}&de=14:00&a=17:00`);
    expect(await looked.text()).toContain("18,00");
    const moved = await employee.post(address, { jour: day, de: "14:00", a: "17:00" });
    expect(moved.headers.get("location")).toBe(`${POLE}/reservations/${id}`);
    const [row] = await world.owner`select starts_at, price_cents from bookings where id = ${id}`;
    expect(row).toEqual({ starts_at: at(day, "14:00"), price_cents: 1800 });
    const undone = await employee.post(`${address}/retour`, {});
    expect(undone.status).toBe(302);
    const [back] = await world.owner`select starts_at, price_cents from bookings where id = ${id}`;
    expect(back).toEqual({ starts_at: at(day, "09:00"), price_cents: 1200 });
  });

  test("that cannot go there stays, with why and what was chosen kept", async () => {
    const { pressoir } = world.rooms;
    const id = await book(pressoir.id, "09:00", "11:00");
    await book(pressoir.id, "14:00", "17:00", partner);
    const looked = await employee.get(`${POLE}/reservations/${id}/deplacement?jour=${day}&de=15:00&a=18:00`);
    expect(await looked.text()).toContain("Ce créneau est déjà pris.");
    const refused = await employee.post(`${POLE}/reservations/${id}/deplacement`, {
      jour: day,
      de: "15:00",
      a: "18:00",
    });
    expect(refused.status).toBe(409);
    const text = await refused.text();
    expect(text).toContain("pris");
    expect(text).toMatch(/<option[^>]*selected[^>]*value="15:00"|value="15:00"[^>]*selected/);
    const late = await employee.post(`${POLE}/reservations/${id}/deplacement`, { jour: day, de: "18:00", a: "17:00" });
    expect(late.status).toBe(422);
    expect((await partner.get(`${POLE}/reservations/${id}/deplacement`)).status).toBe(403);
  });
});

describe("a time that is taken", () => {
  test("is waited for by a button of the refusal, and no longer by one of the list", async () => {
    const { pressoir } = world.rooms;
    await book(pressoir.id, "14:00", "17:00");
    const page = await partner.get(
      `${POLE}/reservations/nouvelle?ressource=${pressoir.id}&jour=${day}&de=14:00&a=17:00`,
    );
    const text = await page.text();
    expect(text.toLowerCase()).toContain(`formaction="${POLE}/attente"`);
    const joined = await partner.post(`${POLE}/attente`, {
      demande: newId(),
      ressource: pressoir.id,
      debut: at(day, "14:00").toISOString(),
      fin: at(day, "17:00").toISOString(),
      personnes: "",
      objet: "",
    });
    expect(joined.headers.get("location")).toBe(`${POLE}/reservations`);
    expect(await (await partner.get(`${POLE}/reservations`)).text()).toContain("Vous êtes en tête de la liste.");
    const [waiting] = await waitingOf(world.actors.partner);
    expect((await partner.post(`${POLE}/attente/${waiting!.id}/fin`, {})).status).toBe(302);
    expect(await waitingOf(world.actors.partner)).toEqual([]);
    expect((await partner.post(`${POLE}/attente`, { ressource: "x" })).status).toBe(422);
  });
});
