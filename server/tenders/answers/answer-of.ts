import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { allow } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import type { Answer, AnswerMember, GroupInvitation, PartnerCall, Submission } from "./answer";

/** A need as a structure answers it. */
export interface Answering {
  readonly need: Need;
  /** The one it leads, else one whose group it is in. */
  readonly answer: Answer | null;
  /** Of the same need, other groups that it is in. */
  readonly others: readonly { readonly id: string; readonly lead: string }[];
  readonly invitations: readonly GroupInvitation[];
  readonly calls: readonly PartnerCall[];
  /** The database's clock. */
  readonly now: Date;
}

/**
 * A need with what the structure acted for answers to it, alone or in a group: `answerId` where it is in several.
 * @throws NotFound for a need, or an answer, that is not for it
 * @throws Forbidden for who acts for no structure
 */
export async function answeringOf(actor: Actor, needId: string, answerId: string | null = null): Promise<Answering> {
  return inTransaction(actor, async (tx, now) => {
    const need = await readNeed(tx, actor, needId);
    allow(actor, "answers.write");
    const answers = await readAnswers(tx, need.id);
    const mine = answers.find(({ structureId }) => structureId === actor.structureId) ?? answers[0] ?? null;
    const answer = answerId ? answers.find(({ id }) => id === answerId) : mine;
    if (answer === undefined) throw new NotFound("answer");
    return {
      ...{ need, answer, now },
      others: answers
        .filter(({ id }) => id !== answer?.id)
        .map(({ id, members }) => ({ id, lead: members.find(({ lead }) => lead)?.name ?? "" })),
      invitations: await readInvitations(tx, need.id),
      calls: await readCalls(tx, actor, need.id),
    };
  });
}

/** An answer that the structure writes, within a transaction. @throws NotFound */
export async function readAnswer(tx: Tx, answerId: string): Promise<Answer> {
  const [answer] = isId(answerId) ? await selectAnswers(tx, sql`a.id = ${answerId}`) : [];
  if (!answer) throw new NotFound("answer");
  return answer;
}

const readAnswers = (tx: Tx, needId: string) => selectAnswers(tx, sql`a.need_id = ${needId}`);

type Dated<T, K extends keyof T> = Omit<T, K> & Record<K, string | null>;
type Row = Omit<Answer, "members" | "submissions"> & {
  members: Dated<AnswerMember, "signedAt">[];
  submissions: Dated<Submission, "at">[];
};

async function selectAnswers(tx: Tx, which: ReturnType<typeof sql>): Promise<Answer[]> {
  const { rows } = await sql<Row>`
    select a.id, a.need_id as "needId", a.structure_id as "structureId", a.form, a.state, w.presentation,
           w.contact_name as "contactName", w.contact_email as "contactEmail",
           w.contact_telephone as "contactTelephone", a.changed_at as "changedAt", a.submission_id as "submissionId",
           coalesce((select s.sha256 from submissions s where s.id = a.submission_id) <> app.draft_sha256(a.id), false) as differs,
           (select jsonb_agg(jsonb_build_object('structureId', m.structure_id, 'name', s.name, 'colour', s.colour,
                     'lead', m.lead, 'state', m.state, 'task', m.task, 'signedAt', m.signed_at,
                     'fits', app.reservations_of(m.structure_id, m.pole_id))
                     order by m.lead desc, m.invited_at, s.name)
              from answer_members m join structures s on s.id = m.structure_id where m.answer_id = a.id) as members,
           (select coalesce(jsonb_agg(jsonb_build_object('lotId', l.lot_id, 'priceCents', l.price_cents, 'hours', l.hours,
                     'words', l.words)), '[]') from answer_lots l where l.answer_id = a.id) as lots,
           (select coalesce(jsonb_agg(jsonb_build_object('criterionId', t.criterion_id, 'text', t.text)), '[]')
              from answer_texts t where t.answer_id = a.id) as texts,
           (select coalesce(jsonb_agg(jsonb_build_object('structureId', h.structure_id, 'lotId', h.lot_id,
                     'amountCents', h.amount_cents, 'hours', h.hours)), '[]')
              from answer_shares h where h.answer_id = a.id) as shares,
           (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', octet_length(f.bytes),
                     'priced', f.priced, 'sha256', f.sha256) order by f.created_at, f.id), '[]')
              from answer_files f where f.answer_id = a.id and f.removed_at is null) as files,
           (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'number', s.number, 'at', s.at, 'kind', s.kind,
                     'sha256', s.sha256) order by s.number), '[]') from submissions s where s.answer_id = a.id) as submissions
      from answers a cross join lateral app.typed_of(a.id) w
     where ${which} and app.writes_answer(a.id) order by a.created_at, a.id`.execute(tx);
  return rows.map(({ members, submissions, ...answer }) => ({
    ...answer,
    members: members.map((member) => ({ ...member, signedAt: member.signedAt ? new Date(member.signedAt) : null })),
    submissions: submissions.map((line) => ({ ...line, at: new Date(line.at ?? 0) })),
  }));
}

async function readInvitations(tx: Tx, needId: string): Promise<GroupInvitation[]> {
  const { rows } = await sql<GroupInvitation>`
    select m.answer_id as "answerId", s.name as "from", s.colour, m.message, m.task
      from answer_members m
      join answer_members l on l.answer_id = m.answer_id and l.lead
      join structures s on s.id = l.structure_id
     where m.need_id = ${needId} and m.structure_id = app.structure_id() and m.state = 'invited'
     order by m.invited_at`.execute(tx);
  return rows;
}

async function readCalls(tx: Tx, actor: Actor, needId: string): Promise<PartnerCall[]> {
  const { rows } = await sql<PartnerCall>`
    select c.structure_id as "structureId", s.name, s.colour, c.words, c.structure_id = ${actor.structureId} as ours
      from partner_calls c join structures s on s.id = c.structure_id where c.need_id = ${needId} order by c.at`.execute(
    tx,
  );
  return rows;
}
