import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { NeedNews } from "./payloads";
import { topicOf } from "./preferences";

/** A need with what its mails say of it: its own words, nothing of its answers. */
export interface ToldNeed {
  readonly id: string;
  readonly poleId: string;
  readonly poleSlug: string;
  readonly poleName: string;
  readonly timeZone: string;
  readonly title: string;
  readonly buyer: string;
  readonly closesAt: Date;
  readonly endReason: string;
}

/** Somebody a mail goes to. */
export interface NeedReader {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string | null;
}

/** One published need of the pôle in whose scope `tx` is. */
export async function toldNeed(tx: Tx, id: string): Promise<ToldNeed | undefined> {
  const { rows } = await sql<ToldNeed>`
    select n.id, n.pole_id as "poleId", p.slug as "poleSlug", p.name as "poleName", p.time_zone as "timeZone", n.title,
           s.name as buyer, n.closes_at as "closesAt", n.end_reason as "endReason"
      from needs n join poles p on p.id = n.pole_id join structures s on s.id = n.structure_id
     where n.id = ${id} and n.published_at is not null`.execute(tx);
  return rows[0];
}

/** Who is told of it today, whose account is open and who wants it; nobody once it is no longer true. In the realm of identity. */
export async function peopleToTell(tx: Tx, { kind, needId, ref, structureId }: NeedNews): Promise<NeedReader[]> {
  const { rows } = await sql<NeedReader>`
    select p.id, p.name, p.email, p.locale from people p
     where p.id in (select app.people_to_tell(${kind}, ${needId}, ${ref}, ${structureId ?? null})
                    union select app.people_of_judging(${kind}, ${needId}, ${ref}))
       and p.disabled_at is null
       and not exists (select from mail_refusals r where r.person_id = p.id and r.topic = ${topicOf(kind)}) order by p.id`.execute(
    tx,
  );
  return rows;
}

/** The questions of a need that have an answer, or have none yet, the oldest first; by what names them as news. */
export async function questionsToTell(
  tx: Tx,
  needId: string,
  answered: boolean,
): Promise<ReadonlyMap<string, { question: string; answer: string | null }>> {
  const rows = await tx
    .selectFrom("needQuestions")
    .select(["id", "question", "answer", "answeredAt"])
    .where("needId", "=", needId)
    .where("answer", answered ? "is not" : "is", null)
    .orderBy(answered ? "answeredAt" : "askedAt")
    .orderBy("id")
    .execute();
  // An answer that is put right is told again.
  const name = (id: string, at: Date | null) => (at ? `answer/${id}/${at.getTime()}` : `question/${id}`);
  return new Map(rows.map(({ id, question, answer, answeredAt }) => [name(id, answeredAt), { question, answer }]));
}

/** What an addendum says. */
export async function addendumToTell(tx: Tx, id: string) {
  return tx
    .selectFrom("needAddenda")
    .select(["number", "words", "changesSubstance", "closesAtBefore", "closesAt"])
    .where("id", "=", id)
    .executeTakeFirst();
}

/** What is said of a line of the register: nothing of what was handed in. In the realm of identity. */
export async function lineToTell(tx: Tx, id: string) {
  const { rows } = await sql<{ number: number; at: Date; kind: string; sha256: string }>`
    select * from app.line_to_tell(${id})`.execute(tx);
  return rows[0];
}

/** Of which answer a clarification is asked, and until when. In the realm of identity. */
export async function clarificationToTell(tx: Tx, id: string) {
  const { rows } = await sql<{ answerId: string; dueAt: Date }>`
    select answer_id as "answerId", due_at as "dueAt" from app.clarification_to_tell(${id})`.execute(tx);
  return rows[0];
}

/** Of which award a delivery is. In the realm of identity. */
export async function awardOfDelivery(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ award: string | null }>`select app.award_of_delivery(${id}) as award`.execute(tx);
  return rows[0]?.award ?? undefined;
}
