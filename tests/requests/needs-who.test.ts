import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction, databaseErrorCode, violatedConstraint } from "../../db/transaction";
import { paths } from "../../app/paths";
import { newId } from "../../server/kernel/ids";
import { answeringOf, missingIn, submitAnswer } from "../../server/tenders";
import { draftAnswer, publishNeed, submitAnswer as register } from "../support/needs";
import { plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

// What a structure says of itself, and what follows: which lots it may answer, and how a public buyer may buy.

const POLE = "val-d-orme";
let world: World;
let server: TestServer;
let visitors: Record<"administrator" | "employee" | "owner" | "manager" | "neighbour", Visitor>;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  const of = (key: keyof typeof visitors) => signedIn(server, world.people[key].email);
  visitors = {
    administrator: await of("administrator"),
    employee: await of("employee"),
    owner: await of("owner"),
    manager: await of("manager"),
    neighbour: await of("neighbour"),
  };
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});
beforeEach(async () => {
  await world.owner`update structures set ess = false, integration = false, fair_trade = false, public_buyer = false`;
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => violatedConstraint(error) ?? databaseErrorCode(error) ?? String(error),
  );
const declared = async (structure: "gue" | "radeau" = "gue") => {
  const [row] = await world.owner`
    select ess, integration, fair_trade, public_buyer, buyer_profile from structures where id = ${world.structures[structure].id}`;
  return row;
};

describe("what a structure is", () => {
  it("is said by its administrator or put right by who runs the pôle, and shown on its page", async () => {
    const page = paths.declareStructure(POLE, "gue");
    const form = { integration: "oui", publicBuyer: "oui", profile: "https://marches.exemple.fr" };
    expect((await visitors.administrator.post(page, form)).headers.get("location")).toBe(paths.structure(POLE, "gue"));
    expect(await declared()).toEqual({
      ...{ ess: false, integration: true, fair_trade: false, public_buyer: true },
      buyer_profile: "https://marches.exemple.fr",
    });
    const shown = plain(await visitors.owner.read(paths.structure(POLE, "gue")));
    for (const words of ["Structure d'insertion", "Acheteur public"]) expect(shown).toContain(words);
    expect(shown).not.toContain('/qualites"');
    expect((await visitors.manager.post(page, { ess: "oui" })).status).toBe(302);
    expect(await declared()).toMatchObject({ ess: true, integration: false });
  });

  it("is said by nobody of another, and a guest says it of their own alone", async () => {
    const page = paths.declareStructure(POLE, "gue");
    expect((await visitors.employee.post(page, { ess: "oui" })).status).toBe(403);
    expect((await visitors.owner.get(page)).status).toBe(403);
    expect((await visitors.neighbour.get(page)).status).toBe(404);
    const { owner } = world.actors;
    const written = inTransaction(owner, (tx) =>
      tx.updateTable("structures").set({ publicBuyer: true }).where("id", "=", world.structures.gue.id).execute(),
    );
    expect(await refusal(written)).toBe("own_word");
    // What is open to the network lets its people in.
    await publishNeed(world, { openTo: "network" });
    const own = paths.declareStructure(POLE, "radeau", { besoin: newId() });
    expect((await visitors.neighbour.post(own, { fairTrade: "oui" })).headers.get("location")).toMatch(/\/rediger$/);
    expect(await declared("radeau")).toMatchObject({ fair_trade: true });
  });

  it("keeps no address that is none, and says so with what was typed", async () => {
    const answer = await visitors.administrator.post(paths.declareStructure(POLE, "gue"), {
      ...{ ess: "oui", profile: "javascript:alert(1)" },
    });
    expect(answer.status).toBe(422);
    const html = plain(await answer.text());
    expect(html).toContain("Écrivez une adresse complète");
    expect(html).toContain('value="javascript:alert(1)"');
    expect(await declared()).toMatchObject({ ess: false });
  });
});

describe("a reserved lot", () => {
  const reserve = async (to: string, hours = 0) => {
    const need = await publishNeed(world, { openTo: "network" });
    await world.owner`update need_lots set reserved_to = ${to}, minimum_hours = ${hours} where id = ${need.lotId}`;
    return need;
  };

  it("is answered by those it is kept for: the page says why and where to say it, the database refuses the rest", async () => {
    const need = await reserve("integration");
    const { administrator } = world.actors;
    const answerId = await draftAnswer(administrator, need);
    const key = { needId: need.needId, answerId };
    const { need: read, answer } = await answeringOf(administrator, need.needId);
    expect(missingIn(read, answer!)).toContainEqual(
      expect.objectContaining({ code: "reserved", structure: "Les Jardins du Gué", lot: 1 }),
    );
    expect(await submitAnswer(administrator, key)).toMatchObject({ problem: { code: "incomplete" } });
    expect(await refusal(register(administrator, need, answerId))).toBe("lot_is_reserved");
    const to = paths.declareStructure(POLE, world.structures.gue.id, { besoin: need.needId });
    const html = plain(await visitors.administrator.read(paths.writeAnswer(POLE, need.needId)));
    expect(html).toContain(`href="${to}"`);
    expect(html).toContain("Les Jardins du Gué ne l'a pas déclaré");
    await visitors.administrator.post(to, { integration: "oui" });
    expect((await register(administrator, need, answerId)).kind).toBe("submitted");
  });

  it("of the territory is for the structures of the pôle, not for its neighbours", async () => {
    const need = await reserve("local");
    const { administrator, neighbour } = world.actors;
    const guest = { ...neighbour, poleId: administrator.poleId, guest: "network" as const };
    expect(await refusal(register(guest, need, await draftAnswer(guest, need)))).toBe("lot_is_reserved");
    expect(await refusal(register(administrator, need, await draftAnswer(administrator, need)))).toBe("done");
  });

  it("is for a group when each member that does a part of it is one", async () => {
    const need = await reserve("ess");
    const { administrator, observer } = world.actors;
    await world.owner`update structures set ess = true where id = ${world.structures.gue.id}`;
    const answerId = await draftAnswer(administrator, need, { form: "conjoint" });
    const at = { poleId: administrator.poleId, answerId };
    const share = (structureId: string, amountCents: number, hours: number) =>
      inTransaction(administrator, (tx) =>
        tx
          .insertInto("answerShares")
          .values({ ...at, structureId, lotId: need.lotId, amountCents, hours })
          .onConflict((on) => on.columns(["answerId", "structureId", "lotId"]).doUpdateSet({ amountCents, hours }))
          .execute(),
      );
    await inTransaction(administrator, (tx) =>
      tx
        .insertInto("answerMembers")
        .values({ ...at, needId: need.needId, structureId: observer.structureId! })
        .execute(),
    );
    const says = (actor: typeof observer, word: object) =>
      inTransaction(actor, (tx) =>
        tx
          .updateTable("answerMembers")
          .set(word)
          .where("answerId", "=", answerId)
          .where("structureId", "=", actor.structureId)
          .execute(),
      );
    await says(observer, { state: "accepted" });
    const sign = async () => {
      for (const actor of [administrator, observer]) await says(actor, { signedAt: new Date() });
    };
    await share(administrator.structureId!, 60_000, 10);
    await share(observer.structureId!, 40_000, 0);
    await sign();
    expect(await refusal(register(administrator, need, answerId))).toBe("lot_is_reserved");
    await share(administrator.structureId!, 100_000, 10);
    await share(observer.structureId!, 0, 0);
    await sign();
    expect(await refusal(register(administrator, need, answerId))).toBe("done");
  });

  it("asks for the hours that it says", async () => {
    const need = await reserve("local", 11);
    const { administrator } = world.actors;
    expect(await refusal(register(administrator, need, await draftAnswer(administrator, need)))).toBe(
      "hours_are_enough",
    );
  });
});

describe("a public buyer, by SQL as the application's role", () => {
  const publish = async (cents: readonly (number | null)[], { kind = "quotes", at = new Date() } = {}) => {
    const { administrator: actor } = world.actors;
    const id = newId();
    return refusal(
      inTransaction(actor, async (tx) => {
        const own = { poleId: actor.poleId, structureId: actor.structureId!, personId: actor.personId };
        await tx
          .insertInto("needs")
          .values({ ...own, id, kind, title: "Verdir", closesAt: new Date("2031-03-03T11:00Z") })
          .execute();
        for (const [place, estimateCents] of cents.entries())
          await tx
            .insertInto("needLots")
            .values({ id: newId(), poleId: actor.poleId, needId: id, number: place + 1, estimateCents })
            .execute();
        await tx.updateTable("needs").set({ state: "published", publishedAt: at }).where("id", "=", id).execute();
      }),
    );
  };

  it("puts no call out at the threshold of the day, all lots together, nor without an estimate of each", async () => {
    expect(await publish([6_000_000])).toBe("done");
    await world.owner`update structures set public_buyer = true where id = ${world.structures.gue.id}`;
    expect(await publish([5_999_999])).toBe("done");
    expect(await publish([6_000_000])).toBe("public_buyer_threshold");
    expect(await publish([3_000_000, 3_000_000])).toBe("public_buyer_threshold");
    expect(await publish([3_000_000, null])).toBe("public_buyer_threshold");
    expect(await publish([6_000_000], { kind: "interest" })).toBe("done");
    // The threshold is dated: what was put out in March was under another.
    expect(await publish([5_000_000], { at: new Date("2026-03-31T12:00:00Z") })).toBe("public_buyer_threshold");
  });

  it("is reminded, by name, of whom it has retained lately", async () => {
    const need = await publishNeed(world);
    const { administrator, owner } = world.actors;
    const answerId = await draftAnswer(administrator, need);
    await register(administrator, need, answerId);
    await world.owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update needs set state = 'awarded', opened_at = now(), closes_at = date_trunc('milliseconds', now()) where id = ${need.needId}`;
      await tx`insert into awards ${tx({ id: newId(), pole_id: owner.poleId, need_id: need.needId, lot_id: need.lotId, answer_id: answerId, state: "awarded", reasons: "La meilleure", price_cents: 1_200_000, proposed_by: owner.personId, decided_by: owner.personId, decided_at: new Date() })}`;
    });
    await world.owner`update structures set public_buyer = true where id = ${world.structures.tablee.id}`;
    const draft = newId();
    await visitors.owner.post(`${paths.needs(POLE)}/nouveau`, { id: draft, kind: "quotes", title: "Replanter" });
    await world.owner`update need_lots set estimate_cents = 100000 where need_id = ${draft}`;
    const html = plain(await visitors.owner.read(paths.need(POLE, draft)));
    expect(html).toContain("vous avez retenu Les Jardins du Gué (un marché, 12 000,00 €)");
  });
});
