import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { allow } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import { openedAnswers, type OpenedAnswer } from "./opened-answers";

/**
 * A need that was opened, for who reads its answers: the buyer, the two who opened, the panel without a conflict.
 * @throws NotFound before the opening @throws Forbidden for everybody else
 */
export async function readOpened(tx: Tx, actor: Actor, needId: string): Promise<Need> {
  const need = await readNeed(tx, actor, needId);
  allow(actor, "needs.judge");
  if (need.openedAt === null) throw new NotFound("opening");
  const { rows } = await sql<{ reads: boolean }>`select app.reads_answers(${need.id}) as reads`.execute(tx);
  if (!rows[0]?.reads) throw new Forbidden("needs.judge");
  return need;
}

/** What was opened of a need. */
export interface Opened {
  readonly need: Need;
  readonly answers: readonly OpenedAnswer[];
  /** Whether prices may be read: at once, or after quality was judged where it comes first. */
  readonly pricesOpen: boolean;
  /** Clarifications that wait for an answer, by answer. */
  readonly waiting: ReadonlyMap<string, number>;
  /** The database's clock. */
  readonly now: Date;
}

/** The answers that were opened, for who judges them. @throws NotFound @throws Forbidden */
export async function openedOf(actor: Actor, needId: string): Promise<Opened> {
  return inTransaction(actor, async (tx, now) => {
    const need = await readOpened(tx, actor, needId);
    const { rows } = await sql<{ answerId: string; count: number }>`
      select answer_id as "answerId", count(*)::int as count from clarifications
       where need_id = ${need.id} and answer is null and due_at > now() group by answer_id`.execute(tx);
    return {
      ...{ need, now },
      answers: await openedAnswers(tx, need.id),
      pricesOpen: !need.qualityFirst || need.pricesOpenedAt !== null,
      waiting: new Map(rows.map(({ answerId, count }) => [answerId, count])),
    };
  });
}
