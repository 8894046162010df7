-- Addresses that open one thing to who holds them, without signing in: a calendar's feed, a door's display, an
-- approval by e-mail, a booking's own check-in. Only the hash is kept; each can be revoked.
create table secret_links (
  id uuid primary key,
  pole_id uuid not null references poles,
  purpose text not null check (purpose in
    ('resource_feed', 'structure_feed', 'person_feed', 'door', 'approval', 'check_in', 'offer')),
  -- What it opens, whichever of these its purpose needs. A person's: as that person.
  resource_id uuid,
  booking_id uuid,
  structure_id uuid references structures,
  person_id uuid references people,
  token_hash bytea not null unique,
  label text not null default '' check (length(label) <= 120),
  created_by uuid references people,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  foreign key (pole_id, resource_id) references resources (pole_id, id),
  foreign key (pole_id, booking_id) references bookings (pole_id, id)
);
create index secret_links_pole on secret_links (pole_id, purpose);
create index secret_links_booking on secret_links (booking_id) where booking_id is not null;

-- A file that somebody brought, read and shown line by line before anything is written.
create table imports (
  id uuid primary key,
  pole_id uuid not null references poles,
  person_id uuid not null references people,
  kind text not null check (kind in ('calendar', 'structures', 'people', 'resources')),
  -- The resource whose calendar it is.
  resource_id uuid,
  file_name text not null default '' check (length(file_name) <= 200),
  -- What was read, as the preview shows it.
  content jsonb not null,
  state text not null default 'preview' check (state in ('preview', 'running', 'done', 'failed')),
  done integer not null default 0,
  total integer not null default 0,
  -- What came of it, or why nothing did.
  result jsonb not null default '{}',
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  foreign key (pole_id, resource_id) references resources (pole_id, id)
);
create index imports_pole on imports (pole_id, created_at desc);

alter table secret_links enable row level security;
create policy in_pole on secret_links using (pole_id = (select app.pole_id()) or (select app.is_identity()));
alter table imports enable row level security;
create policy in_pole on imports using (pole_id = (select app.pole_id()));
grant select, insert, update on secret_links, imports to grappe_app;

alter table api_tokens
  -- What a token may do; null: all that its person may.
  add column scopes text[];

-- People who look at the same planning are told that it changed; what changed, their own page asks for.
create function app.tell_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('grappe_changes', new.pole_id || ' ' || new.resource_id);
  return null;
end $$;
create trigger tell_change after insert or update of state, starts_at, ends_at, resource_id on bookings
  for each row execute function app.tell_change();
create trigger tell_change after insert or update of removed_at on blockings
  for each row execute function app.tell_change();
