import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { inTransaction, violatedConstraint } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { addAddendum, submitAnswer as handIn, withdrawAnswer, writeAnswer } from "../../server/tenders";
import { closeNeed, draftAnswer, publishNeed, submitAnswer, type Published } from "../support/needs";
import { openWorld, type World } from "../support/world";

// At the closing: one lock, one clock, the database's. Whoever comes, however many, whatever their own clocks say.

let world: World;
beforeAll(async () => {
  world = await openWorld({ connections: 20 });
}, 120_000);
afterAll(() => world.close());
afterEach(() => vi.useRealTimers());

/** So many structures of the pôle, each with somebody who gives its word. */
async function bidders(howMany: number): Promise<Actor[]> {
  const { administrator } = world.actors;
  return Promise.all(
    Array.from({ length: howMany }, async (_, n): Promise<Actor> => {
      const structureId = newId();
      await world.owner`insert into structures ${world.owner({ id: structureId, slug: `candidat-${structureId}`, name: `Candidat ${n}`, colour: 1 })}`;
      await world.owner`insert into memberships ${world.owner({ pole_id: administrator.poleId, structure_id: structureId, kind: "member", starts_on: "2020-01-01" })}`;
      return { ...administrator, structureId };
    }),
  );
}

const extend = ({ needId }: Published, byMs: number) => {
  const { owner } = world.actors;
  return inTransaction(owner, async (tx) => {
    const later = sql<Date>`(select closes_at + ${byMs} * interval '1 millisecond' from needs where id = ${needId})`;
    return tx
      .insertInto("needAddenda")
      .values({
        ...{ id: newId(), poleId: owner.poleId, needId, number: 0, words: "Plus tard", changesSubstance: false },
        ...{ closesAtBefore: new Date(0), closesAt: later, personId: owner.personId },
      })
      .returning(["at", "closesAt"])
      .executeTakeFirstOrThrow();
  });
};
const nameOf = (error: unknown) => violatedConstraint(error) ?? String(error);

describe("the closing", () => {
  it("is one rule for many who hand in, replace and withdraw while it is put off", async () => {
    const need = await publishNeed(world, { closesIn: 4000 });
    const actors = await bidders(8);
    const answers = await Promise.all(actors.map(async (actor) => ({ actor, id: await draftAnswer(actor, need) })));
    const taken: { at: Date; kind: string }[] = [];
    const refused: { why: string; notBefore: Date }[] = [];
    // Each goes on until the closing, wherever it was put to, has refused it.
    const bids = answers.map(async ({ actor, id }, n) => {
      for (let turn = 0; ; turn += 1) {
        try {
          taken.push(await submitAnswer(actor, need, id, turn % 3 === 2 && n % 2 === 0 ? "withdrawn" : "submitted"));
        } catch (error) {
          const [clock] = await world.owner<{ now: Date }[]>`select clock_timestamp() as now`;
          refused.push({ why: nameOf(error), notBefore: clock!.now });
          return;
        }
      }
    });
    const extensions: (string | Date)[] = [];
    const buyer = (async () => {
      for (let turn = 0; turn < 5; turn += 1)
        extensions.push(await extend(need, 200).then(({ closesAt }) => closesAt, nameOf));
    })();
    await Promise.all([...bids, buyer]);

    const lines = await world.owner<{ number: number; at: Date; closing: Date }[]>`
      select s.number, s.at, coalesce(
               (select a.closes_at from need_addenda a where a.need_id = s.need_id and a.at <= s.at order by a.number desc limit 1),
               (select a.closes_at_before from need_addenda a where a.need_id = s.need_id order by a.number limit 1),
               n.closes_at) as closing
        from submissions s join needs n on n.id = s.need_id where s.need_id = ${need.needId} order by s.number`;
    const [end] = await world.owner<
      { closesAt: Date }[]
    >`select closes_at as "closesAt" from needs where id = ${need.needId}`;
    // Nobody was in too late, by the closing of that instant; nobody was told too early that it was closed.
    expect(lines.every(({ at, closing }) => at < closing)).toBe(true);
    expect(refused.map(({ why }) => why)).toEqual(refused.map(() => "need_is_closed"));
    expect(refused).toHaveLength(8);
    expect(refused.every(({ notBefore }) => notBefore >= end!.closesAt)).toBe(true);
    // The register has no gap, goes with time, and holds every line that its author was told of.
    expect(lines.map(({ number }) => number)).toEqual(lines.map((_, place) => place + 1));
    expect(lines.every(({ at }, place) => place === 0 || lines[place - 1]!.at <= at)).toBe(true);
    expect(taken.length).toBe(lines.length);
    expect(taken.length).toBeGreaterThan(8);
    expect(extensions.filter((each) => typeof each === "string" && each !== "need_is_closed")).toEqual([]);
    // What is in is the last line of each.
    const wrong = await world.owner`
      select from answers a join lateral (select s.id, s.kind from submissions s where s.answer_id = a.id order by s.number desc limit 1) l on true
       where a.need_id = ${need.needId} and (a.submission_id is distinct from case when l.kind <> 'withdrawn' then l.id end)`;
    expect(wrong).toHaveLength(0);
  });

  it("is never reached by an addendum of substance without the answers that are in being confirmed again", async () => {
    const need = await publishNeed(world, { closesIn: 60_000 });
    const actors = await bidders(6);
    const answers = await Promise.all(actors.map(async (actor) => ({ actor, id: await draftAnswer(actor, need) })));
    const { owner } = world.actors;
    const addendum = addAddendum(owner, need.needId, {
      ...{ id: newId(), words: "Deux bancs", changesSubstance: true, closesAt: null },
    });
    await Promise.all([...answers.map(({ actor, id }) => submitAnswer(actor, need, id)), addendum]);
    expect(await addendum).toMatchObject({ ok: true });
    const states = await world.owner<{ state: string; before: boolean }[]>`
      select a.state, s.at < d.at as before
        from answers a join submissions s on s.answer_id = a.id join need_addenda d on d.need_id = a.need_id
       where a.need_id = ${need.needId}`;
    expect(states).toHaveLength(6);
    for (const { state, before } of states) if (before) expect(state).toBe("invalidated");
    // Who came after it read it: theirs stands.
    expect(states.every(({ state }) => ["submitted", "invalidated"].includes(state))).toBe(true);
  });

  it.each([
    ["three days late", -3],
    ["three days early", 3],
  ])("is not the business of a machine whose clock is %s", async (_, days) => {
    const { administrator } = world.actors;
    const typed = (need: Published, words: string) => ({
      ...{ presentation: words, contactName: "Claire", contactEmail: "claire@gue.example", contactTelephone: "" },
      ...{ lots: [{ lotId: need.lotId, priceCents: 100, hours: 0, words: "" }], texts: {} },
    });
    const [open, closed] = [await publishNeed(world), await publishNeed(world)];
    const keys = await Promise.all(
      [open, closed].map(async (need) => ({ needId: need.needId, answerId: await draftAnswer(administrator, need) })),
    );
    const [toOpen, toClosed] = [keys[0]!, keys[1]!];
    await writeAnswer(administrator, toClosed, typed(closed, "À temps"));
    await closeNeed(world, closed);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + days * 86_400_000 });
    expect(await writeAnswer(administrator, toOpen, typed(open, "À temps"))).toMatchObject({ ok: true });
    const first = await handIn(administrator, toOpen);
    expect(first).toMatchObject({ ok: true, value: { number: 1 } });
    expect(await withdrawAnswer(administrator, toOpen)).toMatchObject({ ok: true });
    expect(await handIn(administrator, toClosed)).toEqual({ ok: false, problem: { code: "need_is_closed" } });
    expect(await writeAnswer(administrator, toClosed, typed(closed, "Trop tard"))).toEqual({
      ...{ ok: false, problem: { code: "need_is_closed" } },
    });
    const late = await addAddendum(world.actors.owner, closed.needId, {
      ...{ id: newId(), words: "Plus tard", changesSubstance: false, closesAt: new Date("2041-01-01") },
    });
    expect(late).toEqual({ ok: false, problem: { code: "need_is_closed" } });
    vi.useRealTimers();
    const at = first.ok ? first.value.at.getTime() : 0;
    expect(Math.abs(at - Date.now())).toBeLessThan(3_600_000);
  });
});
