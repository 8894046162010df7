-- News of needs and answers: what happens puts a job in the queue, in its own transaction; the job says whom it tells.
-- Jobs hold ids, and mails words of the need: nothing of an answer. Who answers is told to the worker alone, which writes
-- mails that belong to no pôle.

-- As app.enqueue, for later; asked again meanwhile, it stays one job, at its first time.
create function app.enqueue_later(task text, payload jsonb, job_key text, wait interval) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload::json, job_key := job_key, run_at := now() + wait, job_key_mode := 'preserve_run_at');
end $$;
revoke execute on function app.enqueue_later(text, jsonb, text, interval) from public, grappe_app;

create function app.tell_of_need() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- What is told, from the trigger; then the columns of the row that it is about.
  kind text := tg_argv[0];
  one jsonb := to_jsonb(new);
  need uuid := coalesce(one ->> 'need_id', one ->> 'id')::uuid;
  ref text := coalesce(one ->> 'answer_id', one ->> 'id', need::text);
  payload jsonb;
begin
  if tg_table_name in ('need_addenda', 'submissions', 'clarifications') then ref := one ->> 'id'; end if;
  payload := jsonb_build_object('kind', kind, 'poleId', one ->> 'pole_id', 'needId', need, 'ref', ref);
  if tg_table_name = 'answer_members' then payload := payload || jsonb_build_object('structureId', one ->> 'structure_id'); end if;
  -- Several of these come one after the other: what is told of them waits a little, and is one mail.
  if kind in ('question-asked', 'question-answered') then
    payload := payload || jsonb_build_object('ref', need);
    perform app.enqueue_later('need-email', payload, 'need-email:' || kind || ':' || need, interval '5 minutes');
  elsif kind = 'letters' then
    -- All those of one decision are written at once: one job, named after the last.
    perform app.enqueue('need-email', payload || jsonb_build_object('ref', one ->> 'id'),
      'need-email:letters:' || need || ':' || extract(epoch from now()));
  else
    perform app.enqueue('need-email', payload,
      'need-email:' || kind || ':' || ref || coalesce(':' || (payload ->> 'structureId'), ''));
  end if;
  return null;
end $$;

create trigger tell_cancelled after update of state on needs for each row
  when (old.published_at is not null and old.state <> 'cancelled' and new.state = 'cancelled')
  execute function app.tell_of_need('cancelled');
create trigger tell after insert on need_addenda for each row execute function app.tell_of_need('addendum');
create trigger tell after insert on need_questions for each row execute function app.tell_of_need('question-asked');
create trigger tell_answered after update of answer on need_questions for each row
  when (new.answer is not null and new.answer is distinct from old.answer) execute function app.tell_of_need('question-answered');
create trigger tell after insert on answer_members for each row
  when (new.state = 'invited') execute function app.tell_of_need('invited');
create trigger tell_answered after update of state on answer_members for each row
  when (old.state = 'invited' and new.state <> 'invited') execute function app.tell_of_need('invitation-answered');
create trigger tell after insert on submissions for each row execute function app.tell_of_need('receipt');
create trigger tell after insert on openings for each row execute function app.tell_of_need('second-opener');
create trigger tell after insert on clarifications for each row execute function app.tell_of_need('clarification-asked');
create trigger tell_answered after update of answer on clarifications for each row
  when (old.answer is null and new.answer is not null) execute function app.tell_of_need('clarification-answered');
create trigger tell after insert on letters for each row execute function app.tell_of_need('letters');

-- Whom a structure sends its mails to: its administrators, and who began a thing for it as long as they work there.
create function app.people_of(structures uuid[], also uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct f.person_id from affiliations f
   where f.structure_id = any(structures) and f.ended_at is null and (f.role = 'administrator' or f.person_id = also)
$$;
create function app.people_of_answer(answer uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select app.people_of(array(select m.structure_id from answer_members m where m.answer_id = a.id and m.state = 'accepted'), a.person_id)
    from answers a where a.id = answer
$$;
revoke execute on function app.people_of(uuid[], uuid), app.people_of_answer(uuid) from public, grappe_app;

-- Who is told of a piece of news today; nobody once it is no longer true. For the worker.
create function app.people_to_tell(kind text, need uuid, ref uuid, structure uuid) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare n needs;
begin
  if not app.is_identity() then return; end if;
  select * into n from needs where id = need;
  case kind
    -- All who have begun to answer; who asked a question too.
    when 'addendum', 'cancelled', 'question-answered' then
      return query select app.people_of_answer(a.id) from answers a
                    where a.need_id = need and a.state <> 'withdrawn' and (kind = 'cancelled' or n.state = 'published' and n.closes_at > now())
                   union select k.person_id from question_askers k join need_questions q on q.id = k.question_id
                          join affiliations f on f.structure_id = k.structure_id and f.person_id = k.person_id and f.ended_at is null
                    where q.need_id = need and (kind = 'cancelled' or n.state = 'published' and n.closes_at > now());
    when 'question-asked' then
      if n.state = 'published' and n.closes_at > now() then return query select app.people_of(array[n.structure_id], n.person_id); end if;
    when 'closes-soon' then
      if n.state = 'published' and n.closes_at > now() then
        return query select distinct app.people_of_answer(a.id) from answers a where a.need_id = need and a.state in ('draft', 'invalidated');
      end if;
    when 'invited' then
      if n.state = 'published' and n.closes_at > now() and exists (
          select from answer_members m where m.answer_id = ref and m.structure_id = structure and m.state = 'invited') then
        return query select app.people_of(array[structure], null);
      end if;
    when 'invitation-answered' then
      if n.state = 'published' and n.closes_at > now() then
        return query select app.people_of(array[a.structure_id], a.person_id) from answers a where a.id = ref;
      end if;
    when 'receipt' then
      return query select app.people_of_answer(s.answer_id) from submissions s where s.id = ref
                   union select s.person_id from submissions s where s.id = ref;
    when 'to-open' then
      if n.state = 'published' and n.closes_at <= now() and not exists (select from openings o where o.need_id = need) then
        return query select app.people_of(array[n.structure_id], n.person_id);
      end if;
    -- Another administrator of the buyer, or who runs the pôle; none who works for a structure whose answer is in.
    when 'second-opener' then
      return query
        select p.id from openings o cross join lateral (
            select app.people_of(array[n.structure_id], null) as id
            union select st.person_id from pole_staff st where st.pole_id = n.pole_id and st.ended_at is null) p
         where o.need_id = need and o.opened_at is null and p.id <> o.first_by
           and not exists (select from answers a join answer_members m on m.answer_id = a.id and m.state = 'accepted'
                             join affiliations f on f.structure_id = m.structure_id and f.ended_at is null
                            where a.need_id = need and a.state = 'submitted' and f.person_id = p.id);
    when 'clarification-asked' then
      return query select app.people_of_answer(c.answer_id) from clarifications c
                    where c.id = ref and c.answer is null and c.due_at > now();
    when 'clarification-answered' then
      return query select f.person_id from clarifications c
                     join affiliations f on f.person_id = c.asked_by and f.structure_id = n.structure_id and f.ended_at is null
                    where c.id = ref and c.answer is not null;
    when 'letters' then
      return query select distinct app.people_of_answer(l.answer_id) from letters l
                    where l.need_id = need and l.at = (select one.at from letters one where one.id = ref);
    when 'satisfied' then
      if n.satisfied is null then return query select app.people_of(array[n.structure_id], n.person_id); end if;
    else null;
  end case;
end $$;

-- What a mail says of a line of the register: its number, its instant, its fingerprint.
create function app.line_to_tell(submission uuid) returns table (number integer, at timestamptz, kind text, sha256 text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.number, s.at, s.kind, s.sha256 from submissions s where s.id = submission and app.is_identity()
$$;
-- Of a clarification, whose answer and until when.
create function app.clarification_to_tell(clarification uuid) returns table (answer_id uuid, due_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.answer_id, c.due_at from clarifications c where c.id = clarification and app.is_identity()
$$;

-- What time alone brings: a closing that is near for who has not handed in, one that is past, a need that has been served.
create function app.needs_to_remind() returns table (kind text, pole_id uuid, need_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select 'closes-soon', n.pole_id, n.id from needs n
   where app.is_identity() and n.state = 'published' and n.closes_at between now() + interval '1 hour' and now() + interval '48 hours'
     and exists (select from answers a where a.need_id = n.id and a.state in ('draft', 'invalidated'))
  union all
  select 'to-open', n.pole_id, n.id from needs n
   where app.is_identity() and n.state = 'published' and n.closes_at between now() - interval '3 days' and now()
     and not exists (select from openings o where o.need_id = n.id)
  union all
  select 'satisfied', n.pole_id, n.id from needs n
   where app.is_identity() and n.satisfied is null and n.state in ('awarded', 'contracted', 'done')
     and coalesce((select max(coalesce(c.ended_on, c.ends_on))::timestamptz from contracts c where c.need_id = n.id), n.ended_at, n.decided_at)
         between now() - interval '180 days' and now() - case when n.state = 'awarded' then interval '60 days' else interval '1 day' end
$$;
create index needs_decided on needs (pole_id) where satisfied is null and state in ('awarded', 'contracted', 'done');
grant execute on function app.people_to_tell(text, uuid, uuid, uuid), app.line_to_tell(uuid), app.clarification_to_tell(uuid),
  app.needs_to_remind() to grappe_app;
