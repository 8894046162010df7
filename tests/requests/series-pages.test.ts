import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requestBooking, seriesOf } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { addDays, localDateOf, weekdayOf } from "../../server/kernel/time";
import { fieldsOf, formOf, plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

// What a browser without scripts meets: the form, the preview, the page of a series.

let world: World;
let server: TestServer;
let employee: Visitor;
beforeAll(async () => {
  world = await openWorld();
  await world.owner`update resources set horizon_days = 730`;
  server = await startServer();
  employee = await signedIn(server, world.people.employee.email);
});
afterAll(async () => {
  await server.stop();
  await world.close();
});

const POLE = "/poles/val-d-orme";

let day: string;
let used = 0;
const freeAll = () => world.owner`update claims set released_at = now() where released_at is null`;
beforeEach(async () => {
  day = workday((used += 1));
  await freeAll();
});

/** The address of the form of a series, filled in and sent. */
async function askFor(changes: Record<string, string | string[] | null>): Promise<string> {
  const first = `${POLE}/series/nouvelle?ressource=${world.rooms.etang.id}&jour=${day}&de=14:00&a=16:00`;
  const fields = fieldsOf(await employee.read(first), "serie");
  for (const [name, value] of Object.entries(changes)) {
    fields.delete(name);
    for (const one of [value ?? []].flat()) fields.append(name, one);
  }
  return `${POLE}/series/nouvelle?${fields.toString()}`;
}

async function bookedBy(address: string) {
  const preview = fieldsOf(await employee.read(address), "dates");
  preview.set("faire", "reserver");
  const answer = await employee.post(address, formOf(preview));
  expect(answer.status).toBe(302);
  const id = /series\/([0-9a-f-]{36})/.exec(answer.headers.get("Location") ?? "")?.[1] ?? "";
  return seriesOf(world.actors.employee, id);
}

describe("a series that ends on a date", () => {
  test("has the dates until that day, in the preview, as bookings and on its page", async () => {
    const last = addDays(day, 24);
    const address = await askFor({ fin: "date", dernier: last, nombre: "2", feries: null });
    const preview = await employee.read(address);
    expect(preview.match(/name="choix [^"]+"/g)).toEqual(
      [0, 7, 14, 21].map((days) => `name="choix ${addDays(day, days)}T14:00"`),
    );
    const series = await bookedBy(address);
    expect(series.schedule).toMatchObject({ firstDay: day, repetition: { end: { until: last } } });
    expect(
      series.bookings.map(({ start, end }) => [start, end].map((edge) => localDateOf(edge, "Europe/Paris"))),
    ).toEqual([0, 7, 14, 21].map((days) => [addDays(day, days), addDays(day, days)]));
  });

  test("takes in the last day itself, and leaves out what comes the day after it", async () => {
    const lastOf = async (last: string) => {
      const preview = await employee.read(await askFor({ fin: "date", dernier: last, feries: null }));
      return preview.match(/name="choix [^"]+"/g)?.length;
    };
    expect(await lastOf(addDays(day, 14))).toBe(3);
    expect(await lastOf(addDays(day, 13))).toBe(2);
  });

  test("is asked again where its last day is no day, or comes before the first; what was typed stays", async () => {
    for (const [dernier, sentence] of [
      ["", "dernier jour"],
      ["2026-02-31", "dernier jour"],
      [addDays(day, -1), "La série finirait avant de commencer"],
    ] as const) {
      const address = await askFor({ fin: "date", dernier, feries: null, objet: "Chorale" });
      const answer = await employee.get(address);
      const page = await answer.text();
      expect(answer.status).toBe(422);
      expect(plain(page)).toContain(sentence);
      expect(fieldsOf(page, "serie").get("objet")).toBe("Chorale");
      expect(fieldsOf(page, "serie").get("dernier")).toBe(dernier);
      expect(fieldsOf(page, "serie").get("fin")).toBe("date");
    }
  });

  test("is no booking of several days: the last day of one is asked by another field", async () => {
    const series = await bookedBy(
      await askFor({ fin: "nombre", nombre: "2", dernier: addDays(day, 70), feries: null }),
    );
    expect(series.bookings).toHaveLength(2);
    expect(series.schedule).toMatchObject({
      minutes: 120,
      repetition: { frequency: { weekdays: [weekdayOf(day)] }, end: { count: 2 } },
    });
  });
});

describe("cancelling what follows, where some dates are past their notice", () => {
  /** A series whose first date is late: half of its ten euros would stay due. */
  async function startedLate() {
    const { id } = world.rooms.etang;
    await world.owner`update resources set late_cancel_percent = 50, cancel_notice_minutes =
      ${Math.round((at(addDays(day, 3), "14:00").getTime() - Date.now()) / 60_000)} where id = ${id}`;
    const series = await bookedBy(await askFor({ fin: "nombre", nombre: "3", feries: null }));
    await world.owner`update resources set late_cancel_percent = null, cancel_notice_minutes = 0 where id = ${id}`;
    return { id: series.id, to: `${POLE}/series/${series.id}/annulation` };
  }
  const statesOf = async (id: string) => (await seriesOf(world.actors.employee, id)).bookings.map(({ state }) => state);

  test("says before what would stay due, and asks whether those dates too", async () => {
    const { id, to } = await startedLate();
    expect(plain(await employee.read(to))).toContain(
      "Pour une date, le délai libre est passé : 5,00 € resteraient dus.",
    );
    const unsaid = await employee.post(to, { date: "", frais: "0", "frais-tout": "500", motif: "Travaux" });
    expect(unsaid.status).toBe(409);
    expect(plain(await unsaid.text())).toContain("Dites si vous les annulez aussi.");
    expect(await statesOf(id)).toEqual(["confirmed", "confirmed", "confirmed"]);
    const told = await employee.post(to, { date: "", frais: "0", "frais-tout": "500", tardives: "annuler" });
    expect(told.status).toBe(302);
    const { bookings } = await seriesOf(world.actors.employee, id);
    expect(bookings.map(({ cancelFeeCents }) => cancelFeeCents)).toEqual([500, 0, 0]);
  });

  test("leaves them where that is chosen, and asks nothing of dates that come later", async () => {
    const { id, to } = await startedLate();
    expect((await employee.post(to, { date: "", "frais-tout": "500", tardives: "garder" })).status).toBe(302);
    expect(await statesOf(id)).toEqual(["confirmed", "cancelled", "cancelled"]);
    await freeAll();
    const other = await startedLate();
    const second = `${addDays(day, 7)}T14:00`;
    expect((await employee.post(other.to, { date: second, frais: "0", "frais-tout": "500" })).status).toBe(302);
    expect(await statesOf(other.id)).toEqual(["confirmed", "cancelled", "cancelled"]);
  });
});

describe("changing a series", () => {
  const started = async () => bookedBy(await askFor({ fin: "nombre", nombre: "3", feries: null, objet: "Chorale" }));
  /** The form of a change, filled in and sent: the address of its preview. */
  async function changed(id: string, changes: Record<string, string>): Promise<string> {
    const page = `${POLE}/series/${id}/modification`;
    const fields = fieldsOf(await employee.read(page), "changer");
    for (const [name, value] of Object.entries(changes)) fields.set(name, value);
    return `${page}?${fields.toString()}`;
  }
  const confirm = async (address: string, changes: Record<string, string> = {}) => {
    const fields = fieldsOf(await employee.read(address), "dates");
    for (const [name, value] of Object.entries(changes)) fields.set(name, value);
    return employee.post(address, formOf(fields));
  };
  const startsOf = async (id: string) => (await seriesOf(world.actors.employee, id)).bookings.map(({ start }) => start);

  test("shows every date with the sum before and after, and changes nothing until it is confirmed", async () => {
    const { id } = await started();
    const address = await changed(id, { de: "10:00", a: "13:00" });
    const preview = plain(await employee.read(address));
    expect(preview).toContain("Vérifier le changement");
    expect(preview.match(/10,00 €, puis 15,00 €<\/span>/g)).toHaveLength(3);
    expect(preview).toMatch(/Avant<\/dt><dd>30,00 €/);
    expect(preview).toMatch(/Après<\/dt><dd>45,00 €/);
    expect(await startsOf(id)).toEqual([0, 7, 14].map((days) => at(addDays(day, days), "14:00")));
    expect((await confirm(address)).status).toBe(302);
    expect(await startsOf(id)).toEqual([0, 7, 14].map((days) => at(addDays(day, days), "10:00")));
  });

  test("moves the dates to another weekday, which it proposes beside the hours", async () => {
    const { id } = await started();
    const weekday = weekdayOf(day);
    const to = weekday === 5 ? 4 : weekday + 1;
    const address = await changed(id, { [`jour-${weekday}`]: String(to) });
    expect((await confirm(address)).status).toBe(302);
    expect(await startsOf(id)).toEqual([0, 7, 14].map((days) => at(addDays(day, days + to - weekday), "14:00")));
  });

  test("leaves a date that cannot be had so, says why, and cancels it where that is chosen", async () => {
    const { id } = await started();
    const second = addDays(day, 7);
    const taken = {
      id: newId(),
      resourceId: world.rooms.etang.id,
      start: at(second, "10:00"),
      end: at(second, "12:00"),
    };
    expect((await requestBooking(world.actors.owner, taken)).ok).toBe(true);
    const address = await changed(id, { de: "10:00", a: "12:00" });
    expect(fieldsOf(await employee.read(address), "dates").get(`date ${second}T14:00`)).toBe("laisser");
    expect((await confirm(address, { [`date ${second}T14:00`]: "annuler 0" })).status).toBe(302);
    const { bookings } = await seriesOf(world.actors.employee, id);
    expect(bookings.map(({ state }) => state)).toEqual(["confirmed", "cancelled", "confirmed"]);
  });

  test("is told again when it was taken or has become dearer meanwhile, and agreed to by confirming once more", async () => {
    const { id } = await started();
    const address = await changed(id, { de: "10:00", a: "13:00" });
    const before = fieldsOf(await employee.read(address), "dates");
    await world.owner`update rates set hour_cents = 700 where resource_id = ${world.rooms.etang.id} and customer = 'member'`;
    const answer = await employee.post(address, formOf(before));
    await world.owner`update rates set hour_cents = 500 where resource_id = ${world.rooms.etang.id} and customer = 'member'`;
    expect(answer.status).toBe(409);
    const again = await answer.text();
    expect(plain(again)).toContain("Le prix a changé entre-temps : 63,00 € pour les dates déplacées.");
    expect((await employee.post(address, formOf(fieldsOf(again, "dates")))).status).toBe(302);
  });

  test("keeps what was typed, beside what is wrong in it", async () => {
    const { id } = await started();
    const address = await changed(id, { de: "16:00", a: "10:00", objet: "Chorale du soir" });
    const answer = await employee.get(address);
    expect(answer.status).toBe(422);
    const fields = fieldsOf(await answer.text(), "changer");
    expect([fields.get("de"), fields.get("a"), fields.get("objet")]).toEqual(["16:00", "10:00", "Chorale du soir"]);
  });
});
