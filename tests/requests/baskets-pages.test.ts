import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paths } from "../../app/paths";
import { addToBasket, basketOf, emptyBasket } from "../../server/baskets";
import { requestBooking } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, PASSWORD, type World } from "../support/world";

let world: World;
let server: TestServer;
let visitor: Visitor;
const POLE = "val-d-orme";
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  visitor = await signedIn(server, "employee@test.example");
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const lines = async () => (await basketOf(world.actors.employee)).lines;
const fields = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, "g"))].map(([, value]) => value ?? "");
/** A form with a field that comes several times. */
function formOf(entries: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

describe("the basket's pages", () => {
  test("put a thing in from where it is free, once however often it is sent, and go back there", async () => {
    await emptyBasket(world.actors.employee);
    const [day, demande] = [workday(3), newId()];
    const back = paths.home(POLE, { jour: day });
    const sent = { demande, ressource: world.rooms.pressoir.id, jour: day, de: "14:00", a: "17:00", retour: back };
    for (const _ of [1, 2]) {
      const response = await visitor.post(paths.addToBasket(POLE), sent);
      expect([response.status, response.headers.get("location")]).toEqual([302, back]);
    }
    expect(await lines()).toMatchObject([{ id: demande, start: at(day, "14:00"), end: at(day, "17:00") }]);
    expect(await visitor.read(back)).toContain("Panier, 1 chose");
    // Another site is no place to go back to.
    const elsewhere = await visitor.post(paths.addToBasket(POLE), { ...sent, retour: "//evil.example" });
    expect(elsewhere.headers.get("location")).toBe(paths.basket(POLE));
  });

  test("say beside its field what is wrong, and keep what was typed", async () => {
    await emptyBasket(world.actors.employee);
    const response = await visitor.post(paths.addToBasket(POLE, world.rooms.projectors.id), {
      demande: newId(),
      ressource: world.rooms.projectors.id,
      jour: workday(3),
      de: "14:00",
      a: "12:00",
      combien: "beaucoup",
      precisions: "Avec les câbles",
    });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain("Écrivez un nombre");
    expect(html).toContain('value="beaucoup"');
    expect(html).toContain("Avec les câbles");
    expect(await lines()).toEqual([]);
  });

  test("lose nothing when the session has ended: signing in comes back to the page that proposes the same", async () => {
    await emptyBasket(world.actors.employee);
    const day = workday(4);
    const stranger = new Visitor(server);
    const sent = {
      demande: newId(),
      ressource: world.rooms.projectors.id,
      jour: day,
      de: "09:00",
      a: "10:00",
      combien: "2",
    };
    const refused = await stranger.post(paths.addToBasket(POLE), sent);
    const signIn = refused.headers.get("location") ?? "";
    expect(signIn).toMatch(/^\/connexion\?retour=/);
    const came = await stranger.post(signIn, { email: "employee@test.example", password: PASSWORD });
    const page = came.headers.get("location") ?? "";
    const html = await stranger.read(page);
    expect(html).toContain("Vidéoprojecteurs");
    expect(html).toContain('name="combien"');
    // Looking at it wrote nothing; its one button does.
    expect(await lines()).toEqual([]);
    const again = { ...sent, demande: fields(html, "demande")[0] ?? "" };
    expect((await stranger.post(paths.addToBasket(POLE), again)).status).toBe(302);
    expect(await lines()).toMatchObject([{ quantity: 2, start: at(day, "09:00") }]);

    // The same for confirming: the basket is kept, and what was typed comes back.
    const confirm = await new Visitor(server).post(paths.basket(POLE), { panier: newId(), objet: "Conseil" });
    expect(decodeURIComponent(confirm.headers.get("location") ?? "")).toBe(
      `/connexion?retour=${paths.basket(POLE, { title: "Conseil" })}`,
    );
    expect(await visitor.read(paths.basket(POLE, { title: "Conseil" }))).toContain('value="Conseil"');
  });

  test("confirm all at once, then show what was booked together", async () => {
    await emptyBasket(world.actors.employee);
    const day = workday(5);
    for (const room of [world.rooms.pressoir, world.rooms.etang]) {
      await addToBasket(world.actors.employee, {
        id: newId(),
        resourceId: room.id,
        start: at(day, "09:00"),
        end: at(day, "11:00"),
      });
    }
    const html = await visitor.read(paths.basket(POLE));
    const [panier = ""] = fields(html, "panier");
    const sent = () =>
      formOf([
        ["panier", panier],
        ["prix", fields(html, "prix")[0] ?? ""],
        ["objet", "Conseil d'administration"],
        ...fields(html, "lignes").map((ids): [string, string] => ["lignes", ids]),
      ]);
    for (const _ of [1, 2]) {
      const response = await visitor.post(paths.basket(POLE), sent());
      expect(response.headers.get("location")).toBe(`${paths.bookedTogether(POLE, panier)}?reservees=oui`);
    }
    const together = await visitor.read(`${paths.bookedTogether(POLE, panier)}?reservees=oui`);
    for (const words of ["C’est réservé", "Salle du Pressoir", "Salle de l&#x27;Étang", "2 réservations, 22,00"]) {
      expect(together).toContain(words);
    }
    expect(
      (await (await signedIn(server, "neighbour@test.example")).get(paths.bookedTogether(POLE, panier))).status,
    ).toBe(404);
    expect(
      (await (await signedIn(server, "partner@test.example")).get(paths.bookedTogether(POLE, panier))).status,
    ).toBe(404);
  });

  test("book nothing when one thing is taken meanwhile, say which, and mend it in one gesture", async () => {
    await emptyBasket(world.actors.employee);
    const day = workday(6);
    const slot = { start: at(day, "09:00"), end: at(day, "11:00") };
    for (const room of [world.rooms.pressoir, world.rooms.etang]) {
      await addToBasket(world.actors.employee, { id: newId(), resourceId: room.id, ...slot });
    }
    const html = await visitor.read(paths.basket(POLE));
    await requestBooking(world.actors.partner, { id: newId(), resourceId: world.rooms.etang.id, ...slot });
    const response = await visitor.post(
      paths.basket(POLE),
      formOf([
        ["panier", fields(html, "panier")[0] ?? ""],
        ["prix", fields(html, "prix")[0] ?? ""],
        ["objet", "À garder"],
        ...fields(html, "lignes").map((ids): [string, string] => ["lignes", ids]),
      ]),
    );
    const answer = await response.text();
    expect(response.status).toBe(409);
    expect(answer).toContain("Rien n’est réservé");
    expect(answer).toContain('value="À garder"');
    const [way = ""] = fields(answer, "autre");
    const taken = (await lines()).find(({ now }) => now?.problem)!;
    const mended = await visitor.post(paths.changeBasketItem(POLE, taken.id), { autre: way });
    expect(mended.headers.get("location")).toBe(`${paths.basket(POLE)}#ligne-${taken.id}`);
    expect((await lines()).every(({ now }) => now?.problem === null)).toBe(true);
  });

  test("empty it in one gesture, or of one thing", async () => {
    await emptyBasket(world.actors.employee);
    const day = workday(7);
    for (const _ of [1, 2, 3]) {
      await addToBasket(world.actors.employee, {
        id: newId(),
        resourceId: world.rooms.projectors.id,
        start: at(day, "09:00"),
        end: at(day, "11:00"),
      });
    }
    const [first] = await lines();
    await visitor.post(paths.removeBasketItem(POLE, first!.id));
    expect(await lines()).toHaveLength(2);
    await visitor.post(paths.clearBasket(POLE));
    expect(await visitor.read(paths.basket(POLE))).toContain("Votre panier est vide");
  });
});
