-- What a pôle's structures share. A resource is bookable; a unit is the smallest thing that can be in one use at
-- a time; a resource stands over one or more units, and a unit may stand under several resources (a hall and its
-- halves, a kit and its parts). See docs/decisions/0004-units-and-claims.md.
create table places (
  id uuid primary key,
  pole_id uuid not null references poles,
  name text not null check (length(btrim(name)) between 1 and 120),
  address text not null default '',
  town text not null default '',
  access text not null default '',
  unique (pole_id, id)
);

create table resources (
  id uuid primary key,
  pole_id uuid not null references poles,
  -- A file of server/catalogue/kinds.
  kind text not null check (kind ~ '^[a-z][a-z-]*$'),
  -- The structure that owns it and answers for it.
  structure_id uuid not null,
  place_id uuid,
  name text not null check (length(btrim(name)) between 1 and 120),
  description text not null default '' check (length(description) <= 4000),
  capacity integer not null default 1 check (capacity between 1 and 10000),
  features text[] not null default '{}',
  -- Step-free access, of which people must be able to be sure.
  accessible boolean not null default false,
  -- What only this kind has (a room's surface…), checked by the kind's own schema.
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),

  -- Whether a booking takes all its units (a room, a hall over its halves, a kit over its parts), or as many of them
  -- as are asked for (one of six projectors).
  takes_all_units boolean not null default true,

  -- Rules of booking. Durations in minutes.
  step_minutes integer not null default 30 check (step_minutes in (5, 10, 15, 30, 60)),
  min_minutes integer not null default 30 check (min_minutes > 0),
  max_minutes integer not null default 720,
  notice_minutes integer not null default 0 check (notice_minutes >= 0),
  cancel_notice_minutes integer not null default 0 check (cancel_notice_minutes >= 0),
  horizon_days integer not null default 90 check (horizon_days between 1 and 730),
  buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 1440),
  buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 1440),

  search_text text not null generated always as (app.fold(name || ' ' || description)) stored,
  -- Raised at each change, so that an edit made on an old copy is noticed.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz,
  unique (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  foreign key (pole_id, place_id) references places (pole_id, id),
  -- 31 days at most (see the same limit on bookings).
  check (max_minutes >= min_minutes and max_minutes <= 44640)
);
-- In the order in which what is free is proposed: the smallest that is large enough first.
create index resources_pole on resources (pole_id, kind, capacity, name, id) where archived_at is null;
create index resources_structure on resources (structure_id);

create table opening_hours (
  pole_id uuid not null,
  resource_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  -- Minutes of the pôle's wall clock; 1440 is midnight at the end of the day.
  opens integer not null check (opens >= 0),
  closes integer not null check (closes > opens and closes <= 1440),
  primary key (resource_id, weekday, opens),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade,
  constraint opening_hours_overlap exclude using gist
    (resource_id with =, weekday with =, int4range(opens, closes) with &&)
);

create table units (
  id uuid primary key,
  pole_id uuid not null references poles,
  label text not null default '',
  retired_at timestamptz,
  unique (pole_id, id)
);

create table resource_units (
  pole_id uuid not null,
  resource_id uuid not null,
  unit_id uuid not null,
  primary key (resource_id, unit_id),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade,
  foreign key (pole_id, unit_id) references units (pole_id, id)
);
create index resource_units_unit on resource_units (unit_id);

-- What an hour costs, by kind of customer, and the most a day can cost. In cents, taxes included.
create table rates (
  pole_id uuid not null,
  resource_id uuid not null,
  customer text not null check (customer in ('member', 'network', 'outsider')),
  hour_cents bigint not null check (hour_cents >= 0),
  day_cap_cents bigint check (day_cap_cents >= 0),
  primary key (resource_id, customer),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade
);

create table photos (
  id uuid primary key,
  pole_id uuid not null,
  resource_id uuid not null,
  position integer not null default 0,
  alt text not null default '' check (length(alt) <= 300),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade
);
create index photos_resource on photos (resource_id, position);

-- Re-encoded pictures, kept with the rest so that one backup has everything.
create table photo_files (
  pole_id uuid not null,
  photo_id uuid not null,
  width integer not null,
  bytes bytea not null,
  primary key (photo_id, width),
  foreign key (pole_id, photo_id) references photos (pole_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['places','resources','opening_hours','units','resource_units','rates','photos','photo_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy in_pole on %I using (pole_id = (select app.pole_id()))', t);
  end loop;
end $$;

grant select, insert, update on places, resources, units to grappe_app;
grant select, insert, update, delete on opening_hours, resource_units, rates, photos, photo_files to grappe_app;
