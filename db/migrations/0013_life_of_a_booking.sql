-- The whole life of a booking: asked for together, approved, repeated, waited for, used.
alter table bookings
  drop constraint bookings_state_check,
  -- An offer holds its time for the first of a waiting list, until it expires.
  add constraint bookings_state_check check (state in
    ('offered', 'requested', 'confirmed', 'checked_in', 'returned', 'settled', 'declined', 'expired', 'cancelled', 'no_show')),
  -- The pôle of a structure that books from another pôle of the network; null: of this one.
  add column home_pole_id uuid references poles,
  add column membership_pole_id uuid generated always as (coalesce(home_pole_id, pole_id)) stored,
  add column customer text not null default 'member' check (customer in ('member', 'network', 'outsider', 'public')),
  -- A word to who approves or provides it.
  add column message text not null default '' check (length(message) <= 1000),
  -- Frozen with the price: a use that is a weight in cost sharing.
  add column at_cost boolean not null default false,
  add column deposit_cents bigint not null default 0 check (deposit_cents >= 0),
  -- Foreseen when booking, then measured at return.
  add column kilometres integer check (kilometres between 0 and 100000),
  -- What stays due of a booking cancelled too late.
  add column cancel_fee_cents bigint not null default 0 check (cancel_fee_cents >= 0),
  -- Until when a request can be approved or an offer taken.
  add column expires_at timestamptz,
  add column decided_at timestamptz,
  add column decided_by uuid references people,
  add column decline_reason text check (length(decline_reason) <= 500),
  -- The booking that this one goes with (coffee with a room): it ends when that one does.
  add column parent_id uuid,
  -- Confirmed together from one basket.
  add column basket_id uuid,
  add column session_id uuid,
  add column series_id uuid,
  -- The wall clock of the series at which it was to start, RFC 5545's RECURRENCE-ID: "2026-11-26T09:00".
  add column recurrence text check (recurrence ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  add column checked_in_at timestamptz,
  add column returned_at timestamptz,
  add foreign key (pole_id, parent_id) references bookings (pole_id, id),
  add foreign key (pole_id, session_id) references resource_sessions (pole_id, id),
  add constraint booking_recurrence check ((series_id is null) = (recurrence is null)),
  add constraint booking_expiry check ((state in ('offered', 'requested')) = (expires_at is not null));

-- A structure of another pôle of the network has its membership there.
alter table bookings
  drop constraint bookings_pole_id_structure_id_fkey,
  add constraint bookings_membership foreign key (membership_pole_id, structure_id) references memberships (pole_id, structure_id);

create table series (
  id uuid primary key,
  pole_id uuid not null references poles,
  resource_id uuid not null,
  structure_id uuid not null,
  person_id uuid not null references people,
  title text not null default '' check (length(title) <= 200),
  title_shared boolean not null default false,
  attendees integer check (attendees between 1 and 10000),
  quantity integer not null default 1 check (quantity between 1 and 1000),
  -- The wall clock of the pôle: 9:00 stays 9:00 across a change of hour.
  starts_at_local text not null check (starts_at_local ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  minutes integer not null check (minutes between 5 and 44640),
  -- RFC 5545, without DTSTART: "FREQ=WEEKLY;BYDAY=MO;COUNT=10".
  rrule text not null check (length(rrule) between 6 and 500),
  skips_bank_holidays boolean not null default false,
  skips_school_holidays boolean not null default false,
  -- The series that this one was cut from, when somebody changed "this and the following".
  previous_id uuid,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (pole_id, id),
  foreign key (pole_id, resource_id) references resources (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  foreign key (pole_id, previous_id) references series (pole_id, id)
);
create index series_structure on series (structure_id, created_at);
alter table bookings add foreign key (pole_id, series_id) references series (pole_id, id);
create unique index bookings_series on bookings (series_id, recurrence) where series_id is not null;
create index bookings_parent on bookings (parent_id) where parent_id is not null;
create index bookings_basket on bookings (basket_id) where basket_id is not null;
create index bookings_expiring on bookings (expires_at) where expires_at is not null;
create index bookings_asked on bookings (pole_id, expires_at) where state = 'requested';

-- Who waits for a time that is taken, first come first told.
create table waiting (
  id uuid primary key,
  pole_id uuid not null references poles,
  resource_id uuid not null,
  structure_id uuid not null,
  person_id uuid not null references people,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  quantity integer not null default 1 check (quantity between 1 and 1000),
  attendees integer check (attendees between 1 and 10000),
  title text not null default '' check (length(title) <= 200),
  title_shared boolean not null default false,
  state text not null default 'waiting' check (state in ('waiting', 'offered', 'taken', 'withdrawn', 'lapsed', 'past')),
  -- The booking that holds the time offered.
  booking_id uuid,
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  foreign key (pole_id, resource_id) references resources (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  foreign key (pole_id, booking_id) references bookings (pole_id, id),
  check (starts_at < ends_at),
  check (state not in ('offered', 'taken') or booking_id is not null)
);
create index waiting_resource on waiting (resource_id, starts_at, created_at) where state = 'waiting';
create index waiting_person on waiting (person_id, starts_at);
create index waiting_booking on waiting (booking_id) where booking_id is not null;

-- What a person has put aside, to confirm together. Nothing is held.
create table basket_items (
  id uuid primary key,
  pole_id uuid not null references poles,
  person_id uuid not null references people on delete cascade,
  resource_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  quantity integer not null default 1 check (quantity between 1 and 1000),
  attendees integer check (attendees between 1 and 10000),
  kilometres integer check (kilometres between 0 and 100000),
  message text not null default '' check (length(message) <= 1000),
  -- The thing that this one goes with.
  parent_id uuid references basket_items on delete cascade,
  added_at timestamptz not null default now(),
  foreign key (pole_id, resource_id) references resources (pole_id, id),
  check (starts_at < ends_at)
);
create index basket_items_person on basket_items (person_id, pole_id, added_at);

do $$
declare t text;
begin
  foreach t in array array['series','waiting'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy in_pole on %I using (pole_id = (select app.pole_id()))', t);
  end loop;
end $$;
alter table basket_items enable row level security;
create policy own on basket_items using (pole_id = (select app.pole_id()) and person_id = (select app.person_id()));
grant select, insert, update on series, waiting to grappe_app;
grant select, insert, update, delete on basket_items to grappe_app;
