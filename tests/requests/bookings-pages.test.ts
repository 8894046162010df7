import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelBooking, requestBooking } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let employee: Visitor;
let partner: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  employee = await signedIn(server, world.people.employee.email);
  partner = await signedIn(server, world.people.partner.email);
}, 300_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

/** Each test has a day of its own. */
let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

const POLE = "/poles/val-d-orme";

/** Sends the form as its page does: the resource is in its address too. */
const send = (visitor: Visitor, sent: Record<string, string>) =>
  visitor.post(`${POLE}/reservations/nouvelle?ressource=${sent.ressource}`, sent);

function fields(changes: Record<string, string> = {}): Record<string, string> {
  const room = world.rooms.pressoir.id;
  return { demande: newId(), ressource: room, jour: day, de: "14:00", a: "17:00", prix: "1800", ...changes };
}

/** What a reader sees of a page: its words, without markup and with plain spaces. */
async function words(response: Response): Promise<string> {
  const html = (await response.text()).replace(/<script[^]*?<\/script>/g, "");
  const text = html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
  return text.replace(/[\s\u00a0\u202f]+/g, " ").replaceAll("’", "'");
}

const howMany = async (id: string) => {
  const [row] = await world.owner<{ count: number }[]>`select count(*)::int from bookings where id = ${id}`;
  return row?.count ?? 0;
};

describe("the form that books", () => {
  test("leads to the booking, and sent again leads to the same one", async () => {
    const sent = fields({ objet: "Comité", personnes: "8" });
    for (let times = 0; times < 2; times += 1) {
      const answer = await send(employee, sent);
      expect(answer.status).toBe(302);
      expect(answer.headers.get("location")).toBe(`${POLE}/reservations/${sent.demande}?reservee=oui`);
    }
    expect(await howMany(sent.demande ?? "")).toBe(1);
    expect(await words(await employee.get(`${POLE}/reservations/${sent.demande}?reservee=oui`))).toContain(
      "C'est réservé",
    );
  });

  test("says to who comes back to it that the time is theirs already, with the booking; to others that it is taken", async () => {
    const sent = fields();
    expect((await send(employee, sent)).status).toBe(302);
    const { pressoir } = world.rooms;
    const address = `${POLE}/reservations/nouvelle?ressource=${pressoir.id}&jour=${day}&de=14:00&a=17:00`;
    const back = await employee.get(address);
    expect(await back.clone().text()).toContain(`href="${POLE}/reservations/${sent.demande}"`);
    const page = await words(back);
    expect(page).toContain("Vous avez déjà réservé à ce moment.");
    expect(page).not.toContain("M'avertir si une place se libère");
    // The same from a second tab, whose form is another request.
    const again = await send(employee, fields());
    expect(again.status).toBe(409);
    expect(await words(again)).toContain("Vous avez déjà réservé à ce moment.");
    const other = await words(await partner.get(address));
    expect(other).toContain("Ce créneau est déjà pris.");
    expect(other).not.toContain("déjà réservé à ce moment");
  });

  test("keeps the slot while how many is wrong, and says what is wrong", async () => {
    const { projectors, pressoir } = world.rooms;
    const asked = `&jour=${day}&de=09:00&a=10:00`;
    for (const wrong of [`${projectors.id}${asked}&combien=0`, `${projectors.id}${asked}&combien=abc`]) {
      const answer = await employee.get(`${POLE}/reservations/nouvelle?ressource=${wrong}`);
      expect(await answer.clone().text()).toMatch(/<form[^>]* action="[^"]*jour=[^"]*de=09%3A00[^"]*a=10%3A00/);
      const page = await words(answer);
      expect(page).toContain("9 h – 10 h");
      expect(page).toContain("Prix Écrivez un nombre, de 1 à 3.");
      expect(page).not.toContain("dès que le jour et l'heure seront choisis");
    }
    const people = await words(
      await employee.get(`${POLE}/reservations/nouvelle?ressource=${pressoir.id}${asked}&personnes=abc`),
    );
    expect(people).toContain("9 h – 10 h");
    expect(people).not.toContain("dès que le jour et l'heure seront choisis");
  });

  test("asks again when the price has risen since it was shown", async () => {
    const sent = fields({ objet: "Bilan", prix: "1200" });
    const answer = await send(employee, sent);
    expect(answer.status).toBe(409);
    const page = await words(answer);
    expect(page).toContain(
      "Le prix n'est plus celui que vous aviez vu. Pour ce créneau, il est maintenant de 18,00 €.",
    );
    expect(await howMany(sent.demande ?? "")).toBe(0);
    expect((await send(employee, { ...sent, prix: "1800" })).status).toBe(302);
  });

  test("says the price of what was changed since it was shown, and is confirmed by the next press", async () => {
    const { pressoir } = world.rooms;
    const shown = await employee.get(
      `${POLE}/reservations/nouvelle?ressource=${pressoir.id}&jour=${day}&de=14:00&a=16:00`,
    );
    const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? "";
    const html = await shown.text();
    // Without a script the step is told before it is met.
    expect(html).toContain("demandez d’abord le nouveau prix");
    const sent = fields({ a: "17:00", prix: hidden(html, "prix"), prixPour: hidden(html, "prixPour") });
    const recalculated = await send(employee, { ...sent, recalculer: "oui" });
    expect(recalculated.status).toBe(200);
    expect(await words(recalculated)).toContain("18,00 €");
    const changed = await send(employee, sent);
    expect(changed.status).toBe(200);
    const again = await changed.clone().text();
    const page = await words(changed);
    expect(page).toContain("Votre demande a changé : son prix est de 18,00 €.");
    expect(page).not.toContain("n'est plus celui que vous aviez vu");
    expect(await howMany(sent.demande ?? "")).toBe(0);
    const confirmed = { ...sent, prix: hidden(again, "prix"), prixPour: hidden(again, "prixPour") };
    expect((await send(employee, confirmed)).status).toBe(302);
  });

  test("says each rule that is broken, keeps what was typed, and takes a way out in one gesture", async () => {
    const sent = fields({ de: "14:00", a: "14:30", prix: "300", personnes: "20", objet: "Grand comité" });
    const answer = await send(employee, sent);
    expect(answer.status).toBe(422);
    const html = await answer.clone().text();
    const page = await words(answer);
    expect(page).toContain("Cette salle se réserve 1 h au moins.");
    expect(page).toContain("Cette salle compte 14 places, pour 20 personnes.");
    expect(html).toContain('value="Grand comité"');

    const way = /name="autre" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const taken = await send(employee, { ...sent, personnes: "8", autre: way });
    expect(taken.status).toBe(302);
    const [booking] = await world.owner`select title, attendees from bookings where id = ${sent.demande ?? ""}`;
    expect(booking).toEqual({ title: "Grand comité", attendees: 8 });
  });

  test("explains a purpose that is too long beside it, and books nothing", async () => {
    const sent = fields({ objet: "a".repeat(201) });
    const answer = await send(employee, sent);
    expect(answer.status).toBe(422);
    expect(await words(answer)).toContain("Cet objet est trop long");
    expect(await howMany(sent.demande ?? "")).toBe(0);
  });

  test("is not read at all when it was tampered with", async () => {
    expect((await send(employee, fields({ demande: "1" }))).status).toBe(422);
    expect((await send(employee, fields({ ressource: newId() }))).status).toBe(404);
    expect((await send(employee, fields({ ressource: world.rooms.lagon.id }))).status).toBe(404);
  });

  test("asks which of the two hours, on the night the clock goes back", async () => {
    const sent = fields({ ressource: world.rooms.veille.id, jour: "2027-10-31", de: "02:30", a: "04:00", prix: "0" });
    const answer = await send(employee, sent);
    expect(answer.status).toBe(422);
    const html = await answer.clone().text();
    expect(await words(answer)).toContain("l'heure choisie vient deux fois. Dites laquelle dans la liste.");
    expect(html).toContain('value="02:30-2"');
    expect((await send(employee, { ...sent, de: "02:30-2" })).status).toBe(302);
    const [booking] = await world.owner`select starts_at from bookings where id = ${sent.demande ?? ""}`;
    expect(booking).toEqual({ starts_at: new Date("2027-10-31T01:30:00Z") });
  });
});

describe("a booking's page", () => {
  async function booked(title: string): Promise<string> {
    const id = newId();
    const outcome = await requestBooking(world.actors.employee, {
      id,
      resourceId: world.rooms.pressoir.id,
      start: at(day, "09:00"),
      end: at(day, "11:00"),
      title,
    });
    if (!outcome.ok) throw new Error(outcome.problem.code);
    return id;
  }

  test("tells another structure that the time is taken and by whom, and no more", async () => {
    const id = await booked("Entretien d'embauche");
    const page = await words(await partner.get(`${POLE}/reservations/${id}`));
    expect(page).toContain("Le reste est à Les Jardins du Gué.");
    for (const kept of ["Entretien d'embauche", "Claire Morin", "12,00 €", "a réservé"])
      expect(page).not.toContain(kept);
    const cancellation = await words(await partner.get(`${POLE}/reservations/${id}/annulation`));
    expect(cancellation).toContain("Seules Les Jardins du Gué et l'équipe du pôle peuvent annuler cette réservation.");
    expect((await partner.post(`${POLE}/reservations/${id}/annulation`)).status).toBe(403);
  });

  test("says who cancelled and why, and that a time taken since cannot be restored", async () => {
    const id = await booked("Point projet");
    const cancelled = await employee.post(`${POLE}/reservations/${id}/annulation`, {
      raison: "moved",
      precision: "à mardi",
    });
    expect(cancelled.headers.get("location")).toBe(`${POLE}/reservations`);
    const page = await words(await employee.get(`${POLE}/reservations/${id}`));
    expect(page).toContain("Claire Morin a annulé");
    expect(page).toContain("« La réunion est déplacée : à mardi »");

    await booked("Quelqu'un d'autre");
    const refused = await employee.post(`${POLE}/reservations/${id}/retablissement`);
    const back = refused.headers.get("location") ?? "";
    expect(back).toBe(`${POLE}/reservations/${id}?refus=slot_taken_since`);
    expect(await words(await employee.get(back))).toContain("Ce créneau a été pris entre-temps : l'annulation reste.");
  });

  test("says until when it could be cancelled, and who still can", async () => {
    const id = await booked("Trop tard");
    await world.owner`
      update bookings set starts_at = now() + interval '1 hour', ends_at = now() + interval '2 hours',
             cancel_until = now() - interval '1 hour' where id = ${id}`;
    const page = await words(await employee.get(`${POLE}/reservations/${id}`));
    expect(page).toContain("L'équipe du pôle peut encore l'annuler : demandez-lui.");
    const answer = await employee.post(`${POLE}/reservations/${id}/annulation`);
    expect(answer.status).toBe(409);
    expect(await words(answer)).toContain("Cette réservation ne peut pas être annulée");
    expect((await cancelBooking(world.actors.manager, { id })).ok).toBe(true);
  });
});

test("somebody whose structure only looks sees what is free and why they cannot book", async () => {
  const observer = await signedIn(server, world.people.observer.email);
  const home = await words(await observer.get(`${POLE}?jour=${day}&de=14:00&a=17:00`));
  expect(home).toContain("Votre structure observe le pôle");
  expect(home).not.toContain("Réserver");
  const sent = fields();
  const answer = await send(observer, sent);
  expect(answer.status).toBe(422);
  expect(await words(answer)).toContain("elle voit ce qui est libre, sans réserver encore");
  expect(await howMany(sent.demande ?? "")).toBe(0);
});
