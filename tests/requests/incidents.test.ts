import { Logger, runOnce } from "graphile-worker";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requestBooking } from "../../server/bookings";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { tasks } from "../../server/notifications";
import {
  closeIncident,
  evidencePhoto,
  incidentOf,
  incidentsOf,
  letServe,
  planMaintenance,
  reopenIncident,
  reportIncident,
} from "../../server/use";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  process.env.PUBLIC_URL = "https://grappe.example";
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.owner`delete from graphile_worker._private_jobs`;
  await world.owner`delete from emails`;
  await world.owner`update claims set released_at = now() where released_at is null`;
  await world.owner`update bookings set state = 'cancelled', cancelled_at = now() where state in ('confirmed', 'checked_in')`;
});

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const room = () => world.rooms.pressoir.id;

/** A booking of Les Jardins du Gué, as it would be in the table. */
async function booked(from: Date, to: Date): Promise<string> {
  const id = newId();
  const base = { pole_id: world.poles.orme.id };
  const period = { starts_at: from, ends_at: to };
  await world.owner`insert into bookings ${world.owner({ id, ...base, ...period, resource_id: room(), structure_id: world.structures.gue.id, person_id: world.people.employee.id })}`;
  await world.owner`insert into claims ${world.owner({ id: newId(), ...base, ...period, booking_id: id, unit_id: world.rooms.pressoir.unitIds[0] ?? "" })}`;
  return id;
}

const report = (actor = world.actors.employee, more: Partial<Parameters<typeof reportIncident>[1]> = {}) =>
  reportIncident(actor, {
    id: newId(),
    resourceId: room(),
    description: "La vitre est cassée",
    stopsUse: false,
    ...more,
  });

async function reported(...asked: Parameters<typeof report>): Promise<{ id: string; stopped: boolean }> {
  const outcome = await report(...asked);
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}

/** All that is due, by a real worker. */
async function work(): Promise<void> {
  const logger = new Logger(() => () => {});
  await runOnce({ connectionString: world.ownerUrl, taskList: tasks, noHandleSignals: true, logger });
}

const mails = (topic: string) => world.owner<{ to_address: string; subject: string; text_body: string }[]>`
  select to_address, subject, text_body from emails where topic = ${topic} order by created_at, to_address`;

describe("reporting", () => {
  test("tells the owner's administrators and the pôle's managers, once however often it is sent", async () => {
    const id = newId();
    await reported(world.actors.employee, { id });
    await reported(world.actors.employee, { id });
    await work();
    const told = await mails("incident-reported");
    expect(told.map(({ to_address }) => to_address).sort()).toEqual([
      "manager@test.example",
      "manageratgue@test.example",
      "owner@test.example",
    ]);
    expect(told[0]?.subject).toBe("Problème signalé\u00a0: Salle du Pressoir");
    expect(told[0]?.text_body).toContain("La vitre est cassée");
    expect(told[0]?.text_body).toContain(`https://grappe.example/poles/val-d-orme/incidents/${id}`);
  });

  test("is seen by those it concerns, with its photographs, and by nobody else", async () => {
    const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: "#a7391e" } })
      .png()
      .toBuffer();
    const { id } = await reported(world.actors.employee, { photos: [photo] });
    for (const actor of [world.actors.employee, world.actors.owner, world.actors.manager]) {
      const incident = await incidentOf(actor, id);
      expect(incident.photos).toHaveLength(1);
      expect(await sharp(await evidencePhoto(actor, incident.photos[0]?.id ?? "")).metadata()).toMatchObject({
        format: "webp",
      });
    }
    const [kept] = (await incidentOf(world.actors.owner, id)).photos;
    for (const actor of [world.actors.partner, world.actors.neighbour]) {
      await expect(incidentOf(actor, id)).rejects.toThrow(NotFound);
      await expect(evidencePhoto(actor, kept?.id ?? "")).rejects.toThrow(NotFound);
    }
    const listed = async (actor: typeof world.actors.owner) =>
      (await incidentsOf(actor, { state: "open" })).items.some((incident) => incident.id === id);
    expect(await listed(world.actors.owner)).toBe(true);
    expect(await listed(world.actors.partner)).toBe(false);
  });

  test("is refused with a file that is no photograph, and nothing is written", async () => {
    const id = newId();
    expect(await report(world.actors.employee, { id, photos: [Buffer.from("MZ")] })).toMatchObject({
      ok: false,
      problem: { code: "photo_refused", file: 1 },
    });
    await expect(incidentOf(world.actors.owner, id)).rejects.toThrow(NotFound);
  });

  test("is not about a thing, or a booking, of elsewhere", async () => {
    await expect(report(world.actors.neighbour)).rejects.toThrow(NotFound);
    const bookingId = await booked(soon(-10), soon(30));
    await expect(report(world.actors.partner, { bookingId })).rejects.toThrow(NotFound);
    await expect(report(world.actors.employee, { bookingId, resourceId: world.rooms.etang.id })).rejects.toThrow(
      NotFound,
    );
  });
});

describe("a thing that cannot be used any more", () => {
  const blockedUntil = async (id: string) => (await incidentOf(world.actors.owner, id)).blockedUntil;
  const close = (incidentId: string) => closeIncident(world.actors.owner, { incidentId, resolution: "Réparée" });
  beforeEach(() => world.owner`update incident_events set at = at - interval '2 days'`);

  test("is stopped by who has it now, until its owner answers, twelve hours at most; not by a passer-by", async () => {
    const passing = await reported(world.actors.partner, { stopsUse: true });
    expect(passing.stopped).toBe(false);
    // Later today is not now.
    const later = await booked(soon(60), soon(120));
    expect((await reported(world.actors.employee, { stopsUse: true })).stopped).toBe(false);
    await booked(soon(-10), soon(30));
    const { id, stopped } = await reported(world.actors.employee, { stopsUse: true });
    expect(stopped).toBe(true);
    const hours = ((await blockedUntil(id))?.getTime() ?? 0) - Date.now();
    expect(hours / 3_600_000).toBeGreaterThan(11.9);
    expect(hours / 3_600_000).toBeLessThanOrEqual(12);
    await work();
    const told = (await mails("incident-reported")).at(-1);
    expect(told?.text_body).toContain("la remet en service d’une pression");
    expect((await mails("incident-affected")).at(-1)?.text_body).toContain(later);
    await close(id);
  });

  test("is let be used again by its owner with one press, those affected are told, and that day no report stops it", async () => {
    const mine = await booked(soon(-10), soon(30));
    const next = await booked(soon(40), soon(100));
    const { id } = await reported(world.actors.employee, { stopsUse: true });
    await expect(letServe(world.actors.employee, id)).rejects.toThrow(Forbidden);
    await expect(letServe(world.actors.neighbour, id)).rejects.toThrow(NotFound);
    await letServe(world.actors.owner, id);
    await letServe(world.actors.owner, id);
    expect(await blockedUntil(id)).toBe(null);
    const seen = await incidentOf(world.actors.employee, id);
    expect(seen.closedAt).toBe(null);
    expect(seen.stopsUse).toBe(false);
    expect(seen.events.map(({ kind, personName }) => [kind, personName])).toEqual([
      ["stopped", "Claire Morin"],
      ["served", "Inès Lacombe"],
    ]);
    await work();
    const lifted = (await mails("incident-lifted")).map(({ text_body }) => text_body);
    expect(lifted.filter((text) => text.includes(next))).toHaveLength(1);
    expect(lifted.filter((text) => text.includes(mine))).toHaveLength(1);
    // Insisting tells again, and closes nothing.
    const again = await reported(world.actors.employee, { stopsUse: true });
    expect(again.stopped).toBe(false);
    // Its owner can, of course.
    const own = await reported(world.actors.owner, { stopsUse: true });
    expect(own.stopped).toBe(true);
    await close(own.id);
  });

  test("is reported all the same when nothing of it is in service; a maintenance of nothing is refused", async () => {
    await booked(soon(-10), soon(30));
    await world.owner`update units set retired_at = now() where id = ${world.rooms.pressoir.unitIds[0] ?? ""}`;
    const { id, stopped } = await reported(world.actors.employee, { stopsUse: true });
    expect(stopped).toBe(false);
    expect(await planMaintenance(world.actors.owner, { incidentId: id, start: soon(0), end: soon(600) })).toEqual({
      ok: false,
      problem: { code: "nothing_in_service" },
    });
    await world.owner`update units set retired_at = null where id = ${world.rooms.pressoir.unitIds[0] ?? ""}`;
  });

  test("and was solved is opened again when it was not, with its whole history", async () => {
    const { id } = await reported();
    await close(id);
    await expect(reopenIncident(world.actors.employee, id)).rejects.toThrow(Forbidden);
    await reopenIncident(world.actors.owner, id);
    await reopenIncident(world.actors.owner, id);
    const opened = await incidentOf(world.actors.owner, id);
    expect(opened).toMatchObject({ closedAt: null, resolution: "", stopsUse: false });
    await closeIncident(world.actors.manager, { incidentId: id, resolution: "Vitre changée" });
    expect((await incidentOf(world.actors.owner, id)).events.map(({ kind, note }) => [kind, note])).toEqual([
      ["closed", "Réparée"],
      ["reopened", ""],
      ["closed", "Vitre changée"],
    ]);
  });
});

describe("a maintenance", () => {
  const day = workday(4);
  const period = () => ({ start: at(day, "08:00"), end: at(day, "20:00") });

  test("is planned by the owner alone", async () => {
    const { id } = await reported();
    const form = { incidentId: id, ...period() };
    await expect(planMaintenance(world.actors.employee, form)).rejects.toThrow(Forbidden);
    await expect(planMaintenance(world.actors.neighbour, form)).rejects.toThrow(NotFound);
    const reversed = { ...form, start: form.end, end: form.start };
    expect(await planMaintenance(world.actors.owner, reversed)).toMatchObject({
      ok: false,
      problem: { code: "maintenance_reversed" },
    });
    const past = { ...form, start: soon(-60), end: soon(-30) };
    expect(await planMaintenance(world.actors.owner, past)).toMatchObject({
      ok: false,
      problem: { code: "maintenance_past" },
    });
  });

  test("keeps it from being booked, tells who had booked it what else there is, and cancels nothing", async () => {
    const bookingId = await booked(at(day, "14:00"), at(day, "16:00"));
    const { id } = await reported();
    await planMaintenance(world.actors.owner, { incidentId: id, ...period(), reason: "Vitrier" });
    const ask = () =>
      requestBooking(world.actors.partner, {
        id: newId(),
        resourceId: room(),
        start: at(day, "09:00"),
        end: at(day, "10:00"),
      });
    expect(await ask()).toMatchObject({ ok: false, problem: { code: "blocked", reason: "Vitrier" } });

    await work();
    const [mail, ...others] = await mails("incident-affected");
    expect(others).toEqual([]);
    expect(mail?.to_address).toBe("employee@test.example");
    expect(mail?.text_body).toMatch(/Salle Haute|Salle de l'Étang/);
    expect(mail?.text_body).toContain(`https://grappe.example/poles/val-d-orme/reservations/${bookingId}/remplacement`);
    const [row] = await world.owner`select state from bookings where id = ${bookingId}`;
    expect(row).toMatchObject({ state: "confirmed" });
    expect((await incidentOf(world.actors.owner, id)).affected.map((booking) => booking.id)).toEqual([bookingId]);

    // Made longer: nobody is told twice.
    await planMaintenance(world.actors.owner, { incidentId: id, start: period().start, end: at(workday(5), "20:00") });
    await work();
    expect(await mails("incident-affected")).toHaveLength(1);

    await closeIncident(world.actors.owner, { incidentId: id, resolution: "Vitre changée" });
    expect(await ask()).toMatchObject({ ok: true });
    await work();
    const closed = (await mails("incident-closed")).at(-1);
    expect(closed?.to_address).toBe("employee@test.example");
    expect(closed?.text_body).toContain("Vitre changée");
    expect(await planMaintenance(world.actors.owner, { incidentId: id, ...period() })).toMatchObject({
      ok: false,
      problem: { code: "incident_closed" },
    });
  });

  test("is not told to who has cancelled meanwhile, nor once it is over", async () => {
    const before = (await mails("incident-affected")).length;
    const bookingId = await booked(at(day, "14:00"), at(day, "16:00"));
    const { id } = await reported();
    await planMaintenance(world.actors.owner, { incidentId: id, ...period() });
    await world.owner`update bookings set state = 'cancelled', cancelled_at = now() where id = ${bookingId}`;
    const late = await booked(at(day, "17:00"), at(day, "18:00"));
    await planMaintenance(world.actors.owner, { incidentId: id, ...period() });
    await closeIncident(world.actors.owner, { incidentId: id, resolution: "Fausse alerte" });
    await work();
    expect(late).toBeTruthy();
    expect(await mails("incident-affected")).toHaveLength(before);
  });
});
