import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { paths } from "../../app/paths";
import { asIdentity, enqueue, inTransaction } from "../../db/transaction";
import { newId } from "../../server/kernel/ids";
import { calendarFile, isMailboxOpen, keptMail, keptMails, tasks } from "../../server/notifications";
import { links } from "../../server/notifications/links";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  delete process.env.SMTP_URL;
  process.env.PUBLIC_URL = "https://grappe.example";
});

const quiet = new Logger(() => () => {});

/** All that is due, by a real worker. */
async function work(): Promise<void> {
  await runOnce({ connectionString: world.ownerUrl, taskList: tasks, noHandleSignals: true, logger: quiet });
}

async function book(more: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  await world.owner`insert into bookings ${world.owner({
    id,
    pole_id: world.poles.orme.id,
    resource_id: world.rooms.pressoir.id,
    structure_id: world.structures.gue.id,
    person_id: world.people.employee.id,
    title: "Conseil d'administration",
    starts_at: new Date("2031-11-27T13:00:00Z"),
    ends_at: new Date("2031-11-27T16:00:00Z"),
    price_cents: 1800,
    ...more,
  })}`;
  return id;
}

async function tell(bookingId: string, event: string): Promise<void> {
  await inTransaction(world.actors.employee, (tx) =>
    enqueue(tx, "booking-email", { poleId: world.poles.orme.id, bookingId, event }),
  );
}

const emailsOf = (bookingId: string) =>
  world.owner<
    Record<string, unknown>[]
  >`select * from emails where thread = ${`booking/${bookingId}`} order by created_at`;

describe("the mail of a booking", () => {
  test("says in French what was booked, when, where, for whom and at what price", async () => {
    const booking = await book();
    await tell(booking, "confirmed");
    await work();
    const [mail, ...others] = await emailsOf(booking);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to_address: "employee@test.example",
      to_name: "Claire Morin",
      locale: "fr",
      topic: "booking-confirmed",
      sent_at: null,
      last_error: null,
      subject: "C’est réservé\u00a0: Salle du Pressoir, jeudi 27\u00a0novembre, 14\u00a0h\u00a0– 17\u00a0h",
    });
    expect(mail?.kept_at).toBeInstanceOf(Date);
    expect(mail?.text_body).toContain(
      [
        "Ressource\u00a0: Salle du Pressoir",
        "Quand\u00a0: jeudi 27\u00a0novembre 2031, 14\u00a0h\u00a0– 17\u00a0h",
        "Où\u00a0: Ancienne Filature, Brizac",
        "Pour\u00a0: Les Jardins du Gué",
        "Objet\u00a0: Conseil d'administration",
        "Prix\u00a0: 18,00\u00a0€",
        "Annulation possible\u00a0: jusqu’au 26\u00a0novembre 2031 à 20\u00a0h",
      ].join("\n"),
    );
    expect(mail?.text_body).toContain(`https://grappe.example/poles/val-d-orme/reservations/${booking}`);
    expect(mail?.html_body).toContain(`href="https://grappe.example/poles/val-d-orme/reservations/${booking}"`);
    expect(mail?.attachments).toMatchObject([{ filename: "invite.ics", method: "REQUEST" }]);
  });

  test("tells what must be known on site once it is theirs, and not before", async () => {
    await world.owner`update resources set instructions = ${"Boîte à clés : 4512.\nFermez le portail."}
                       where id = ${world.rooms.pressoir.id}`;
    const at = (day: string) => ({
      starts_at: new Date(`2031-12-${day}T13:00:00Z`),
      ends_at: new Date(`2031-12-${day}T16:00:00Z`),
    });
    const asked = await book({ ...at("02"), state: "requested", expires_at: new Date("2031-12-01T13:00:00Z") });
    await tell(asked, "requested");
    const had = await book(at("03"));
    await tell(had, "approved");
    await work();
    expect((await emailsOf(asked))[0]?.text_body).not.toContain("4512");
    expect((await emailsOf(had))[0]?.text_body).toContain(
      "Sur place\u00a0: Boîte à clés : 4512.\n    Fermez le portail.",
    );
    await world.owner`update resources set instructions = '' where id = ${world.rooms.pressoir.id}`;
  });

  test("follows the person's language and the pôle's clock", async () => {
    await world.owner`update people set locale = 'en' where id = ${world.people.neighbour.id}`;
    const booking = await book({
      pole_id: world.poles.marais.id,
      resource_id: world.rooms.lagon.id,
      structure_id: world.structures.radeau.id,
      person_id: world.people.neighbour.id,
      price_cents: 0,
      title: "",
    });
    await inTransaction(world.actors.neighbour, (tx) =>
      enqueue(tx, "booking-email", { poleId: world.poles.marais.id, bookingId: booking, event: "confirmed" }),
    );
    await work();
    const [mail] = await emailsOf(booking);
    // 13:00 UTC is 17:00 in Réunion.
    expect(mail?.subject).toBe("Booked: Case du Lagon, Thursday 27\u00a0November, 17:00\u00a0– 20:00");
    expect(mail?.text_body).toContain("Price: No charge");
    expect(mail?.text_body).not.toContain("Purpose");
  });

  test("is written once, however often its job runs, and not at all if the transaction fails", async () => {
    const booking = await book();
    await tell(booking, "confirmed");
    await tell(booking, "confirmed");
    await work();
    await tell(booking, "confirmed");
    await work();
    expect(await emailsOf(booking)).toHaveLength(1);

    const other = await book();
    await expect(
      inTransaction(world.actors.employee, async (tx) => {
        await enqueue(tx, "booking-email", { poleId: world.poles.orme.id, bookingId: other, event: "confirmed" });
        throw new Error("the booking failed");
      }),
    ).rejects.toThrow("the booking failed");
    await work();
    expect(await emailsOf(other)).toEqual([]);
  });

  test("tells of a cancellation and its reason, then of the restoration", async () => {
    const booking = await book();
    await tell(booking, "confirmed");
    await work();
    await world.owner`update bookings set state = 'cancelled', cancelled_at = now(), sequence = 1,
      cancelled_by = ${world.people.manager.id}, cancel_reason = ${"Travaux\r\nBcc: x@y.z"} where id = ${booking}`;
    await tell(booking, "cancelled");
    await work();
    await world.owner`update bookings set state = 'confirmed', cancelled_at = null, sequence = 2 where id = ${booking}`;
    await tell(booking, "restored");
    await work();
    const mails = await emailsOf(booking);
    expect(mails.map(({ topic }) => String(topic))).toEqual([
      "booking-confirmed",
      "booking-cancelled",
      "booking-restored",
    ]);
    expect(mails[1]?.text_body).toContain("Annulée par\u00a0: Maud Teyssier");
    expect(mails[1]?.text_body).toContain("Motif\u00a0: Travaux\n    Bcc: x@y.z");
    const calendars = mails.map(({ attachments }) => (attachments as { content: string }[])[0]?.content ?? "");
    expect(calendars.map((text) => /METHOD:(\w+)/.exec(text)?.[1])).toEqual(["REQUEST", "CANCEL", "REQUEST"]);
    expect(calendars.map((text) => /SEQUENCE:(\d+)/.exec(text)?.[1])).toEqual(["0", "1", "2"]);
    expect(new Set(calendars.map((text) => /UID:(\S+)/.exec(text)?.[1])).size).toBe(1);
  });

  test("is not sent for news that is no longer true when its turn comes", async () => {
    const booking = await book({ state: "cancelled", cancelled_at: new Date(), sequence: 1 });
    await tell(booking, "confirmed");
    await tell(booking, "cancelled");
    await work();
    expect((await emailsOf(booking)).map(({ topic }) => String(topic))).toEqual(["booking-cancelled"]);
  });

  test("leads where the pages are", () => {
    const origin = "https://grappe.example";
    const to = links(origin);
    expect(to.home).toBe(origin + paths.public());
    expect(to.account).toBe(origin + paths.account());
    expect(to.booking("orme", "1")).toBe(origin + paths.booking("orme", "1"));
    expect(to.signInLink("s", null)).toBe(origin + paths.useLink("s"));
    expect(to.signInLink("s", "/a?b=c")).toBe(`${origin}${paths.useLink("s")}?retour=%2Fa%3Fb%3Dc`);
    expect(to.newPassword("s")).toBe(origin + paths.newPassword("s"));
    expect(to.invitation("s")).toBe(origin + paths.invitation("s"));
    expect(to.incident("orme", "1")).toBe(origin + paths.incident("orme", "1"));
    expect(to.replacement("orme", "1")).toBe(origin + paths.replaceBooking("orme", "1"));
    expect(to.checkIn("s")).toBe(origin + paths.checkInLink("s"));
    expect(to.resource("orme", "1")).toBe(origin + paths.resource("orme", "1"));
    expect(to.need("orme", "1")).toBe(origin + paths.need("orme", "1"));
    expect(to.ownAnswer("orme", "1")).toBe(origin + paths.answer("orme", "1"));
    expect(to.answerGroup("orme", "1")).toBe(origin + paths.answerGroup("orme", "1"));
    expect(to.receipt("orme", "1", "2")).toBe(origin + paths.answerReceipt("orme", "1", "2"));
    expect(to.charge("orme", "1")).toBe(origin + paths.charge("orme", "1"));
    expect(to.needs("orme")).toBe(origin + paths.needs("orme"));
    expect(to.opening("orme", "1")).toBe(origin + paths.needOpening("orme", "1"));
    expect(to.openedAnswer("orme", "1", "2")).toBe(origin + paths.openedAnswer("orme", "1", "2"));
    expect(to.panel("orme", "1")).toBe(origin + paths.needPanel("orme", "1"));
    expect(to.comparison("orme", "1")).toBe(origin + paths.needComparison("orme", "1"));
    expect(to.award("orme", "1")).toBe(origin + paths.awardNeed("orme", "1"));
    expect(to.letters("orme", "1")).toBe(origin + paths.needLetters("orme", "1"));
    expect(to.market("orme", "1", "2")).toBe(origin + paths.needMarket("orme", "1", "2"));
    expect(to.mailTopics("orme")).toBe(`${origin}${paths.needAlerts("orme")}#courriels`);
    expect(to.stopSearch("s")).toBe(origin + paths.stopNeedAlert("s"));
  });
});

describe("mails about accounts", () => {
  const secret = "s".repeat(43);

  async function tellIdentity(payload: object): Promise<void> {
    await asIdentity((tx) => enqueue(tx, "identity-email", payload));
    await work();
  }

  test("a sign-in link leads to its page and back to where one came from", async () => {
    const personId = world.people.employee.id;
    await tellIdentity({ kind: "sign-in-link", id: newId(), personId, locale: "fr", secret, back: "/poles/x" });
    const [mail] = await world.owner`select * from emails where topic = 'sign-in-link'`;
    expect(mail?.text_body).toContain(`https://grappe.example/connexion/lien/${secret}?retour=%2Fpoles%2Fx`);
    expect(mail?.text_body).toMatch(/pendant \d+ minutes/);
    expect(JSON.stringify([mail?.dedupe_key, mail?.thread, mail?.subject])).not.toContain(secret);
    expect(mail?.secret_until).toBeInstanceOf(Date);
  });

  test("a reset, a changed password and both invitations have their own words", async () => {
    const personId = world.people.employee.id;
    const invitation = {
      id: newId(),
      email: "nouvelle@test.example",
      locale: "fr",
      secret,
      structureName: "Les <b>Nouveaux</b>",
      role: "employee",
      membership: null,
      invitedBy: "Yves\r\nBcc: x@y.z",
      poleName: "Pôle du Val d'Orme",
      timeZone: "Europe/Paris",
      expiresAt: "2031-12-01T10:00:00.000Z",
    };
    await tellIdentity({ kind: "reset", id: newId(), personId, locale: "en", secret, back: null });
    await tellIdentity({ kind: "password-changed", personId, locale: "fr" });
    await tellIdentity({ kind: "password-changed", personId, locale: "fr" });
    await tellIdentity({ kind: "invitation-colleague", ...invitation });
    await tellIdentity({ kind: "invitation-structure", ...invitation, membership: "member" });
    const mails = await world.owner`select * from emails where pole_id is null and topic <> 'sign-in-link'
      order by created_at`;
    expect(mails.map(({ topic }) => String(topic))).toEqual([
      "reset",
      "password-changed",
      // Each change is told.
      "password-changed",
      "invitation-colleague",
      "invitation-structure",
    ]);
    expect(mails[0]?.subject).toBe("Choose a new password");
    expect(mails[0]?.text_body).toContain(`https://grappe.example/mot-de-passe/${secret}`);
    expect(mails[3]?.subject).toBe("Yves Bcc: x@y.z vous invite à rejoindre Les <b>Nouveaux</b> sur Grappe");
    expect(mails[3]?.text_body).toContain(`https://grappe.example/invitation/${secret}`);
    expect(mails[3]?.text_body).toContain("1er\u00a0décembre 2031 à 11\u00a0h");
    expect(mails[3]?.html_body).not.toContain("<b>Nouveaux");
  });

  test("their bodies are blanked once the link no longer opens anything", async () => {
    await world.owner`update emails set secret_until = now() - interval '1 second' where topic = 'reset'`;
    await asIdentity((tx) => enqueue(tx, "forget-mail-secrets", {}));
    await work();
    const rows = await world.owner`select topic, text_body = '' and html_body = '' as blank from emails
      where topic in ('reset', 'invitation-colleague') order by topic`;
    expect(rows.map(({ topic, blank }) => [String(topic), Boolean(blank)])).toEqual([
      ["invitation-colleague", false],
      ["reset", true],
    ]);
  });

  test("nobody is written to whose account is closed", async () => {
    await world.owner`update people set disabled_at = now() where id = ${world.people.outsider.id}`;
    await tellIdentity({ kind: "password-changed", personId: world.people.outsider.id, locale: "fr" });
    const rows = await world.owner`select 1 from emails where person_id = ${world.people.outsider.id}`;
    expect(rows).toHaveLength(0);
  });
});

describe("the demonstration mailbox", () => {
  test("is open only in demonstration and without a mail server", () => {
    expect(isMailboxOpen(true)).toBe(true);
    expect(isMailboxOpen(false)).toBe(false);
    process.env.SMTP_URL = "smtp://localhost";
    expect(isMailboxOpen(true)).toBe(false);
  });

  test("finds mails by words of their subject or addressee, accents and order aside", async () => {
    const booking = await book({ title: "Trouvez-moi" });
    await tell(booking, "confirmed");
    await work();
    const { mails, total } = await keptMails("PRESSOIR claire reserve", 1);
    expect(total).toBeGreaterThan(0);
    expect(mails[0]?.subject).toContain("Salle du Pressoir");
    expect((await keptMails("introuvable%_", 1)).total).toBe(0);
    expect((await keptMails("", 99)).mails).toEqual([]);
    const mail = await keptMail(mails[0]?.id ?? "");
    expect(mail?.text).toContain("Trouvez-moi");
    expect(mail?.files[0]?.content).toContain("BEGIN:VCALENDAR");
    expect(await keptMail(newId())).toBeNull();
    expect(await keptMail("1")).toBeNull();
  });
});

describe("the calendar file to download", () => {
  test("is the person's own booking, published", async () => {
    const booking = await book();
    const text = await calendarFile(world.actors.employee, booking);
    expect(text).toContain("METHOD:PUBLISH");
    expect(text).toContain(`UID:booking-${booking}@grappe`);
    expect(text).toContain("Conseil d'administration");
  });

  test("keeps the purpose from other structures unless it is shared", async () => {
    const booking = await book({ title: "Secret de famille" });
    expect(await calendarFile(world.actors.partner, booking)).not.toContain("Secret");
    expect(await calendarFile(world.actors.manager, booking)).toContain("Secret de famille");
    await world.owner`update bookings set title_shared = true where id = ${booking}`;
    expect(await calendarFile(world.actors.partner, booking)).toContain("Secret de famille");
  });

  test("does not exist for another pôle, nor under an id that is none", async () => {
    const booking = await book();
    await expect(calendarFile(world.actors.neighbour, booking)).rejects.toMatchObject({ status: 404 });
    await expect(calendarFile(world.actors.employee, newId())).rejects.toMatchObject({ status: 404 });
    await expect(calendarFile(world.actors.employee, "agenda")).rejects.toMatchObject({ status: 404 });
  });
});
