-- Pôles, the structures that belong to them, the people of those structures.
create table networks (
  id uuid primary key,
  name text not null
);

create table poles (
  id uuid primary key,
  network_id uuid references networks,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  territory text not null default '',
  time_zone text not null default 'Europe/Paris',
  created_at timestamptz not null default now()
);

create table structures (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (length(btrim(name)) between 1 and 120),
  activity text not null default '',
  legal_form text not null default '',
  siret text check (siret ~ '^[0-9]{14}$'),
  town text not null default '',
  colour smallint not null default 1 check (colour between 1 and 6),
  created_at timestamptz not null default now()
);

-- A structure belongs to a pôle from a day, perhaps until a day (the last one included).
create table memberships (
  pole_id uuid not null references poles,
  structure_id uuid not null references structures,
  kind text not null check (kind in ('member', 'partner', 'observer')),
  starts_on date not null,
  ends_on date,
  primary key (pole_id, structure_id),
  check (ends_on is null or ends_on >= starts_on)
);
create index memberships_structure on memberships (structure_id);

-- A person works for a structure, with one role in it.
create table affiliations (
  structure_id uuid not null references structures,
  person_id uuid not null references people,
  role text not null check (role in ('administrator', 'treasurer', 'employee')),
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (structure_id, person_id)
);
create index affiliations_person on affiliations (person_id);

create table pole_staff (
  pole_id uuid not null references poles,
  person_id uuid not null references people,
  role text not null check (role in ('manager')),
  ended_at timestamptz,
  primary key (pole_id, person_id)
);
create index pole_staff_person on pole_staff (person_id);

-- A structure's administrator invites a colleague; a pôle's manager invites a structure (its first administrator).
create table invitations (
  id uuid primary key,
  pole_id uuid references poles,
  structure_id uuid references structures,
  structure_name text check (length(btrim(structure_name)) between 1 and 120),
  membership_kind text check (membership_kind in ('member', 'partner', 'observer')),
  email text not null check (email = lower(btrim(email)) and length(email) between 3 and 254),
  role text not null check (role in ('administrator', 'treasurer', 'employee')),
  token_hash bytea not null unique,
  invited_by uuid not null references people,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references people,
  revoked_at timestamptz,
  -- Either to join an existing structure, or to bring a new one into a pôle.
  check ((structure_id is not null) <> (structure_name is not null)),
  check (structure_name is null or (pole_id is not null and membership_kind is not null))
);
create index invitations_structure on invitations (structure_id);
create index invitations_pole on invitations (pole_id);

create table api_tokens (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  pole_id uuid not null references poles,
  structure_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id)
);
create index api_tokens_person on api_tokens (person_id);

alter table networks enable row level security;
alter table poles enable row level security;
alter table structures enable row level security;
alter table memberships enable row level security;
alter table affiliations enable row level security;
alter table pole_staff enable row level security;
alter table invitations enable row level security;
alter table api_tokens enable row level security;

-- Policies lean on one another: memberships are those of the actor's pôle, so "is there a membership" below
-- means "in the actor's pôle".
create policy in_pole on memberships using (pole_id = (select app.pole_id()) or (select app.is_identity()));
create policy in_pole on poles using (id = (select app.pole_id()) or (select app.is_identity()));
create policy in_pole on networks using ((select app.is_identity()) or id in (select network_id from poles));
create policy in_pole on structures using (
  (select app.is_identity()) or id = (select app.structure_id())
  or exists (select from memberships m where m.structure_id = structures.id));
create policy in_pole on affiliations using (
  (select app.is_identity()) or person_id = (select app.person_id()) or structure_id = (select app.structure_id())
  or exists (select from memberships m where m.structure_id = affiliations.structure_id));
create policy in_pole on pole_staff using (pole_id = (select app.pole_id()) or (select app.is_identity()));
create policy in_pole on invitations using (
  (select app.is_identity()) or pole_id = (select app.pole_id()) or structure_id = (select app.structure_id()));
create policy identity_only on api_tokens using (app.is_identity());
create policy in_pole on people using (
  (select app.is_identity()) or id = (select app.person_id())
  or exists (select from affiliations a where a.person_id = people.id)
  or exists (select from pole_staff s where s.person_id = people.id));

grant select on networks to grappe_app;
grant select on poles to grappe_app;
grant select, insert, update on structures, memberships, affiliations, pole_staff, invitations, api_tokens to grappe_app;
