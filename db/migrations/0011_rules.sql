-- The rules of a resource: when it is open, who may book it, how much of it, who says yes.
alter table poles
  -- As in the official list of public holidays ("metropole", "alsace-moselle", "la-reunion"…).
  add column holiday_zone text not null default 'metropole',
  -- Null where schools follow no zone (Corsica, overseas).
  add column school_zone text check (school_zone in ('A', 'B', 'C'));

alter table resources
  -- How long before its start a booking can still be moved. In minutes.
  add column change_notice_minutes integer not null default 0 check (change_notice_minutes >= 0),
  -- After the notice for cancelling: refused (null), or this part of the price stays due.
  add column late_cancel_percent smallint check (late_cancel_percent between 0 and 100),
  -- Everybody of the pôle, the structures named in resource_structures, the other pôles of the network too, anybody.
  add column open_to text not null default 'pole' check (open_to in ('pole', 'named', 'network', 'public')),
  -- Who says yes to a request; nobody needs to, by default.
  add column approval text not null default 'automatic' check (approval in ('automatic', 'owner', 'manager')),
  -- How long they have to answer, in minutes; at the latest until the start.
  add column approval_minutes integer not null default 2880 check (approval_minutes between 15 and 43200),
  -- Customers who need no approval all the same.
  add column approval_free text[] not null default '{}',
  add column closes_bank_holidays boolean not null default false,
  add column closes_school_holidays boolean not null default false,
  -- The hours that everybody wants, in minutes of the wall clock; quotas may count these alone.
  add column prime_from integer check (prime_from >= 0),
  add column prime_to integer check (prime_to <= 1440),
  add column prime_weekdays smallint[] not null default '{1,2,3,4,5}',
  add check ((prime_from is null) = (prime_to is null) and (prime_from is null or prime_from < prime_to));

-- Structures with a right of their own on a resource: to book it (open_to = 'named'), to need no approval.
create table resource_structures (
  pole_id uuid not null,
  resource_id uuid not null,
  structure_id uuid not null references structures,
  may_book boolean not null default true,
  trusted boolean not null default false,
  primary key (resource_id, structure_id),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade
);

-- A part of every year with opening hours of its own: month × 100 + day, both included; 1101 to 331 is the winter.
create table seasons (
  id uuid primary key,
  pole_id uuid not null,
  resource_id uuid not null,
  name text not null check (length(btrim(name)) between 1 and 80),
  starts_on smallint not null check (starts_on between 101 and 1231),
  ends_on smallint not null check (ends_on between 101 and 1231),
  unique (pole_id, id),
  unique (resource_id, id),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade
);

-- Hours of a season, or of the rest of the year (null).
alter table opening_hours
  add column season_id uuid,
  drop constraint opening_hours_pkey,
  drop constraint opening_hours_overlap,
  add constraint opening_hours_key unique nulls not distinct (resource_id, season_id, weekday, opens),
  add foreign key (resource_id, season_id) references seasons (resource_id, id) on delete cascade,
  add constraint opening_hours_overlap exclude using gist
    (resource_id with =, coalesce(season_id, '00000000-0000-0000-0000-000000000000') with =, weekday with =,
     int4range(opens, closes) with &&);

-- Days on which it is closed, both included.
create table closures (
  id uuid primary key,
  pole_id uuid not null,
  resource_id uuid not null,
  first_day date not null,
  last_day date not null,
  label text not null default '' check (length(label) <= 200),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade,
  check (first_day <= last_day)
);
create index closures_resource on closures (resource_id, last_day);

-- A time in which units cannot be booked, but by the structures excepted: work, maintenance, kept for somebody.
-- Bookings already made stay. Blockings may overlap; requests and blockings meet under the lock of the units.
create table blockings (
  id uuid primary key,
  pole_id uuid not null,
  resource_id uuid not null,
  kind text not null check (kind in ('closed', 'maintenance', 'reserved', 'imported')),
  reason text not null default '' check (length(reason) <= 300),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  except_structures uuid[] not null default '{}',
  -- The event of an imported calendar that it stands for.
  source_uid text check (length(source_uid) <= 500),
  created_by uuid references people,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid references people,
  unique (pole_id, id),
  foreign key (pole_id, resource_id) references resources (pole_id, id),
  check (starts_at < ends_at)
);
create index blockings_resource on blockings (resource_id, ends_at) where removed_at is null;
create index blockings_pole on blockings (pole_id, ends_at) where removed_at is null;

create table blocked_units (
  blocking_id uuid not null,
  pole_id uuid not null,
  unit_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  removed_at timestamptz,
  primary key (blocking_id, unit_id),
  foreign key (pole_id, blocking_id) references blockings (pole_id, id),
  foreign key (pole_id, unit_id) references units (pole_id, id)
);
create index blocked_units_unit on blocked_units (unit_id, ends_at) include (starts_at, blocking_id) where removed_at is null;

-- The most that one structure may have of a resource, by kind of customer.
create table quotas (
  pole_id uuid not null,
  resource_id uuid not null,
  customer text not null check (customer in ('member', 'network', 'outsider')),
  -- Minutes a week (Monday first) or a month; live bookings to come; percent of a month's prime time.
  measure text not null check (measure in ('week_minutes', 'month_minutes', 'simultaneous', 'prime_percent')),
  amount integer not null check (amount > 0),
  -- Counts the prime hours alone; the others stay free.
  prime_only boolean not null default false,
  primary key (resource_id, customer, measure),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade,
  check (measure <> 'prime_percent' or amount <= 100)
);

do $$
declare t text;
begin
  foreach t in array array['resource_structures','seasons','closures','blockings','blocked_units','quotas'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy in_pole on %I using (pole_id = (select app.pole_id()))', t);
  end loop;
end $$;
grant select, insert, update, delete on resource_structures, seasons, closures, quotas to grappe_app;
grant select, insert, update on blockings, blocked_units to grappe_app;
grant update (holiday_zone, school_zone) on poles to grappe_app;
