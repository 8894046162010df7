import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "../../db/transaction";
import { newId } from "../../server/kernel/ids";
import { bookingEmail } from "../../server/notifications/booking-email";
import { writeEmail } from "../../server/notifications/outbox";
import { toldBooking } from "../../server/notifications/queries";
import { mailSettings } from "../../server/notifications/settings";
import { startServer, type TestServer } from "../support/server";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let booking: string;
let email: string;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  booking = newId();
  await world.owner`insert into bookings ${world.owner({
    id: booking,
    pole_id: world.poles.orme.id,
    resource_id: world.rooms.pressoir.id,
    structure_id: world.structures.gue.id,
    person_id: world.people.employee.id,
    title: "<script>alert('Conseil')</script>",
    starts_at: new Date("2031-11-27T13:00:00Z"),
    ends_at: new Date("2031-11-27T16:00:00Z"),
  })}`;
  email = await inTransaction({ poleId: world.poles.orme.id }, async (tx, now) => {
    const told = await toldBooking(tx, booking);
    if (!told) throw new Error("No booking");
    return writeEmail(tx, bookingEmail(told, "confirmed", now, mailSettings()), mailSettings());
  });
}, 300_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});
afterEach(() => {
  delete process.env.SMTP_URL;
});

describe("the demonstration mailbox", () => {
  test("is read by anybody, who is told so", async () => {
    const visitor = new Visitor(server);
    const list = await visitor.read("/courriels");
    expect(list).toContain("tout le monde peut les lire");
    expect(list).toContain(`href="/courriels/${email}"`);
    expect(await visitor.read("/courriels?q=introuvable")).toContain("Aucun courriel ne correspond");
    expect((await visitor.get("/courriels?q=%27%25&page=-3")).status).toBe(200);
  });

  test("shows a mail in a frame that can do nothing, and as text", async () => {
    const visitor = new Visitor(server);
    const response = await visitor.get(`/courriels/${email}`);
    const page = await response.text();
    expect(response.headers.get("Content-Security-Policy")).toContain("frame-src 'none'");
    expect(page).toMatch(/<iframe[^>]*sandbox="allow-top-navigation-by-user-activation"/);
    expect(page).not.toContain("<script>alert");
    // Escaped in the mail, and again in the attribute that holds the mail.
    expect(page).toContain("&amp;lt;script&amp;gt;alert(&amp;#39;Conseil&amp;#39;)");
  });

  test("gives its files to download", async () => {
    const visitor = new Visitor(server);
    const file = await visitor.get(`/courriels/${email}/fichiers/0`);
    expect(file.status).toBe(200);
    expect(file.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8; method=REQUEST");
    expect(file.headers.get("Content-Disposition")).toBe('attachment; filename="invite.ics"');
    expect(await file.text()).toContain(`UID:booking-${booking}@grappe`);
    for (const position of ["1", "-1", "x", "999999999999"]) {
      expect((await visitor.get(`/courriels/${email}/fichiers/${position}`)).status).toBe(404);
    }
  });

  test("does not exist once a mail server takes the mails", async () => {
    process.env.SMTP_URL = "smtp://localhost";
    const visitor = new Visitor(server);
    for (const path of ["/courriels", `/courriels/${email}`, `/courriels/${email}/fichiers/0`]) {
      const response = await visitor.get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain("Pressoir");
    }
  });

  test("has no mail under an id that is none", async () => {
    const visitor = new Visitor(server);
    expect((await visitor.get(`/courriels/${newId()}`)).status).toBe(404);
    expect((await visitor.get("/courriels/agenda")).status).toBe(404);
  });
});

describe("a booking's calendar file", () => {
  const path = () => `/poles/val-d-orme/reservations/${booking}/agenda.ics`;

  test("is downloaded by the person who booked", async () => {
    const employee = await signedIn(server, world.people.employee.email);
    const file = await employee.get(path());
    expect(file.status).toBe(200);
    expect(file.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8; method=PUBLISH");
    expect(file.headers.get("Content-Disposition")).toBe('attachment; filename="reservation.ics"');
    expect(file.headers.get("Cache-Control")).toContain("no-store");
    expect(await file.text()).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
  });

  test("is refused to whoever is not signed in, and does not exist for another pôle", async () => {
    const nobody = await new Visitor(server).get(path());
    expect(nobody.status).toBe(302);
    expect(nobody.headers.get("Location")).toContain("/connexion?retour=");
    const neighbour = await signedIn(server, world.people.neighbour.email);
    expect((await neighbour.get(path())).status).toBe(404);
    expect((await neighbour.get(path().replace("val-d-orme", "marais"))).status).toBe(404);
  });
});
