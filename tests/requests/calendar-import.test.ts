import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { blockingsOf, bookingsOf, requestBooking } from "../../server/bookings";
import { calendarImportOf, confirmCalendarImport, previewCalendarImport } from "../../server/calendars";
import type { Actor } from "../../server/kernel/actor";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays } from "../../server/kernel/time";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let owner: Visitor;
let day: string;
let used = 0;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  owner = await signedIn(server, world.people.owner.email);
});
afterAll(async () => {
  await server.stop();
  await world.close();
});
beforeEach(() => {
  day = workday((used += 2));
});

const compact = (date: string) => date.replaceAll("-", "");

/** An event at 9:00 of each day given, in the pôle's clock. */
function calendar(events: { uid: string; days: string[]; title?: string; hour?: string; extra?: string }[]): string {
  const written = events.map(
    ({ uid, days: [first = "", ...others], title = "Cours", hour = "09", extra = "" }) => `BEGIN:VEVENT
UID:${uid}
SUMMARY:${title}
DTSTART:${compact(first)}T${hour}0000
DTEND:${compact(first)}T${String(Number(hour) + 1).padStart(2, "0")}0000
${others.map((other) => `RDATE:${compact(other)}T${hour}0000`).join("\n")}
${extra}
END:VEVENT`,
  );
  return `BEGIN:VCALENDAR\nVERSION:2.0\n${written.join("\n")}\nEND:VCALENDAR\n`;
}

async function read(text: string, { actor = world.actors.owner as Actor, room = world.rooms.etang } = {}) {
  const file = { id: newId(), resourceId: room.id, name: "agenda.ics", bytes: Buffer.from(text) };
  const outcome = await previewCalendarImport(actor, file);
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return { actor, resourceId: room.id, importId: outcome.value };
}

/** Reads, and confirms everything that is proposed. */
async function brought(
  text: string,
  as: "blocking" | "booking" = "blocking",
  settings: Parameters<typeof read>[1] = {},
) {
  const { actor, resourceId, importId } = await read(text, settings);
  const { rows } = await calendarImportOf(actor, resourceId, importId);
  return confirmCalendarImport(actor, { resourceId, importId, as, chosen: new Set(rows.keys()) });
}

const blocked = async (room = world.rooms.etang, from = day) =>
  (
    await blockingsOf(world.actors.owner, {
      resourceId: room.id,
      from: at(from, "00:00"),
      to: at(addDays(from, 2), "00:00"),
    })
  )
    .map(({ start, reason }) => `${start.toISOString()} ${reason}`)
    .sort();

const bookedAt = (from: string, to: string, room = world.rooms.etang) =>
  requestBooking(world.actors.employee, { id: newId(), resourceId: room.id, start: at(day, from), end: at(day, to) });

describe("a calendar brought in as blocked hours", () => {
  test("keeps those hours from being booked, once it is confirmed and not before", async () => {
    const { actor, resourceId, importId } = await read(calendar([{ uid: "a", days: [day] }]));
    expect(await blocked()).toEqual([]);
    const choice = { resourceId, importId, as: "blocking", chosen: new Set([0]) } as const;
    expect(await confirmCalendarImport(actor, choice)).toMatchObject({ ok: true, value: { added: 1, met: 0 } });
    // Sent twice, it is one import.
    expect(await confirmCalendarImport(actor, choice)).toMatchObject({ ok: true, value: { added: 1 } });
    expect(await blocked()).toEqual([`${at(day, "09:00").toISOString()} Cours`]);
    expect(await bookedAt("09:00", "10:00")).toMatchObject({ ok: false, problem: { code: "blocked" } });
    expect(await bookedAt("10:00", "11:00")).toMatchObject({ ok: true });
  });

  test("again, brings up to date and doubles nothing", async () => {
    const next = addDays(day, 1);
    const first = await brought(calendar([{ uid: "b", days: [day, next] }]));
    expect(first).toMatchObject({ ok: true, value: { added: 2 } });
    expect(await brought(calendar([{ uid: "b", days: [day, next] }]))).toMatchObject({ value: { added: 0, same: 2 } });
    // The first has another title, the second is gone, and another event comes.
    const later = calendar([
      { uid: "b", days: [day], title: "Cours du soir" },
      { uid: "c", days: [day], hour: "14" },
    ]);
    expect((await brought(later)).ok).toBe(true);
    expect(await blocked()).toEqual([
      `${at(day, "09:00").toISOString()} Cours du soir`,
      `${at(day, "14:00").toISOString()} Cours`,
    ]);
  });

  test("tells of the bookings that it meets, and leaves them", async () => {
    const made = await bookedAt("09:00", "10:00");
    if (!made.ok) throw new Error(made.problem.code);
    const { actor, resourceId, importId } = await read(calendar([{ uid: "d", days: [day] }]));
    const preview = await calendarImportOf(actor, resourceId, importId);
    expect(preview.rows[0]).toMatchObject({ standing: "new", meets: ["Les Jardins du Gué"] });
    const choice = { resourceId, importId, as: "blocking", chosen: new Set([0]) } as const;
    expect(await confirmCalendarImport(actor, choice)).toMatchObject({ value: { met: 1 } });
    const [state] = await world.owner`select state from bookings where id = ${made.value.id}`;
    expect(state?.state).toBe("confirmed");
  });

  test("is for who may edit the resource, and for who read it", async () => {
    const text = calendar([{ uid: "e", days: [day] }]);
    await expect(read(text, { actor: world.actors.employee })).rejects.toBeInstanceOf(Forbidden);
    await expect(read(text, { actor: world.actors.neighbour })).rejects.toBeInstanceOf(NotFound);
    const { resourceId, importId } = await read(text);
    await expect(calendarImportOf(world.actors.manager, resourceId, importId)).rejects.toBeInstanceOf(NotFound);
    const choice = { resourceId: world.rooms.pressoir.id, importId, as: "blocking", chosen: new Set([0]) } as const;
    await expect(confirmCalendarImport(world.actors.owner, choice)).rejects.toBeInstanceOf(NotFound);
  });
});

describe("a calendar brought in as bookings", () => {
  test("books all of it by the one path of bookings, and once", async () => {
    const text = calendar([{ uid: "f", days: [day, addDays(day, 7)] }]);
    expect(await brought(text, "booking")).toMatchObject({ ok: true, value: { added: 2, same: 0 } });
    expect(await brought(text, "booking")).toMatchObject({ ok: true, value: { added: 0, same: 2 } });
    const { items } = await bookingsOf(world.actors.owner, {
      scope: "mine",
      when: "live",
      from: at(day, "00:00"),
      to: at(addDays(day, 1), "00:00"),
    });
    expect(items).toMatchObject([{ title: "Cours", start: at(day, "09:00"), state: "confirmed" }]);
    const claims = await world.owner`select 1 from claims where booking_id = ${items[0]?.id ?? ""}`;
    expect(claims.length).toBe(1);
  });

  test("writes nothing when one of them cannot be had, and says which", async () => {
    await bookedAt("09:00", "10:00");
    const text = calendar([
      { uid: "g", days: [day], hour: "11" },
      { uid: "h", days: [day], hour: "09" },
    ]);
    const { actor, resourceId, importId } = await read(text);
    const choice = { resourceId, importId, as: "booking", chosen: new Set([0, 1]) } as const;
    const outcome = await confirmCalendarImport(actor, choice);
    if (outcome.ok || outcome.problem.code !== "not_free") throw new Error("It was to be refused.");
    expect([...outcome.problem.refusals].map(([rank, { code }]) => [rank, code])).toEqual([[0, "slot_taken"]]);
    expect(await bookedAt("11:00", "12:00")).toMatchObject({ ok: true });
    // The other one alone can be had... no longer: somebody has just taken it.
    const alone = await confirmCalendarImport(actor, { ...choice, chosen: new Set([1]) });
    expect(alone).toMatchObject({ ok: false, problem: { code: "not_free" } });
  });
});

describe("the page", () => {
  const address = () => `/poles/val-d-orme/catalogue/${world.rooms.cour.id}/import`;
  const send = (bytes: Buffer<ArrayBuffer> | string, name = "agenda.ics") => {
    const form = new FormData();
    form.set("file", new File([bytes], name, { type: "text/calendar" }));
    return owner.post(address(), form);
  };

  test("reads a file, shows each date, keeps what was chosen when it refuses, and writes when it can", async () => {
    await bookedAt("09:00", "10:00", world.rooms.cour);
    const sent = await send(calendar([{ uid: "i", days: [day, addDays(day, 7)], title: "Répétition" }]));
    expect(sent.status).toBe(302);
    const preview = sent.headers.get("location") ?? "";
    const html = await owner.read(preview);
    expect(html.match(/Répétition/g)?.length).toBeGreaterThanOrEqual(2);
    expect(html).toContain("Déjà réservé par Les Jardins du Gué");
    const importId = new URL(preview, server.url).searchParams.get("apercu") ?? "";
    const form = new FormData();
    form.set("import", importId);
    form.set("as", "booking");
    form.append("prendre", "0");
    const refused = await owner.post(preview, form);
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(again).toContain("rien n’est écrit");
    expect(again).toMatch(/name="prendre"[^>]*value="0"[^>]*checked|name="prendre"[^>]*checked[^>]*value="0"/);
    form.set("as", "blocking");
    expect((await owner.post(preview, form)).status).toBe(302);
    expect(await owner.read(preview)).toContain("Une plage bloquée");
    expect(await blocked(world.rooms.cour)).toEqual([`${at(day, "09:00").toISOString()} Répétition`]);
  });

  test.each([
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), "une image, une archive"],
    ["a page", "<!doctype html>", "Ce n’est pas un agenda"],
    ["more than two megabytes", "x".repeat(2_000_001), "dépasse 2"],
    ["nothing", "", "vide"],
    ["what is over", readFileSync("tests/fixtures/ical/ical-monthly.ics").toString(), "tout y est passé"],
  ])("refuses %s with a sentence", async (_what, bytes, words) => {
    const answer = await send(bytes);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(words);
  });

  test("refuses a body that is far too large before reading it", async () => {
    expect((await send(Buffer.alloc(6_000_000, "x"))).status).toBe(413);
  });
});

test("two thousand dates are brought in at once", async () => {
  const rule = `DTSTART:${compact(day)}T120000Z\nDTEND:${compact(day)}T123000Z\nRRULE:FREQ=DAILY;COUNT=660`;
  const events = [0, 1, 2].map((n) => `BEGIN:VEVENT\nUID:masse-${n}\nSUMMARY:Masse ${n}\n${rule}\nEND:VEVENT`);
  const outcome = await brought(`BEGIN:VCALENDAR\n${events.join("\n")}\nEND:VCALENDAR`, "blocking", {
    room: world.rooms.veille,
    actor: world.actors.administrator,
  });
  expect(outcome).toMatchObject({ ok: true, value: { added: 1980 } });
});
