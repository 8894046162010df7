-- What happens when a thing is taken and given back, and when it breaks.
create table use_records (
  id uuid primary key,
  pole_id uuid not null,
  booking_id uuid not null,
  moment text not null check (moment in ('start', 'end')),
  at timestamptz not null default now(),
  -- Null: by the booking's own link, without signing in.
  person_id uuid references people,
  odometer integer check (odometer between 0 and 10000000),
  -- Fuel or charge, in percent.
  level smallint check (level between 0 and 100),
  note text not null default '' check (length(note) <= 1000),
  unique (pole_id, id),
  unique (booking_id, moment),
  foreign key (pole_id, booking_id) references bookings (pole_id, id)
);

create table incidents (
  id uuid primary key,
  pole_id uuid not null,
  resource_id uuid not null,
  -- The one of several units that broke, when it is known.
  unit_id uuid,
  booking_id uuid,
  reported_by uuid references people,
  reported_at timestamptz not null default now(),
  description text not null check (length(btrim(description)) between 1 and 2000),
  stops_use boolean not null default false,
  -- The maintenance that keeps it from being booked.
  blocking_id uuid,
  closed_at timestamptz,
  closed_by uuid references people,
  resolution text not null default '' check (length(resolution) <= 2000),
  unique (pole_id, id),
  foreign key (pole_id, resource_id) references resources (pole_id, id),
  foreign key (pole_id, unit_id) references units (pole_id, id),
  foreign key (pole_id, booking_id) references bookings (pole_id, id),
  foreign key (pole_id, blocking_id) references blockings (pole_id, id)
);
create index incidents_resource on incidents (resource_id, reported_at desc);
create index incidents_open on incidents (pole_id, reported_at desc) where closed_at is null;

-- Photographs of a state or of a damage, re-encoded; seen by those concerned alone.
create table evidence_photos (
  id uuid primary key,
  pole_id uuid not null references poles,
  record_id uuid,
  incident_id uuid,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  bytes bytea not null,
  created_at timestamptz not null default now(),
  foreign key (pole_id, record_id) references use_records (pole_id, id),
  foreign key (pole_id, incident_id) references incidents (pole_id, id),
  check (num_nonnulls(record_id, incident_id) = 1)
);
create index evidence_photos_record on evidence_photos (record_id) where record_id is not null;
create index evidence_photos_incident on evidence_photos (incident_id) where incident_id is not null;

do $$
declare t text;
begin
  foreach t in array array['use_records','incidents','evidence_photos'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy in_pole on %I using (pole_id = (select app.pole_id()))', t);
  end loop;
end $$;
grant select, insert, update on use_records, incidents to grappe_app;
grant select, insert on evidence_photos to grappe_app;
