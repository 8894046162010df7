import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Logger, makeWorkerUtils, runOnce } from "graphile-worker";
import ICAL from "ical.js";
import PostalMime from "postal-mime";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asIdentity, enqueue, inTransaction } from "../../db/transaction";
import { newId } from "../../server/kernel/ids";
import { tasks } from "../../server/notifications";
import { mailServer, type MailServer } from "../support/mail-server";
import { openWorld, type World } from "../support/world";

let world: World;
let server: MailServer;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  server = await mailServer();
  process.env.SMTP_URL = server.url;
  process.env.MAIL_FROM = "Grappe du Val d'Orme <grappe@pole.example>";
});
afterEach(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  await server.close();
});

const quiet = new Logger(() => () => {});

async function work(): Promise<void> {
  await runOnce({ connectionString: world.ownerUrl, taskList: tasks, noHandleSignals: true, logger: quiet });
}

/** Makes every job due now, and free: what time and the sweeper do. */
async function letTimePass(): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: world.ownerUrl, logger: quiet });
  const locked = await world.owner<{ worker: string }[]>`
    select distinct locked_by as worker from graphile_worker._private_jobs where locked_by is not null`;
  await utils.forceUnlockWorkers(locked.map(({ worker }) => worker));
  await utils.release();
  await world.owner`update graphile_worker._private_jobs set run_at = now() - interval '1 second'`;
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
    ...more,
  })}`;
  return id;
}

async function tell(bookingId: string, event = "confirmed"): Promise<void> {
  await inTransaction(world.actors.employee, (tx) =>
    enqueue(tx, "booking-email", { poleId: world.poles.orme.id, bookingId, event }),
  );
}

const emailsOf = (bookingId: string) =>
  world.owner`select * from emails where thread = ${`booking/${bookingId}`} order by created_at`;

const idOf = (raw: string) => /^Message-ID: (.*)$/im.exec(raw)?.[1];

describe("a mail on its way", () => {
  test("has text, HTML and the event, as Outlook, Google and Apple want them", async () => {
    const booking = await book();
    await tell(booking);
    await work();
    expect(server.received).toHaveLength(1);
    const [{ raw, from, recipients } = { raw: "", from: "", recipients: [] }] = server.received;
    expect(from).toBe("grappe@pole.example");
    expect(recipients).toEqual(["employee@test.example"]);

    const mail = await PostalMime.parse(raw, { attachmentEncoding: "utf8" });
    expect(mail.from).toMatchObject({ name: "Grappe du Val d'Orme", address: "grappe@pole.example" });
    expect(mail.to).toMatchObject([{ name: "Claire Morin", address: "employee@test.example" }]);
    expect(mail.subject).toBe(
      "C’est réservé\u00a0: Salle du Pressoir, jeudi 27\u00a0novembre, 14\u00a0h\u00a0– 17\u00a0h",
    );
    const [row] = await emailsOf(booking);
    expect(mail.text?.replaceAll("\r\n", "\n").trim()).toBe(String(row?.text_body).trim());
    expect(mail.html?.replaceAll("\r\n", "\n").trim()).toBe(String(row?.html_body).trim());
    const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({
      "auto-submitted": "auto-generated",
      "x-auto-response-suppress": "All",
      "content-language": "fr",
      "mime-version": "1.0",
    });

    // The tree: mixed( alternative( plain, html, calendar ), the same calendar as a file ).
    const types = [...raw.matchAll(/^Content-Type: ([\w/]+)/gim)].map(([, type]) => type?.toLowerCase());
    expect(types).toEqual([
      "multipart/mixed",
      "multipart/alternative",
      "text/plain",
      "text/html",
      "text/calendar",
      "application/ics",
    ]);
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
    expect(raw).toMatch(/Content-Disposition: attachment; filename=invite\.ics/i);
    const calendars = mail.attachments.map(({ content }) => (typeof content === "string" ? content : ""));
    expect(calendars).toHaveLength(2);
    expect(calendars[0]).toBe(calendars[1]);
    const event = new ICAL.Component(ICAL.parse(calendars[0] ?? "") as unknown[]).getFirstSubcomponent("vevent");
    expect(event?.getFirstPropertyValue("uid")).toBe(`booking-${booking}@grappe`);
    expect(event?.getFirstPropertyValue("organizer")).toBe("mailto:grappe@pole.example");
    expect(event?.getFirstPropertyValue("attendee")).toBe("mailto:employee@test.example");

    expect(row?.sent_at).toBeInstanceOf(Date);
    expect(row?.kept_at).toBeNull();
  });

  test("cannot be given another recipient or header by what people type", async () => {
    const evil = "x\r\nBcc: voleur@evil.example\r\n\r\n<script>alert(1)</script>";
    await world.owner`update people set name = ${evil} where id = ${world.people.colleague.id}`;
    await world.owner`update resources set name = ${evil} where id = ${world.rooms.etang.id}`;
    const booking = await book({
      person_id: world.people.colleague.id,
      resource_id: world.rooms.etang.id,
      title: evil,
      cancel_reason: evil,
    });
    await tell(booking);
    await work();
    const [sent] = server.received;
    expect(sent?.recipients).toEqual(["colleague@test.example"]);
    const head = sent?.raw.split("\r\n\r\n")[0] ?? "";
    expect(head).not.toMatch(/^(bcc|cc):/im);
    const mail = await PostalMime.parse(sent?.raw ?? "", { attachmentEncoding: "utf8" });
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.to?.[0]?.name).toBe("x Bcc: voleur@evil.example <script>alert(1)</script>");
    expect(mail.html).not.toContain("<script");
    const calendar = mail.attachments[0]?.content as string;
    expect(calendar.replace(/\r\n /g, "")).not.toMatch(/^Bcc/im);
  });

  test("is not sent to an address that hides a second one", async () => {
    await world.owner`update people set email = 'a@b.example, voleur@evil.example' where id = ${world.people.partner.id}`;
    const booking = await book({ person_id: world.people.partner.id, structure_id: world.structures.mairie.id });
    await tell(booking);
    await work();
    expect(server.received).toEqual([]);
    expect((await emailsOf(booking))[0]).toMatchObject({
      sent_at: null,
      last_error: expect.stringContaining("address") as unknown,
    });
  });

  test("that holds a sign-in link is blanked here once it has left", async () => {
    const secret = "t".repeat(43);
    const personId = world.people.employee.id;
    await asIdentity((tx) =>
      enqueue(tx, "identity-email", { kind: "sign-in-link", personId, locale: "fr", secret, back: null }),
    );
    await work();
    const mail = await PostalMime.parse(server.received[0]?.raw ?? "");
    expect(mail.text).toContain(secret);
    const rows = await world.owner`select * from emails where topic = 'sign-in-link'`;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ text_body: "", html_body: "" });
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(
      await world.owner`select 1 from graphile_worker._private_jobs where payload::text like ${`%${secret}%`}`,
    ).toHaveLength(0);
  });
});

describe("when something fails", () => {
  test("a refused mail waits with its reason, and leaves when the server takes it", async () => {
    const booking = await book();
    server.answer = () => Promise.resolve("Mailbox is full");
    await tell(booking);
    await work();
    expect((await emailsOf(booking))[0]).toMatchObject({
      sent_at: null,
      last_error: expect.stringContaining("Mailbox is full") as unknown,
    });
    await work();
    // Not again before its time.
    expect(server.received).toHaveLength(1);
    server.answer = () => Promise.resolve(null);
    await letTimePass();
    await work();
    const [row] = await emailsOf(booking);
    expect(row?.sent_at).toBeInstanceOf(Date);
    expect(row?.last_error).toBeNull();
    expect(new Set(server.received.map(({ raw }) => idOf(raw))).size).toBe(1);
  });

  test("a server that is away loses nothing", async () => {
    const booking = await book();
    process.env.SMTP_URL = "smtp://127.0.0.1:1";
    await tell(booking);
    await work();
    expect((await emailsOf(booking))[0]?.last_error).toContain("ECONNREFUSED");
    process.env.SMTP_URL = server.url;
    await letTimePass();
    await work();
    expect(server.received).toHaveLength(1);
  });

  test("a link that opens nothing any more is not sent late", async () => {
    const secret = "u".repeat(43);
    process.env.SMTP_URL = "smtp://127.0.0.1:1";
    await asIdentity((tx) =>
      enqueue(tx, "identity-email", { kind: "reset", personId: world.people.employee.id, locale: "fr", secret }),
    );
    await work();
    await world.owner`update emails set secret_until = now() - interval '1 second' where topic = 'reset'`;
    process.env.SMTP_URL = server.url;
    await letTimePass();
    await work();
    expect(server.received).toEqual([]);
    const [row] = await world.owner`select * from emails where topic = 'reset'`;
    expect(row).toMatchObject({ sent_at: null, last_error: "expired", text_body: "", html_body: "" });
  });

  test("a worker killed in the middle of a mail sends the very same mail again, which its reader sees once", async () => {
    const booking = await book();
    await tell(booking);
    let arrived = () => {};
    const taken = new Promise<void>((resolve) => (arrived = resolve));
    let killed = () => {};
    const dead = new Promise<null>((resolve) => (killed = () => resolve(null)));
    // The server has the whole mail and says "accepted" only to somebody who is no longer there.
    server.answer = () => {
      arrived();
      return dead;
    };
    const worker = spawn(
      process.execPath,
      ["--import", "tsx", fileURLToPath(new URL("../support/mail-worker.ts", import.meta.url)), world.ownerUrl],
      { stdio: "ignore", env: process.env },
    );
    const exit = once(worker, "exit");
    await taken;
    worker.kill("SIGKILL");
    await exit;
    killed();
    expect((await emailsOf(booking))[0]?.sent_at).toBeNull();

    server.answer = () => Promise.resolve(null);
    await letTimePass();
    await work();
    const [row, ...others] = await emailsOf(booking);
    expect(others).toEqual([]);
    expect(row?.sent_at).toBeInstanceOf(Date);
    expect(server.received).toHaveLength(2);
    const [first, second] = await Promise.all(server.received.map(({ raw }) => PostalMime.parse(raw)));
    expect(first?.messageId).toBe(second?.messageId);
    expect(first?.date).toBe(second?.date);
    expect(first?.text).toBe(second?.text);

    await letTimePass();
    await work();
    expect(server.received).toHaveLength(2);
  });

  test("two workers with the same mail send it once", async () => {
    const booking = await book();
    await tell(booking);
    await tell(booking);
    await tell(booking);
    server.answer = () => new Promise((resolve) => setTimeout(() => resolve(null), 200));
    await Promise.all([work(), work(), work()]);
    expect(server.received).toHaveLength(1);
    expect(await emailsOf(booking)).toHaveLength(1);
  });

  test("a cancellation never overtakes the confirmation that could not leave before it", async () => {
    const booking = await book();
    server.answer = () => Promise.resolve("Try later");
    await tell(booking);
    await work();
    server.received.length = 0;
    server.answer = () => Promise.resolve(null);
    await world.owner`update bookings set state = 'cancelled', cancelled_at = now(), sequence = 1 where id = ${booking}`;
    await tell(booking, "cancelled");
    await work();
    const methods = server.received.map(({ raw }) => /method=(\w+)/i.exec(raw)?.[1]);
    expect(methods).toEqual(["REQUEST", "CANCEL"]);
  });
});
