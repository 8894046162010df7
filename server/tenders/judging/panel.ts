import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import { readJudging } from "./judging-of";
import { judging, type JudgingProblem } from "./problems";

/** Somebody who may be asked to sit: of the pôle, and not of the panel. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  /** Null for who works for the pôle itself. */
  readonly structureId: string | null;
  readonly structure: string | null;
}

/** Who may be added to the panel of a need, the buyer's own people first. @throws NotFound @throws Forbidden */
export async function panelCandidates(actor: Actor, needId: string): Promise<Candidate[]> {
  return inTransaction(actor, async (tx) => {
    const need = await chosenBy(tx, actor, needId);
    const { rows } = await sql<Candidate>`
      select p.id as "personId", p.name, w.structure_id as "structureId", s.name as structure
        from (select f.person_id, f.structure_id from affiliations f
                join memberships m on m.structure_id = f.structure_id and m.pole_id = ${need.poleId}
                  and (m.ends_on is null or m.ends_on > now()::date)
               where f.ended_at is null
              union
              select person_id, null from pole_staff where pole_id = ${need.poleId} and ended_at is null) w
        join people p on p.id = w.person_id
        left join structures s on s.id = w.structure_id
       where not exists (select from panel_members m
                          where m.need_id = ${need.id} and m.person_id = p.id and m.removed_at is null)
       order by w.structure_id is distinct from ${need.buyer.id}, s.name nulls first, p.name, p.id
       limit 500`.execute(tx);
    return rows;
  });
}

/** Asks somebody to sit, or to sit again. @throws NotFound @throws Forbidden for who does not decide for the buyer */
export async function addToPanel(
  actor: Actor,
  needId: string,
  { personId, structureId }: { personId: string; structureId: string | null },
): Promise<Outcome<null, JudgingProblem>> {
  return judging(() =>
    inTransaction(actor, async (tx) => {
      const need = await chosenBy(tx, actor, needId);
      if (!isId(personId) || (structureId !== null && !isId(structureId)))
        return refused({ code: "panel_is_of_the_pole" });
      const back = await tx
        .updateTable("panelMembers")
        .set({ removedAt: null, removedReason: "" })
        .where("needId", "=", need.id)
        .where("personId", "=", personId)
        .executeTakeFirst();
      if (back.numUpdatedRows > 0n) return done(null);
      await tx
        .insertInto("panelMembers")
        .values({ needId: need.id, poleId: need.poleId, personId, structureId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return done(null);
    }),
  );
}

/**
 * Goes on without somebody: once answers are opened, for a reason that the panel reads.
 * @throws NotFound @throws Forbidden
 */
export async function removeFromPanel(
  actor: Actor,
  needId: string,
  { personId, reason }: { personId: string; reason: string },
): Promise<Outcome<null, JudgingProblem>> {
  return judging(() =>
    inTransaction(actor, async (tx, now) => {
      const need = await chosenBy(tx, actor, needId);
      if (!isId(personId)) throw new NotFound("panel_member");
      if (need.openedAt !== null && reason === "") return refused({ code: "reason_is_said" });
      await tx
        .updateTable("panelMembers")
        .set({ removedAt: now, removedReason: reason })
        .where("needId", "=", need.id)
        .where("personId", "=", personId)
        .where("removedAt", "is", null)
        .execute();
      return done(null);
    }),
  );
}

/**
 * Who sits says whether they have a conflict with one of those who answered: a conflict is for good, and shuts the answers
 * for them. @throws NotFound for who does not sit
 */
export async function declareForPanel(
  actor: Actor,
  needId: string,
  { conflict, words }: { conflict: boolean; words: string },
): Promise<Outcome<null, JudgingProblem>> {
  return judging(() =>
    inTransaction(actor, async (tx) => {
      const { need, me } = await readJudging(tx, actor, needId);
      if (!me) throw new NotFound("panel_member");
      allow(actor, "needs.judge");
      const declared = conflict ? "conflict" : "none";
      if (need.openedAt === null) return refused({ code: "need_is_sealed" });
      if (me.declared === declared) return done(null);
      await tx
        .updateTable("panelMembers")
        .set({ declared, declaration: words })
        .where("needId", "=", need.id)
        .where("personId", "=", actor.personId)
        .execute();
      return done(null);
    }),
  );
}

/** Who answered, for who sits and has not declared yet; whoever works for one of them reads its name alone. */
export async function biddersToDeclare(
  actor: Actor,
  needId: string,
): Promise<readonly { readonly name: string; readonly own: boolean }[]> {
  if (!isId(needId)) throw new NotFound("need");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<{ name: string; own: boolean }>`
      select name, own from app.bidders_to_declare(${needId})`.execute(tx);
    return rows;
  });
}

async function chosenBy(tx: Tx, actor: Actor, needId: string): Promise<Need> {
  const need = await readNeed(tx, actor, needId);
  allow(actor, "needs.publish", need.buyer.id);
  if (!need.ours) throw new Forbidden("needs.publish");
  if (need.kind !== "call" || need.publishedAt === null) throw new NotFound("need");
  return need;
}
