import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { allow } from "../../kernel/permissions";
import type { NeedState } from "../need";
import type { AnswerState } from "./answer";

/** A need that the structure answers, or is asked to answer with others. */
export interface AnswerLine {
  readonly needId: string;
  readonly answerId: string;
  readonly title: string;
  readonly buyer: string;
  readonly needState: NeedState;
  readonly closesAt: Date;
  readonly member: "invited" | "accepted";
  readonly leads: boolean;
  readonly lead: string;
  /** Null while one is only invited: nothing of it is known yet. */
  readonly state: AnswerState | null;
  /** Whether it was retained for a lot, once its letters say so. */
  readonly retained: boolean | null;
  /** The buyer waits for something to be made clear. */
  readonly toClarify: boolean;
}

/** The answers of the structure acted for in this pôle, those that close first at the top, closed ones last. */
export async function answersOf(actor: Actor): Promise<{ readonly lines: readonly AnswerLine[]; readonly now: Date }> {
  allow(actor, "answers.write");
  return inTransaction(actor, async (tx, now) => {
    const { rows } = await sql<AnswerLine>`
      select n.id as "needId", m.answer_id as "answerId", n.title, b.name as buyer, n.state as "needState",
             n.closes_at as "closesAt", m.state as member, m.lead as leads, l.name as lead, a.state,
             (select bool_or(t.retained) from letters t where t.answer_id = m.answer_id) as retained,
             exists (select from clarifications c
                      where c.answer_id = m.answer_id and c.answer is null and c.due_at > now()) as "toClarify"
        from answer_members m
        join needs n on n.id = m.need_id
        join structures b on b.id = n.structure_id
        join answer_members f on f.answer_id = m.answer_id and f.lead
        join structures l on l.id = f.structure_id
        left join answers a on a.id = m.answer_id
       where m.structure_id = ${actor.structureId} and m.state <> 'refused'
       order by n.closes_at <= now(), case when n.closes_at > now() then n.closes_at end, n.closes_at desc, m.answer_id
       limit 200`.execute(tx);
    return { lines: rows, now };
  });
}
