-- The public door: who belongs to no pôle, an outside structure or a private person, books what is open to anybody.
-- See docs/decisions/0009-the-public-door.md.

-- A private person books as a structure of their own, which is nobody else's.
alter table structures add column individual boolean not null default false;
alter table people add column telephone text not null default '' check (length(telephone) <= 30);

-- Asked for on the public page; a link sent to the address makes it true.
create table registrations (
  id uuid primary key,
  email text not null check (email = lower(btrim(email)) and length(email) between 3 and 254),
  person_name text not null check (length(btrim(person_name)) between 1 and 120),
  telephone text not null default '' check (length(telephone) <= 30),
  structure_name text not null check (length(btrim(structure_name)) between 1 and 120),
  individual boolean not null,
  legal_form text not null default '' check (length(legal_form) <= 80),
  siret text check (siret ~ '^[0-9]{14}$'),
  -- The page to come to afterwards.
  back text check (length(back) <= 2000),
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index registrations_expiry on registrations (expires_at);
alter table registrations enable row level security;
create policy identity_only on registrations using (app.is_identity());
grant select, insert, update, delete on registrations to grappe_app;

-- How a guest comes in: 'network' or 'public'; '' for who is of the pôle.
create function app.guest() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('app.guest', true), '') $$;
create or replace function app.is_guest() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.guest', true), '') <> '' $$;

-- What a structure of no pôle books or waits for has no membership behind it.
do $$
declare t text;
begin
  alter table bookings drop column membership_pole_id;
  alter table waiting drop constraint waiting_pole_id_structure_id_fkey, add column home_pole_id uuid references poles;
  alter table series drop constraint series_pole_id_structure_id_fkey, add column home_pole_id uuid references poles;
  foreach t in array array['bookings','waiting','series'] loop
    execute format('alter table %I add column outside boolean not null default false', t);
    execute format('alter table %I add column membership_pole_id uuid generated always as
      (case when outside then null else coalesce(home_pole_id, pole_id) end) stored', t);
    execute format('alter table %I add constraint %I foreign key (membership_pole_id, structure_id)
      references memberships (pole_id, structure_id)', t, t || '_membership');
    execute format('alter table %I add foreign key (structure_id) references structures', t);
    execute format('alter table %I add constraint %I check (not outside or home_pole_id is null)', t, t || '_outside');
    -- Those of guests, by whom a pôle sees who they are.
    execute format('create index %I on %I (structure_id) where home_pole_id is not null or outside', t || '_guests', t);
    execute format('create index %I on %I (person_id) where home_pole_id is not null or outside', t || '_guests_people', t);
  end loop;
end $$;
drop index if exists bookings_home, bookings_home_person;

-- A guest sees what is shared with them, and what they have booked although it is no longer. (A function here and below,
-- so that the plans of everybody else's questions stay what they are.)
create function app.guest_has_booked(resource uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from bookings b
                  where b.resource_id = resource and b.structure_id = app.structure_id() and b.pole_id = app.pole_id())
$$;
grant execute on function app.guest_has_booked(uuid) to grappe_app;
drop policy in_pole on resources;
create policy in_pole on resources using (
  pole_id = (select app.pole_id()) and (
    not (select app.is_guest()) or open_to = 'public' or (open_to = 'network' and (select app.guest()) = 'network')
    or app.guest_has_booked(id)));
create index resources_public on resources (pole_id) where open_to = 'public' and archived_at is null;

-- A pôle sees the name of who books, waits or comes back from elsewhere, and of nobody else outside.
drop policy in_pole on structures;
create policy in_pole on structures using (
  (select app.is_identity()) or id = (select app.structure_id())
  or exists (select from memberships m where m.structure_id = structures.id)
  or exists (select from bookings b where b.structure_id = structures.id and (b.home_pole_id is not null or b.outside))
  or exists (select from waiting w where w.structure_id = structures.id and (w.home_pole_id is not null or w.outside)));
drop policy in_pole on people;
create policy in_pole on people for select using (
  (select app.is_identity()) or id = (select app.person_id())
  or (not (select app.is_guest()) and (
    exists (select from affiliations a where a.person_id = people.id)
    or exists (select from pole_staff s where s.person_id = people.id)
    or exists (select from bookings b where b.person_id = people.id and (b.home_pole_id is not null or b.outside))
    or exists (select from waiting w where w.person_id = people.id and (w.home_pole_id is not null or w.outside)))));

-- Guests wait and repeat, each for their own structure.
drop policy guests on waiting;
create policy guests on waiting as restrictive using (not (select app.is_guest()) or structure_id = (select app.structure_id()));
drop policy guests on series;
create policy guests on series as restrictive using (not (select app.is_guest()) or structure_id = (select app.structure_id()));

-- How many wait for the same before somebody does: whoever may see that place may know, and not who they are.
create function app.waiting_before(place uuid) returns integer
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from waiting w
    join waiting o on o.resource_id = w.resource_id and o.state = 'waiting' and o.created_at < w.created_at
                  and o.starts_at < w.ends_at and o.ends_at > w.starts_at
   where w.id = place and w.pole_id = app.pole_id()
$$;

-- Whether a unit belongs to something that a guest sees: of the others they read neither that they are nor when they
-- are taken.
create function app.guest_sees_unit(unit uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from resource_units ru join resources r on r.id = ru.resource_id
     where ru.unit_id = unit and r.pole_id = app.pole_id() and (
       r.open_to = 'public' or (r.open_to = 'network' and app.guest() = 'network')
       or app.guest_has_booked(r.id)))
$$;
create policy guests on units as restrictive using (not (select app.is_guest()) or app.guest_sees_unit(id));
create policy guests on claims as restrictive using (not (select app.is_guest()) or app.guest_sees_unit(unit_id));
create policy guests on blocked_units as restrictive using (not (select app.is_guest()) or app.guest_sees_unit(unit_id));
create policy guests on resource_units as restrictive using (
  not (select app.is_guest()) or exists (select from resources r where r.id = resource_units.resource_id));
create policy guests on basket_items as restrictive using (
  not (select app.is_guest()) or person_id = (select app.person_id()));

-- The pôles that open something to anybody, with how many things: what passers-by may know before they enter one.
create function app.public_doors() returns table (id uuid, slug text, name text, territory text, time_zone text, things integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.slug, p.name, p.territory, p.time_zone, count(*)::int
    from resources r join poles p on p.id = r.pole_id
   where r.open_to = 'public' and r.archived_at is null
   group by p.id order by p.name, p.id
$$;

-- The pôles where a person has booked by the public door, for themselves to find again.
create function app.doors_booked(person uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct b.pole_id from affiliations a join bookings b on b.structure_id = a.structure_id and b.outside
   where app.is_identity() and a.person_id = person and a.ended_at is null
$$;
grant execute on function app.doors_booked(uuid), app.guest(), app.waiting_before(uuid), app.guest_sees_unit(uuid), app.public_doors() to grappe_app;
