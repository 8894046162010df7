import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { allow } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import type { LetterContent } from "./letter";

/** What one bidder was told about one lot. */
export interface Letter {
  readonly id: string;
  readonly answerId: string;
  readonly lotId: string;
  readonly retained: boolean;
  readonly at: Date;
  /** To the structure acted for, or to a group it is in. */
  readonly ours: boolean;
  /** The award that it tells of, for who is retained. */
  readonly awardId: string | null;
  readonly content: LetterContent;
}

/** The letters of a need: all for its buyer and the pôle's manager, each bidder's own for the others. */
export interface Letters {
  readonly need: Need;
  readonly letters: readonly Letter[];
}

/** @throws NotFound */
export async function lettersOf(actor: Actor, needId: string): Promise<Letters> {
  return inTransaction(actor, async (tx) => {
    const need = await readNeed(tx, actor, needId);
    allow(actor, "needs.view");
    return { need, letters: await readLetters(tx, need.id) };
  });
}

/** One letter of a need. @throws NotFound where it is not for who looks */
export async function letterFor(
  actor: Actor,
  { needId, letterId }: { needId: string; letterId: string },
): Promise<{ readonly need: Need; readonly letter: Letter }> {
  const { need, letters } = await lettersOf(actor, needId);
  const letter = isId(letterId) ? letters.find(({ id }) => id === letterId) : undefined;
  if (!letter) throw new NotFound("letter");
  return { need, letter };
}

async function readLetters(tx: Tx, needId: string): Promise<Letter[]> {
  const { rows } = await sql<Letter>`
    select t.id, t.answer_id as "answerId", t.lot_id as "lotId", t.retained, t.at, app.writes_answer(t.answer_id) as ours,
           (select w.id from awards w where w.lot_id = t.lot_id and w.answer_id = t.answer_id and w.state = 'awarded') as "awardId",
           t.content
      from letters t join need_lots l on l.id = t.lot_id
     where t.need_id = ${needId} order by l.number, t.retained desc, (t.content ->> 'rank')::integer nulls last, t.id`.execute(
    tx,
  );
  return rows;
}
