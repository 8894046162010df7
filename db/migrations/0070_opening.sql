-- Opening: what of an answer is opened, what the register tells, who may open, and taking back what was asked.

-- What counts is opened. What was replaced, taken back, or not confirmed after an addendum stays its authors' alone.
create function app.counts(submission uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from answers where submission_id = submission and state = 'submitted')
$$;
create index answers_submission on answers (submission_id);
drop policy read on submissions;
create policy read on submissions for select using (
  pole_id = (select app.pole_id()) and (app.writes_answer(answer_id) or app.reads_answers(need_id) and app.counts(id)));
drop policy read on submission_prices;
create policy read on submission_prices for select using (pole_id = (select app.pole_id()) and (
  app.reads_prices(need_id) and app.counts(submission_id)
  or exists (select from submissions s where s.id = submission_id and app.writes_answer(s.answer_id))));
drop policy opened on answers;
create policy opened on answers for select using (
  pole_id = (select app.pole_id()) and state = 'submitted' and app.reads_answers(need_id));
-- Nor who was asked into a group and is not of it.
drop policy opened on answer_members;
create policy opened on answer_members for select using (
  pole_id = (select app.pole_id()) and state = 'accepted' and exists (
    select from answers a where a.id = answer_members.answer_id and a.state = 'submitted' and app.reads_answers(a.need_id)));

-- Every line of the register, once opened, for who reads the answers: who handed in what, when, and whether its
-- fingerprint, reckoned again, is still the one that was kept; nothing of what is in it.
create function app.register_of(need uuid) returns table (
    number integer, at timestamptz, kind text, answer_id uuid, name text, sha256 text, fate text, intact boolean)
  language sql stable security definer set search_path = public, pg_temp rows 20 as $$
  select s.number, s.at, s.kind, s.answer_id, st.name, s.sha256,
         case when s.kind = 'withdrawn' then 'withdrawal'
              when a.submission_id = s.id and a.state = 'submitted' then 'counts'
              when a.submission_id = s.id then 'unconfirmed'
              when lead(s.kind) over (partition by s.answer_id order by s.number) = 'withdrawn' then 'withdrawn'
              else 'replaced' end,
         s.sha256 = encode(sha256(convert_to(s.content::text || coalesce(p.prices, '{}')::text, 'UTF8')), 'hex')
    from submissions s join answers a on a.id = s.answer_id join structures st on st.id = s.structure_id
    left join submission_prices p on p.submission_id = s.id
   where s.need_id = need and s.pole_id = app.pole_id() and app.reads_answers(need)
   order by s.number
$$;
grant execute on function app.counts(uuid), app.register_of(uuid) to grappe_app;

-- Neither of the two works for a structure whose answer is in.
create or replace function app.open_need() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare need needs;
begin
  select * into need from needs where id = new.need_id and pole_id = app.pole_id() for update;
  if tg_op = 'UPDATE' and old.opened_at is not null then
    raise exception 'It was opened already.' using errcode = 'restrict_violation', constraint = 'need_is_opened';
  end if;
  if need.state <> 'published' or date_trunc('milliseconds', clock_timestamp()) < need.closes_at then
    raise exception 'Nothing is opened before its time.' using errcode = 'check_violation', constraint = 'need_is_sealed';
  end if;
  if exists (
    select from answers a
      join answer_members m on m.answer_id = a.id and m.state = 'accepted'
      join affiliations f on f.structure_id = m.structure_id and f.ended_at is null
     where a.need_id = need.id and a.state = 'submitted' and f.person_id = app.person_id()) then
    raise exception 'Who answers does not open.' using errcode = 'check_violation', constraint = 'opener_answers';
  end if;
  if tg_op = 'INSERT' then
    new.first_by := app.person_id();
    new.first_at := now();
    new.second_by := null; new.opened_at := null;
    return new;
  end if;
  new.first_by := old.first_by; new.first_at := old.first_at;
  new.second_by := app.person_id();
  new.opened_at := date_trunc('milliseconds', clock_timestamp());
  if new.second_by <> new.first_by then
    update needs set state = 'opened', opened_at = new.opened_at where id = need.id;
    insert into need_events (id, pole_id, need_id, person_id, kind)
    values (gen_random_uuid(), need.pole_id, need.id, new.second_by, 'opened');
  end if;
  return new;
end $$;

-- Who asked takes it back, as long as nobody has opened.
drop trigger append_only on openings;
create trigger append_only before delete on openings for each row when (old.opened_at is not null)
  execute function app.refuse_change();
create policy takes_back on openings for delete using (
  pole_id = (select app.pole_id()) and first_by = (select app.person_id()) and opened_at is null);
grant delete on openings to grappe_app;
-- Who judges reads who opened.
drop policy seen on openings;
create policy seen on openings for select using (pole_id = (select app.pole_id()) and (
  app.buys(need_id) or (select app.runs_pole()) or app.reads_answers(need_id)));

-- The buyer says what can be judged, of what was opened.
drop policy judges on admissions;
create policy judges on admissions for select using (pole_id = (select app.pole_id()) and app.reads_answers(need_id));
create policy buyer_insert on admissions for insert with check (
  pole_id = (select app.pole_id()) and app.buys(need_id) and app.reads_answers(need_id) and person_id = (select app.person_id())
  and exists (select from answers a where a.id = answer_id and a.state = 'submitted'));
create policy buyer_update on admissions for update using (
  pole_id = (select app.pole_id()) and app.buys(need_id) and app.reads_answers(need_id))
  with check (person_id = (select app.person_id()));
revoke update on admissions from grappe_app;
grant update (decision, reason, person_id, at) on admissions to grappe_app;

-- The buyer asks, with a day until which; the lead alone answers, until then. Neither changes what the other wrote.
drop policy judges on clarifications;
create policy judges on clarifications for select using (pole_id = (select app.pole_id()) and app.reads_answers(need_id));
create policy buyer_insert on clarifications for insert with check (
  pole_id = (select app.pole_id()) and app.buys(need_id) and app.reads_answers(need_id) and asked_by = (select app.person_id())
  and answer is null and due_at > now() and exists (select from answers a where a.id = answer_id and a.state = 'submitted'));
revoke update on clarifications from grappe_app;
grant update (answer, answered_at) on clarifications to grappe_app;
create index clarifications_need on clarifications (need_id);
