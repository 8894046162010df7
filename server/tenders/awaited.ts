import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { can, type Action } from "../kernel/permissions";

/** What is waited for of a person, about needs and answers. */
export type AwaitedKind =
  | "invited"
  | "sign"
  | "signatures"
  | "reconfirm"
  | "finish"
  | "clarify"
  | "questions"
  | "open"
  | "open_second"
  | "declare"
  | "score"
  | "propose"
  | "decide"
  | "delivery";

export interface Awaited {
  readonly kind: AwaitedKind;
  readonly needId: string;
  readonly title: string;
  /** Whose: the lead that invites, the members who have not signed, who began the opening; null where it is nobody's. */
  readonly who: string | null;
  /** Of what there may be several. */
  readonly count: number;
  /** Before when; null where nothing ends. */
  readonly until: Date | null;
}

/** What each takes; a person is not told of what somebody else of its structure must do. */
const TAKES: Record<AwaitedKind, Action> = {
  invited: "answers.write",
  sign: "answers.submit",
  signatures: "answers.write",
  reconfirm: "answers.submit",
  finish: "answers.write",
  clarify: "answers.write",
  questions: "needs.write",
  open: "needs.open",
  open_second: "needs.open",
  declare: "needs.view",
  score: "needs.view",
  propose: "needs.write",
  decide: "needs.award",
  delivery: "needs.write",
};

/** What waits for who acts, the most pressing first; twenty at most. Reads only what row-level security lets them see. */
export async function awaitedOf(actor: Actor): Promise<Awaited[]> {
  const mine = actor.structureId;
  const rows = await inTransaction(actor, async (tx) => {
    const found = await sql<Awaited>`
      with open_needs as materialized (
        select id, title, closes_at, structure_id from needs
         where pole_id = ${actor.poleId} and state = 'published' and closes_at > now()),
      ours as materialized (
        select m.answer_id, n.id, n.title, n.closes_at
          from answer_members m join open_needs n on n.id = m.need_id where m.structure_id = ${mine}),
      members as materialized (
        select m.answer_id, m.structure_id, m.lead, m.state, m.signed_at, o.id, o.title, o.closes_at, s.name
          from ours o join answer_members m on m.answer_id = o.answer_id join structures s on s.id = m.structure_id),
      answers_of as (
        select a.id as answer_id, a.form, a.state, n.id, n.title, n.closes_at,
               (select count(*)::int from members m
                 where m.answer_id = a.id and not m.lead and m.state = 'accepted' and m.signed_at is null) as unsigned,
               (select string_agg(m.name, ', ' order by m.name) from members m
                 where m.answer_id = a.id and not m.lead and m.state = 'accepted' and m.signed_at is null) as names
          from answers a join open_needs n on n.id = a.need_id
         where a.pole_id = ${actor.poleId} and a.structure_id = ${mine})
      select 'invited' as kind, m.id as "needId", m.title, l.name as who, 1 as count, m.closes_at as until
        from members m join members l on l.answer_id = m.answer_id and l.lead
       where m.structure_id = ${mine} and m.state = 'invited'
      union all
      select 'sign', m.id, m.title, l.name, 1, m.closes_at
        from members m join members l on l.answer_id = m.answer_id and l.lead
       where m.structure_id = ${mine} and m.state = 'accepted' and m.signed_at is null
         and exists (select from answer_shares h where h.answer_id = m.answer_id and h.structure_id = m.structure_id)
      union all
      select 'signatures', id, title, names, unsigned, closes_at from answers_of where form <> 'alone' and unsigned > 0
      union all
      select case state when 'invalidated' then 'reconfirm' else 'finish' end, id, title, null, 1, closes_at
        from answers_of where state = 'invalidated' or state = 'draft' and (form = 'alone' or unsigned = 0)
      union all
      select 'clarify', n.id, n.title, null, count(*)::int, min(c.due_at)
        from clarifications c join needs n on n.id = c.need_id
       where c.pole_id = ${actor.poleId} and c.answer is null and c.due_at > now() and app.leads_answer(c.answer_id)
       group by n.id
      union all
      select 'questions', n.id, n.title, null, count(*)::int, n.closes_at
        from need_questions q join open_needs n on n.id = q.need_id
       where q.pole_id = ${actor.poleId} and n.structure_id = ${mine} and q.answer is null
       group by n.id, n.title, n.closes_at
      union all
      select case when o.need_id is null then 'open' else 'open_second' end, n.id, n.title, p.name, 1, null
        from needs n left join openings o on o.need_id = n.id left join people p on p.id = o.first_by
       where n.pole_id = ${actor.poleId} and n.state = 'published' and n.closes_at <= now()
         and (n.structure_id = ${mine} or o.need_id is not null and (select app.runs_pole()))
         and o.first_by is distinct from ${actor.personId}
      union all
      select case when m.declared is null then 'declare' else 'score' end, n.id, n.title, null, 1, null
        from panel_members m join needs n on n.id = m.need_id
       where m.pole_id = ${actor.poleId} and m.person_id = ${actor.personId} and m.removed_at is null
         and n.consensus_at is null and n.state = 'opened'
         and (m.declared is null or m.declared = 'none' and m.finished_at is null)
      union all
      select case state when 'proposed' then 'decide' else 'propose' end, id, title, null, 1, null
        from needs
       where pole_id = ${actor.poleId} and structure_id = ${mine}
         and (state in ('evaluated', 'proposed') or state = 'opened' and kind = 'quotes')
      union all
      select 'delivery', n.id, n.title, null, count(*)::int, null
        from deliveries d join awards w on w.id = d.award_id join needs n on n.id = w.need_id
       where d.pole_id = ${actor.poleId} and n.structure_id = ${mine} and d.accepted_at is null and d.refused_reason is null
       group by n.id
      order by until nulls first, title, kind limit 40`.execute(tx);
    return found.rows;
  });
  return rows.filter(({ kind }) => can(actor, TAKES[kind], mine)).slice(0, 20);
}
