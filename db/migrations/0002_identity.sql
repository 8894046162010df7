-- People and the proofs that they are who they say. Only server/identity opens these (app.is_identity()).
create table people (
  id uuid primary key,
  name text not null check (length(btrim(name)) between 1 and 120),
  email text not null check (email = lower(btrim(email)) and length(email) between 3 and 254),
  locale text check (locale in ('fr', 'en')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
create unique index people_email on people (email);

create table passwords (
  person_id uuid primary key references people on delete cascade,
  hash text not null,
  changed_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  -- The absolute limit; the idle limit is counted from last_seen_at.
  expires_at timestamptz not null,
  remember boolean not null default false,
  user_agent text not null default '',
  address text not null default '',
  -- The structure and pôle the person last chose to act for.
  acting_pole_id uuid,
  acting_structure_id uuid
);
create index sessions_person on sessions (person_id);

-- One-time links: to sign in, to choose a new password.
create table sign_in_links (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  purpose text not null check (purpose in ('sign_in', 'reset')),
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_links_person on sign_in_links (person_id);

-- Counters of attempts, in the shape that rate-limiter-flexible keeps.
create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

alter table people enable row level security;
alter table passwords enable row level security;
alter table sessions enable row level security;
alter table sign_in_links enable row level security;
create policy identity_only on passwords using (app.is_identity());
create policy identity_only on sessions using (app.is_identity());
create policy identity_only on sign_in_links using (app.is_identity());

grant select, insert, update on people to grappe_app;
grant select, insert, update, delete on passwords, sessions, sign_in_links, rate_limits to grappe_app;
