-- Awarding, and what comes after: the figures of an award are the register's, everybody is told, each side speaks for itself.
-- What follows holds for whoever acts through Grappe; who owns the tables may write a history (the demonstration does).

alter table awards
  -- Its place in the ranking when it was proposed; null where nothing is ranked (a request for quotes).
  add column rank integer check (rank >= 1),
  -- Why it is not the first ranked.
  add column why_not_first text not null default '' check (length(why_not_first) <= 2000),
  add constraint explained_choice check (coalesce(rank, 1) = 1 or length(btrim(why_not_first)) > 0),
  add unique (need_id, id);

-- Whether who acts works for a structure whose answer is in: then they are no judge of it.
create function app.works_for_bidder(need uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from answers a
      join answer_members m on m.answer_id = a.id and m.state = 'accepted'
      join affiliations f on f.structure_id = m.structure_id and f.ended_at is null
     where a.need_id = need and a.pole_id = app.pole_id() and a.state = 'submitted' and f.person_id = app.person_id())
$$;
grant execute on function app.works_for_bidder(uuid) to grappe_app;

-- One proposes, one decides: what is decided on is what was proposed, for the price of the register.
create function app.check_award() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
declare
  n needs;
  content jsonb;
  prices jsonb;
begin
  if current_user <> 'grappe_app' then return new; end if;
  if app.works_for_bidder(new.need_id) then
    raise exception 'Who answers does not choose.' using errcode = 'check_violation', constraint = 'chooser_answers';
  end if;
  if tg_op = 'UPDATE' then
    if old.state <> 'proposed' or to_jsonb(new) - array['state', 'decided_by', 'decided_at']
         is distinct from to_jsonb(old) - array['state', 'decided_by', 'decided_at'] then
      raise exception 'A proposal is dropped or decided on, nothing else.' using errcode = 'check_violation', constraint = 'award_is_kept';
    end if;
    new.decided_by := app.person_id();
    new.decided_at := now();
    return new;
  end if;
  -- Two proposals, or a proposal and a lot that is left: one after the other.
  select * into n from needs where id = new.need_id for update;
  if not coalesce(n.kind = 'call' and n.state in ('evaluated', 'proposed')
                  or n.kind = 'quotes' and n.state in ('opened', 'evaluated', 'proposed'), false) then
    raise exception 'Not the time for it.' using errcode = 'check_violation', constraint = 'award_in_time';
  end if;
  if exists (select from need_lots where id = new.lot_id and unsuccessful_reason is not null) then
    raise exception 'Nobody is retained for it.' using errcode = 'check_violation', constraint = 'lot_is_left';
  end if;
  select s.content, p.prices into content, prices
    from answers a join submissions s on s.id = a.submission_id left join submission_prices p on p.submission_id = s.id
   where a.id = new.answer_id and a.need_id = new.need_id and a.state = 'submitted'
     and not exists (select from admissions m where m.answer_id = a.id and m.decision = 'irregular');
  new.price_cents := (prices -> new.lot_id::text ->> 'cents')::bigint;
  new.hours := (select (l ->> 'hours')::integer from jsonb_array_elements(content -> 'lots') l where l ->> 'lotId' = new.lot_id::text);
  if new.price_cents is null or new.hours is null then
    raise exception 'It is not in for this lot.' using errcode = 'check_violation', constraint = 'award_of_an_answer';
  end if;
  if (select count(*) from awards where answer_id = new.answer_id and state in ('proposed', 'awarded')) >= n.max_lots then
    raise exception 'It has as many lots as one may have.' using errcode = 'check_violation', constraint = 'max_lots_won';
  end if;
  new.state := 'proposed';
  new.proposed_by := app.person_id();
  new.proposed_at := now();
  new.decided_by := null;
  new.decided_at := null;
  return new;
end $$;
create trigger check_award before insert or update on awards for each row execute function app.check_award();

-- A lot is left without an award as long as nobody is proposed for it.
create function app.leave_lot() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user <> 'grappe_app' then return new; end if;
  perform 1 from needs where id = new.need_id for update;
  if exists (select from awards where lot_id = new.id and state in ('proposed', 'awarded')) then
    raise exception 'Somebody is proposed for it.' using errcode = 'check_violation', constraint = 'one_live_award';
  end if;
  return new;
end $$;
create trigger leave_lot before update of unsuccessful_reason on need_lots
  for each row when (new.unsuccessful_reason is not null) execute function app.leave_lot();

-- A letter says who was retained as it was decided.
create function app.check_letter() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'grappe_app' and new.retained <> exists (
      select from awards where lot_id = new.lot_id and answer_id = new.answer_id and state = 'awarded') then
    raise exception 'It was decided otherwise.' using errcode = 'check_violation', constraint = 'letter_says_so';
  end if;
  return new;
end $$;
create trigger check_letter before insert on letters for each row execute function app.check_letter();
create index letters_need on letters (need_id);
create policy buyer_insert on letters as restrictive for insert with check (app.buys(need_id));

-- No decision without a letter to each bidder, for each of its lots.
create function app.tell_every_bidder() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'grappe_app' and exists (
      select from answers a join submissions s on s.id = a.submission_id, jsonb_array_elements(s.content -> 'lots') l
       where a.need_id = new.id and a.state = 'submitted'
         and not exists (select from letters t where t.answer_id = a.id and t.lot_id = (l ->> 'lotId')::uuid)) then
    raise exception 'A bidder has no letter.' using errcode = 'check_violation', constraint = 'every_bidder_is_told';
  end if;
  return null;
end $$;
create constraint trigger tell_every_bidder after update of state on needs deferrable initially deferred
  for each row when (new.state in ('awarded', 'unsuccessful') and new.opened_at is not null and old.state is distinct from new.state)
  execute function app.tell_every_bidder();

-- After it: the buyer writes the contract, who won declares, the buyer accepts, each rates the other.
create function app.leads_award(award uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from awards w where w.id = award and w.pole_id = app.pole_id() and w.state = 'awarded' and app.leads_answer(w.answer_id))
$$;
create function app.buys_award(award uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from awards w where w.id = award and w.pole_id = app.pole_id() and w.state = 'awarded' and app.buys(w.need_id))
$$;
create function app.contract_runs(award uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from contracts c where c.award_id = award and c.pole_id = app.pole_id() and c.ended_on is null)
$$;
grant execute on function app.leads_award(uuid), app.buys_award(uuid), app.contract_runs(uuid) to grappe_app;

alter table contracts
  add column person_id uuid references people,
  add column recorded_at timestamptz not null default now(),
  add foreign key (need_id, award_id) references awards (need_id, id);
create policy buyer_insert on contracts as restrictive for insert with check (app.buys_award(award_id));
create policy buyer_update on contracts as restrictive for update using (app.buys_award(award_id));
create index contracts_need on contracts (need_id);

alter table deliveries
  add column refused_by uuid references people,
  add column refused_at timestamptz,
  add constraint decided_once check (
    (accepted_at is null) = (accepted_by is null) and (refused_at is null) = (refused_reason is null)
    and (refused_at is null) = (refused_by is null) and (accepted_at is null or refused_at is null));
create policy winner_insert on deliveries as restrictive for insert with check (
  app.leads_award(award_id) and app.contract_runs(award_id) and declared_by = (select app.person_id())
  and accepted_at is null and refused_at is null);
create policy buyer_update on deliveries as restrictive for update
  using (app.buys_award(award_id) and accepted_at is null and refused_at is null)
  with check (coalesce(accepted_by, refused_by) = (select app.person_id()));
revoke update on deliveries from grappe_app;
grant update (accepted_by, accepted_at, refused_by, refused_at, refused_reason) on deliveries to grappe_app;

-- A rating is read by the other once both have said theirs: nobody answers with stars to stars.
create function app.both_rated(award uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) >= 2 from ratings where award_id = award and pole_id = app.pole_id()
$$;
grant execute on function app.both_rated(uuid) to grappe_app;
create policy own_insert on ratings as restrictive for insert with check (
  structure_id = (select app.structure_id()) and person_id = (select app.person_id())
  and (app.buys_award(award_id) or app.leads_award(award_id)));
create policy said_by_both on ratings as restrictive for select using (
  structure_id = (select app.structure_id()) or app.both_rated(award_id) or (select app.runs_pole()));
revoke update on ratings from grappe_app;
