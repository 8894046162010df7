import type postgres from "postgres";

/** How many of a pôle's bookings there are for one need, in a pôle made for measuring. */
export const BOOKINGS_A_NEED = 500;

/**
 * Needs of a generated pôle, in every state, each of two lots with four criteria and three answers that are in; of those
 * that were decided, awards with a contract and deliveries. The triggers that date and number what people do are off:
 * what is made lies in the past. A superuser's database only.
 */
export async function generateNeeds(
  owner: postgres.Sql,
  {
    poleId,
    personId,
    structureIds,
    needs,
  }: { poleId: string; personId: string; structureIds: string[]; needs: number },
): Promise<void> {
  const many = structureIds.length;
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      create temporary table made_needs on commit drop as
      select n, gen_random_uuid() as id, (${structureIds}::uuid[])[1 + n % ${many}] as structure_id,
             (array['published','published','published','published','opened','evaluated','awarded','done','done','unsuccessful'])[1 + n % 10] as state,
             date_trunc('milliseconds', now()) + case when n % 10 < 3 then make_interval(days => 1 + n % 30)
               else make_interval(days => -1 - n % 700) end as closes_at
        from generate_series(1, ${needs}) n`;
    await tx`
      insert into needs (id, pole_id, structure_id, person_id, kind, state, title, summary, trades, place, open_to,
                         published_at, questions_until, closes_at, opened_at, consensus_at, decided_at, created_at,
                         lot_count, shown_cents)
      select id, ${poleId}, structure_id, ${personId}, 'call', state, 'Verdir la cour ' || n, 'Une cour plantée.',
             array[(array['77310000','55520000','79810000','45000000'])[1 + n % 4]], 'Brizac',
             (array['pole','network','public'])[1 + n % 3], closes_at - interval '30 days', closes_at - interval '7 days',
             closes_at, case when state <> 'published' then closes_at + interval '1 hour' end,
             case when state not in ('published', 'opened') then closes_at + interval '2 days' end,
             case when state in ('awarded', 'done', 'unsuccessful') then closes_at + interval '9 days' end,
             closes_at - interval '40 days', 2, 1780000
        from made_needs`;
    await tx`
      create temporary table made_lots on commit drop as
      select gen_random_uuid() as id, m.id as need_id, m.n, m.state, m.closes_at, number
        from made_needs m cross join generate_series(1, 2) number`;
    await tx`
      insert into need_lots (id, pole_id, need_id, number, title, estimate_cents)
      select id, ${poleId}, need_id, number, 'Lot ' || number, 890000 from made_lots`;
    await tx`
      insert into need_criteria (id, pole_id, need_id, lot_id, position, kind, weight, scale)
      select gen_random_uuid(), ${poleId}, need_id, id, position,
             (array['price','quality','social','proximity'])[position], (array[40,30,20,10])[position], 5
        from made_lots cross join generate_series(1, 4) position`;
    await tx`
      insert into need_questions (id, pole_id, need_id, question, asked_at, answer, answered_at, answered_by)
      select gen_random_uuid(), ${poleId}, id, 'Combien de bacs ?', closes_at - interval '20 days', 'Huit.',
             closes_at - interval '19 days', ${personId}::uuid
        from made_needs cross join generate_series(1, 3)`;
    await tx`
      create temporary table made_answers on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as submission_id, m.id as need_id, m.closes_at, m.state, m.n, k,
             (${structureIds}::uuid[])[1 + (m.n + k) % ${many}] as structure_id
        from made_needs m cross join generate_series(1, 3) k`;
    await tx`
      insert into answers (id, pole_id, need_id, structure_id, person_id, state, presentation, submission_id, changed_at)
      select id, ${poleId}, need_id, structure_id, ${personId}, 'submitted', 'Notre méthode.', submission_id,
             closes_at - interval '2 days' from made_answers`;
    await tx`
      insert into answer_members (answer_id, pole_id, need_id, structure_id, lead, state, answered_at)
      select id, ${poleId}, need_id, structure_id, true, 'accepted', closes_at - interval '2 days' from made_answers`;
    await tx`
      insert into answer_lots (answer_id, pole_id, need_id, lot_id, price_cents, hours)
      select a.id, ${poleId}, a.need_id, l.id, 800000 + 1000 * k, 40 from made_answers a join made_lots l using (need_id)`;
    await tx`
      insert into submissions (id, pole_id, need_id, answer_id, number, at, kind, structure_id, person_id, content, sha256)
      select submission_id, ${poleId}, need_id, id, k, closes_at - interval '2 days', 'submitted', structure_id, ${personId},
             jsonb_build_object('form', 'alone', 'lead', structure_id, 'presentation', 'Notre méthode.', 'members', '[]'::jsonb,
               'lots', (select jsonb_agg(jsonb_build_object('lotId', l.id, 'hours', 40, 'words', '')) from made_lots l
                         where l.need_id = a.need_id), 'texts', '{}'::jsonb, 'files', '[]'::jsonb, 'contact', '{}'::jsonb),
             repeat('0', 64)
        from made_answers a`;
    await tx`
      insert into submission_prices (submission_id, pole_id, need_id, prices)
      select submission_id, ${poleId}, need_id, (select jsonb_object_agg(l.id, jsonb_build_object('cents', 800000, 'shares', '[]'::jsonb))
               from made_lots l where l.need_id = a.need_id) from made_answers a`;
    await tx`
      create temporary table made_awards on commit drop as
      select gen_random_uuid() as id, l.need_id, l.id as lot_id, a.id as answer_id, l.state, l.closes_at
        from made_lots l join made_answers a on a.need_id = l.need_id and a.k = 1 where l.state in ('awarded', 'done')`;
    await tx`
      insert into awards (id, pole_id, need_id, lot_id, answer_id, state, reasons, price_cents, hours, proposed_by, decided_by, decided_at)
      select id, ${poleId}, need_id, lot_id, answer_id, 'awarded', 'La mieux notée.', 801000, 40, ${personId}::uuid, ${personId}::uuid,
             closes_at + interval '9 days' from made_awards`;
    await tx`
      insert into contracts (award_id, pole_id, need_id, signed_on, amount_cents, hours_promised)
      select id, ${poleId}, need_id, (closes_at + interval '12 days')::date, 801000, 40 from made_awards where state = 'done'`;
    await tx`
      insert into deliveries (id, pole_id, award_id, delivered_on, what, amount_cents, hours, declared_by, accepted_by, accepted_at)
      select gen_random_uuid(), ${poleId}, id, (closes_at + interval '40 days')::date, 'Bacs', 400500, 20, ${personId}::uuid,
             ${personId}::uuid, closes_at + interval '41 days'
        from made_awards cross join generate_series(1, 2) where state = 'done'`;
  });
  await owner`vacuum (analyze) needs, need_lots, need_criteria, need_questions, answers, answer_members, answer_lots,
              submissions, submission_prices, awards, contracts, deliveries`;
}
