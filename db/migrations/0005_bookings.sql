create table bookings (
  -- Made by whoever asks (a form's hidden field, an API key): the same request sent twice is one booking.
  id uuid primary key,
  pole_id uuid not null references poles,
  resource_id uuid not null,
  structure_id uuid not null,
  person_id uuid not null references people,
  title text not null default '' check (length(title) <= 200),
  -- Others of the pôle see the purpose only when its author shares it.
  title_shared boolean not null default false,
  quantity integer not null default 1 check (quantity between 1 and 1000),
  attendees integer check (attendees between 1 and 10000),
  -- What was asked for; claims add the buffers.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null default 'confirmed' check (state in
    ('requested', 'confirmed', 'checked_in', 'returned', 'settled', 'declined', 'expired', 'cancelled', 'no_show')),
  -- Frozen at confirmation, with what it is made of.
  price_cents bigint not null default 0,
  price_reasons jsonb not null default '[]' check (jsonb_typeof(price_reasons) = 'array'),
  -- iCalendar's SEQUENCE: raised at each change that calendars must learn of.
  sequence integer not null default 0,
  created_at timestamptz not null default now(),
  cancelled_at timestamptz,
  cancelled_by uuid references people,
  cancel_reason text check (length(cancel_reason) <= 500),
  unique (pole_id, id),
  foreign key (pole_id, resource_id) references resources (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  -- 31 days at most: a view of a period then reads at most a month before it.
  constraint booking_period check (starts_at < ends_at and ends_at - starts_at <= interval '31 days'),
  check ((state = 'cancelled') = (cancelled_at is not null))
);
create index bookings_resource on bookings (resource_id, starts_at);
create index bookings_structure on bookings (structure_id, starts_at);
create index bookings_person on bookings (person_id, starts_at);
create index bookings_pole on bookings (pole_id, starts_at);

-- A booking's hold on one unit, buffers included. The exclusion constraint is the promise of the whole product:
-- one unit is never promised twice, by whatever path.
create table claims (
  id uuid primary key,
  pole_id uuid not null,
  booking_id uuid not null,
  unit_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  released_at timestamptz,
  check (starts_at < ends_at),
  foreign key (pole_id, booking_id) references bookings (pole_id, id),
  foreign key (pole_id, unit_id) references units (pole_id, id),
  constraint slot_taken exclude using gist (unit_id with =, tstzrange(starts_at, ends_at) with &&)
    where (released_at is null)
);
-- Live claims of one unit never overlap, so the last one that starts before an instant tells whether it is free.
create index claims_live on claims (unit_id, starts_at desc) include (ends_at) where released_at is null;
create index claims_booking on claims (booking_id);

-- Who did what, when.
create table booking_events (
  id uuid primary key,
  pole_id uuid not null,
  booking_id uuid not null,
  at timestamptz not null default now(),
  person_id uuid references people,
  kind text not null,
  details jsonb not null default '{}',
  foreign key (pole_id, booking_id) references bookings (pole_id, id)
);
create index booking_events_booking on booking_events (booking_id, at);
create trigger append_only before update or delete on booking_events for each row execute function app.refuse_change();
create trigger append_only_truncate before truncate on booking_events execute function app.refuse_change();

-- Answers already given to an Idempotency-Key: a replay gets the first answer again.
create table idempotency_keys (
  pole_id uuid not null references poles,
  person_id uuid not null references people,
  key text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  status integer,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (pole_id, person_id, key)
);

do $$
declare t text;
begin
  foreach t in array array['bookings','claims','booking_events','idempotency_keys'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy in_pole on %I using (pole_id = (select app.pole_id()))', t);
  end loop;
end $$;

grant select, insert, update on bookings, claims, idempotency_keys to grappe_app;
grant select, insert on booking_events to grappe_app;
