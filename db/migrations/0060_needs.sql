-- Needs: what a structure of a pôle looks for, and asks others to answer. See docs/decisions/0010-the-seal.md.

-- Whether who acts runs this pôle.
create function app.runs_pole() returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select not app.is_guest() and exists (
    select from pole_staff where pole_id = app.pole_id() and person_id = app.person_id() and ended_at is null)
$$;

-- Local authorities, public establishments, associations funded by them for the most part: public buyers.
alter table structures
  add column public_buyer boolean not null default false,
  -- Declared to be of the social and solidarity economy (law 2014-856, article 1).
  add column ess boolean not null default false;

-- From which day the law lets a public buyer call for answers here, under how much. In cents, net of tax.
create table procurement_thresholds (
  starts_on date primary key,
  cents bigint not null check (cents > 0),
  source text not null
);
insert into procurement_thresholds values
  ('2020-01-01', 4000000, 'décret n° 2019-1344 du 12 décembre 2019'),
  ('2026-04-01', 6000000, 'code de la commande publique, article R. 2122-8');
alter table procurement_thresholds enable row level security;
create policy of_anybody on procurement_thresholds for select using ((select app.pole_id()) is not null);
grant select on procurement_thresholds to grappe_app;

create table needs (
  id uuid primary key,
  pole_id uuid not null references poles,
  -- The buyer.
  structure_id uuid not null,
  person_id uuid not null references people,
  -- A call for answers on criteria; a simple request for quotes; who would be interested, without an award.
  kind text not null check (kind in ('call', 'quotes', 'interest')),
  state text not null default 'draft' check (state in
    ('draft', 'published', 'opened', 'evaluated', 'proposed', 'awarded', 'contracted', 'done', 'cancelled', 'unsuccessful')),
  title text not null default '' check (length(title) <= 160),
  summary text not null default '' check (length(summary) <= 400),
  description text not null default '' check (length(description) <= 20000),
  -- CPV codes, eight digits.
  trades text[] not null default '{}',
  place text not null default '' check (length(place) <= 120),
  wanted_from date,
  wanted_until date,
  -- Who may see it: the pôle, the pôles of its network, anybody.
  open_to text not null default 'pole' check (open_to in ('pole', 'network', 'public')),
  groups_allowed boolean not null default true,
  -- Prices are opened once quality is scored.
  quality_first boolean not null default false,
  -- How many lots one bidder may win; null: all.
  max_lots integer check (max_lots >= 1),
  contact text not null default '' check (length(contact) <= 200),
  published_at timestamptz,
  questions_until timestamptz,
  -- An answer is in before this instant, to the millisecond, by the database's clock.
  closes_at timestamptz,
  opened_at timestamptz,
  consensus_at timestamptz,
  prices_opened_at timestamptz,
  decided_at timestamptz,
  ended_at timestamptz,
  -- Why it was cancelled, or why nobody was retained.
  end_reason text not null default '' check (length(end_reason) <= 2000),
  -- Asked of the buyer in the end.
  satisfied text check (satisfied in ('yes', 'partly', 'no')),
  satisfied_words text not null default '' check (length(satisfied_words) <= 1000),
  -- The last number given in its register, and to its addenda.
  last_submission integer not null default 0,
  last_addendum integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_text text not null generated always as (app.fold(title || ' ' || summary || ' ' || place)) stored,
  unique (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  check (wanted_until >= wanted_from),
  check (questions_until <= closes_at),
  constraint need_published check (state in ('draft', 'cancelled') or
    (published_at is not null and closes_at is not null and length(btrim(title)) > 0)),
  check (date_trunc('milliseconds', closes_at) = closes_at)
);
create index needs_open on needs (pole_id, closes_at) where state = 'published';
create index needs_elsewhere on needs (closes_at) where state = 'published' and open_to <> 'pole';
create index needs_structure on needs (structure_id, created_at);

create table need_lots (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  number integer not null check (number between 1 and 50),
  title text not null default '' check (length(title) <= 160),
  description text not null default '' check (length(description) <= 10000),
  estimate_cents bigint check (estimate_cents >= 0),
  estimate_shown boolean not null default true,
  -- Kept for structures of the social economy, of work integration, of fair trade, of the territory.
  reserved_to text check (reserved_to in ('ess', 'integration', 'fair_trade', 'local')),
  minimum_hours integer not null default 0 check (minimum_hours >= 0),
  -- Why nobody was retained for it.
  unsuccessful_reason text check (length(unsuccessful_reason) between 1 and 2000),
  unique (pole_id, id),
  unique (need_id, id),
  unique (need_id, number) deferrable initially deferred,
  foreign key (pole_id, need_id) references needs (pole_id, id) on delete cascade
);

create table need_criteria (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  lot_id uuid not null,
  position integer not null,
  kind text not null check (kind in ('price', 'quality', 'social', 'environment', 'proximity', 'delay')),
  label text not null default '' check (length(label) <= 160),
  weight integer not null check (weight between 1 and 100),
  scale integer not null default 10 check (scale between 1 and 100),
  -- Under it an answer is not retained.
  minimum numeric(6, 2) check (minimum between 0 and scale),
  guideline text not null default '' check (length(guideline) <= 2000),
  unique (pole_id, id),
  foreign key (need_id, lot_id) references need_lots (need_id, id) on delete cascade,
  foreign key (pole_id, need_id) references needs (pole_id, id)
);
create index need_criteria_lot on need_criteria (lot_id, position);
create unique index need_criteria_price on need_criteria (lot_id) where kind = 'price';

create table need_files (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  type text not null,
  bytes bytea not null check (octet_length(bytes) <= 10485760),
  sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
  created_at timestamptz not null default now(),
  foreign key (pole_id, need_id) references needs (pole_id, id)
);
create index need_files_need on need_files (need_id);

-- Questions are asked without saying by whom, and answered to everybody.
create table need_questions (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  question text not null check (length(btrim(question)) between 1 and 2000),
  asked_at timestamptz not null default now(),
  answer text check (length(btrim(answer)) between 1 and 5000),
  answered_at timestamptz,
  answered_by uuid references people,
  check ((answer is null) = (answered_at is null)),
  foreign key (pole_id, need_id) references needs (pole_id, id)
);
create index need_questions_need on need_questions (need_id, asked_at);
-- Who asked: for them alone.
create table question_askers (
  question_id uuid primary key references need_questions,
  pole_id uuid not null,
  structure_id uuid not null references structures,
  person_id uuid not null references people
);

-- What changes once it is published; only ever added to. A change of substance invalidates the answers submitted.
create table need_addenda (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  number integer not null,
  words text not null check (length(btrim(words)) between 1 and 5000),
  changes_substance boolean not null,
  closes_at_before timestamptz not null,
  closes_at timestamptz not null,
  at timestamptz not null default now(),
  person_id uuid not null references people,
  unique (need_id, number),
  constraint addendum_never_shortens check (closes_at >= closes_at_before),
  foreign key (pole_id, need_id) references needs (pole_id, id)
);

-- What was done with a need, by whom: nothing here says who answers.
create table need_events (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  at timestamptz not null default now(),
  person_id uuid references people,
  kind text not null check (kind ~ '^[a-z_]+$'),
  details jsonb not null default '{}',
  foreign key (pole_id, need_id) references needs (pole_id, id)
);
create index need_events_need on need_events (need_id, at);

-- Weights make 100 in each lot, whenever a need is more than a draft.
create function app.check_weights() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  need uuid;
  wrong integer;
begin
  if tg_table_name = 'needs' then need := new.id;
  elsif tg_op = 'DELETE' then need := old.need_id;
  else need := new.need_id; end if;
  if not exists (select from needs where id = need and state not in ('draft', 'cancelled') and kind = 'call') then
    return null;
  end if;
  select l.number into wrong from need_lots l
    left join need_criteria c on c.lot_id = l.id
   where l.need_id = need group by l.id having coalesce(sum(c.weight), 0) <> 100 limit 1;
  if found or not exists (select from need_lots where need_id = need) then
    raise exception 'The weights of lot % do not make 100.', wrong
      using errcode = 'check_violation', constraint = 'weights_make_100';
  end if;
  return null;
end $$;
create constraint trigger weights after insert or update of state on needs
  deferrable initially deferred for each row execute function app.check_weights();
create constraint trigger weights after insert or update or delete on need_criteria
  deferrable initially deferred for each row execute function app.check_weights();
create constraint trigger weights after insert or delete on need_lots
  deferrable initially deferred for each row execute function app.check_weights();

-- What bidders answer to stays what it is once published: it changes by addenda, and its closing is never sooner.
create function app.keep_published_need() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.closes_at < old.closes_at or new.published_at is distinct from old.published_at
      or new.structure_id <> old.structure_id or new.kind <> old.kind or new.state = 'draft'
      or new.quality_first <> old.quality_first) then
    raise exception 'A published need is not taken back.' using errcode = 'check_violation', constraint = 'need_is_published';
  end if;
  if old.opened_at is not null and (new.opened_at is distinct from old.opened_at or new.closes_at <> old.closes_at) then
    raise exception 'An opening is not undone.' using errcode = 'check_violation', constraint = 'need_is_opened';
  end if;
  if new.opened_at is not null and (new.closes_at is null or new.opened_at < new.closes_at) then
    raise exception 'Nothing is opened before its time.' using errcode = 'check_violation', constraint = 'need_is_sealed';
  end if;
  -- Prices wait for quality.
  if new.prices_opened_at is not null and new.consensus_at is null or new.consensus_at is not null and new.opened_at is null then
    raise exception 'Not before quality is judged.' using errcode = 'check_violation', constraint = 'need_is_sealed';
  end if;
  return new;
end $$;
create trigger keep_published before update on needs for each row execute function app.keep_published_need();

-- A change of criteria or lots after the first opening would be a change of the rules after the game.
create function app.keep_rules_of_need() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare need uuid := case when tg_op = 'DELETE' then old.need_id else new.need_id end;
begin
  if exists (select from needs where id = need and (opened_at is not null or closes_at <= clock_timestamp() and state <> 'draft')) then
    raise exception 'A need that is closed keeps its rules.' using errcode = 'check_violation', constraint = 'need_is_closed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_rules before insert or update or delete on need_criteria for each row execute function app.keep_rules_of_need();
create trigger keep_rules before insert or update of title, description, estimate_cents, estimate_shown, reserved_to, minimum_hours or delete
  on need_lots for each row execute function app.keep_rules_of_need();

create trigger append_only before update or delete on need_addenda for each row execute function app.refuse_change();
create trigger append_only before update or delete on need_events for each row execute function app.refuse_change();
create trigger no_truncate before truncate on need_addenda for each statement execute function app.refuse_change();
create trigger no_truncate before truncate on need_events for each statement execute function app.refuse_change();

-- A draft is its buyer's, and the pôle's manager may read it; guests see what is open to them.
do $$
declare t text;
begin
  foreach t in array array['needs','need_lots','need_criteria','need_files','need_questions','question_askers',
                           'need_addenda','need_events'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
create policy in_pole on needs using (
  pole_id = (select app.pole_id())
  and (state <> 'draft' or structure_id = (select app.structure_id()) or (select app.runs_pole()))
  and (not (select app.is_guest()) or open_to = 'public'
       or (open_to = 'network' and (select app.guest()) = 'network')));
do $$
declare t text;
begin
  foreach t in array array['need_lots','need_criteria','need_files','need_questions','need_addenda','need_events'] loop
    execute format('create policy in_pole on %I using (pole_id = (select app.pole_id())
      and exists (select from needs n where n.id = %I.need_id))', t, t);
  end loop;
end $$;
create policy own on question_askers using (
  pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()));
-- What the buyer estimates and does not show.
create function app.buys(need uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select not app.is_guest() and exists (
    select from needs where id = need and pole_id = app.pole_id() and structure_id = app.structure_id())
$$;
-- Its buyer writes it; others, their questions.
create policy buyer_insert on needs as restrictive for insert with check (structure_id = (select app.structure_id()) and not (select app.is_guest()));
create policy buyer_update on needs as restrictive for update using (structure_id = (select app.structure_id()) and not (select app.is_guest()));
do $$
declare t text;
begin
  foreach t in array array['need_lots','need_criteria','need_files','need_addenda','need_events'] loop
    execute format('create policy buyer_insert on %I as restrictive for insert with check (app.buys(need_id))', t);
    execute format('create policy buyer_update on %I as restrictive for update using (app.buys(need_id))', t);
    execute format('create policy buyer_delete on %I as restrictive for delete using (app.buys(need_id))', t);
  end loop;
end $$;
create policy buyer_update on need_questions as restrictive for update using (app.buys(need_id));

grant select, insert, update on needs, need_questions to grappe_app;
grant select, insert, update, delete on need_lots, need_criteria, need_files to grappe_app;
grant select, insert on question_askers, need_addenda, need_events to grappe_app;
grant execute on function app.runs_pole(), app.buys(uuid) to grappe_app;

-- Published needs that are open beyond their pôle, for whoever looks from elsewhere: those of anybody, and those of the
-- network of the pôle that one is of.
create function app.needs_elsewhere() returns setof needs
  language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select n.* from needs n join poles p on p.id = n.pole_id
   where n.state = 'published' and n.closes_at > now() and n.pole_id is distinct from app.pole_id()
     and (n.open_to = 'public' or (n.open_to = 'network' and not app.is_guest() and p.network_id is not null
          and p.network_id = (select h.network_id from poles h where h.id = app.pole_id())))
$$;
grant execute on function app.needs_elsewhere() to grappe_app;
