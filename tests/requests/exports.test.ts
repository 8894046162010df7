import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../server/kernel/ids";
import { instantAt } from "../../server/kernel/time";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let employee: Visitor;
let manager: Visitor;
const POLE = "/poles/val-d-orme";
const first = instantAt("2031-03-03", 480, "Europe/Paris");
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  [employee, manager] = await Promise.all(
    [world.people.employee, world.people.manager].map(({ email }) => signedIn(server, email)) as [
      Promise<Visitor>,
      Promise<Visitor>,
    ],
  );
  await world.owner`insert into bookings ${world.owner(
    Array.from({ length: 1203 }, (_, n) => ({
      id: newId(),
      pole_id: world.poles.orme.id,
      resource_id: world.rooms.pressoir.id,
      structure_id: world.structures.gue.id,
      person_id: world.people.employee.id,
      title: n === 0 ? '=HYPERLINK("http://mal.example")' : `Réunion ; n° ${n}`,
      starts_at: new Date(first.getTime() + n * 3_600_000),
      ends_at: new Date(first.getTime() + (n + 1) * 3_600_000),
      price_cents: 650,
    })),
  )}`;
  // What the planning shows of the first of them.
  await world.owner`
    insert into claims (id, pole_id, booking_id, unit_id, starts_at, ends_at)
    select gen_random_uuid(), pole_id, id, ${world.rooms.pressoir.unitIds[0]!}, starts_at, ends_at
      from bookings order by starts_at limit 1`;
}, 180_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

async function file(visitor: Visitor, path: string): Promise<{ name: string | null; mark: boolean; lines: string[] }> {
  const answer = await visitor.get(POLE + path);
  expect([path, answer.status, answer.headers.get("content-type")]).toEqual([path, 200, "text/csv; charset=utf-8"]);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const lines = bytes
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .split("\r\n")
    .filter(Boolean);
  return {
    name: answer.headers.get("content-disposition"),
    mark: bytes.subarray(0, 3).equals(Buffer.from("efbbbf", "hex")),
    lines,
  };
}

describe("a list as a file", () => {
  it("has every booking of its page's filters, however many, as French spreadsheets read them", async () => {
    const { name, mark, lines } = await file(employee, "/reservations.csv");
    expect([name, mark, lines.length]).toEqual(['attachment; filename="reservations.csv"', true, 1204]);
    expect(lines[0]).toContain("Jour;Début;Jour de fin;Fin;Nom;Lieu;Structure;Personne;Objet");
    expect(lines[1]).toBe(
      `03/03/2031;08:00;03/03/2031;09:00;Salle du Pressoir;Ancienne Filature;Les Jardins du Gué;Claire Morin;"'=HYPERLINK(""http://mal.example"")";;1;Confirmée;6,5`,
    );
    expect(lines[2]).toContain('"Réunion ; n° 1"');
    expect((await file(employee, "/reservations.csv?q=introuvable")).lines.length).toBe(1);
    expect((await file(employee, "/reservations.csv?quand=annulees")).lines.length).toBe(1);
  });

  it("is of the catalogue with its filters, of the structures, and of a structure's people", async () => {
    const catalogue = await file(employee, "/catalogue.csv?personnes=50");
    expect(catalogue.lines.slice(1).map((line) => line.split(";")[1])).toEqual(["Salle Haute"]);
    const structures = await file(employee, "/structures.csv?q=jardins");
    expect(structures.lines.slice(1)).toEqual([
      expect.stringMatching(/^Les Jardins du Gué;;;Membre;01\/01\/2020;;\d+$/),
    ]);
    const people = await file(employee, "/structures/gue/personnes.csv");
    expect(people.lines.join()).toContain("Claire Morin;employee@test.example;Équipe");
    expect((await employee.get(`${POLE}/structures/tablee/personnes.csv`)).status).toBe(403);
  });

  it("is of the bookings behind a figure, for whoever sees the use", async () => {
    const { lines } = await file(manager, "/usage/reservations.csv?duree=mois&du=2031-03-01");
    expect(lines.length).toBeGreaterThan(600);
    expect(lines[1]).toBe(
      "03/03/2031;08:00;03/03/2031;09:00;Salle du Pressoir;Les Jardins du Gué;Confirmée;1;1;6,5;non",
    );
    expect((await employee.get(`${POLE}/usage/reservations.csv`)).status).toBe(403);
  });
});

describe("the page of usage", () => {
  it("says in a table when things are used, and each cell opens onto its bookings", async () => {
    const page = await manager.read(`${POLE}/usage?duree=mois&du=2031-03-01`);
    expect(page).toMatch(/<table class="heat usage-heat"/);
    const cell = /href="([^"]*jour=1&amp;heure=8[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const list = await manager.read(cell);
    expect(list).toContain("lundi, 8\u00a0h");
    expect(list).toContain("Salle du Pressoir");
  });

  it("falls back on this month for a period that makes no sense, and refuses who may not see", async () => {
    for (const query of [
      "?du=hier&au=demain",
      "?duree=siecle",
      "?duree=dates&du=2031-02-01&au=2030-01-01",
      "?du=0001-01-01",
    ]) {
      expect([query, (await manager.get(`${POLE}/usage${query}`)).status]).toEqual([query, 200]);
    }
    expect(await manager.read(`${POLE}/usage?duree=dates&du=2031-02-01&au=2030-01-01`)).toContain(
      "La fin est avant le début",
    );
    expect((await employee.get(`${POLE}/usage`)).status).toBe(403);
    expect((await employee.get(`${POLE}/catalogue/${world.rooms.pressoir.id}/statistiques`)).status).toBe(403);
    expect((await manager.get(`${POLE}/catalogue/${world.rooms.lagon.id}/statistiques`)).status).toBe(404);
  });
});

describe("the planning on paper", () => {
  it("tells a day, a week, a month of several resources in one table", async () => {
    const day = await employee.read(`${POLE}/planning/impression?vue=jour&jour=2031-03-03`);
    expect(day).toContain("Lundi 3\u00a0mars 2031");
    expect(day).toMatch(/<p class="ours"><b>8\u00a0h\u00a0– 9\u00a0h<\/b>.*Les Jardins du Gué, =HYPERLINK/);
    expect(
      (await employee.read(`${POLE}/planning/impression?vue=semaine&jour=2031-03-03`)).match(
        /<th scope="col" aria-label/g,
      )?.length,
    ).toBe(7);
    expect(
      (await employee.read(`${POLE}/planning/impression?vue=mois&jour=2031-03-15`)).match(/<th scope="col" aria-label/g)
        ?.length,
    ).toBe(31);
  });
});
