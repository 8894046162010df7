import type postgres from "postgres";
import type { World } from "./world";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import {
  addToPanel,
  declareForPanel,
  endEvaluation,
  finishScoring,
  openConsensus,
  writeConsensus,
  writeScores,
} from "../../server/tenders";

/** A need that was put out, with one lot judged on its price (40) and on its quality (60, out of 10). */
export interface Published {
  readonly needId: string;
  readonly lotId: string;
  readonly priceId: string;
  readonly qualityId: string;
}

/** A need of La Grande Tablée, or of another buyer, with one lot and two criteria, published, that closes after so many milliseconds. */
export async function publishNeed(
  world: World,
  { closesIn = 60_000, openTo = "pole", qualityFirst = false, kind = "call", buyer = world.actors.owner } = {},
): Promise<Published> {
  const [needId, lotId, priceId, qualityId] = [newId(), newId(), newId(), newId()];
  const owner = buyer;
  await world.owner.begin(async (tx) => {
    await tx`insert into needs ${tx({ id: needId, pole_id: owner.poleId, structure_id: owner.structureId, person_id: owner.personId, kind, title: "Verdir la cour", open_to: openTo, quality_first: qualityFirst })}`;
    await tx`insert into need_lots ${tx({ id: lotId, pole_id: owner.poleId, need_id: needId, number: 1, title: "Plantations" })}`;
    await tx`insert into need_criteria ${tx([
      { id: priceId, pole_id: owner.poleId, need_id: needId, lot_id: lotId, position: 1, kind: "price", weight: 40 },
      {
        id: qualityId,
        pole_id: owner.poleId,
        need_id: needId,
        lot_id: lotId,
        position: 2,
        kind: "quality",
        weight: 60,
      },
    ])}`;
    await tx`update needs set state = 'published', published_at = now(),
      closes_at = date_trunc('milliseconds', clock_timestamp() + ${closesIn} * interval '1 millisecond') where id = ${needId}`;
  });
  return { needId, lotId, priceId, qualityId };
}
/** As the application's role: an answer with one price, one text, one file. */
export async function draftAnswer(
  actor: Actor,
  { needId, lotId, qualityId }: Published,
  { form = "alone", words = "Notre méthode", priceCents = 100_000, hours = 10 } = {},
): Promise<string> {
  const answerId = newId();
  await inTransaction(actor, async (tx) => {
    const at = { poleId: actor.poleId, answerId };
    await tx
      .insertInto("answers")
      .values({
        id: answerId,
        poleId: actor.poleId,
        needId,
        structureId: actor.structureId!,
        personId: actor.personId,
        form,
        presentation: words,
      })
      .execute();
    await tx
      .insertInto("answerLots")
      .values({ ...at, needId, lotId, priceCents, hours })
      .execute();
    await tx
      .insertInto("answerTexts")
      .values({ ...at, criterionId: qualityId, text: words })
      .execute();
    await tx
      .insertInto("answerFiles")
      .values({ ...at, id: newId(), name: "memoire.pdf", type: "application/pdf", bytes: Buffer.from(words) })
      .execute();
  });
  return answerId;
}

/** As the application's role: a line of the register. */
export const submitAnswer = (actor: Actor, { needId }: Published, answerId: string, kind = "submitted") =>
  inTransaction(actor, (tx) =>
    tx
      .insertInto("submissions")
      .values({
        id: newId(),
        poleId: actor.poleId,
        needId,
        answerId,
        kind,
        number: 0,
        at: new Date(0),
        structureId: actor.structureId!,
        personId: actor.personId,
        content: "{}",
        sha256: "",
      })
      .returning(["id", "number", "at", "sha256", "kind"])
      .executeTakeFirstOrThrow(),
  );

/** Writes what no trigger would let pass, and sets none off: in one transaction, so that the connection is as it was. */
export const pastTriggers = (world: World, work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await work(tx);
  });

/** Its closing is past since a second. */
export const closeNeed = (world: World, { needId }: Pick<Published, "needId">) =>
  pastTriggers(
    world,
    (tx) =>
      tx`update needs set closes_at = date_trunc('milliseconds', clock_timestamp() - interval '1 second') where id = ${needId}`,
  );

/** Two persons open it. */
export async function openNeed({ needId }: Published, first: Actor, second: Actor) {
  await inTransaction(first, (tx) =>
    tx.insertInto("openings").values({ needId, poleId: first.poleId, firstBy: first.personId }).execute(),
  );
  await inTransaction(second, (tx) =>
    tx.updateTable("openings").set({ secondBy: second.personId }).where("needId", "=", needId).execute(),
  );
}

/** Somebody sits on its panel without a conflict; `chosenBy` decides for the buyer. */
export async function sit({ needId }: Pick<Published, "needId">, chosenBy: Actor, judge: Actor): Promise<void> {
  const { personId, structureId } = judge;
  await must(addToPanel(chosenBy, needId, { personId, structureId }));
  await must(declareForPanel(judge, needId, { conflict: false, words: "" }));
}

/** The quality of each answer is judged by the buyer alone, and the evaluation ended: it can be ranked. */
export async function judgeNeed(need: Published, buyer: Actor, qualities: Record<string, number>): Promise<void> {
  const { needId, qualityId: criterionId } = need;
  const each = Object.entries(qualities).map(([answerId, value]) => ({
    answerId,
    entries: [{ criterionId, value, words: "" }],
  }));
  await sit(need, buyer, buyer);
  for (const given of each) await must(writeScores(buyer, needId, given));
  await must(finishScoring(buyer, needId));
  await must(openConsensus(buyer, needId));
  for (const given of each) await must(writeConsensus(buyer, needId, given));
  await must(endEvaluation(buyer, needId));
}

async function must<T, P>(outcome: Promise<{ ok: true; value: T } | { ok: false; problem: P }>): Promise<T> {
  const came = await outcome;
  if (!came.ok) throw new Error(JSON.stringify(came.problem));
  return came.value;
}
