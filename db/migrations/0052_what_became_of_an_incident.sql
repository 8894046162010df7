-- What was decided about an incident, the oldest first: it is closed, reopened, closed again, and each is kept.
create table incident_events (
  id uuid primary key,
  pole_id uuid not null,
  incident_id uuid not null,
  at timestamptz not null default now(),
  person_id uuid references people,
  -- Stopped by a report; a maintenance planned; let be used again; settled; open again.
  kind text not null check (kind in ('stopped', 'planned', 'served', 'closed', 'reopened')),
  note text not null default '' check (length(note) <= 2000),
  foreign key (pole_id, incident_id) references incidents (pole_id, id)
);
create index incident_events_incident on incident_events (incident_id, at);
insert into incident_events (id, pole_id, incident_id, at, person_id, kind, note)
  select gen_random_uuid(), pole_id, id, closed_at, closed_by, 'closed', resolution
    from incidents where closed_at is not null;
alter table incident_events enable row level security;
create policy in_pole on incident_events using (pole_id = (select app.pole_id()));
grant select, insert on incident_events to grappe_app;
