-- Judging, awarding, and what comes after.

-- Whether an answer that was opened can be judged, with the reason when it cannot.
create table admissions (
  answer_id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  decision text not null check (decision in ('admissible', 'irregular')),
  reason text not null default '' check (length(reason) <= 2000),
  person_id uuid not null references people,
  at timestamptz not null default now(),
  check (decision = 'admissible' or length(btrim(reason)) > 0),
  foreign key (need_id, answer_id) references answers (need_id, id)
);

create table clarifications (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  answer_id uuid not null,
  question text not null check (length(btrim(question)) between 1 and 2000),
  asked_by uuid not null references people,
  asked_at timestamptz not null default now(),
  due_at timestamptz not null,
  answer text check (length(btrim(answer)) between 1 and 5000),
  answered_at timestamptz,
  foreign key (need_id, answer_id) references answers (need_id, id)
);
create index clarifications_answer on clarifications (answer_id);

-- Each alone; then, once all have scored, the consensus. Without a person: the consensus.
create table scores (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  answer_id uuid not null,
  criterion_id uuid not null references need_criteria,
  person_id uuid references people,
  value numeric(6, 2) not null check (value >= 0),
  words text not null default '' check (length(words) <= 2000),
  at timestamptz not null default now(),
  unique nulls not distinct (answer_id, criterion_id, person_id),
  foreign key (need_id, answer_id) references answers (need_id, id)
);
create index scores_need on scores (need_id);
-- Who has scored everything: known before the scores are.
alter table panel_members add column finished_at timestamptz;

create table awards (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  lot_id uuid not null,
  answer_id uuid not null,
  state text not null default 'proposed' check (state in ('proposed', 'awarded', 'dropped')),
  reasons text not null check (length(btrim(reasons)) between 1 and 5000),
  -- As submitted, in cents and hours: what is counted as won.
  price_cents bigint check (price_cents >= 0),
  hours integer not null default 0,
  proposed_by uuid not null references people,
  proposed_at timestamptz not null default now(),
  decided_by uuid references people,
  decided_at timestamptz,
  unique (pole_id, id),
  foreign key (need_id, lot_id) references need_lots (need_id, id),
  foreign key (need_id, answer_id) references answers (need_id, id)
);
create unique index one_live_award on awards (lot_id) where state in ('proposed', 'awarded');

-- What each bidder is told: its scores, its rank, who was retained, why. Only ever added to.
create table letters (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  answer_id uuid not null,
  lot_id uuid not null,
  retained boolean not null,
  content jsonb not null,
  at timestamptz not null default now(),
  unique (answer_id, lot_id),
  foreign key (need_id, answer_id) references answers (need_id, id)
);

create table contracts (
  award_id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  signed_on date not null,
  starts_on date,
  ends_on date,
  amount_cents bigint not null check (amount_cents >= 0),
  hours_promised integer not null default 0 check (hours_promised >= 0),
  ended_on date,
  words text not null default '' check (length(words) <= 2000),
  check (ends_on >= starts_on),
  foreign key (pole_id, award_id) references awards (pole_id, id)
);
create table deliveries (
  id uuid primary key,
  pole_id uuid not null,
  award_id uuid not null references contracts,
  delivered_on date not null,
  what text not null check (length(btrim(what)) between 1 and 1000),
  amount_cents bigint check (amount_cents >= 0),
  hours integer not null default 0 check (hours >= 0),
  declared_by uuid not null references people,
  declared_at timestamptz not null default now(),
  accepted_by uuid references people,
  accepted_at timestamptz,
  refused_reason text check (length(refused_reason) between 1 and 1000)
);
create index deliveries_contract on deliveries (award_id);
create table ratings (
  award_id uuid not null references contracts,
  pole_id uuid not null,
  -- Who rates: the buyer or the lead of the group.
  structure_id uuid not null references structures,
  stars smallint not null check (stars between 1 and 5),
  words text not null default '' check (length(words) <= 2000),
  person_id uuid not null references people,
  at timestamptz not null default now(),
  primary key (award_id, structure_id)
);

-- Two structures that the pôle made meet: where needs come from.
create table introductions (
  id uuid primary key,
  pole_id uuid not null references poles,
  structure_id uuid not null references structures,
  other_id uuid not null references structures,
  met_on date not null,
  about text not null check (length(btrim(about)) between 1 and 500),
  need_id uuid,
  person_id uuid not null references people,
  at timestamptz not null default now(),
  check (structure_id <> other_id),
  foreign key (pole_id, need_id) references needs (pole_id, id)
);
create index introductions_pole on introductions (pole_id, met_on);

-- Finding: searches that people keep, and what is not for them.
create table need_searches (
  id uuid primary key,
  pole_id uuid not null references poles,
  person_id uuid not null references people on delete cascade,
  structure_id uuid references structures,
  name text not null check (length(btrim(name)) between 1 and 80),
  filters jsonb not null default '{}',
  frequency text not null check (frequency in ('immediate', 'weekly', 'never')),
  -- Needs published until then were told.
  told_until timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index need_searches_person on need_searches (person_id);
create index need_searches_told on need_searches (frequency, told_until) where frequency <> 'never';
create table need_refusals (
  pole_id uuid not null,
  need_id uuid not null,
  structure_id uuid not null references structures,
  person_id uuid not null references people,
  reason text not null check (reason in ('trade', 'place', 'size', 'dates', 'conditions', 'other')),
  words text not null default '' check (length(words) <= 500),
  at timestamptz not null default now(),
  primary key (need_id, structure_id),
  foreign key (pole_id, need_id) references needs (pole_id, id)
);

-- Judging is for who reads the answers; scores of others once the consensus is open.
create function app.is_scored(need uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from needs where id = need and pole_id = app.pole_id() and consensus_at is not null)
$$;
create function app.wrote_in(need uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from answers a join answer_members m on m.answer_id = a.id
                  where a.need_id = need and a.pole_id = app.pole_id() and m.state = 'accepted' and m.structure_id = app.structure_id())
$$;
create function app.is_awarded_here(award uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from awards w where w.id = award and w.pole_id = app.pole_id() and w.state = 'awarded'
                    and (app.buys(w.need_id) or app.writes_answer(w.answer_id)))
$$;
grant execute on function app.is_scored(uuid), app.wrote_in(uuid), app.is_awarded_here(uuid) to grappe_app;

-- Nobody scores an answer of its own structure, or before saying that it has no conflict; nor above the scale.
create function app.check_score() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare n needs;
begin
  select * into n from needs where id = new.need_id and pole_id = app.pole_id();
  if new.value > (select scale from need_criteria where id = new.criterion_id and need_id = new.need_id) then
    raise exception 'Above the scale.' using errcode = 'check_violation', constraint = 'score_in_scale';
  end if;
  if n.state not in ('opened', 'evaluated') or (new.person_id is null) <> (n.consensus_at is not null) then
    raise exception 'Not the time for it.' using errcode = 'check_violation', constraint = 'score_in_time';
  end if;
  if new.person_id is not null and exists (
    select from answer_members m join affiliations f on f.structure_id = m.structure_id and f.ended_at is null
     where m.answer_id = new.answer_id and m.state = 'accepted' and f.person_id = new.person_id) then
    raise exception 'Nobody scores its own structure.' using errcode = 'check_violation', constraint = 'score_of_others';
  end if;
  return new;
end $$;
create trigger check_score before insert or update on scores for each row execute function app.check_score();

do $$
declare t text;
begin
  foreach t in array array['admissions','clarifications','scores','awards','letters','contracts','deliveries','ratings',
                           'introductions','need_searches','need_refusals'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
create policy judges on admissions using (pole_id = (select app.pole_id()) and app.reads_answers(need_id));
create policy judges on clarifications using (pole_id = (select app.pole_id()) and app.reads_answers(need_id));
create policy bidder on clarifications for select using (pole_id = (select app.pole_id()) and app.writes_answer(answer_id));
create policy bidder_answers on clarifications for update using (pole_id = (select app.pole_id()) and app.leads_answer(answer_id) and now() < due_at);
create policy judges on scores for select using (pole_id = (select app.pole_id()) and app.reads_answers(need_id)
  and (person_id = (select app.person_id()) or app.is_scored(need_id)));
create policy judges_insert on scores for insert with check (pole_id = (select app.pole_id()) and app.reads_answers(need_id)
  and (person_id = (select app.person_id())
    and exists (select from panel_members p where p.need_id = scores.need_id and p.person_id = scores.person_id and p.declared = 'none' and p.removed_at is null)
    or person_id is null));
create policy judges_update on scores for update using (pole_id = (select app.pole_id()) and app.reads_answers(need_id)
  and (person_id = (select app.person_id()) or person_id is null));
create policy judges on awards using (pole_id = (select app.pole_id()) and (app.reads_answers(need_id) and app.buys(need_id)));
create policy seen on awards for select using (pole_id = (select app.pole_id()) and (
  app.reads_answers(need_id) or state = 'awarded' and exists (select from needs n where n.id = need_id)));
create policy buyer on letters using (pole_id = (select app.pole_id()) and (app.buys(need_id) or (select app.runs_pole())));
create policy bidder on letters for select using (pole_id = (select app.pole_id()) and app.writes_answer(answer_id));
create policy parties on contracts using (pole_id = (select app.pole_id()) and (app.is_awarded_here(award_id) or (select app.runs_pole())));
create policy parties on deliveries using (pole_id = (select app.pole_id()) and (app.is_awarded_here(award_id) or (select app.runs_pole())));
create policy parties on ratings using (pole_id = (select app.pole_id()) and (app.is_awarded_here(award_id) or (select app.runs_pole())));
create policy manager on introductions using (pole_id = (select app.pole_id()) and (select app.runs_pole()));
create policy parties on introductions for select using (
  pole_id = (select app.pole_id()) and (select app.structure_id()) in (structure_id, other_id));
create policy own on need_searches using (pole_id = (select app.pole_id()) and person_id = (select app.person_id()));
create policy own on need_refusals using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()));
create policy buyer on need_refusals for select using (
  pole_id = (select app.pole_id()) and (app.buys(need_id) or (select app.runs_pole())));

create trigger append_only before update or delete on letters for each row execute function app.refuse_change();
create trigger no_truncate before truncate on letters for each statement execute function app.refuse_change();

grant select, insert, update on admissions, clarifications, scores, awards, contracts, deliveries, ratings, need_searches, need_refusals to grappe_app;
grant select, insert on letters, introductions to grappe_app;
grant delete on need_searches, need_refusals, introductions to grappe_app;
