import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestBooking } from "../../server/bookings";
import { resourceOf, rulesOfResource } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
import { addDays } from "../../server/kernel/time";
import { fieldsOf, formOf, plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let owner: Visitor;
let manager: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  owner = await signedIn(server, world.people.owner.email);
  manager = await signedIn(server, world.people.manager.email);
}, 300_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const pageOf = (id: string) => `/poles/val-d-orme/catalogue/${id}`;
const rulesOf = (id: string) => `${pageOf(id)}/regles`;

/** Sends the page of rules, some fields changed, as a browser without a script does. */
async function send(path: string, changes: Record<string, string | string[]>, { id = "rules", visitor = owner } = {}) {
  const fields = fieldsOf(await visitor.read(path), id);
  for (const [name, value] of Object.entries(changes)) {
    fields.delete(name);
    for (const one of [value].flat()) fields.append(name, one);
  }
  return visitor.post(path, formOf(fields));
}

describe("the page of rules, without a script", () => {
  test("sent as it is, it changes nothing but the version", async () => {
    const { id } = world.rooms.pressoir;
    const before = await rulesOfResource(world.actors.owner, id);
    const { version } = await resourceOf(world.actors.owner, id);
    const answer = await send(rulesOf(id), {});
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toBe(pageOf(id));
    expect(await rulesOfResource(world.actors.owner, id)).toEqual(before);
    expect((await resourceOf(world.actors.owner, id)).version).toBe(version + 1);
  });

  test("keeps every rule, reads each back in a sentence on the page of the resource, and starts from them again", async () => {
    const { id } = world.rooms.etang;
    const gue = world.structures.gue.id;
    const answer = await send(rulesOf(id), {
      "seasons[0].name": "Hiver",
      "seasons[0].from.day": "1",
      "seasons[0].from.month": "11",
      "seasons[0].to.day": "31",
      "seasons[0].to.month": "3",
      "seasons[0].hours.sameWeekdays": "on",
      "seasons[0].hours.days[0].open": "on",
      "seasons[0].hours.days[0].opens": "10:00",
      "seasons[0].hours.days[0].closes": "16:00",
      "closures[0].first": "2031-05-02",
      "closures[0].last": "2031-05-04",
      "closures[0].label": "inventaire",
      closesBankHolidays: "on",
      changeNoticeMinutes: "720",
      lateCancel: "50",
      "rules.cancelNoticeMinutes": "1440",
      "prime.from": "09:00",
      "prime.to": "17:00",
      "quotas.month_minutes.member": "20",
      "quotas.month_minutes.primeOnly": "on",
      "quotas.simultaneous.network": "2",
      openTo: "named",
      named: [gue],
      "approval.mode": "owner",
      "approval.minutes": "2880",
      "approval.trusted": [gue],
    });
    expect(answer.status).toBe(302);
    const { rules } = await rulesOfResource(world.actors.owner, id);
    expect(rules).toMatchObject({
      seasons: [{ name: "Hiver", startsOn: 1101, endsOn: 331 }],
      closures: [{ first: "2031-05-02", last: "2031-05-04", label: "inventaire" }],
      closesBankHolidays: true,
      changeNoticeMinutes: 720,
      lateCancelPercent: 50,
      prime: { from: 540, to: 1020, weekdays: [1, 2, 3, 4, 5] },
      openTo: "named",
      named: [gue],
      approval: { mode: "owner", minutes: 2880, free: [], trusted: [gue] },
    });
    expect(rules.quotas).toHaveLength(2);
    expect(rules.quotas).toContainEqual({
      customer: "member",
      measure: "month_minutes",
      amount: 1200,
      primeOnly: true,
    });
    const weekdays = rules.seasons[0]!.hours.filter(({ weekday }) => weekday <= 5);
    expect(weekdays).toHaveLength(5);
    expect(weekdays[4]).toEqual({ weekday: 5, opens: 600, closes: 960 });

    const page = plain(await owner.read(pageOf(id)));
    for (const sentence of [
      "« Hiver », du 1er novembre au 31 mars :",
      "Fermeture du 2 mai au 4 mai : inventaire.",
      "Fermeture les jours fériés (Métropole).",
      "Une réservation se déplace jusqu'à 12 heures avant le début.",
      "Passé ce délai, elle s'annule encore, et 50 % du prix reste dû.",
      "Votre structure : 20 h par mois au plus, en comptant du lundi au vendredi de 9 h à 17 h.",
      "Les Jardins du Gué peut réserver, ainsi que la structure qui partage.",
      "La structure qui partage répond à chaque demande, en 2 jours au plus.",
    ])
      expect(page).toContain(sentence);

    const again = await send(rulesOf(id), {});
    expect(again.status).toBe(302);
    expect((await rulesOfResource(world.actors.owner, id)).rules).toEqual(rules);

    const removed = await send(rulesOf(id), { "seasons[0].remove": "on", "closures[0].remove": "on" });
    expect(removed.status).toBe(302);
    expect((await rulesOfResource(world.actors.owner, id)).rules).toMatchObject({ seasons: [], closures: [] });
  });

  test("a preview says the rules and what is doubtful about them, and keeps nothing", async () => {
    const { id } = world.rooms.pressoir;
    const before = await rulesOfResource(world.actors.owner, id);
    const answer = await send(rulesOf(id), {
      intent: "preview",
      "quotas.week_minutes.member": "500",
      openTo: "named",
      closesSchoolHolidays: "on",
    });
    expect(answer.status).toBe(200);
    const page = plain(await answer.text());
    expect(page).toContain("Une structure membre : 500 h par semaine au plus.");
    expect(page).toContain("Heures par semaine, 500 h : c'est autant que l'ouverture, ou plus.");
    expect(page).toContain("Aucune structure n'est choisie");
    expect(page).toContain("Le pôle n'a pas choisi sa zone scolaire");
    expect(await rulesOfResource(world.actors.owner, id)).toEqual(before);
  });

  test("what is wrong is said beside the field, and what was typed is kept", async () => {
    const { id } = world.rooms.pressoir;
    const answer = await send(rulesOf(id), {
      "seasons[0].name": "Été",
      "seasons[0].from.day": "31",
      "seasons[0].from.month": "6",
      "seasons[0].to.day": "31",
      "seasons[0].to.month": "8",
      "closures[0].first": "2031-05-04",
      "closures[0].last": "2031-05-02",
      "quotas.month_minutes.member": "vingt",
      "quotas.prime_percent.member": "30",
    });
    expect(answer.status).toBe(422);
    const page = plain(await answer.text());
    expect(page).toContain("Ce jour n'existe pas dans l'année.");
    expect(page).toContain("Le dernier jour vient avant le premier.");
    expect(page).toContain("Heures par mois, Membres : Cette valeur n'est pas acceptée.");
    expect(page).toMatch(/name="quotas.month_minutes.member"[^>]*value="vingt"/);
    expect(page).toMatch(/name="seasons\[0\].name"[^>]*value="Été"/);
  });

  test("seasons that share a day are refused", async () => {
    const season = (n: number, name: string, from: string, to: string) => {
      const [fromDay = "", fromMonth = ""] = from.split("/");
      const [toDay = "", toMonth = ""] = to.split("/");
      return {
        [`seasons[${n}].name`]: name,
        [`seasons[${n}].from.day`]: fromDay,
        [`seasons[${n}].from.month`]: fromMonth,
        [`seasons[${n}].to.day`]: toDay,
        [`seasons[${n}].to.month`]: toMonth,
      };
    };
    const answer = await send(rulesOf(world.rooms.pressoir.id), {
      ...season(0, "Hiver", "1/11", "31/3"),
      ...season(1, "Mars", "1/3", "15/3"),
    });
    expect(answer.status).toBe(422);
    expect(plain(await answer.text())).toContain("Cette saison en recouvre une autre");
  });

  test("somebody who saves over an older version is told, and overwrites nothing", async () => {
    const { id } = world.rooms.pressoir;
    const { version } = await resourceOf(world.actors.owner, id);
    const answer = await send(rulesOf(id), { version: String(version - 1), "rules.minMinutes": "120" });
    expect(answer.status).toBe(409);
    expect((await rulesOfResource(world.actors.owner, id)).rules.rules.minMinutes).not.toBe(120);
  });

  test("only who may edit the resource comes in", async () => {
    const employee = await signedIn(server, world.people.employee.email);
    expect((await employee.get(rulesOf(world.rooms.pressoir.id))).status).toBe(403);
    expect((await employee.post(rulesOf(world.rooms.pressoir.id), {})).status).toBe(403);
    expect(await employee.read(pageOf(world.rooms.pressoir.id))).not.toContain("/regles");
  });

  test("changing what else is told of a resource leaves its rules alone", async () => {
    const { id } = world.rooms.etang;
    const before = await rulesOfResource(world.actors.owner, id);
    const answer = await send(`${pageOf(id)}/modification`, { name: "Salle de l'Étang" }, { id: "resource" });
    expect(answer.status).toBe(302);
    expect(await rulesOfResource(world.actors.owner, id)).toEqual(before);
  });
});

test("a change of rules never rewrites a confirmed booking", async () => {
  const { id } = world.rooms.haute;
  const { employee } = world.actors;
  const day = addDays(workday(1), 21);
  const booked = await requestBooking(employee, {
    id: newId(),
    resourceId: id,
    start: at(day, "9:00"),
    end: at(day, "12:00"),
  });
  expect(booked.ok).toBe(true);
  const kept = () => world.owner`select * from bookings where resource_id = ${id}`;
  const claimed = () => world.owner`select * from claims where unit_id = any(${world.rooms.haute.unitIds}) order by id`;
  const [before, claims] = [await kept(), await claimed()];
  const answer = await send(rulesOf(id), {
    "closures[0].first": day,
    "rules.maxMinutes": "60",
    "rules.horizonDays": "7",
    "rules.bufferAfterMinutes": "60",
    openTo: "named",
    "approval.mode": "manager",
    "quotas.week_minutes.member": "1",
  });
  expect(answer.status).toBe(302);
  expect([await kept(), await claimed()]).toEqual([before, claims]);
  const again = await requestBooking(employee, {
    id: newId(),
    resourceId: id,
    start: at(day, "14:00"),
    end: at(day, "15:00"),
  });
  expect(again).toMatchObject({ ok: false, problem: { code: "not_open_to_you" } });
});

describe("the settings of the pôle", () => {
  const path = "/poles/val-d-orme/reglages";

  test("a manager says where the pôle is, and what closes on holidays follows", async () => {
    const answer = await send(
      path,
      { holidayZone: "la-reunion", schoolZone: "B" },
      { id: "settings", visitor: manager },
    );
    expect(answer.status).toBe(302);
    const page = plain(await manager.read(path));
    expect(page).toMatch(/<option value="la-reunion" selected/);
    expect(page).toMatch(/value="B"[^>]*checked|checked[^>]*value="B"/);
    expect(page).toContain("Zone B : Aix-Marseille, Amiens");
    const { zones } = await rulesOfResource(world.actors.owner, world.rooms.pressoir.id);
    expect(zones).toEqual({ bank: "la-reunion", school: "B" });
    expect((await send(path, { schoolZone: "" }, { id: "settings", visitor: manager })).status).toBe(302);
    expect((await rulesOfResource(world.actors.owner, world.rooms.pressoir.id)).zones.school).toBeNull();
    expect((await send(path, { holidayZone: "atlantide" }, { id: "settings", visitor: manager })).status).toBe(422);
  });

  test("nobody else changes them", async () => {
    expect((await owner.get(path)).status).toBe(403);
    expect((await owner.post(path, { holidayZone: "metropole", schoolZone: "" })).status).toBe(403);
  });
});

describe("blocked times", () => {
  test("are added, meet the bookings that are there, are listed, and removed", async () => {
    const { id } = world.rooms.pressoir;
    const day = addDays(workday(1), 14);
    const form = { id: newId(), resourceId: id, start: at(day, "9:00"), end: at(day, "10:00") };
    expect((await requestBooking(world.actors.employee, form)).ok).toBe(true);
    const path = `${pageOf(id)}/blocages`;
    const block = { kind: "maintenance", du: day, reason: "Peinture" };
    const answer = await send(path, block, { id: "blocking" });
    expect(answer.status).toBe(302);
    const page = plain(await owner.read(answer.headers.get("Location") ?? ""));
    expect(page).toContain("Une réservation tombe dans ce blocage");
    expect(page).toContain("Les Jardins du Gué");
    expect(page).toContain("En maintenance · Peinture");
    const later = { ...form, id: newId(), start: at(day, "14:00"), end: at(day, "15:00") };
    expect(await requestBooking(world.actors.employee, later)).toMatchObject({
      ok: false,
      problem: { code: "blocked" },
    });
    const blocking = /name="retirer" value="([^"]+)"/.exec(page)?.[1] ?? "";
    expect((await owner.post(path, { retirer: blocking })).status).toBe(302);
    expect((await requestBooking(world.actors.employee, later)).ok).toBe(true);
    expect((await send(path, { ...block, au: addDays(day, -1) }, { id: "blocking" })).status).toBe(422);
    expect((await send(path, { ...block, du: "" }, { id: "blocking" })).status).toBe(422);
  });

  test("take some of the units, where there are several alike, and say which", async () => {
    const { id, unitIds } = world.rooms.projectors;
    const gue = await signedIn(server, world.people.administrator.email);
    const path = `${pageOf(id)}/blocages`;
    const day = addDays(workday(1), 21);
    await world.owner`update units set label = 'Bleu' where id = ${unitIds[0] ?? ""}`;
    const fields = fieldsOf(await gue.read(path), "blocking");
    const block = { id: fields.get("id") ?? "", kind: "maintenance", du: day, unites: unitIds[0] ?? "" };
    // Refused, what was ticked is still ticked.
    const refused = await gue.post(path, { ...block, au: addDays(day, -1) });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(
      new RegExp(`<input[^>]*name="unites"[^>]*checked=""[^>]*value="${unitIds[0]}"`),
    );
    expect((await gue.post(path, block)).status).toBe(302);
    expect(plain(await gue.read(path))).toContain("Bleu");
    const ask = { id: newId(), resourceId: id, start: at(day, "9:00"), end: at(day, "10:00") };
    expect((await requestBooking(world.actors.employee, { ...ask, quantity: 3 })).ok).toBe(false);
    expect((await requestBooking(world.actors.employee, { ...ask, id: newId(), quantity: 2 })).ok).toBe(true);
    // A unit of something else is not taken.
    const other = { ...block, id: newId(), unites: world.rooms.pressoir.unitIds[0] ?? "" };
    expect((await gue.post(path, other)).status).toBe(422);
  });
});

test("seasons of a resource never share a day, whoever writes them", async () => {
  const [pole_id, resource_id] = [world.poles.orme.id, world.rooms.etang.id];
  const season = (name: string, starts_on: number, ends_on: number) =>
    world.owner`insert into seasons ${world.owner({ id: newId(), pole_id, resource_id, name, starts_on, ends_on })}`;
  await season("Hiver", 1201, 228);
  await season("Été", 701, 831);
  await season("Printemps", 301, 630);
  for (const [from, to] of [
    [228, 228],
    [1231, 1231],
    [101, 105],
    [831, 901],
    [1115, 110],
    [615, 705],
  ] as const) {
    await expect(season("De trop", from, to)).rejects.toThrow("season_overlap");
  }
  await season("Automne", 901, 1130);
  await world.owner`delete from seasons where resource_id = ${resource_id}`;
});
