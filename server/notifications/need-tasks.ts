import { sql } from "kysely";
import { asIdentity, enqueue, inTransaction, type Tx } from "../../db/transaction";
import { needEmail, threadOf, type NeedNewsDetails } from "./need-email";
import {
  addendumToTell,
  awardOfDelivery,
  clarificationToTell,
  lineToTell,
  peopleToTell,
  questionsToTell,
  toldNeed,
} from "./need-queries";
import { noteNews } from "./news-told";
import { deliverThreads, writeEmail } from "./outbox";
import { NeedEmailPayload, type NeedNews } from "./payloads";
import { isPlainAddress } from "./rules";
import { mailSettings } from "./settings";

/** Tells whom it concerns, one mail a person, of what happened to a need; nobody once it is no longer true. */
export async function needNews(payload: unknown): Promise<void> {
  const news = NeedEmailPayload.parse(payload);
  const settings = mailSettings();
  // In the pôle, for the need's words; and as who finds out who somebody is, for whom it is told to.
  const threads = await inTransaction({ poleId: news.poleId, realm: "identity" }, async (tx) => {
    const need = await toldNeed(tx, news.needId);
    if (!need) return [];
    const people = (await peopleToTell(tx, news)).filter(({ email }) => isPlainAddress(email));
    const details = await detailsOf(
      tx,
      news,
      people.map(({ id }) => id),
    );
    for (const to of people) {
      const own = details(to.id);
      if (own) await writeEmail(tx, needEmail(need, news, to, own, settings), settings);
    }
    return people.map((to) => threadOf(need, to));
  });
  await deliverThreads(threads, settings);
}

/** What the news says to each of these people; null for who has been told. */
async function detailsOf(
  tx: Tx,
  news: NeedNews,
  people: readonly string[],
): Promise<(personId: string) => NeedNewsDetails | null> {
  if (news.kind === "question-asked" || news.kind === "question-answered") {
    const questions = await questionsToTell(tx, news.needId, news.kind === "question-answered");
    const untold = await noteNews(tx, people, [...questions.keys()]);
    return (personId) => {
      const own = (untold.get(personId) ?? []).flatMap((name) => {
        const question = questions.get(name);
        return question ? [[name, question] as const] : [];
      });
      return own.length > 0 ? { questions: own } : null;
    };
  }
  const details: NeedNewsDetails = {
    addendum: news.kind === "addendum" ? await addendumToTell(tx, news.ref) : undefined,
    line: news.kind === "receipt" ? await lineToTell(tx, news.ref) : undefined,
    award: news.kind.startsWith("deliver") ? await awardOfDelivery(tx, news.ref) : undefined,
    clarification: news.kind.startsWith("clarification") ? await clarificationToTell(tx, news.ref) : undefined,
  };
  return () => details;
}

/** Puts in the queue what time alone brings to needs. */
export async function needReminders(): Promise<void> {
  await asIdentity(async (tx) => {
    const { rows } = await sql<{ kind: string; poleId: string; needId: string }>`
      select kind, pole_id as "poleId", need_id as "needId" from app.needs_to_remind()`.execute(tx);
    for (const { kind, poleId, needId } of rows) {
      await enqueue(tx, "need-email", { kind, poleId, needId, ref: needId }, `need-email:${kind}:${needId}`);
    }
  });
}
