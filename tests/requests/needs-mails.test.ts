import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asIdentity, enqueue, inTransaction } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { chooseMailTopics, MAIL_TOPICS, mailTopicsOf, tasks } from "../../server/notifications";
import {
  addAddendum,
  addToPanel,
  answerInvitation,
  answerQuestion,
  askQuestion,
  beginAnswer,
  cancelNeed,
  inviteMember,
} from "../../server/tenders";
import { guestOf } from "../support/guests";
import {
  closeNeed,
  draftAnswer,
  openNeed,
  publishNeed,
  submitAnswer,
  type Published,
  pastTriggers,
} from "../support/needs";
import { mailServer } from "../support/mail-server";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  process.env.PUBLIC_URL = "https://grappe.example";
}, 120_000);
afterAll(() => world.close());
beforeEach(() =>
  world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from graphile_worker._private_jobs`;
    for (const table of [
      "emails",
      "news_told",
      "letters",
      "panel_members",
      "deliveries",
      "contracts",
      "awards",
      "clarifications",
      "openings",
      "answers",
      "needs",
    ])
      await tx`delete from ${tx(table)}`;
  }),
);

/** All that is due, by a real worker; what waits a little is made due first. */
async function work(): Promise<void> {
  await world.owner`update graphile_worker._private_jobs set run_at = now() - interval '1 second'`;
  const logger = new Logger(() => () => {});
  await runOnce({ connectionString: world.ownerUrl, taskList: tasks, noHandleSignals: true, logger });
}

interface Mail {
  to_address: string;
  subject: string;
  text_body: string;
  html_body: string;
  topic: string;
}
const mails = (topic?: string) => world.owner<Mail[]>`
  select to_address, subject, text_body, html_body, topic from emails
   where topic = coalesce(${topic ?? null}, topic) order by topic, to_address, created_at`;
const addressees = async (topic?: string) => (await mails(topic)).map(({ to_address }) => to_address.split("@")[0]);
const remind = () => asIdentity((tx) => enqueue(tx, "need-reminders", {}));

/** Words of answers: in no mail, job, or note of what was told. */
const OURS = "Notre méthode secrète";
const drafted = (actor: Actor, need: Published) => draftAnswer(actor, need, { words: OURS, priceCents: 123_456 });

async function nothingOfAnswers(): Promise<void> {
  const [row] = await world.owner<{ all: string }[]>`
    select concat((select string_agg(e::text, ' ') from emails e), (select string_agg(j::text, ' ') from graphile_worker._private_jobs j),
                  (select string_agg(t::text, ' ') from news_told t)) as all`;
  for (const word of [OURS, "méthode", /1[\s.,]234/, /\b123456\b/, "memoire.pdf"]) expect(row?.all).not.toMatch(word);
}

/** Mails that say who answers are no pôle's to read. */
async function noPoleReads(): Promise<void> {
  const { owner, manager } = world.actors;
  for (const actor of [owner, manager]) {
    const seen = await inTransaction(actor, (tx) => tx.selectFrom("emails").select("topic").execute());
    expect(seen.filter(({ topic }) => topic.startsWith("need-"))).toEqual([]);
  }
}

describe("an addendum", () => {
  it("is told to all who have begun to answer or asked a question, with its words and the new closing, and to nobody else", async () => {
    const need = await publishNeed(world, { openTo: "public", closesIn: 3_600_000 });
    await drafted(world.actors.administrator, need);
    const outsider = await guestOf(world, "outsider");
    await submitAnswer(outsider, need, await drafted(outsider, need));
    await askQuestion(world.actors.partner, need.needId, { id: newId(), question: "Quelles essences ?" });
    await world.owner`delete from graphile_worker._private_jobs`;
    const form = { id: newId(), words: "Le chêne est à garder.", changesSubstance: true };
    const closesAt = new Date("2031-03-03T11:00:00Z");
    for (let sent = 0; sent < 2; sent += 1) await addAddendum(world.actors.owner, need.needId, { ...form, closesAt });
    expect(await mails()).toEqual([]);
    await Promise.all([work(), work()]);
    await work();
    expect(await addressees()).toEqual(["administrator", "outsider", "partner"]);
    const [mail] = await mails();
    expect(mail?.subject).toBe("À confirmer, ce besoin a changé\u00a0: Verdir la cour");
    expect(mail?.text_body).toContain("Le chêne est à garder.");
    expect(mail?.text_body).toContain("lundi 3\u00a0mars 2031 à 12\u00a0h (c’était le");
    expect(mail?.text_body).toContain(`https://grappe.example/poles/val-d-orme/besoins/${need.needId}\n`);
    await nothingOfAnswers();
    await noPoleReads();
  });

  it("is not told where its transaction fails, nor to who has taken their answer back", async () => {
    const need = await publishNeed(world);
    const answer = await drafted(world.actors.administrator, need);
    await submitAnswer(world.actors.administrator, need, answer);
    await submitAnswer(world.actors.administrator, need, answer, "withdrawn");
    await work();
    await world.owner`delete from emails`;
    const added = { words: "Le chêne", changesSubstance: false, closesAt: null };
    await addAddendum(world.actors.owner, need.needId, { id: newId(), ...added });
    const failing = inTransaction(world.actors.owner, async (tx) => {
      await tx
        .insertInto("needAddenda")
        .values({
          id: newId(),
          poleId: world.poles.orme.id,
          needId: need.needId,
          number: 0,
          words: "Non",
          changesSubstance: true,
          personId: world.people.owner.id,
          closesAtBefore: new Date(),
          closesAt: new Date("2031-01-01"),
        })
        .execute();
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await work();
    expect(await mails()).toEqual([]);
  });
});

describe("a cancelled need", () => {
  it("is told with its reason; one that was given up as a draft is told to nobody", async () => {
    const need = await publishNeed(world);
    await drafted(world.actors.administrator, need);
    await cancelNeed(world.actors.owner, need.needId, "Le budget n'a pas été voté.");
    const draft = newId();
    const { poleId, structureId, personId } = world.actors.owner;
    await world.owner`insert into needs ${world.owner({ id: draft, pole_id: poleId, structure_id: structureId, person_id: personId, kind: "call", title: "Brouillon" })}`;
    await cancelNeed(world.actors.owner, draft, "");
    await work();
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to_address: "administrator@test.example",
      subject: "Besoin annulé\u00a0: Verdir la cour",
    });
    expect(mail?.text_body).toContain("Motif\u00a0: Le budget n'a pas été voté.");
    await nothingOfAnswers();
  });
});

describe("questions", () => {
  it("are told to the buyer without saying who asks, then their answers to all, several in one mail", async () => {
    const need = await publishNeed(world);
    await drafted(world.actors.administrator, need);
    const [first, second] = [newId(), newId()];
    await askQuestion(world.actors.partner, need.needId, { id: first, question: "Quelles essences ?" });
    await askQuestion(world.actors.observer, need.needId, { id: second, question: "Qui arrose ?" });
    await work();
    const [asked, ...others] = await mails("need-question-asked");
    expect(others).toEqual([]);
    expect(asked?.to_address).toBe("owner@test.example");
    for (const words of ["Quelles essences ?", "Qui arrose ?"]) expect(asked?.text_body).toContain(words);
    for (const name of ["Paul Besson", "Mairie", "Lise Aubry", "Curieux"]) expect(asked?.text_body).not.toContain(name);

    await answerQuestion(world.actors.owner, need.needId, first, "Des fruitiers.");
    await answerQuestion(world.actors.owner, need.needId, second, "Nous.");
    await work();
    await answerQuestion(world.actors.owner, need.needId, second, "Nous, sauf en août.");
    await work();
    await work();
    const told = await mails("need-question-answered");
    expect(told.map(({ to_address }) => to_address.split("@")[0])).toEqual([
      "administrator",
      "administrator",
      "observer",
      "observer",
      "partner",
      "partner",
    ]);
    expect(told[0]?.text_body).toContain("Des fruitiers.");
    expect(told[0]?.text_body).toContain("Nous.");
    // What was put right, alone.
    expect(told[1]?.text_body).toContain("Nous, sauf en août.");
    expect(told[1]?.text_body).not.toContain("Des fruitiers.");
    await nothingOfAnswers();
    await noPoleReads();
  });

  it("wait a little, so that those which follow are in the same mail", async () => {
    const need = await publishNeed(world);
    await askQuestion(world.actors.partner, need.needId, { id: newId(), question: "Quelles essences ?" });
    const [job] =
      await world.owner`select run_at > now() + interval '4 minutes' as waits from graphile_worker._private_jobs where payload ->> 'kind' = 'question-asked'`;
    expect(job?.waits).toBe(true);
  });
});

describe("a group", () => {
  it("is proposed to the structure asked, without its lead's name; its lead is told of the answer", async () => {
    const need = await publishNeed(world);
    const begun = await beginAnswer(world.actors.administrator, need.needId);
    if (!begun.ok) throw new Error("not begun");
    const key = { needId: need.needId, answerId: begun.value };
    const asked = { structureId: world.structures.curieux.id, task: OURS, message: OURS };
    await inviteMember(world.actors.administrator, key, asked);
    await work();
    const [invited] = await mails("need-invited");
    expect(invited).toMatchObject({
      to_address: "observer@test.example",
      subject: "Répondre ensemble\u202f? Verdir la cour",
    });
    expect(invited?.text_body).not.toContain("Jardins du Gué");
    expect(invited?.text_body).toContain(`/besoins/${need.needId}/reponse\n`);
    await answerInvitation(world.actors.observer, key, true);
    await work();
    expect(await addressees("need-invitation-answered")).toEqual(["administrator"]);
    // From now on the member is told like the lead.
    await addAddendum(world.actors.owner, need.needId, {
      id: newId(),
      words: "Le chêne",
      changesSubstance: false,
      closesAt: null,
    });
    await work();
    expect(await addressees("need-addendum")).toEqual(["administrator", "observer"]);
    await nothingOfAnswers();
  });

  it("that was no longer proposed when its mail's turn came is not", async () => {
    const need = await publishNeed(world);
    const begun = await beginAnswer(world.actors.administrator, need.needId);
    if (!begun.ok) throw new Error("not begun");
    const key = { needId: need.needId, answerId: begun.value };
    await inviteMember(world.actors.administrator, key, {
      structureId: world.structures.curieux.id,
      task: "",
      message: "",
    });
    await answerInvitation(world.actors.observer, key, false);
    await work();
    expect(await addressees("need-invited")).toEqual([]);
  });
});

describe("a receipt", () => {
  it("goes to the authors, whoever handed in, with its number, its instant and its fingerprint; each line once", async () => {
    const need = await publishNeed(world, { openTo: "public" });
    const answer = await drafted(world.actors.administrator, need);
    const line = await submitAnswer(world.actors.administrator, need, answer);
    await Promise.all([work(), work()]);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to_address: "administrator@test.example",
      subject: "Reçu n°\u00a01\u00a0: Verdir la cour",
    });
    expect(mail?.text_body).toContain(line.sha256);
    await submitAnswer(world.actors.administrator, need, answer, "withdrawn");
    await work();
    expect((await mails()).map(({ subject }) => subject)).toContain("Retrait, reçu n°\u00a02\u00a0: Verdir la cour");
    await nothingOfAnswers();
    await noPoleReads();
  });
});

describe("time alone", () => {
  it("reminds who has begun and not handed in, once for a closing", async () => {
    const need = await publishNeed(world, { closesIn: 30 * 3_600_000 });
    await publishNeed(world, { closesIn: 72 * 3_600_000 });
    await drafted(world.actors.administrator, need);
    await submitAnswer(world.actors.observer, need, await drafted(world.actors.observer, need));
    await work();
    for (let hour = 0; hour < 2; hour += 1) {
      await remind();
      await work();
    }
    expect(await addressees("need-closes-soon")).toEqual(["administrator"]);
    expect((await mails("need-closes-soon"))[0]?.text_body).toContain(`/besoins/${need.needId}/reponse\n`);
    await nothingOfAnswers();
  });

  it("has the buyer open what is closed, then a second person, who does not answer; nobody once it is opened", async () => {
    const need = await publishNeed(world);
    await submitAnswer(world.actors.administrator, need, await drafted(world.actors.administrator, need));
    await closeNeed(world, need);
    await remind();
    await work();
    expect(await addressees("need-to-open")).toEqual(["owner"]);
    expect((await mails("need-to-open"))[0]?.text_body).toContain(`/besoins/${need.needId}/ouverture`);
    await inTransaction(world.actors.owner, (tx) =>
      tx
        .insertInto("openings")
        .values({ needId: need.needId, poleId: world.poles.orme.id, firstBy: world.people.owner.id })
        .execute(),
    );
    await work();
    // Hugo Valat runs the pôle too, and works for Les Jardins du Gué, whose answer is in.
    expect(await addressees("need-second-opener")).toEqual(["manager"]);
    await world.owner`delete from emails`;
    await remind();
    await work();
    expect(await mails()).toEqual([]);
    await nothingOfAnswers();
  });

  it("asks in the end whether the need was met, until it is said", async () => {
    const need = await publishNeed(world);
    await closeNeed(world, need);
    await pastTriggers(
      world,
      (tx) => tx`update needs set state = 'done', ended_at = now() - interval '2 days' where id = ${need.needId}`,
    );
    await remind();
    await work();
    await remind();
    await work();
    expect(await addressees()).toEqual(["owner"]);
    await world.owner`delete from emails`;
    await world.owner`update needs set satisfied = 'yes' where id = ${need.needId}`;
    await remind();
    await work();
    expect(await mails()).toEqual([]);
  });
});

describe("once it is opened", () => {
  /** Opened, with one answer of Les Jardins du Gué. */
  async function opened() {
    const need = await publishNeed(world, { openTo: "public" });
    const answerId = await drafted(world.actors.administrator, need);
    await submitAnswer(world.actors.administrator, need, answerId);
    await closeNeed(world, need);
    await openNeed(need, world.actors.owner, world.actors.manager);
    await world.owner`delete from graphile_worker._private_jobs`;
    return { ...need, answerId };
  }

  it("a clarification is told to the bidder without its words, and its answer to who asked", async () => {
    const { needId, answerId } = await opened();
    const id = newId();
    const { poleId, personId } = world.actors.owner;
    await inTransaction(world.actors.owner, (tx) =>
      tx
        .insertInto("clarifications")
        .values({
          id,
          poleId,
          needId,
          answerId,
          question: OURS,
          askedBy: personId,
          dueAt: new Date("2031-03-03T11:00Z"),
        })
        .execute(),
    );
    await work();
    expect(await addressees()).toEqual(["administrator"]);
    expect((await mails())[0]?.text_body).toContain("À répondre avant\u00a0: lundi 3\u00a0mars 2031 à 12\u00a0h");
    await inTransaction(world.actors.administrator, (tx) =>
      tx.updateTable("clarifications").set({ answer: OURS, answeredAt: new Date() }).where("id", "=", id).execute(),
    );
    await work();
    const [told, ...others] = await mails("need-clarification-answered");
    expect(others).toEqual([]);
    expect(told?.to_address).toBe("owner@test.example");
    expect(told?.text_body).toContain(`/besoins/${needId}/reponses/${answerId}`);
    await nothingOfAnswers();
  });

  it("letters are told once to each bidder, however many lots they are for, and say nothing of what was decided", async () => {
    const { needId, answerId, lotId } = await opened();
    await world.owner.begin(async (tx) => {
      const other = newId();
      await tx`set local session_replication_role = replica`;
      await tx`insert into need_lots ${tx({ id: other, pole_id: world.poles.orme.id, need_id: needId, number: 2, title: "Autre" })}`;
      await tx`set local session_replication_role = origin`;
      for (const lot of [lotId, other])
        await tx`insert into letters ${tx({ id: newId(), pole_id: world.poles.orme.id, need_id: needId, answer_id: answerId, lot_id: lot, retained: true, content: tx.json({ why: OURS }) })}`;
    });
    await work();
    await work();
    expect(await addressees()).toEqual(["administrator"]);
    expect((await mails())[0]?.text_body).not.toMatch(/retenu/i);
    await nothingOfAnswers();
  });
});

describe("judging", () => {
  /** Somebody of the panel says something of themselves. */
  const says = (actor: Actor, needId: string, words: { declared: string } | { finishedAt: Date }) =>
    inTransaction(actor, (tx) =>
      tx
        .updateTable("panelMembers")
        .set("declared" in words ? { ...words, declaredAt: new Date() } : words)
        .where("needId", "=", needId)
        .where("personId", "=", actor.personId)
        .execute(),
    );

  it("asks each to sit, then to score once it is opened, and tells the buyer when all have scored", async () => {
    const { owner, partner, manager, administrator } = world.actors;
    const need = await publishNeed(world);
    await submitAnswer(administrator, need, await drafted(administrator, need));
    for (const { personId, structureId } of [owner, partner])
      expect(await addToPanel(owner, need.needId, { personId, structureId })).toMatchObject({ ok: true });
    await work();
    // Who puts themselves on it knows.
    expect(await addressees("need-panel")).toEqual(["partner"]);
    await closeNeed(world, need);
    await openNeed(need, owner, manager);
    for (const actor of [owner, partner]) await says(actor, need.needId, { declared: "none" });
    await work();
    expect(await addressees("need-to-score")).toEqual(["owner", "partner"]);
    expect((await mails("need-to-score"))[0]?.text_body).toContain(`/besoins/${need.needId}/jury`);
    await world.owner.begin(async (tx) => {
      // What there was to score is not looked at here.
      await tx`alter table panel_members disable trigger user`;
      await tx`alter table panel_members enable trigger tell_finished`;
      await tx`update panel_members set finished_at = now() where need_id = ${need.needId} and person_id = ${partner.personId}`;
    });
    await work();
    expect(await addressees("need-scored")).toEqual([]);
    await world.owner`update panel_members set finished_at = now() where need_id = ${need.needId}`;
    await world.owner`alter table panel_members enable trigger user`;
    await work();
    expect(await addressees("need-scored")).toEqual(["owner"]);
    await nothingOfAnswers();
    await noPoleReads();
  });
});

describe("a delivery", () => {
  it("is told to the buyer, and what the buyer says of it to who won", async () => {
    const { owner, administrator, manager } = world.actors;
    const need = await publishNeed(world);
    const answerId = await drafted(administrator, need);
    await submitAnswer(administrator, need, answerId);
    await closeNeed(world, need);
    await openNeed(need, owner, manager);
    await world.owner`delete from graphile_worker._private_jobs`;
    const [award, delivery] = [newId(), newId()];
    const at = { pole_id: owner.poleId, need_id: need.needId };
    await world.owner.begin(async (tx) => {
      await tx`insert into awards ${tx({ id: award, ...at, lot_id: need.lotId, answer_id: answerId, state: "awarded", reasons: OURS, proposed_by: owner.personId })}`;
      await tx`insert into contracts ${tx({ award_id: award, ...at, signed_on: "2026-11-25", amount_cents: 123_456 })}`;
      await tx`insert into deliveries ${tx({ id: delivery, pole_id: owner.poleId, award_id: award, delivered_on: "2026-11-26", what: OURS, declared_by: administrator.personId })}`;
    });
    await work();
    expect(await addressees()).toEqual(["owner"]);
    expect((await mails())[0]?.text_body).toContain(`/besoins/${need.needId}/marches/${award}`);
    await world.owner`update deliveries set accepted_at = now(), accepted_by = ${owner.personId} where id = ${delivery}`;
    await work();
    expect(await addressees("need-delivery-answered")).toEqual(["administrator"]);
    await nothingOfAnswers();
  });
});

describe("who does not want to be written about something", () => {
  it("is not, in any pôle; what is of consequence is told all the same", async () => {
    const { administrator, owner } = world.actors;
    expect(await mailTopicsOf(administrator)).toEqual([...MAIL_TOPICS]);
    await chooseMailTopics(administrator, ["groups"]);
    await chooseMailTopics(administrator, ["groups"]);
    expect(await mailTopicsOf(administrator)).toEqual(["groups"]);
    expect(await mailTopicsOf(owner)).toEqual([...MAIL_TOPICS]);
    const need = await publishNeed(world, { closesIn: 30 * 3_600_000 });
    await drafted(administrator, need);
    const question = newId();
    await askQuestion(world.actors.partner, need.needId, { id: question, question: "Quelles essences ?" });
    await answerQuestion(owner, need.needId, question, "Des fruitiers.");
    await remind();
    await work();
    await addAddendum(owner, need.needId, { id: newId(), words: "Le chêne", changesSubstance: true, closesAt: null });
    await work();
    const told = (await mails()).filter(({ to_address }) => to_address.startsWith("administrator"));
    expect(told.map(({ topic }) => topic)).toEqual(["need-addendum"]);
    await chooseMailTopics(administrator, MAIL_TOPICS);
  });
});

describe("when the mail server refuses one address", () => {
  it("the others have their mail, and the last one has it when the server takes it, once", async () => {
    const server = await mailServer();
    process.env.SMTP_URL = server.url;
    try {
      const need = await publishNeed(world);
      for (const actor of [world.actors.administrator, world.actors.observer]) await drafted(actor, need);
      let refuses = true;
      server.answer = ({ recipients }) =>
        Promise.resolve(refuses && recipients.includes("administrator@test.example") ? "No such person" : null);
      await addAddendum(world.actors.owner, need.needId, {
        ...{ id: newId(), words: "Le chêne", changesSubstance: false, closesAt: null },
      });
      await work();
      const taken = () => world.owner`select to_address from emails where sent_at is not null order by to_address`;
      expect((await taken()).map(({ to_address }) => String(to_address))).toEqual(["observer@test.example"]);
      refuses = false;
      await work();
      await work();
      expect(await taken()).toHaveLength(2);
      const sent = server.received.map(({ recipients }) => recipients[0]);
      expect(sent.filter((address) => address === "observer@test.example")).toHaveLength(1);
    } finally {
      delete process.env.SMTP_URL;
      await server.close();
    }
  });
});
