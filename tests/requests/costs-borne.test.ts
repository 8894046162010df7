import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, violatedConstraint } from "../../db/transaction";
import { bearByPole, statementOf, stopBearing } from "../../server/costs";
import { beginReview } from "../../server/costs/periods/begin-review";
import { closePeriod } from "../../server/costs/periods/close-period";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { Forbidden } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays, localDateOf } from "../../server/kernel/time";
import { approvedCharge, makePool, readStatements } from "../support/costs";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

const month = "2024-05";
let world: World;
let server: TestServer;
let manager: Visitor;
let van: string;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  manager = await signedIn(server, world.people.manager.email);
  van = (await makePool(world, { name: "Fourgon", key: { type: "measure", measure: "kilometres" } })).id;
  const building = (await makePool(world, { name: "Bâtiment" })).id;
  await approvedCharge(world, { poolId: van, cents: 12_345, from: `${month}-03` });
  await approvedCharge(world, { poolId: building, cents: 1_000, from: `${month}-03` });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const as = () => world.actors.manager;
const page = `/poles/val-d-orme/comptes/periodes/${month}`;
const plain = async (response: Response) => (await response.text()).replace(/<script[^]*?<\/script>/g, "");
const inDays = (days: number) => addDays(localDateOf(new Date(), "Europe/Paris"), days);
const lock = async () => {
  expect(await beginReview(as(), month, inDays(3))).toMatchObject({ ok: true });
  await readStatements(world, month);
  return lockPeriod(as(), month);
};

describe("A month whose key finds nobody to bear a pool", () => {
  it("waits for its readings or for the pôle's word, which needs a reason and may be taken back", async () => {
    const seen = await plain(await manager.get(page));
    for (const words of ["Fourgon : personne ne porte 123,45", "Saisir les relevés", "Le pôle prend cette dépense"]) {
      expect(seen.replace(/\s/g, " ")).toContain(words);
    }
    const wrong = await manager.post(page, { intent: "bear", pool: van, reason: "  " });
    expect(wrong.status).toBe(422);
    expect(await plain(wrong)).toContain("Écrivez la raison");
    expect((await manager.post(page, { intent: "bear", pool: van, reason: "En panne tout le mois" })).status).toBe(302);
    const taken = (await plain(await manager.get(page))).replace(/\s/g, " ");
    expect(taken).toContain("Fourgon : 123,45 € à la charge du pôle");
    expect(taken).toContain("« En panne tout le mois »");
    expect((await manager.post(page, { intent: "stop-bearing", pool: van })).status).toBe(302);
    expect((await plain(await manager.get(page))).replace(/\s/g, " ")).toContain("personne ne porte 123,45");
    expect(await lock()).toMatchObject({ ok: false, problem: { missing: [{ code: "keys" }] } });
  });

  it("is borne by the pôle in the open: members read why, and account 658 holds it, until the lock for good", async () => {
    expect(await bearByPole(as(), month, van, "En panne tout le mois")).toEqual({ ok: true, value: undefined });
    expect(await bearByPole(as(), month, van, "Autre chose")).toEqual({ ok: true, value: undefined });
    const key = { month, structureId: world.structures.gue.id };
    const line = (await statementOf(world.actors.treasurer, key)).lines.find(({ pool }) => pool.id === van);
    expect(line).toMatchObject({
      cents: 0,
      allocations: [{ poleCents: 12_345, explanation: { borneByPole: { reason: "En panne tout le mois" } } }],
    });
    const treasurer = await signedIn(server, world.people.treasurer.email);
    const why = await plain(await treasurer.get(`${page}/decomptes/${key.structureId}`));
    expect(why).toContain("En panne tout le mois");
    expect(await lock()).toEqual({ ok: true, value: undefined });
    expect(await stopBearing(as(), month, van)).toEqual({ ok: false, problem: { code: "month_is_locked" } });
    const remove = inTransaction(as(), (tx) => tx.deleteFrom("borneByPole").execute());
    await expect(remove).rejects.toSatisfy((error) => violatedConstraint(error) === "borne_until_locked");
    expect(await closePeriod(as(), month)).toBe("closed");
    const posted = await world.owner<{ number: string; cents: string }[]>`
      select a.number, sum(p.cents)::text as cents from postings p join accounts a on a.id = p.account_id
        join entries e on e.id = p.entry_id and e.source_kind = 'closing'
       where p.pool_id = ${van} group by 1 order by 1`;
    expect([...posted]).toEqual([
      { number: "658", cents: "12345" },
      { number: "7088", cents: "-12345" },
    ]);
  });

  it("is shared by the key all the same where there is somebody; what is shared is not the pôle's to take, nor a member's to give", async () => {
    const next = "2024-06";
    await approvedCharge(world, { poolId: van, cents: 9_000, from: `${next}-03` });
    for (const actor of [world.actors.treasurer, world.actors.administrator]) {
      await expect(bearByPole(actor, next, van, "Pour moi")).rejects.toThrow(Forbidden);
      await expect(stopBearing(actor, next, van)).rejects.toThrow(Forbidden);
    }
    expect(await bearByPole(as(), next, van, "Au garage")).toMatchObject({ ok: true });
    await world.owner`insert into use_readings ${world.owner({
      ...{
        id: newId(),
        pole_id: as().poleId,
        pool_id: van,
        structure_id: world.structures.gue.id,
        measure: "kilometres",
      },
      ...{ quantity: 12, used_on: `${next}-05`, about: "", person_id: as().personId },
    })}`;
    const key = { month: next, structureId: world.structures.gue.id };
    expect((await statementOf(as(), key)).lines.find(({ pool }) => pool.id === van)).toMatchObject({ cents: 9_000 });
    expect(await stopBearing(as(), next, van)).toEqual({ ok: true, value: undefined });
    expect(await bearByPole(as(), next, van, "Au garage")).toEqual({ ok: false, problem: { code: "nothing_to_bear" } });
  });
});
