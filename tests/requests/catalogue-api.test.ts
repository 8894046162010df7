import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as one } from "../../app/routes/api/resource";
import { loader as list } from "../../app/routes/api/resources";
import { archiveResource } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { askApi } from "../support/api";
import { openWorld, type World } from "../support/world";

let world: World;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  token = await issueApiToken({ email: world.people.employee.email, structureSlug: "gue" });
});
afterAll(() => world.close());

const ask = (search = "", headers: Record<string, string> = {}) =>
  askApi(list, { path: `/resources${search}`, token, headers });
const names = async (search = "", headers: Record<string, string> = {}) =>
  ((await ask(search, headers)).json.items as { name: string }[]).map(({ name }) => name);

describe("GET /resources", () => {
  test("lists what the pôle shares, with the price of the token's structure", async () => {
    const { json } = await ask("?q=pressoir");
    expect(json).toMatchObject({
      items: [
        {
          id: world.rooms.pressoir.id,
          kind: "room",
          capacity: 14,
          features: ["screen", "video"],
          accessible: true,
          structure: { name: "La Grande Tablée" },
          place: { name: "Ancienne Filature", town: "Brizac" },
          rate: { customer: "member", hour: { amountCents: 600, currency: "EUR" }, dayCap: { amountCents: 3600 } },
          photo: null,
        },
      ],
      nextCursor: null,
    });
    const [room] = json.items as { openingHours: unknown[] }[];
    expect(room?.openingHours[5]).toEqual({ weekday: 6, opens: "09:00", closes: "13:00" });
  });

  test("searches in the words of the language asked for", async () => {
    expect(await names("?q=visio")).toEqual(["Salle du Pressoir"]);
    expect(await names("?q=video+conferencing", { "Accept-Language": "en" })).toEqual(["Salle du Pressoir"]);
    expect(await names("?q=step-free", { "Accept-Language": "en" })).toEqual(["Salle du Pressoir"]);
  });

  test("filters and goes page by page", async () => {
    expect(await names("?kind=room&capacity=14&feature=video&feature=screen")).toEqual(["Salle du Pressoir"]);
    const all = await names();
    const seen: string[] = [];
    for (let search = "?limit=2"; search;) {
      const { json } = await ask(search);
      seen.push(...(json.items as { name: string }[]).map(({ name }) => name));
      search = json.nextCursor ? `?limit=2&cursor=${json.nextCursor as string}` : "";
    }
    expect(seen).toEqual(all);
    expect(all).toHaveLength(7);
  });

  test("refuses what it does not understand, field by field", async () => {
    for (const search of [
      "?kind=boat",
      "?capacity=0",
      "?feature=jacuzzi",
      "?cursor=%5B%5D",
      "?limit=1000",
      "?page=2",
    ]) {
      expect([search, (await ask(search)).json.code]).toEqual([search, "invalid_input"]);
    }
  });

  test("leaves out what is archived, which alone says so", async () => {
    await archiveResource(world.actors.owner, world.rooms.cour.id);
    expect(await names()).not.toContain("Salle Haute, côté cour");
    const { json } = await askApi(one, { token, params: { resource: world.rooms.cour.id } });
    expect(json).toMatchObject({ archived: true, can: { book: false, edit: false } });
  });
});

describe("GET /resources/{id}", () => {
  test("says all of one resource", async () => {
    const { json } = await askApi(one, { token, params: { resource: world.rooms.pressoir.id } });
    expect(json).toMatchObject({
      name: "Salle du Pressoir",
      timeZone: "Europe/Paris",
      units: 1,
      rules: { minMinutes: 60, cancelNoticeMinutes: 1080 },
      rates: [{ customer: "member" }, { customer: "network" }, { customer: "outsider" }],
      photos: [],
      can: { edit: false, book: true },
    });
  });

  test("finds nothing in another pôle", async () => {
    for (const resource of [world.rooms.lagon.id, newId(), "pressoir"]) {
      expect((await askApi(one, { token, params: { resource } })).status).toBe(404);
    }
  });
});
