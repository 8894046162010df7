import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, databaseErrorCode, violatedConstraint, type Tx } from "../../db/transaction";
import { paths } from "../../app/paths";
import { newId } from "../../server/kernel/ids";
import { answeringOf, submitAnswer } from "../../server/tenders";
import { closeNeed, draftAnswer, publishNeed, submitAnswer as register, type Published } from "../support/needs";
import { plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

// A need that is out is changed by its addenda: what is asked, how it is judged, its documents.

const POLE = "val-d-orme";
let world: World;
let server: TestServer;
let buyer: Visitor;
let bidder: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  [buyer, bidder] = (await Promise.all(
    (["owner", "administrator"] as const).map((key) => signedIn(server, world.people[key].email)),
  )) as [Visitor, Visitor];
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

/** What the form of an addendum sends of a need that nothing changes. */
const form = ({ lotId }: Published, more: Record<string, string> = {}) => ({
  ...{ id: newId(), words: "Voici ce qui change.", substance: "oui", later: "" },
  ...{ summary: "", description: "", place: "", contact: "", wantedFrom: "", wantedUntil: "" },
  ...{ [`title-${lotId}`]: "Plantations", [`shown-${lotId}`]: "oui" },
  ...{ "criterion-tous-0": "0", "kind-tous-0": "price", "weight-tous-0": "40", "scale-tous-0": "10" },
  ...{ "kind-tous-1": "quality", "weight-tous-1": "60", "scale-tous-1": "10" },
  ...{ "kind-tous-2": "quality", "weight-tous-2": "", "kind-tous-3": "quality", "weight-tous-3": "" },
  ...more,
});
const send = (need: Published, fields: Record<string, string> | FormData) =>
  buyer.post(paths.needAddendum(POLE, need.needId), fields);
const stateOf = async (answerId: string) =>
  (await world.owner<{ state: string }[]>`select state from answers where id = ${answerId}`)[0]?.state;
const addenda = (need: Published) =>
  world.owner<
    { changes: unknown[] }[]
  >`select changes from need_addenda where need_id = ${need.needId} order by number`;

describe("an addendum", () => {
  it("changes text, lots and criteria at once, tells before and after, and bidders confirm again", async () => {
    const need = await publishNeed(world);
    const { administrator } = world.actors;
    const answerId = await draftAnswer(administrator, need);
    const key = { needId: need.needId, answerId };
    await register(administrator, need, answerId);
    const changed = form(need, {
      ...{ description: "Une haie de 30 m.", [`hours-${need.lotId}`]: "20" },
      ...{ "weight-tous-0": "30", "weight-tous-2": "10", "kind-tous-2": "delay" },
    });
    expect((await send(need, changed)).status).toBe(302);
    expect((await addenda(need))[0]?.changes).toMatchObject([
      { what: "description", before: "", after: "Une haie de 30 m." },
      { what: "lot.minimumHours", before: 0, after: 20 },
      { what: "criterion", before: { weight: 40 }, after: { weight: 30 } },
      { what: "criterion", before: null, after: { kind: "delay", weight: 10 } },
    ]);
    expect(await stateOf(answerId)).toBe("invalidated");
    for (const reader of [buyer, bidder]) {
      const page = plain(await reader.read(paths.need(POLE, need.needId)));
      for (const words of ["Une haie de 30 m.", "heures d'insertion au moins", "<del", "20 h"])
        expect(page).toContain(words);
    }
    // What was written of a criterion that stays is still there; the hours are now too few, and it says so.
    const page = plain(await bidder.read(paths.answer(POLE, need.needId)));
    for (const words of ["Ce qui a changé dans le besoin", "Une haie de 30 m.", "au moins 20 h"])
      expect(page).toContain(words);
    const { answer } = await answeringOf(administrator, need.needId);
    expect(answer!.texts).toEqual([{ criterionId: need.qualityId, text: "Notre méthode" }]);
    expect(await submitAnswer(administrator, key)).toMatchObject({ problem: { code: "incomplete" } });
    await inTransaction(administrator, (tx) =>
      tx.updateTable("answerLots").set({ hours: 20 }).where("answerId", "=", answerId).execute(),
    );
    expect((await register(administrator, need, answerId)).kind).toBe("reconfirmed");
  });

  it("that changes a lot or a criterion is of substance, and says so beside the choice", async () => {
    const need = await publishNeed(world);
    const fields = form(need, { substance: "non", [`hours-${need.lotId}`]: "5" });
    const refused = await send(need, fields);
    expect(refused.status).toBe(422);
    const page = plain(await refused.text());
    expect(page).toContain("cela touche à ce qu'il faut répondre");
    expect(page).toContain('value="5"');
    expect(await addenda(need)).toHaveLength(0);
    // Words alone, and documents, are what the buyer says they are.
    expect((await send(need, form(need, { substance: "non", description: "Plus précis" }))).status).toBe(302);
    expect((await addenda(need))[0]?.changes).toHaveLength(1);
  });

  it("adds a lot and takes one away with what was prepared for it; the register keeps what was handed in", async () => {
    const need = await publishNeed(world);
    const { administrator } = world.actors;
    const answerId = await draftAnswer(administrator, need);
    await register(administrator, need, answerId);
    expect((await send(need, form(need, { "title-nouveau": "Bancs", "hours-nouveau": "3" }))).status).toBe(302);
    const lots = () =>
      world.owner<{ id: string; number: number; title: string; points: number }[]>`
        select l.id, l.number, l.title, (select sum(weight)::int from need_criteria c where c.lot_id = l.id) as points
          from need_lots l where l.need_id = ${need.needId} order by l.number`;
    const [, second] = await lots();
    expect(second).toMatchObject({ number: 2, title: "Bancs", points: 100 });
    const without = form(need, { drop: need.lotId, [`title-${second!.id}`]: "Bancs" });
    expect((await send(need, without)).status).toBe(302);
    expect(await lots()).toMatchObject([{ number: 2, title: "Bancs" }]);
    const { answer } = await answeringOf(administrator, need.needId);
    expect([answer!.lots, answer!.texts, answer!.state]).toEqual([[], [], "invalidated"]);
    const [line] = await world.owner<{ lots: string }[]>`
      select content ->> 'lots' as lots from submissions where answer_id = ${answerId}`;
    expect(line?.lots).toContain(need.lotId);
    expect((await send(need, form(need, { drop: second!.id }))).status).toBe(422);
  });

  it("adds documents and withdraws some, that stay where it names them", async () => {
    const need = await publishNeed(world);
    const documents = async (fields: Record<string, string>, ...files: File[]) => {
      const all = new FormData();
      for (const [name, value] of Object.entries(fields)) all.append(name, value);
      for (const file of files) all.append("files", file);
      return (await send(need, all)).status;
    };
    const neither = { substance: "non" };
    expect(await documents(form(need, neither), new File(["plan"], "plan.pdf"))).toBe(302);
    const [file] = await world.owner<{ id: string }[]>`select id from need_files where need_id = ${need.needId}`;
    expect(await documents(form(need, { ...neither, withdraw: file!.id }))).toBe(302);
    expect((await addenda(need)).map(({ changes }) => changes)).toMatchObject([
      [{ what: "document", name: "plan.pdf", added: true }],
      [{ what: "document", name: "plan.pdf", added: false }],
    ]);
    const address = paths.needDocument(POLE, need.needId, file!.id);
    expect(await bidder.read(paths.need(POLE, need.needId))).not.toContain(address);
    expect((await bidder.get(address)).status).toBe(200);
    const many = Array.from({ length: 11 }, (_, n) => new File(["x"], `${n}.pdf`));
    expect(await documents(form(need, neither), ...many)).toBe(422);
  });

  it("leaves no criteria that do not make 100, nor changes anything once closed", async () => {
    const need = await publishNeed(world);
    const wrong = await send(need, form(need, { "weight-tous-0": "50" }));
    expect(wrong.status).toBe(422);
    expect(plain(await wrong.text())).toContain("ne font pas 100 points");
    await closeNeed(world, need);
    expect((await send(need, form(need, { description: "Trop tard" }))).status).toBe(422);
    expect(await addenda(need)).toHaveLength(0);
  });
});

describe("without an addendum, by SQL as the application's role", () => {
  it("nothing of a need that is out changes, and lots and criteria only by one of substance", async () => {
    const need = await publishNeed(world);
    const { owner } = world.actors;
    const at = { poleId: owner.poleId, needId: need.needId };
    const changes: Record<string, (tx: Tx) => Promise<unknown>> = {
      words: (tx) => tx.updateTable("needs").set({ description: "!" }).where("id", "=", need.needId).execute(),
      lot: (tx) => tx.updateTable("needLots").set({ minimumHours: 9 }).where("id", "=", need.lotId).execute(),
      estimate: (tx) => tx.updateTable("needLots").set({ estimateCents: 9 }).where("id", "=", need.lotId).execute(),
      criterion: (tx) =>
        tx.updateTable("needCriteria").set({ guideline: "!" }).where("id", "=", need.qualityId).execute(),
      another: (tx) =>
        tx
          .insertInto("needLots")
          .values({ ...at, id: newId(), number: 7 })
          .execute(),
      document: (tx) =>
        tx
          .insertInto("needFiles")
          .values({ ...at, id: newId(), name: "x", type: "x", bytes: Buffer.from("x") })
          .execute(),
    };
    const tried = (work: (tx: Tx) => Promise<unknown>, substance: boolean | null) =>
      inTransaction(owner, async (tx) => {
        if (substance !== null)
          await tx
            .insertInto("needAddenda")
            .values({
              ...{ ...at, id: newId(), number: 0, words: "Voici", changesSubstance: substance },
              ...{ closesAtBefore: new Date(0), closesAt: new Date("2031-01-01"), personId: owner.personId },
            })
            .execute();
        await work(tx);
        throw new Error("allowed");
      }).catch((error: unknown) => violatedConstraint(error) ?? databaseErrorCode(error) ?? (error as Error).message);
    const told: Record<string, string[]> = {};
    for (const [name, work] of Object.entries(changes))
      told[name] = [await tried(work, null), await tried(work, false), await tried(work, true)];
    const never = "change_needs_addendum";
    expect(told).toEqual({
      words: [never, "allowed", "allowed"],
      lot: [never, never, "allowed"],
      estimate: [never, "allowed", "allowed"],
      criterion: [never, never, "allowed"],
      another: [never, never, "allowed"],
      document: [never, "allowed", "allowed"],
    });
  });
});
