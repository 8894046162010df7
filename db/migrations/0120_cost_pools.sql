-- What members bear together, and by which key. See server/costs/README.md and docs/decisions/0016.

-- What is shared: the building, a vehicle, the canteen, the animation function, a project.
create table cost_pools (
  id uuid primary key,
  pole_id uuid not null references poles,
  name text not null check (length(btrim(name)) between 1 and 80),
  description text not null default '' check (length(description) <= 1000),
  kind text not null check (kind in ('building', 'vehicle', 'equipment', 'canteen', 'reception', 'internet', 'post', 'animation', 'project', 'other')),
  -- Article 261 B of the CGI; taxed; out of scope; a loan of staff (L. 8241-2 of the Code du travail).
  legal_mode text not null check (legal_mode in ('261B', 'taxed', 'out_of_scope', 'staff_loan')),
  -- The pôle buys and shares the cost again, or collects for another.
  acts_as text not null default 'principal' check (acts_as in ('principal', 'agent')),
  -- The agreement a loan of staff cannot do without: its reference and its day.
  agreement text not null default '' check (length(agreement) <= 200),
  agreed_on date,
  -- Whether all members of the pôle take part; otherwise those of pool_participants.
  everyone boolean not null default true,
  -- The account its charges are entered to, unless they say otherwise.
  expense_account text not null default '6068' check (expense_account ~ '^6[0-9]{2,7}$'),
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  constraint staff_loan_agreed check (legal_mode <> 'staff_loan' or (length(btrim(agreement)) > 0 and agreed_on is not null)),
  constraint staff_loan_by_principal check (legal_mode <> 'staff_loan' or acts_as = 'principal')
);
create unique index cost_pools_name on cost_pools (pole_id, app.fold(name)) where archived_at is null;

-- Who takes part, from a day, perhaps until a day (the last one included); a structure may come back.
create table pool_participants (
  id uuid primary key,
  pole_id uuid not null,
  pool_id uuid not null,
  structure_id uuid not null,
  starts_on date not null,
  ends_on date,
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  constraint participates_once exclude using gist (pool_id with =, structure_id with =, daterange(starts_on, ends_on, '[]') with &&),
  check (ends_on >= starts_on)
);

-- What a pool measures use on: the resources whose bookings, odometers and places are its weights.
create table pool_resources (
  pole_id uuid not null,
  pool_id uuid not null,
  resource_id uuid not null,
  primary key (pool_id, resource_id),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, resource_id) references resources (pole_id, id)
);
create index pool_resources_resource on pool_resources (resource_id);

-- The key of a pool, by versions that never overlap. One that an allocation has used never changes.
create table key_versions (
  id uuid primary key,
  pole_id uuid not null,
  pool_id uuid not null,
  -- 1, 2, 3… in the pool: what a statement names.
  number integer not null check (number >= 1),
  starts_on date not null,
  ends_on date,
  -- A Key of server/costs/key.ts.
  definition jsonb not null check (jsonb_typeof(definition) = 'object' and definition ? 'type'),
  -- Who decided it, and when: "conseil d'administration du 12 mars".
  decided text not null default '' check (length(decided) <= 200),
  person_id uuid not null references people,
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  unique (pool_id, number),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  constraint key_versions_apart exclude using gist (pool_id with =, daterange(starts_on, ends_on, '[]') with &&),
  check (ends_on >= starts_on)
);

-- What is measured on a structure from a day, perhaps until a day: full-time equivalents × 10 000, heads, m² × 100.
create table structure_measures (
  id uuid primary key,
  pole_id uuid not null,
  structure_id uuid not null,
  measure text not null check (measure in ('fte', 'headcount', 'surface')),
  value bigint not null check (value >= 0),
  starts_on date not null,
  ends_on date,
  person_id uuid not null references people,
  created_at timestamptz not null default now(),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  constraint measured_once exclude using gist (pole_id with =, structure_id with =, measure with =, daterange(starts_on, ends_on, '[]') with &&),
  check (ends_on >= starts_on)
);

-- Use that Grappe does not know by itself: kilometres of a log book, hours of a timesheet (in minutes), meals, places.
create table use_readings (
  id uuid primary key,
  pole_id uuid not null,
  pool_id uuid not null,
  structure_id uuid not null,
  measure text not null check (measure in ('minutes', 'kilometres', 'hours', 'seats', 'meals')),
  quantity bigint not null check (quantity > 0),
  used_on date not null,
  about text not null default '' check (length(about) <= 200),
  -- Hours are used once the host has validated them; what is read on a counter at once.
  validated_at timestamptz,
  validated_by uuid references people,
  person_id uuid not null references people,
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id)
);
create index use_readings_pool on use_readings (pool_id, used_on);
create index use_readings_structure on use_readings (structure_id, used_on);

-- What a structure would pay alone, as it declares it: by month.
create table reference_prices (
  pole_id uuid not null,
  pool_id uuid not null,
  structure_id uuid not null,
  cents_a_month bigint not null check (cents_a_month >= 0),
  source text not null check (length(btrim(source)) between 1 and 300),
  person_id uuid not null references people,
  at timestamptz not null default now(),
  primary key (pool_id, structure_id),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id)
);

do $$
declare t text;
begin
  foreach t in array array['cost_pools', 'pool_participants', 'pool_resources', 'key_versions', 'structure_measures', 'use_readings', 'reference_prices'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, update, delete on %I to grappe_app', t);
    execute format('create policy in_pole on %I for select using (pole_id = (select app.pole_id()) and not (select app.is_guest()))', t);
    execute format('create policy manager_insert on %I for insert with check (pole_id = (select app.pole_id()) and (select app.runs_pole()))', t);
    execute format('create policy manager_update on %I for update using (pole_id = (select app.pole_id()) and (select app.runs_pole()))', t);
    execute format('create policy manager_delete on %I for delete using (pole_id = (select app.pole_id()) and (select app.runs_pole()))', t);
  end loop;
end $$;
-- A pool is archived, never removed; what was decided and used stays.
revoke delete on cost_pools from grappe_app;
-- What a structure pays alone is its own matter, and its own word.
drop policy in_pole on reference_prices;
drop policy manager_insert on reference_prices;
drop policy manager_update on reference_prices;
drop policy manager_delete on reference_prices;
create policy own_or_manager on reference_prices for select using (pole_id = (select app.pole_id())
  and (structure_id = (select app.structure_id()) or (select app.runs_pole())));
create policy own_insert on reference_prices for insert with check (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()));
create policy own_update on reference_prices for update using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()));
create policy own_delete on reference_prices for delete using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()));
-- Who hosts says that hours were worked: its own readings are its own to write and to validate.
create policy own_insert on use_readings for insert with check (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and not (select app.is_guest()));
create policy own_update on use_readings for update using (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and not (select app.is_guest()));
