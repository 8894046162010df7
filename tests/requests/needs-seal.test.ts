import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction, databaseErrorCode, violatedConstraint, type Scope } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import {
  closeNeed,
  draftAnswer,
  judgeNeed,
  openNeed as open,
  publishNeed,
  submitAnswer as submit,
  type Published,
} from "../support/needs";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Words and a price that appear nowhere else, anew for each test. */
let SECRET: string;
let PRICE = 7_654_321;
beforeEach(() => {
  SECRET = `Notre méthode ${newId()}`;
  PRICE += 1;
});

const publish = (options?: Parameters<typeof publishNeed>[1]) => publishNeed(world, options);
const close = (need: Published) => closeNeed(world, need);
const draft = (actor: Actor, need: Published, form = "alone") =>
  draftAnswer(actor, need, { form, words: SECRET, priceCents: PRICE });

/** Every byte of every table that `scope` can read, as text. */
async function everything(scope: Scope): Promise<string> {
  const tables = await world.owner<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
  const parts: string[] = [];
  for (const { name } of tables) {
    parts.push(
      await inTransaction(scope, async (tx) => {
        const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(tx);
        return rows.map(({ text }) => text).join("\n");
      }).catch((error: unknown) => (databaseErrorCode(error) === "42501" ? "" : Promise.reject(error as Error))),
    );
  }
  return parts.join("\n");
}
const leaks = (text: string) =>
  [SECRET, String(PRICE), Buffer.from(SECRET).toString("hex")].filter((secret) => text.includes(secret));

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => violatedConstraint(error) ?? databaseErrorCode(error) ?? String(error),
  );

describe("the seal of answers, by SQL as the application's role", () => {
  it("lets nobody but its authors read a byte of an answer before the opening, and the buyer afterwards", async () => {
    const need = await publish();
    const { administrator, owner, manager, partner, observer, neighbour, employee } = world.actors;
    const answerId = await draft(administrator, need);
    await submit(administrator, need, answerId);
    const others: Scope[] = [
      owner,
      manager,
      partner,
      observer,
      neighbour,
      { ...neighbour, poleId: owner.poleId, guest: "network" },
      { ...owner, structureId: null },
      { realm: "identity" },
      {},
    ];
    expect(leaks(await everything(employee))).toHaveLength(3);
    for (const scope of others) expect(leaks(await everything(scope))).toEqual([]);
    await close(need);
    for (const scope of others) expect(leaks(await everything(scope))).toEqual([]);
    await open(need, owner, manager);
    expect(leaks(await everything(owner))).toHaveLength(3);
    for (const scope of [partner, observer, neighbour, {}]) expect(leaks(await everything(scope))).toEqual([]);
  });

  it("tells nobody of a pôle what is written to another person: it would say who has answered", async () => {
    const { administrator, owner, manager } = world.actors;
    await world.owner`insert into emails ${world.owner({
      ...{ id: newId(), pole_id: owner.poleId, person_id: administrator.personId, topic: "need", thread: SECRET },
      ...{ dedupe_key: SECRET, to_address: "a@b.example", locale: "fr", subject: "Reçu", text_body: "", html_body: "" },
    })}`;
    expect(leaks(await everything(administrator))).toEqual([SECRET]);
    for (const scope of [owner, manager, { poleId: owner.poleId, personId: owner.personId }])
      expect(leaks(await everything(scope))).toEqual([]);
  });

  it("keeps prices shut after the opening where quality comes first", async () => {
    const need = await publish({ qualityFirst: true });
    const { administrator, owner, manager } = world.actors;
    const answerId = await draft(administrator, need);
    await submit(administrator, need, answerId);
    await close(need);
    await open(need, owner, manager);
    expect(leaks(await everything(owner))).toEqual([SECRET, Buffer.from(SECRET).toString("hex")]);
    await judgeNeed(need, owner, { [answerId]: 7 });
    expect(leaks(await everything(owner))).toContain(String(PRICE));
  });

  it("lets nobody sign for another, nor write what is not theirs", async () => {
    const need = await publish();
    const { administrator, owner, partner, manager } = world.actors;
    const answerId = await draft(administrator, need, "solidaire");
    const at = { poleId: administrator.poleId, needId: need.needId, answerId };
    await inTransaction(administrator, (tx) =>
      tx
        .insertInto("answerMembers")
        .values({ ...at, structureId: partner.structureId! })
        .execute(),
    );
    const sign = inTransaction(administrator, (tx) =>
      tx
        .updateTable("answerMembers")
        .set({ state: "accepted", signedAt: new Date() })
        .where("answerId", "=", answerId)
        .where("structureId", "=", partner.structureId)
        .execute(),
    );
    expect(await refusal(sign)).toBe("own_word");
    for (const actor of [administrator, manager, partner]) {
      const { numUpdatedRows } = await inTransaction(actor, (tx) =>
        tx.updateTable("needs").set({ title: "Autre chose" }).where("id", "=", need.needId).executeTakeFirst(),
      );
      expect(numUpdatedRows).toBe(0n);
      expect(
        await refusal(
          inTransaction(actor, (tx) =>
            tx
              .insertInto("needLots")
              .values({ id: newId(), poleId: actor.poleId, needId: need.needId, number: 9 })
              .execute(),
          ),
        ),
      ).toMatch(/^(42501|change_needs_addendum)$/);
    }
    for (const actor of [owner, manager]) {
      expect(await refusal(submit(actor, need, answerId))).toBe("42501");
      expect(
        await refusal(
          inTransaction(actor, (tx) =>
            tx
              .updateTable("answers")
              .set({ presentation: "?" })
              .where("id", "=", answerId)
              .executeTakeFirst()
              .then(({ numUpdatedRows }) => Promise.reject(new Error(String(numUpdatedRows)))),
          ),
        ),
      ).toBe("Error: 0");
    }
    expect(
      await refusal(
        inTransaction(administrator, (tx) =>
          tx.updateTable("answers").set({ state: "submitted" }).where("id", "=", answerId).execute(),
        ),
      ),
    ).toBe("42501");
  });

  it("opens nothing before its time, nor by one person alone, nor by writing that it is open", async () => {
    const need = await publish();
    const { owner, manager } = world.actors;
    expect(await refusal(open(need, owner, manager))).toBe("need_is_sealed");
    expect(
      await refusal(
        inTransaction(owner, (tx) =>
          tx
            .updateTable("needs")
            .set({ state: "opened", openedAt: new Date(Date.now() + 120_000) })
            .where("id", "=", need.needId)
            .execute(),
        ),
      ),
    ).toBe("need_is_sealed");
    expect(
      await refusal(
        inTransaction(owner, (tx) =>
          tx.updateTable("needs").set({ closesAt: new Date() }).where("id", "=", need.needId).execute(),
        ),
      ),
    ).toBe("need_is_published");
    await close(need);
    expect(await refusal(open(need, owner, owner))).toBe("two_persons");
  });

  it("refuses what comes at the closing or after it, and takes what comes before, one rule for all", async () => {
    const need = await publish({ closesIn: 700 });
    const { administrator, partner } = world.actors;
    const answers = await Promise.all(
      [administrator, partner].map(async (actor) => ({ actor, id: await draft(actor, need) })),
    );
    const outcomes: (string | Date)[] = [];
    const until = Date.now() + 1500;
    await Promise.all(
      answers.map(async ({ actor, id }) => {
        while (Date.now() < until) {
          outcomes.push(
            await submit(actor, need, id).then(
              ({ at }) => at,
              (error: unknown) => violatedConstraint(error) ?? String(error),
            ),
          );
        }
      }),
    );
    const rows = await world.owner<{ at: Date; number: number; closesAt: Date }[]>`
      select s.at, s.number, n.closes_at as "closesAt" from submissions s join needs n on n.id = s.need_id where n.id = ${need.needId} order by number`;
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, rank) => rank + 1));
    expect(rows.every(({ at, closesAt }) => at < closesAt)).toBe(true);
    expect(new Set(outcomes.filter((outcome) => typeof outcome === "string"))).toEqual(new Set(["need_is_closed"]));
    expect(outcomes.filter((outcome) => outcome instanceof Date)).toHaveLength(rows.length);
  });

  it("takes no answer of a group whose shares do not make the price, or that has not signed", async () => {
    const need = await publish();
    const { administrator, partner } = world.actors;
    const answerId = await draft(administrator, need, "conjoint");
    const share = (actor: Actor, structureId: string, amountCents: number, hours: number) =>
      inTransaction(actor, (tx) =>
        tx
          .insertInto("answerShares")
          .values({ poleId: actor.poleId, answerId, structureId, lotId: need.lotId, amountCents, hours })
          .onConflict((conflict) =>
            conflict.columns(["answerId", "structureId", "lotId"]).doUpdateSet({ amountCents, hours }),
          )
          .execute(),
      );
    const member = (actor: Actor, set: object) =>
      inTransaction(actor, (tx) =>
        tx
          .updateTable("answerMembers")
          .set(set)
          .where("answerId", "=", answerId)
          .where("structureId", "=", actor.structureId)
          .execute(),
      );
    await inTransaction(administrator, (tx) =>
      tx
        .insertInto("answerMembers")
        .values({ poleId: administrator.poleId, answerId, needId: need.needId, structureId: partner.structureId! })
        .execute(),
    );
    expect(leaks(await everything(partner))).toEqual([]);
    await member(partner, { state: "accepted", answeredAt: new Date() });
    await share(administrator, administrator.structureId!, PRICE - 100, 10);
    await share(partner, partner.structureId!, 99, 0);
    expect(await refusal(submit(administrator, need, answerId))).toBe("group_has_signed");
    for (const actor of [administrator, partner])
      await member(actor, { signedAt: new Date(), signedBy: actor.personId });
    expect(await refusal(submit(administrator, need, answerId))).toBe("shares_make_price");
    await share(partner, partner.structureId!, 100, 0);
    expect(await refusal(submit(administrator, need, answerId))).toBe("group_has_signed");
    await member(partner, { signedAt: new Date(), signedBy: partner.personId });
    expect((await submit(administrator, need, answerId)).kind).toBe("submitted");
    expect(await refusal(submit(partner, need, answerId))).toMatch(/^42501$/);
  });

  it("invalidates by an addendum of substance, never closes sooner, and keeps its register", async () => {
    const need = await publish();
    const { administrator, owner } = world.actors;
    const answerId = await draft(administrator, need);
    const first = await submit(administrator, need, answerId);
    const add = (closesAt: Date | null, changesSubstance: boolean) =>
      inTransaction(owner, (tx) =>
        tx
          .insertInto("needAddenda")
          .values({
            id: newId(),
            poleId: owner.poleId,
            needId: need.needId,
            words: "Un banc de plus.",
            changesSubstance,
            number: 0,
            closesAtBefore: new Date(0),
            closesAt: closesAt ?? sql`null`,
            personId: owner.personId,
          })
          .execute(),
      );
    expect(await refusal(add(new Date(Date.now() + 1000), false))).toMatch(/addendum_never_shortens|need_is_published/);
    await add(null, true);
    const state = () =>
      inTransaction(administrator, (tx) =>
        tx.selectFrom("answers").select("state").where("id", "=", answerId).executeTakeFirstOrThrow(),
      );
    expect((await state()).state).toBe("invalidated");
    const again = await submit(administrator, need, answerId);
    expect([first.number, again.number, again.kind]).toEqual([1, 2, "reconfirmed"]);
    expect(again.sha256).toBe(first.sha256);
    expect(await refusal(world.owner`update submissions set number = 7`)).toBe("23001");
    expect(await refusal(world.owner`truncate submissions cascade`)).toBe("23001");
    await submit(administrator, need, answerId, "withdrawn");
    expect((await state()).state).toBe("withdrawn");
  });

  it("publishes only what makes 100 in each lot, and has one live award a lot", async () => {
    const need = await publish();
    expect(await refusal(world.owner`update need_criteria set weight = 41 where id = ${need.priceId}`)).toBe(
      "weights_make_100",
    );
    const { administrator, partner, owner, manager } = world.actors;
    const ids = [await draft(administrator, need), await draft(partner, need)] as const;
    await submit(administrator, need, ids[0]);
    await submit(partner, need, ids[1]);
    await close(need);
    await open(need, owner, manager);
    await world.owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update needs set state = 'evaluated', consensus_at = now() where id = ${need.needId}`;
    });
    const award = (answerId: string) =>
      inTransaction(owner, (tx) =>
        tx
          .insertInto("awards")
          .values({
            id: newId(),
            poleId: owner.poleId,
            needId: need.needId,
            lotId: need.lotId,
            answerId,
            reasons: "La meilleure.",
            proposedBy: owner.personId,
          })
          .execute(),
      );
    expect((await Promise.all(ids.map((id) => refusal(award(id))))).sort()).toEqual(["done", "one_live_award"]);
  });
});
