import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "../../kernel/actor";
import type { Outcome } from "../../kernel/outcome";
import type { Answer } from "./answer";
import { changeAnswer, Refusal, type Change } from "./change";
import type { AnswerProblem } from "./problems";

/** What is typed about a lot that is answered. */
export interface LotTyped {
  readonly lotId: string;
  readonly priceCents: number | null;
  readonly hours: number;
  readonly words: string;
}

/** What is typed of an answer. */
export interface AnswerTyped {
  readonly presentation: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactTelephone: string;
  /** Only those answered; the others are taken out, with their shares and texts. */
  readonly lots: readonly LotTyped[];
  /** By criterion. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Of which answer. */
export interface AnswerKey {
  readonly needId: string;
  readonly answerId: string;
}

/** Changes with whatever of the answer is typed on its page: what one began from, where two people write at once. */
export function writtenMark(answer: Answer): string {
  const { presentation, contactName, contactEmail, contactTelephone, texts, lots } = answer;
  const said = texts.map(({ criterionId, text }) => [criterionId, text]).sort();
  const offered = lots.map(({ lotId, priceCents, hours, words }) => [lotId, priceCents, hours, words]).sort();
  const written = [presentation, contactName, contactEmail, contactTelephone, said, offered];
  return createHash("sha256").update(JSON.stringify(written)).digest("hex").slice(0, 16);
}

/**
 * Saves what the lead typed; lots and criteria that are not of the need are left aside.
 * @param since the mark of what was read before typing: refused where somebody else has saved since
 * @throws NotFound @throws Forbidden
 */
export async function writeAnswer(
  actor: Actor,
  key: AnswerKey,
  typed: AnswerTyped,
  since?: string,
): Promise<Outcome<null, AnswerProblem>> {
  return changeAnswer(actor, { ...key, lead: true }, async (change) => {
    const { tx, answer } = change;
    if (since && since !== writtenMark(answer)) throw new Refusal({ code: "changed_meanwhile" });
    const { presentation, contactName, contactEmail, contactTelephone } = typed;
    await tx
      .updateTable("answers")
      .set({ presentation, contactName, contactEmail, contactTelephone })
      .where("id", "=", answer.id)
      .execute();
    await writeLots(actor, change, typed.lots);
    await writeTexts(actor, change, typed);
    return null;
  });
}

async function writeLots({ poleId }: Actor, { tx, need, answer }: Change, typed: readonly LotTyped[]) {
  const lots = typed.filter(({ lotId }) => need.lots.some(({ id }) => id === lotId));
  await sql`delete from answer_lots where answer_id = ${answer.id}
             and not lot_id = any(${lots.map(({ lotId }) => lotId)}::uuid[])`.execute(tx);
  if (lots.length === 0) return;
  await tx
    .insertInto("answerLots")
    .values(lots.map((lot) => ({ ...lot, poleId, needId: need.id, answerId: answer.id })))
    .onConflict((conflict) =>
      conflict.columns(["answerId", "lotId"]).doUpdateSet((row) => ({
        priceCents: row.ref("excluded.priceCents"),
        hours: row.ref("excluded.hours"),
        words: row.ref("excluded.words"),
      })),
    )
    .execute();
}

async function writeTexts({ poleId }: Actor, { tx, need, answer }: Change, { lots, texts }: AnswerTyped) {
  const wanted = need.lots
    .filter(({ id }) => lots.some(({ lotId }) => lotId === id))
    .flatMap(({ criteria }) => criteria.filter(({ kind }) => kind !== "price"))
    .map(({ id }) => ({ criterionId: id, text: (texts[id] ?? "").trim() }))
    .filter(({ text }) => text);
  await tx.deleteFrom("answerTexts").where("answerId", "=", answer.id).execute();
  if (wanted.length === 0) return;
  await tx
    .insertInto("answerTexts")
    .values(wanted.map((text) => ({ ...text, poleId, answerId: answer.id })))
    .execute();
}
