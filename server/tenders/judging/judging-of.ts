import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { can } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import { openedAnswers, type OpenedAnswer } from "./opened-answers";
import { judgingStep, leftOf, toScoreOf, type Judge, type JudgingStep, type Score, type ToScore } from "./score-rules";

/** Somebody of the panel. */
export interface PanelMember extends Judge {
  readonly id: string;
  readonly name: string;
  /** For whom they sit; null for who works for the pôle. */
  readonly structure: string | null;
  readonly declaration: string;
  readonly declaredAt: Date | null;
  readonly removedReason: string;
  readonly me: boolean;
}

/** Where the judging of a need stands, as far as who looks may know. */
export interface Judging {
  readonly need: Need;
  readonly members: readonly PanelMember[];
  /** Who looks, where they are of the panel. */
  readonly me: PanelMember | null;
  /** Whether they read the answers; before the opening nobody does. */
  readonly reads: boolean;
  /** Those that are judged, in the order of the register. */
  readonly answers: readonly OpenedAnswer[];
  /** One's own; everybody's once the consensus is open. */
  readonly scores: readonly Score[];
  readonly toScore: readonly ToScore[];
  /** How many of them one has not scored oneself, and the panel together. */
  readonly left: { readonly mine: number; readonly consensus: number };
  /** Null as long as it is sealed, and for who does not read the answers. */
  readonly step: JudgingStep | null;
}

/**
 * The judging of a call that is out, for its buyer, the pôle's manager and its panel.
 * @throws NotFound for everybody else
 */
export async function judgingOf(actor: Actor, needId: string): Promise<Judging> {
  return inTransaction(actor, (tx) => readJudging(tx, actor, needId));
}

/** Whether who asks is of the panel of a need. */
export async function sitsOnPanel(actor: Actor, needId: string): Promise<boolean> {
  return inTransaction(actor, async (tx) => {
    const seat = await tx
      .selectFrom("panelMembers")
      .select("personId")
      .where("needId", "=", needId)
      .where("personId", "=", actor.personId)
      .where("removedAt", "is", null)
      .executeTakeFirst();
    return seat !== undefined;
  });
}

/** As judgingOf(), within a transaction. @throws NotFound */
export async function readJudging(tx: Tx, actor: Actor, needId: string): Promise<Judging> {
  const need = await readNeed(tx, actor, needId);
  const members = actor.guest === null ? await readPanel(tx, actor, need.id) : [];
  const me = members.find((member) => member.me && member.removedAt === null) ?? null;
  const mayLook = need.ours || me !== null || can(actor, "needs.judge", need.buyer.id);
  if (need.kind !== "call" || need.publishedAt === null || actor.guest !== null || !mayLook) throw new NotFound("need");
  const { rows } = await sql<{ reads: boolean }>`select app.reads_answers(${need.id}) as reads`.execute(tx);
  const reads = rows[0]?.reads ?? false;
  const opened = reads ? await openedAnswers(tx, need.id) : [];
  const answers = opened.filter(({ admission }) => admission?.decision !== "irregular");
  const scores = reads ? await readScores(tx, need.id) : [];
  const toScore = toScoreOf(need, answers);
  const consensus = leftOf(toScore, scores, null);
  const stands = { ...need, evaluated: need.state !== "published" && need.state !== "opened" };
  return {
    ...{ need, members, me, reads, answers, scores, toScore },
    left: { mine: leftOf(toScore, scores, actor.personId), consensus },
    step: reads
      ? judgingStep(stands, { members, answers: answers.length, toScore: toScore.length, consensusLeft: consensus })
      : null,
  };
}

async function readPanel(tx: Tx, actor: Actor, needId: string): Promise<PanelMember[]> {
  const { rows } = await sql<PanelMember>`
    select p.person_id as id, q.name, s.name as structure, p.declared, p.declaration, p.declared_at as "declaredAt",
           p.removed_at as "removedAt", p.removed_reason as "removedReason", p.finished_at as "finishedAt",
           p.person_id = ${actor.personId} as me
      from panel_members p join people q on q.id = p.person_id left join structures s on s.id = p.structure_id
     where p.need_id = ${needId}
     order by p.removed_at is not null, p.added_at, p.person_id`.execute(tx);
  return rows;
}

/** The scores that who looks may read. */
export async function readScores(tx: Tx, needId: string): Promise<Score[]> {
  const { rows } = await sql<Score>`
    select s.answer_id as "answerId", s.criterion_id as "criterionId", s.person_id as "personId",
           s.value::float8 as value, s.words
      from scores s where s.need_id = ${needId}`.execute(tx);
  return rows;
}
