import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import {
  addKeyVersion,
  addPool,
  archivePool,
  changeKeyVersion,
  editPool,
  poolOf,
  poolsOf,
  previewKey,
  readPoolForm,
  removeKeyVersion,
  restorePool,
  type Key,
} from "../../server/costs";
import { factsFor } from "../../server/costs/facts";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { makePool } from "../support/costs";
import { fieldsOf, formOf, plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let manager: Visitor;
let treasurer: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  manager = await signedIn(server, world.people.manager.email);
  treasurer = await signedIn(server, world.people.treasurer.email);
}, 300_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});
beforeEach(async () => {
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`truncate cost_pools, periods cascade`;
  });
});

const POOLS = "/poles/val-d-orme/comptes/postes";
const FTE: Key = { type: "measure", measure: "fte" };
const EQUAL: Key = { type: "equal" };
const idOf = (key: "gue" | "tablee" | "mairie") => world.structures[key].id;
const make = (more: Record<string, string | string[]> = {}) => {
  const fields = {
    nom: "Le Kangoo",
    nature: "vehicle",
    mode: "out_of_scope",
    role: "principal",
    qui: "tous",
    compte: "6061",
    ...more,
  };
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value);
  const read = readPoolForm(form, "2026-11-26");
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.value;
};
const version = (definition: Key, startsOn: string, decided = "") => ({ id: newId(), definition, startsOn, decided });

/** A closed month that a version shared, written as a closing writes it: the rules of closing are another test's. */
async function closeMonth(
  poolId: string,
  versionId: string,
  month: string,
  shares: Partial<Record<"gue" | "tablee", number>>,
) {
  const [period, allocation] = [newId(), newId()];
  const total = Object.values(shares).reduce((all, cents) => all + cents, 0);
  const end = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  const base = { pole_id: world.poles.orme.id };
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`insert into periods ${tx({ id: period, ...base, starts_on: `${month}-01`, ends_on: end, state: "closed", locked_at: new Date(), closed_at: new Date(), manifest: tx.json({}), manifest_sha256: "0".repeat(64) })}`;
    await tx`insert into allocations ${tx({ id: allocation, ...base, period_id: period, pool_id: poolId, version_id: versionId, sequence: 1, served_from: `${month}-01`, served_until: end, charges_cents: total, funding_cents: 0, total_cents: total, pole_cents: 0, explanation: tx.json({}) })}`;
    for (const [key, cents] of Object.entries(shares)) {
      await tx`insert into allocation_shares ${tx({ ...base, allocation_id: allocation, structure_id: idOf(key as "gue"), weight: "1", exact: String(cents), floor_cents: cents, extra_cent: 0, cents, carry_before: "0", carry_after: "0" })}`;
    }
  });
}

async function measure(structure: "gue" | "tablee", value: number, from: string) {
  await world.owner`insert into structure_measures ${world.owner({ id: newId(), pole_id: world.poles.orme.id, structure_id: idOf(structure), measure: "fte", value, starts_on: from, person_id: world.people.manager.id })}`;
}

describe("a pool", () => {
  it("is begun, changed, archived and brought back by who runs the pôle, and by nobody else", async () => {
    const id = newId();
    expect(await addPool(world.actors.manager, id, make())).toEqual({ ok: true, value: { id } });
    expect(await addPool(world.actors.manager, id, make())).toMatchObject({ ok: true });
    expect(await addPool(world.actors.manager, newId(), make({ nom: "le kangoo" }))).toMatchObject({
      problem: { code: "cost_pools_name" },
    });
    expect(await editPool(world.actors.manager, id, { ...make({ nom: "Le vélo" }), version: 1 })).toMatchObject({
      ok: true,
    });
    expect(await editPool(world.actors.manager, id, { ...make(), version: 1 })).toMatchObject({
      problem: { code: "changed_meanwhile" },
    });
    await archivePool(world.actors.manager, id);
    expect((await poolsOf(world.actors.treasurer)).pools).toEqual([]);
    expect((await poolsOf(world.actors.manager)).pools).toMatchObject([{ name: "Le vélo" }]);
    await addPool(world.actors.manager, newId(), make({ nom: "Le vélo" }));
    expect(await restorePool(world.actors.manager, id)).toMatchObject({ problem: { code: "cost_pools_name" } });
    for (const actor of [world.actors.treasurer, world.actors.administrator]) {
      await expect((async () => addPool(actor, newId(), make()))()).rejects.toThrow(Forbidden);
    }
    await expect(editPool(world.actors.neighbour, id, { ...make(), version: 3 })).rejects.toThrow(NotFound);
  });

  it("has a ceiling of public money, which its page and its form say", async () => {
    const id = newId();
    await addPool(world.actors.manager, id, make({ argentPublic: "62,5 %" }));
    expect(await poolOf(world.actors.manager, id)).toMatchObject({ publicMoneyPoints: 6250 });
    expect(plain(await manager.read(`${POOLS}/${id}`))).toContain("Argent public : au plus 62,5 %");
    const form = { nom: "Le Kangoo", nature: "vehicle", mode: "out_of_scope", role: "principal", qui: "tous" };
    const send = (argentPublic: string) =>
      manager.post(`${POOLS}/${id}/modification`, { ...form, compte: "6061", version: "1", argentPublic });
    const wrong = await send("120");
    expect(wrong.status).toBe(422);
    const page = plain(await wrong.text());
    expect(page).toContain("Un pourcentage entre 0 et 100.");
    expect(page).toContain('value="120"');
    expect((await send("100")).status).toBe(302);
    expect(plain(await manager.read(`${POOLS}/${id}`))).not.toContain("Argent public");
    expect(make().publicMoneyPoints).toBe(10_000);
  });

  it("takes in structures from a day to a day, and lets one come back", async () => {
    const id = newId();
    const mairie = idOf("mairie");
    const some = (from: string, until: string) =>
      make({ qui: "certains", participe: [mairie], [`debut.${mairie}`]: from, [`fin.${mairie}`]: until });
    await addPool(world.actors.manager, id, some("2026-01-01", ""));
    await editPool(world.actors.manager, id, { ...some("2026-01-01", "2026-03-31"), version: 1 });
    await editPool(world.actors.manager, id, { ...some("2026-09-01", ""), version: 2 });
    const { stays, members } = await poolOf(world.actors.manager, id);
    expect(stays.map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([
      ["2026-01-01", "2026-03-31"],
      ["2026-09-01", null],
    ]);
    expect(members).toBe(1);
  });

  it("does not take out a structure that bore a share of it", async () => {
    const { gue, tablee } = { gue: idOf("gue"), tablee: idOf("tablee") };
    const pool = await makePool(world, { participants: [{ structure: "gue" }, { structure: "tablee" }] });
    await closeMonth(pool.id, pool.versionId, "2026-09", { gue: 100, tablee: 100 });
    const only = (...ids: string[]) => ({ ...make({ qui: "certains", participe: ids }), version: 1 });
    expect(await editPool(world.actors.manager, pool.id, only(gue))).toMatchObject({
      problem: { code: "participant_bore" },
    });
    const leaving = make({
      qui: "certains",
      participe: [gue, tablee],
      [`debut.${tablee}`]: "2020-01-01",
      [`fin.${tablee}`]: "2026-10-31",
    });
    expect(await editPool(world.actors.manager, pool.id, { ...leaving, version: 1 })).toMatchObject({ ok: true });
  });

  it("is seen by the members that take part in it, and by no others", async () => {
    const ours = await makePool(world, { name: "Le nôtre", participants: [{ structure: "gue" }] });
    const theirs = await makePool(world, { name: "Le leur", participants: [{ structure: "tablee" }] });
    expect((await poolsOf(world.actors.treasurer)).pools.map(({ name }) => name)).toEqual(["Le nôtre"]);
    await expect(poolOf(world.actors.treasurer, theirs.id)).rejects.toThrow(NotFound);
    await expect(poolOf(world.actors.neighbour, ours.id)).rejects.toThrow(NotFound);
    await expect((async () => poolsOf(world.actors.employee))()).rejects.toThrow(Forbidden);
    const page = plain(await treasurer.read(`${POOLS}/${ours.id}`));
    expect(page).toContain("À parts égales");
    expect(page).not.toContain("Changer la clé");
  });
});

describe("a loan of staff", () => {
  it("needs an agreement, by its form and by the database", async () => {
    const page = await manager.post(`${POOLS}/nouveau`, {
      nom: "Comptable",
      nature: "post",
      mode: "staff_loan",
      role: "agent",
      qui: "tous",
      compte: "6411",
    });
    expect(page.status).toBe(422);
    const html = plain(await page.text());
    expect(html).toContain("Un prêt de personnel a besoin d'une convention");
    expect(html).toContain('value="Comptable"');
    const form = { ...make(), legalMode: "staff_loan" as const };
    expect(await addPool(world.actors.manager, newId(), form)).toMatchObject({
      problem: { code: "staff_loan_agreed" },
    });
  });

  it("is not what a pool becomes that has other costs", async () => {
    const pool = await makePool(world);
    await world.owner`insert into charges ${world.owner({ id: newId(), pole_id: world.poles.orme.id, pool_id: pool.id, supplier: "SCI", label: "Loyer", amount_cents: 100, account: "613", document_on: "2026-11-01", served_from: "2026-11-01", served_until: "2026-11-30", structure_id: idOf("gue"), person_id: world.people.manager.id })}`;
    const loan = make({ mode: "staff_loan", accord: "C-1", accordLe: "2026-01-01" });
    expect(await editPool(world.actors.manager, pool.id, { ...loan, version: 1 })).toMatchObject({
      problem: { code: "staff_loan_nature" },
    });
  });
});

describe("the versions of a key", () => {
  const dates = async (poolId: string) =>
    (await poolOf(world.actors.manager, poolId)).versions.map(({ number, startsOn, endsOn }) => [
      number,
      startsOn,
      endsOn,
    ]);

  it("follow one another without a gap, in whatever order they are made", async () => {
    const pool = await makePool(world, { key: null });
    await addKeyVersion(world.actors.manager, pool.id, version(EQUAL, "2026-01-01"));
    await addKeyVersion(world.actors.manager, pool.id, version(FTE, "2026-07-01"));
    const between = version(FTE, "2026-04-01");
    expect(await addKeyVersion(world.actors.manager, pool.id, between)).toMatchObject({ value: { number: 3 } });
    expect(await addKeyVersion(world.actors.manager, pool.id, between)).toMatchObject({ value: { number: 3 } });
    expect(await dates(pool.id)).toEqual([
      [2, "2026-07-01", null],
      [3, "2026-04-01", "2026-06-30"],
      [1, "2026-01-01", "2026-03-31"],
    ]);
    expect(await addKeyVersion(world.actors.manager, pool.id, version(FTE, "2026-04-01"))).toMatchObject({
      problem: { code: "same_day", versionId: between.id },
    });
    await changeKeyVersion(world.actors.manager, pool.id, between.id, version(EQUAL, "2026-05-15"));
    expect(await dates(pool.id)).toEqual([
      [2, "2026-07-01", null],
      [3, "2026-05-15", "2026-06-30"],
      [1, "2026-01-01", "2026-05-14"],
    ]);
    await removeKeyVersion(world.actors.manager, pool.id, between.id);
    expect(await dates(pool.id)).toEqual([
      [2, "2026-07-01", null],
      [1, "2026-01-01", "2026-06-30"],
    ]);
  });

  it("do not change once a closed month was shared by them; a new one begins after it", async () => {
    const pool = await makePool(world, { keyFrom: "2026-01-01" });
    await closeMonth(pool.id, pool.versionId, "2026-09", { gue: 100, tablee: 100 });
    const served = { ok: false, problem: { code: "key_version_served", until: "2026-09-30" } };
    const { manager: actor } = world.actors;
    expect(await changeKeyVersion(actor, pool.id, pool.versionId, version(FTE, "2026-01-01"))).toEqual(served);
    expect(await removeKeyVersion(actor, pool.id, pool.versionId)).toEqual(served);
    expect(await addKeyVersion(actor, pool.id, version(FTE, "2026-09-15"))).toEqual(served);
    expect(await addKeyVersion(actor, pool.id, version(FTE, "2026-10-01"))).toMatchObject({ ok: true });
    expect(plain(await manager.read(`${POOLS}/${pool.id}/cle/${pool.versionId}`))).toContain(
      "Faire une nouvelle version",
    );
    const page = await manager.post(`${POOLS}/${pool.id}/cle?genre=fte`, {
      genre: "fte",
      depuis: "2026-09-20",
      intent: "save",
    });
    expect(page.status).toBe(409);
    expect(plain(await page.text())).toContain("Faites-en une nouvelle à partir du 1er octobre 2026");
  });

  it("are refused to whoever does not run the pôle", async () => {
    const pool = await makePool(world);
    await expect(
      (async () => addKeyVersion(world.actors.treasurer, pool.id, version(FTE, "2026-07-01")))(),
    ).rejects.toThrow(Forbidden);
    await expect(addKeyVersion(world.actors.neighbour, pool.id, version(FTE, "2026-07-01"))).rejects.toThrow(NotFound);
    expect((await treasurer.get(`${POOLS}/${pool.id}/cle`)).status).toBe(403);
  });
});

describe("the guided form of a key", () => {
  it("leads from the kind of key to a preview, then keeps it, without any script", async () => {
    const pool = await makePool(world, { key: null });
    const choice = await manager.read(`${POOLS}/${pool.id}/cle`);
    expect(choice).toContain("?genre=two-part");
    const address = `${POOLS}/${pool.id}/cle?genre=two-part`;
    const fields = fieldsOf(await manager.read(address), "cle");
    fields.set("partFixe", "30");
    fields.set("fixe.cle", "equal");
    fields.set("usage.cle", "kilometres");
    fields.set("plafond", "600");
    fields.set("decide", "Conseil du 3 novembre");
    fields.set("intent", "preview");
    const preview = await manager.post(address, formOf(fields));
    const html = plain(await preview.text());
    expect(html).toContain("Rien n'a encore été réparti dans ce poste");
    expect(html).toContain("500,00 €");
    expect((await poolOf(world.actors.manager, pool.id)).versions).toEqual([]);
    const again = fieldsOf(html, "cle");
    again.set("intent", "save");
    expect((await manager.post(address, formOf(again))).status).toBe(302);
    const [made] = (await poolOf(world.actors.manager, pool.id)).versions;
    expect(made).toMatchObject({
      decided: "Conseil du 3 novembre",
      definition: {
        type: "capped",
        key: { type: "two-part", fixedPoints: 3000, fixed: EQUAL, use: { measure: "kilometres" }, idle: "fixed" },
        everyCap: { cents: 60_000 },
      },
    });
  });

  it("keeps what was typed and says beside the field what is wrong", async () => {
    const pool = await makePool(world);
    const page = await manager.post(`${POOLS}/${pool.id}/cle?genre=weights`, {
      genre: "weights",
      [`poids.${idOf("gue")}`]: "beaucoup",
      depuis: "2026-02-30",
      intent: "save",
    });
    expect(page.status).toBe(422);
    const html = plain(await page.text());
    expect(html).toContain('value="beaucoup"');
    expect(html).toContain("Un nombre entier, zéro ou plus.");
    expect(html).toContain("Cette date n'existe pas.");
  });
});

describe("the preview of a key", () => {
  it("shows what past months would have given beside what was, on the same days, and writes nothing", async () => {
    const pool = await makePool(world);
    const month = new Date();
    month.setUTCDate(1);
    month.setUTCMonth(month.getUTCMonth() - 2);
    const past = month.toISOString().slice(0, 7);
    await closeMonth(pool.id, pool.versionId, past, { gue: 5_000, tablee: 5_000 });
    await measure("gue", 30_000, "2020-01-01");
    await measure("tablee", 10_000, "2020-01-01");
    const { months, example } = await previewKey(world.actors.manager, pool.id, FTE);
    expect(example).toBeNull();
    expect(months).toHaveLength(1);
    expect(months[0]).toMatchObject({ startsOn: `${past}-01`, draft: false, totalCents: 10_000, problem: null });
    expect(new Map(months[0]?.shares.map(({ structureId, was, would }) => [structureId, [was, would]]))).toEqual(
      new Map([
        [idOf("gue"), [5_000, 7_500]],
        [idOf("tablee"), [5_000, 2_500]],
      ]),
    );
    const same = await previewKey(world.actors.manager, pool.id, EQUAL);
    expect(same.months[0]?.shares.map(({ was, would }) => [was, would])).toEqual([
      [5_000, 5_000],
      [5_000, 5_000],
    ]);
    const [count] = await world.owner<
      { n: number }[]
    >`select count(*)::int as n from key_versions where pool_id = ${pool.id}`;
    expect(count).toEqual({ n: 1 });
    const none = await previewKey(world.actors.manager, pool.id, { type: "measure", measure: "meals" });
    expect(none.months[0]).toMatchObject({ problem: "zero_total_weight" });
  });

  it("shows a round amount while nothing was charged", async () => {
    const pool = await makePool(world);
    const { months, example } = await previewKey(world.actors.manager, pool.id, EQUAL);
    expect(months).toEqual([]);
    expect(example?.shares.map(({ was, would }) => [was, would])).toEqual([
      [null, 50_000],
      [null, 50_000],
    ]);
  });
});

it("reads a pool's facts for its members as for who runs the pôle", async () => {
  const pool = await makePool(world, { participants: [{ structure: "gue" }, { structure: "tablee" }] });
  const facts = (actor: "manager" | "treasurer") =>
    inTransaction(world.actors[actor], (tx) => factsFor(tx, pool, "2026-10-01", "2026-10-31"));
  expect(await facts("treasurer")).toEqual(await facts("manager"));
});
