import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agreeStatement, fileDispute, readStatement, statementOf, withdrawDispute } from "../../server/costs";
import type { Actor } from "../../server/kernel/actor";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { tasks as mailTasks } from "../../server/notifications";
import { makePool } from "../support/costs";
import { plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { makeCharge, makeMonth, putToReview } from "../support/statements";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let gue: string;
let tablee: string;
/** 100,01 € shared by two, of which the Jardins du Gué weigh a third: 33,34 € or 33,33 €. */
let building: { id: string };
/** Of the Grande Tablée alone. */
let kitchen: { id: string };
const month = "2025-03";
const tomorrow = () => new Date(Date.now() + 86_400_000);

beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  [gue, tablee] = [world.structures.gue.id, world.structures.tablee.id];
  const weights = { [gue]: 1, [tablee]: 2 };
  building = await makePool(world, { name: "Bâtiment", key: { type: "weights", weights } });
  kitchen = await makePool(world, { name: "Cuisine", participants: [{ structure: "tablee" }] });
  const periodId = await makeMonth(world, month);
  await makeCharge(world, { periodId, poolId: building.id, cents: 10_001 });
  await makeCharge(world, { periodId, poolId: kitchen.id, cents: 7_000, label: "Gaz" });
  await putToReview(world, periodId, { structures: ["gue", "tablee"], until: tomorrow() });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const own = () => ({ month, structureId: gue });
const dispute = (cents: number, more: { id?: string; poolId?: string } = {}) => ({
  ...{ id: newId(), poolId: building.id, cents, reason: "La réservation du 12 a été annulée." },
  ...more,
});
const contested = async (actor: Actor = world.actors.treasurer) =>
  (await statementOf(actor, own())).sums.contestedCents;

describe("a statement", () => {
  it("is its structure's treasurer's and administrator's, and the manager's; another's is not found", async () => {
    const { treasurer, administrator, manager, employee, owner, partner, neighbour } = world.actors;
    for (const actor of [treasurer, administrator, manager]) {
      const { lines, sums } = await statementOf(actor, own());
      expect(lines.map(({ pool, cents }) => [pool.name, cents])).toEqual([["Bâtiment", 3334]]);
      expect(sums).toMatchObject({ sharesCents: 3334, netCents: 3334 });
    }
    await expect(statementOf(employee, own())).rejects.toThrow(Forbidden);
    for (const actor of [owner, partner, neighbour, { ...partner, roles: ["treasurer" as const] }]) {
      await expect(statementOf(actor, own())).rejects.toThrow(NotFound);
    }
    const guest: Actor = { ...administrator, structureId: world.structures.isolee.id, guest: "network" };
    await expect(statementOf(guest, own())).rejects.toThrow(NotFound);
    await expect(statementOf(treasurer, { ...own(), month: "2025-13" })).rejects.toThrow(NotFound);
    await expect(statementOf(treasurer, { ...own(), month: "2024-01" })).rejects.toThrow(NotFound);
  });

  it("shows of others names, weights and shares of the pools one takes part in, and nothing else", async () => {
    const { names, lines } = await statementOf(world.actors.treasurer, own());
    expect([...names.values()].sort()).toEqual(["La Grande Tablée", "Les Jardins du Gué"]);
    expect(lines.map(({ pool }) => pool.name)).not.toContain("Cuisine");
    const page = plain(await (await as("treasurer")).read(address(gue)));
    expect(page).toContain("La Grande Tablée");
    expect(page).toContain("66,67 €");
    expect(page).not.toContain("Cuisine");
    expect(page).not.toContain("136,67");
    expect(page).not.toContain("Gaz");
  });

  it("says on its page what it cost, the key, the equation, the cent, and everybody's part", async () => {
    const page = plain(await (await as("treasurer")).read(address(gue)));
    for (const words of [
      "Votre décompte de mars",
      "décompte n° 2025\u201103\u201101",
      "Pourquoi ce montant ?",
      "Loyer",
      "sans justificatif : Prélèvement",
      "le nombre de tantièmes de chacun",
      "33,3366… €",
      "Et le centime ?",
      "La part de chacun",
      "Reste à payer",
      "Tout est juste",
      "Contester ce montant",
    ])
      expect(page).toContain(words);
  });

  it("is noted as read when its own people open it, not when the manager does", async () => {
    const read = async () => (await statementOf(world.actors.manager, { month, structureId: tablee })).readAt;
    await readStatement(world.actors.manager, await statementOf(world.actors.manager, { month, structureId: tablee }));
    expect(await read()).toBeNull();
    await readStatement(world.actors.owner, await statementOf(world.actors.owner, { month, structureId: tablee }));
    expect(await read()).not.toBeNull();
  });
});

describe("a dispute", () => {
  it("sets its amount apart at once, all else staying due, until it is taken back", async () => {
    const { treasurer } = world.actors;
    const filed = await fileDispute(treasurer, own(), dispute(1000));
    expect(filed.ok && (await statementOf(treasurer, own())).sums).toMatchObject({
      contestedCents: 1000,
      netCents: 2334,
    });
    expect(await agreeStatement(treasurer, own(), 2334)).toEqual({ ok: false, problem: { code: "is_disputed" } });
    expect(await withdrawDispute(treasurer, own(), filed.ok ? filed.value : "")).toMatchObject({ ok: true });
    expect(await contested()).toBe(0);
  });

  it("is told to who runs the pôle, while it stands", async () => {
    const { treasurer, manager } = world.actors;
    const filed = await fileDispute(treasurer, own(), dispute(700));
    const id = filed.ok ? filed.value : "";
    const tell = () => mailTasks["dispute-email"]({ poleId: manager.poleId, disputeId: id });
    const told = () => world.owner<{ subject: string; text_body: string; person_id: string }[]>`
      select subject, text_body, person_id from emails where dedupe_key like ${`dispute/${id}/%`}`;
    await tell();
    await tell();
    const mails = await told();
    expect(mails.map(({ person_id }) => person_id).sort()).toEqual(
      [world.people.manager.id, world.people.managerAtGue.id].sort(),
    );
    expect(plain(mails[0]?.subject ?? "")).toContain("Une part est contestée : Bâtiment, Les Jardins du Gué");
    expect(plain(mails[0]?.text_body ?? "")).toContain("7,00 €");
    await withdrawDispute(treasurer, own(), id);
    const again = await fileDispute(treasurer, own(), dispute(701));
    if (again.ok) await withdrawDispute(treasurer, own(), again.value);
    await mailTasks["dispute-email"]({ poleId: manager.poleId, disputeId: again.ok ? again.value : "" });
    const late =
      await world.owner`select 1 from emails where dedupe_key like ${`dispute/${again.ok ? again.value : ""}/%`}`;
    expect(late).toHaveLength(0);
  });

  it("is of a share one has, at most the whole of it", async () => {
    const { treasurer } = world.actors;
    const refused = (code: string) => ({ ok: false, problem: { code } });
    expect(await fileDispute(treasurer, own(), dispute(3335))).toEqual(refused("amount_above_share"));
    await expect(fileDispute(treasurer, own(), dispute(1, { poolId: kitchen.id }))).rejects.toThrow(NotFound);
    await expect(fileDispute(world.actors.owner, own(), dispute(1))).rejects.toThrow(NotFound);
    await expect(fileDispute(world.actors.employee, own(), dispute(1))).rejects.toThrow(Forbidden);
    // The manager decides on disputes: it files none in a member's name.
    await expect(fileDispute(world.actors.manager, own(), dispute(1))).rejects.toThrow(Forbidden);
    expect(await contested()).toBe(0);
  });

  it("sent twice is one; two at once on the same share are one", async () => {
    const { treasurer, administrator } = world.actors;
    const form = dispute(500);
    const twice = await Promise.all([fileDispute(treasurer, own(), form), fileDispute(treasurer, own(), form)]);
    expect(twice.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    expect(await fileDispute(treasurer, own(), form)).toEqual({ ok: true, value: form.id });
    expect(await contested()).toBe(500);
    expect(await fileDispute(administrator, own(), dispute(200))).toEqual({
      ...{ ok: false, problem: { code: "already_disputed" } },
    });
    await withdrawDispute(administrator, own(), form.id);
    const together = await Promise.all([
      fileDispute(treasurer, own(), dispute(100)),
      fileDispute(administrator, own(), dispute(100)),
    ]);
    expect(together.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await contested()).toBe(100);
    for (const outcome of together) if (outcome.ok) await withdrawDispute(treasurer, own(), outcome.value);
  });

  it("takes back that the statement was found right; an amount that changed is not found right unseen", async () => {
    const { treasurer } = world.actors;
    expect(await agreeStatement(treasurer, own(), 3333)).toEqual({ ok: false, problem: { code: "amount_changed" } });
    expect(await agreeStatement(treasurer, own(), 3334)).toEqual({ ok: true, value: 3334 });
    expect((await statementOf(treasurer, own())).agreedCents).toBe(3334);
    const filed = await fileDispute(treasurer, own(), dispute(1));
    expect((await statementOf(treasurer, own())).agreedAt).toBeNull();
    await withdrawDispute(treasurer, own(), filed.ok ? filed.value : "");
  });

  it("and an agreement at once: one says the other is not so, never both", async () => {
    const { treasurer, administrator } = world.actors;
    await Promise.all([agreeStatement(treasurer, own(), 3334), fileDispute(administrator, own(), dispute(50))]);
    const { agreedAt, sums, lines } = await statementOf(treasurer, own());
    expect(agreedAt !== null && sums.contestedCents > 0).toBe(false);
    for (const { disputes } of lines)
      for (const { id, state } of disputes) if (state === "filed") await withdrawDispute(treasurer, own(), id);
  });

  it("comes before the date, and while the month is in review", async () => {
    const { treasurer } = world.actors;
    const late = await makeMonth(world, "2025-04");
    await makeCharge(world, { periodId: late, poolId: building.id, cents: 9000 });
    const key = { month: "2025-04", structureId: gue };
    expect(await fileDispute(treasurer, key, dispute(1))).toEqual({ ok: false, problem: { code: "not_in_review" } });
    await putToReview(world, late, { structures: ["gue"], until: new Date(Date.now() - 1000) });
    expect(await fileDispute(treasurer, key, dispute(1))).toEqual({ ok: false, problem: { code: "review_is_over" } });
    expect(await agreeStatement(treasurer, key, 3000)).toEqual({ ok: false, problem: { code: "review_is_over" } });
  });

  it("is typed under its line: what is wrong is said beside the field, and what was typed is kept", async () => {
    const visitor = await as("treasurer");
    const send = (amount: string, reason: string, id = newId()) =>
      visitor.post(address(gue), { intent: "dispute", id, pool: building.id, amount, reason });
    const wrong = await send("46,88", "");
    expect(wrong.status).toBe(422);
    const page = plain(await wrong.text());
    expect(page).toContain("Dites pourquoi, en quelques mots.");
    expect(page).toContain('value="46,88"');
    const above = await send("46,88", "Trop cher");
    expect(plain(await above.text())).toContain("C'est plus que votre part");
    const negative = await send("-3", "Trop cher");
    expect(plain(await negative.text())).toContain("Donnez un montant en euros");
    expect((await send("10,00", "Trop cher")).status).toBe(302);
    const after = await visitor.read(address(gue));
    expect(plain(after)).toContain("et 10,00 € contestés, à part");
    const back = /name="dispute" value="([^"]+)"/.exec(after)?.[1] ?? "";
    expect((await visitor.post(address(gue), { intent: "withdraw", dispute: back })).status).toBe(302);
    expect((await visitor.post(address(gue), { intent: "agree", seen: "3334" })).status).toBe(302);
    expect(plain(await visitor.read(address(gue)))).toContain("Trouvé juste par Nadia Ferrand");
  });
});

const address = (structure: string) =>
  `/poles/${world.poles.orme.slug}/comptes/periodes/${month}/decomptes/${structure}`;

async function as(key: "treasurer" | "manager" | "owner" | "employee"): Promise<Visitor> {
  return signedIn(server, world.people[key].email);
}
