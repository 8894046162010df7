import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import type { NeedKind } from "./need";
import { stageOf, type Stage } from "./rules";

/** A need of the structure acted for, in its list. */
export interface OwnNeed {
  readonly id: string;
  readonly kind: NeedKind;
  readonly title: string;
  readonly stage: Stage;
  readonly closesAt: Date | null;
  readonly updatedAt: Date;
  /** Questions that wait for an answer. */
  readonly unanswered: number;
  /** How many answers are in. */
  readonly answersIn: number;
}

/** The needs of the structure acted for, drafts first, then the last touched; two hundred at most. @throws Forbidden */
export async function ownNeeds(actor: Actor): Promise<OwnNeed[]> {
  allow(actor, "needs.write");
  return inTransaction(actor, async (tx, now) => {
    const { rows } = await sql<Omit<OwnNeed, "stage"> & { state: Exclude<Stage, "closed"> }>`
      select n.id, n.kind, n.title, n.state, n.closes_at as "closesAt", n.updated_at as "updatedAt",
             (select count(*)::int from need_questions q where q.need_id = n.id and q.answer is null) as unanswered,
             case when n.state = 'draft' then 0 else app.answers_in(n.id) end as "answersIn"
        from needs n
       where n.pole_id = ${actor.poleId} and n.structure_id = ${actor.structureId}
         and not (n.state = 'cancelled' and n.published_at is null)
       order by n.state = 'draft' desc, n.updated_at desc limit 200`.execute(tx);
    return rows.map(({ state, ...need }) => ({ ...need, stage: stageOf({ state, closesAt: need.closesAt }, now) }));
  });
}
