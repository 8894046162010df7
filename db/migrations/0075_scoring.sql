-- Scoring: what the floor adds about who scores, and when. Each declares for itself, scores alone, says that it has
-- finished; the consensus waits for all, prices for the consensus. See docs/decisions/0010-the-seal.md.

-- Why the buyer goes on without somebody, once it is opened.
alter table panel_members add column removed_reason text not null default '' check (length(removed_reason) <= 1000);

-- What there is to score: of each answer that counts and was not put aside, the criteria but the price of its lots.
create function app.to_score(need uuid) returns table (answer_id uuid, criterion_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, c.id
    from answers a join submissions s on s.id = a.submission_id
    join need_criteria c on c.need_id = a.need_id and c.kind <> 'price'
   where a.need_id = need and a.state = 'submitted'
     and s.content -> 'lots' @> jsonb_build_array(jsonb_build_object('lotId', c.lot_id))
     and not exists (select from admissions d where d.answer_id = a.id and d.decision = 'irregular')
$$;
-- How much of it is not scored: by a person, or by the consensus.
create function app.left_to_score(need uuid, person uuid) returns integer
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from app.to_score(need) t where not exists (
    select from scores s where s.answer_id = t.answer_id and s.criterion_id = t.criterion_id and s.person_id is not distinct from person)
$$;
-- Whether somebody works for one of those who answered, alone or in a group, as they were when they handed in.
create function app.answers_too(need uuid, person uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from answers a join submissions s on s.id = a.submission_id
      cross join jsonb_array_elements(s.content -> 'members') m
      join affiliations f on f.structure_id = (m ->> 'structureId')::uuid and f.ended_at is null
     where a.need_id = need and a.state = 'submitted' and f.person_id = person)
$$;
revoke execute on function app.to_score(uuid), app.left_to_score(uuid, uuid), app.answers_too(uuid, uuid) from public;

-- Of the panel, without a conflict.
create function app.judges(need uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select app.reads_answers(need) and exists (
    select from panel_members p where p.need_id = need and p.person_id = app.person_id() and p.declared = 'none' and p.removed_at is null)
$$;
-- Who answered, for the panel before it declares: with a conflict or not. Whoever works for one of them sees but that.
create function app.bidders_to_declare(need uuid) returns table (name text, own boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  with bidders as (
    select m ->> 'name' as name, bool_or(f.person_id is not null) as own
      from answers a join submissions s on s.id = a.submission_id
        cross join jsonb_array_elements(s.content -> 'members') m
        left join affiliations f on f.structure_id = (m ->> 'structureId')::uuid and f.ended_at is null and f.person_id = app.person_id()
     where a.need_id = need and a.state = 'submitted' and app.is_opened(need) and not app.is_guest()
       and exists (select from panel_members p where p.need_id = need and p.person_id = app.person_id() and p.removed_at is null)
     group by 1)
  select name, own from bidders where own or not exists (select from bidders where own) order by name
$$;
grant execute on function app.judges(uuid), app.bidders_to_declare(uuid) to grappe_app;

-- The panel knows itself.
create policy panel on panel_members for select using (pole_id = (select app.pole_id()) and app.judges(need_id));
-- The consensus is the panel's.
drop policy judges_insert on scores;
create policy judges_insert on scores for insert with check (
  pole_id = (select app.pole_id()) and app.judges(need_id) and (person_id = (select app.person_id()) or person_id is null));
drop policy judges_update on scores;
create policy judges_update on scores for update using (
  pole_id = (select app.pole_id()) and app.judges(need_id) and (person_id = (select app.person_id()) or person_id is null));
-- A score stays whose it is, and of what it is.
revoke update on scores, panel_members from grappe_app;
grant update (value, words, at) on scores to grappe_app;
grant update (declared, declaration, declared_at, removed_at, removed_reason, finished_at) on panel_members to grappe_app;

create function app.keep_panel() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare n needs;
begin
  -- Shared with other scorers, not with whoever opens the consensus: one comes before the other.
  select * into n from needs where id = new.need_id for share;
  if n.consensus_at is not null or n.state not in ('published', 'opened') then
    raise exception 'The panel has ended.' using errcode = 'check_violation', constraint = 'panel_is_fixed';
  end if;
  if tg_op = 'INSERT' then
    new.declared := null; new.declaration := ''; new.declared_at := null; new.finished_at := null; new.removed_at := null;
    if not exists (select from affiliations f join memberships m on m.structure_id = f.structure_id and m.pole_id = new.pole_id
                    where f.person_id = new.person_id and f.ended_at is null and f.structure_id = new.structure_id)
       and not (new.structure_id is null and exists (
         select from pole_staff where pole_id = new.pole_id and person_id = new.person_id and ended_at is null)) then
      raise exception 'Of another pôle.' using errcode = 'check_violation', constraint = 'panel_is_of_the_pole';
    end if;
    return new;
  end if;
  if (new.declared, new.declaration, new.declared_at, new.finished_at)
       is distinct from (old.declared, old.declaration, old.declared_at, old.finished_at)
     and new.person_id is distinct from app.person_id() then
    raise exception 'Nobody speaks for another.' using errcode = 'insufficient_privilege', constraint = 'own_word';
  end if;
  if (new.removed_at, new.removed_reason) is distinct from (old.removed_at, old.removed_reason) then
    if not app.buys(new.need_id) then
      raise exception 'The buyer chooses the panel.' using errcode = 'insufficient_privilege', constraint = 'own_word';
    end if;
    if new.removed_at is not null and n.opened_at is not null and length(btrim(new.removed_reason)) = 0 then
      raise exception 'Going on without somebody is said.' using errcode = 'check_violation', constraint = 'reason_is_said';
    end if;
  end if;
  if new.declared is distinct from old.declared then
    if n.opened_at is null or new.removed_at is not null then
      raise exception 'Who answers is not known.' using errcode = 'check_violation', constraint = 'need_is_sealed';
    end if;
    if new.declared is null or old.declared = 'conflict' then
      raise exception 'A conflict stays.' using errcode = 'check_violation', constraint = 'conflict_stays';
    end if;
    if new.declared = 'none' and app.answers_too(new.need_id, new.person_id) then
      raise exception 'It works for who answered.' using errcode = 'check_violation', constraint = 'score_of_others';
    end if;
    new.declared_at := now();
  end if;
  if new.finished_at is distinct from old.finished_at and new.finished_at is not null then
    if new.declared is distinct from 'none' or new.removed_at is not null or n.opened_at is null
       or app.left_to_score(new.need_id, new.person_id) > 0 then
      raise exception 'Something is not scored.' using errcode = 'check_violation', constraint = 'scores_are_missing';
    end if;
    new.finished_at := now();
  end if;
  return new;
end $$;
create trigger keep_panel before insert or update on panel_members for each row execute function app.keep_panel();

-- As before, and: of what is judged alone, until one says that one has finished; the consensus, until evaluation ends.
create or replace function app.check_score() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare n needs;
begin
  select * into n from needs where id = new.need_id for share;
  if new.value > (select scale from need_criteria where id = new.criterion_id and need_id = new.need_id) then
    raise exception 'Above the scale.' using errcode = 'check_violation', constraint = 'score_in_scale';
  end if;
  if n.state <> 'opened' or n.prices_opened_at is not null or (new.person_id is null) <> (n.consensus_at is not null)
     or exists (select from panel_members where need_id = n.id and person_id = new.person_id and finished_at is not null) then
    raise exception 'Not the time for it.' using errcode = 'check_violation', constraint = 'score_in_time';
  end if;
  if new.person_id is not null and app.answers_too(new.need_id, new.person_id) then
    raise exception 'Nobody scores its own structure.' using errcode = 'check_violation', constraint = 'score_of_others';
  end if;
  if not exists (select from app.to_score(new.need_id) t where t.answer_id = new.answer_id and t.criterion_id = new.criterion_id) then
    raise exception 'It is not judged on that.' using errcode = 'check_violation', constraint = 'score_of_the_answer';
  end if;
  return new;
end $$;

-- The consensus opens when each of the panel without a conflict has finished; prices, and the end, when it has scored all.
create function app.keep_evaluation() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.consensus_at is distinct from old.consensus_at then
    if old.consensus_at is not null then
      raise exception 'A consensus is not shut.' using errcode = 'check_violation', constraint = 'score_in_time';
    end if;
    if exists (select from app.to_score(new.id)) and (
      not exists (select from panel_members where need_id = new.id and removed_at is null and declared = 'none')
      or exists (select from panel_members where need_id = new.id and removed_at is null and declared is distinct from 'conflict'
                    and (finished_at is null or app.left_to_score(new.id, person_id) > 0))) then
      raise exception 'The panel has not finished.' using errcode = 'check_violation', constraint = 'panel_has_finished';
    end if;
    new.consensus_at := date_trunc('milliseconds', clock_timestamp());
  end if;
  if new.prices_opened_at is distinct from old.prices_opened_at then
    if old.prices_opened_at is not null then
      raise exception 'Prices are not shut again.' using errcode = 'check_violation', constraint = 'score_in_time';
    end if;
    if app.left_to_score(new.id, null) > 0 then
      raise exception 'Something is not scored.' using errcode = 'check_violation', constraint = 'scores_are_missing';
    end if;
    new.prices_opened_at := date_trunc('milliseconds', clock_timestamp());
  end if;
  if new.state = 'evaluated' and old.state is distinct from new.state and (
    new.consensus_at is null or new.quality_first and new.prices_opened_at is null or app.left_to_score(new.id, null) > 0) then
    raise exception 'Something is not scored.' using errcode = 'check_violation', constraint = 'scores_are_missing';
  end if;
  return new;
end $$;
create trigger keep_evaluation before update of consensus_at, prices_opened_at, state on needs
  for each row execute function app.keep_evaluation();
