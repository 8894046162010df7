import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownStatement } from "../../app/routes/api/costs-shape";
import {
  agreeStatement,
  fileDispute,
  madeOf,
  nettingOf,
  readStatement,
  statementOf,
  statementsToRead,
  THE_POLE,
  withdrawDispute,
} from "../../server/costs";
import { wholeOf } from "../../server/costs/statements/netting-of";
import type { Actor } from "../../server/kernel/actor";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { beginReview } from "../../server/costs/periods/begin-review";
import { closePeriod } from "../../server/costs/periods/close-period";
import { decideDispute } from "../../server/costs/periods/decide-dispute";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { newId } from "../../server/kernel/ids";
import { addDays, localDateOf } from "../../server/kernel/time";
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
let proof: string;
const tomorrow = () => new Date(Date.now() + 86_400_000);

beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  [gue, tablee] = [world.structures.gue.id, world.structures.tablee.id];
  const weights = { [gue]: 1, [tablee]: 2 };
  building = await makePool(world, { name: "Bâtiment", key: { type: "weights", weights } });
  kitchen = await makePool(world, { name: "Cuisine", participants: [{ structure: "tablee" }] });
  const periodId = await makeMonth(world, month);
  const rent = await makeCharge(world, { periodId, poolId: building.id, cents: 10_001 });
  proof = newId();
  await world.owner`insert into charge_proofs ${world.owner({
    ...{ id: proof, pole_id: world.poles.orme.id, charge_id: rent, name: "bail.pdf", type: "application/pdf" },
    ...{ bytes: Buffer.from("%PDF"), person_id: world.people.manager.id },
  })}`;
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
      "le nombre de tantièmes de chacun",
      "33,3366… €",
      "Et le centime ?",
      "La part de chacun",
      "Reste à payer",
      "Tout est juste",
      "Contester ce montant",
    ])
      expect(page).toContain(words);
    // The proof of a charge opens from it.
    const file = new RegExp(`href="([^"]*/justificatifs/${proof})"`).exec(page)?.[1] ?? "";
    const opened = await (await as("treasurer")).get(file);
    expect([opened.status, await opened.text()]).toEqual([200, "%PDF"]);
  });

  it("is noted as read when its own people open it, not when the manager does", async () => {
    const read = async () => (await statementOf(world.actors.manager, { month, structureId: tablee })).readAt;
    await readStatement(world.actors.manager, await statementOf(world.actors.manager, { month, structureId: tablee }));
    expect(await read()).toBeNull();
    await readStatement(world.actors.owner, await statementOf(world.actors.owner, { month, structureId: tablee }));
    expect(await read()).not.toBeNull();
  });
});

describe("what waits for somebody", () => {
  it("is a statement in review, until it is found right or disputed; for its treasurer and administrator", async () => {
    const { treasurer, administrator, employee, manager, owner } = world.actors;
    const waits = async (actor: Actor) => (await statementsToRead(actor)).map(({ startsOn }) => startsOn);
    for (const actor of [treasurer, administrator, owner]) expect(await waits(actor)).toEqual(["2025-03-01"]);
    for (const actor of [employee, manager]) expect(await waits(actor)).toEqual([]);
    expect(plain(await (await as("treasurer")).read(`/poles/${world.poles.orme.slug}`))).toContain(
      "Relire votre décompte de mars",
    );
    const filed = await fileDispute(treasurer, own(), dispute(1));
    expect(await waits(administrator)).toEqual([]);
    await withdrawDispute(treasurer, own(), filed.ok ? filed.value : "");
    await agreeStatement(treasurer, own(), 3334);
    expect(await waits(administrator)).toEqual([]);
    expect(await waits(owner)).toEqual(["2025-03-01"]);
  });
});

describe("what a weight is made of", () => {
  it("is its own bookings, readings and measures, which add up to the weight", async () => {
    const { treasurer, owner, manager } = world.actors;
    const key = { type: "measure", measure: "kilometres" };
    const van = await makePool(world, { name: "Utilitaire", resources: ["pressoir"], key });
    const periodId = await makeMonth(world, "2025-05");
    await makeCharge(world, { periodId, poolId: van.id, cents: 10_000, label: "Carburant" });
    const book = (structure: "gue" | "tablee", day: string, kilometres: number, state = "returned") =>
      world.owner`insert into bookings ${world.owner({
        ...{ id: newId(), pole_id: manager.poleId, resource_id: world.rooms.pressoir.id, state, kilometres },
        cancelled_at: state === "cancelled" ? new Date() : null,
        ...{ structure_id: world.structures[structure].id, person_id: world.people.employee.id, at_cost: true },
        ...{ starts_at: new Date(`${day}T08:00Z`), ends_at: new Date(`${day}T10:00Z`) },
      })}`;
    await book("gue", "2025-05-06", 42);
    await book("gue", "2025-05-31", 8);
    await book("gue", "2025-06-02", 1000);
    await book("gue", "2025-05-07", 999, "cancelled");
    await book("tablee", "2025-05-08", 130);
    const read = (structure: "gue" | "tablee", quantity: number) =>
      world.owner`insert into use_readings ${world.owner({
        ...{ id: newId(), pole_id: manager.poleId, pool_id: van.id, structure_id: world.structures[structure].id },
        ...{ measure: "kilometres", quantity, used_on: "2025-05-20", person_id: manager.personId, about: "Marché" },
      })}`;
    await read("gue", 20);
    const may = { month: "2025-05", structureId: gue };
    const { parts, line } = await madeOf(treasurer, may, van.id);
    const [part] = parts;
    expect(part?.bookings.map(({ kilometres }) => kilometres)).toEqual([42, 8]);
    expect(part?.readings.map(({ quantity }) => quantity)).toEqual([20]);
    expect(line.allocations[0]?.explanation.measures.kilometres?.[gue]).toBe("70");
    expect(line.cents).toBe(3500);
    await expect(madeOf(owner, may, van.id)).rejects.toThrow(NotFound);
    await expect(madeOf(treasurer, may, kitchen.id)).rejects.toThrow(NotFound);
    const page = plain(
      await (
        await as("treasurer")
      ).read(`/poles/${world.poles.orme.slug}/comptes/periodes/2025-05/decomptes/${gue}/postes/${van.id}`),
    );
    expect(page).toContain("200");
    expect(page).toContain("Réservations comptées");
    expect(page).not.toContain("Ces relevés ont changé");
  });
});

describe("one amount for each member", () => {
  it("is all members' for the manager, and sums to what the pôle keeps; one's own for a member", async () => {
    const { treasurer, manager, employee } = world.actors;
    const all = await nettingOf(manager, month);
    expect(all.lines.map(({ name, netCents }) => [name, netCents])).toEqual([
      ["La Grande Tablée", 13_667],
      ["Les Jardins du Gué", 3334],
    ]);
    expect(all.whole).toMatchObject({ paidCents: 17_001, receivedCents: 0, poleCents: 17_001, throughPole: 2 });
    const mine = await nettingOf(treasurer, month);
    expect(mine.lines.map(({ name }) => name)).toEqual(["Les Jardins du Gué"]);
    expect(mine.whole).toBeNull();
    await expect(nettingOf(employee, month)).rejects.toThrow(Forbidden);
    const base = `/poles/${world.poles.orme.slug}/comptes/periodes/${month}/compensation`;
    expect(plain(await (await as("treasurer")).read(base))).not.toContain("La Grande Tablée");
    expect((await (await as("treasurer")).get(`${base}.csv`)).status).toBe(403);
    const csv = await (await as("manager")).read(`${base}.csv`);
    expect(csv).toContain("Les Jardins du Gué");
    expect(csv.split("\n").filter(Boolean)).toHaveLength(3);
  });

  it("proposes fewer transfers where some receive: what all pay is what is received and kept", () => {
    const due = [
      { structureId: "a", netCents: 5000 },
      { structureId: "b", netCents: -5000 },
      { structureId: "c", netCents: 1200 },
    ];
    expect(wholeOf(due)).toEqual({
      ...{ paidCents: 6200, receivedCents: 5000, poleCents: 1200, throughPole: 3, fewest: true },
      direct: expect.arrayContaining([
        { from: "a", to: "b", cents: 5000 },
        { from: "c", to: THE_POLE, cents: 1200 },
      ]) as unknown,
    });
    expect(wholeOf(due).direct).toHaveLength(2);
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

describe("a charge's proof", () => {
  it("opens to who may open it; nobody is told that somebody's pay has none", async () => {
    const staffed = "2025-07";
    const periodId = await makeMonth(world, staffed);
    const charges = [
      { label: "Salaire", set: { nature: "salary" } },
      { label: "Plein du minibus", set: { paid_by: gue, structure_id: gue } },
      { label: "Ménage", set: { nature: "ordinary" } },
    ];
    for (const { label, set } of charges) {
      const id = await makeCharge(world, { periodId, poolId: building.id, cents: 3_000, label });
      await world.owner.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update charges set ${tx({ ...set, without_proof: "" })} where id = ${id}`;
      });
      if (label === "Ménage") continue;
      await world.owner`insert into charge_proofs ${world.owner({
        ...{ id: newId(), pole_id: world.poles.orme.id, charge_id: id, name: `${label}.pdf`, type: "application/pdf" },
        ...{ bytes: Buffer.from("%PDF"), person_id: world.people.manager.id },
      })}`;
    }
    await putToReview(world, periodId, { structures: ["gue", "tablee"], until: tomorrow() });
    const seen = async (actor: Actor, structureId: string) => {
      const { lines } = await statementOf(actor, { month: staffed, structureId });
      const all = lines.flatMap(({ allocations }) => allocations.flatMap((one) => one.charges));
      return Object.fromEntries(
        all.map(({ label, proofs, proofsHidden }) => [label, proofsHidden ? "hidden" : proofs.map(({ name }) => name)]),
      );
    };
    const [pay, fuel] = [["Salaire.pdf"], ["Plein du minibus.pdf"]];
    const { treasurer, owner, manager } = world.actors;
    expect(await seen(treasurer, gue)).toEqual({ Salaire: "hidden", "Plein du minibus": fuel, Ménage: [] });
    expect(await seen(owner, tablee)).toEqual({ Salaire: "hidden", "Plein du minibus": "hidden", Ménage: [] });
    expect(await seen(manager, gue)).toEqual({ Salaire: pay, "Plein du minibus": fuel, Ménage: [] });
    const page = await (await as("owner")).read(address(tablee).replace(month, staffed));
    const main = page.slice(page.indexOf("<main"), page.indexOf("</main>"));
    expect(main.match(/justificatif attendu/g)).toHaveLength(1);
  });
});

describe("a month that is closed", () => {
  const closed = "2024-11";
  const key = () => ({ month: closed, structureId: gue });

  it("keeps the statement to the cent, with what was contested apart; what is upheld comes in the next one", async () => {
    const { treasurer, manager, owner, partner } = world.actors;
    const periodId = await makeMonth(world, closed);
    await makeCharge(world, { periodId, poolId: building.id, cents: 10_000, label: "Chaudière" });
    const inThreeDays = addDays(localDateOf(new Date(), manager.timeZone), 3);
    expect(await beginReview(manager, closed, inThreeDays)).toMatchObject({ ok: true });
    const filed = await fileDispute(treasurer, key(), dispute(1000));
    const draft = await statementOf(treasurer, key());
    await world.owner`update statements set read_at = now()`;
    expect(await lockPeriod(manager, closed)).toMatchObject({ ok: true });
    expect(await withdrawDispute(treasurer, key(), filed.ok ? filed.value : "")).toEqual({
      ...{ ok: false, problem: { code: "not_in_review" } },
    });
    expect(await closePeriod(manager, closed)).toBe("closed");
    const kept = await statementOf(treasurer, key());
    expect(kept.sums).toEqual(draft.sums);
    expect(kept.sums).toMatchObject({ sharesCents: 3333, contestedCents: 1000, netCents: 2333 });
    expect(kept.lines[0]?.allocations[0]?.shares).toEqual(draft.lines[0]?.allocations[0]?.shares);
    for (const actor of [owner, partner]) await expect(statementOf(actor, key())).rejects.toThrow(NotFound);
    const page = plain(await (await as("treasurer")).read(address(gue).replace(month, closed)));
    for (const words of ["Définitif", "Ce décompte ne changera plus", "Chaudière"]) expect(page).toContain(words);
    expect(page).not.toContain("Contester ce montant");
    expect(page).not.toContain("Tout est juste");

    const before = await statementOf(treasurer, own());
    const decided = await decideDispute(manager, filed.ok ? filed.value : "", {
      grantedCents: 1000,
      words: "En effet.",
    });
    expect(decided.ok).toBe(true);
    const after = await statementOf(treasurer, own());
    expect(after.sums.correctionsCents).toBe(-1000);
    expect(after.sums.netCents - before.sums.netCents).toBe(after.sums.releasedCents - 1000);
    expect(after.past).toMatchObject([{ startsOn: `${closed}-01`, sharesCents: 3333, netCents: 2333 }]);
    const mine = plain(await (await as("treasurer")).read(address(gue)));
    expect(mine).toContain("Votre contestation de novembre 2024 a été acceptée");
    const others = plain(await (await as("owner")).read(address(tablee)));
    expect(others).toContain("Une contestation de novembre 2024 a été acceptée");
    expect(others).not.toContain("En effet.");
    // By the API too: nobody is named but to the manager.
    const told = async (actor: Actor, structureId: string) => {
      const { lines } = shownStatement(await statementOf(actor, { month, structureId }), actor);
      const corrections = lines.flatMap(({ allocations }) => allocations.filter(({ kind }) => kind === "correction"));
      return { count: corrections.length, words: JSON.stringify(corrections) };
    };
    expect((await told(owner, tablee)).words).not.toContain(gue);
    expect((await told(owner, tablee)).count).toBe(1);
    expect((await told(treasurer, gue)).words).toContain(gue);
    expect((await told(manager, tablee)).words).toContain(gue);
  });
});

const address = (structure: string) =>
  `/poles/${world.poles.orme.slug}/comptes/periodes/${month}/decomptes/${structure}`;

async function as(key: "treasurer" | "manager" | "owner" | "employee"): Promise<Visitor> {
  return signedIn(server, world.people[key].email);
}
