-- Who is acting, for the row-level security of every other table.
-- The settings are local to a transaction (set_config(…, true)): on a fresh or replaced connection they are
-- absent, so there are no rows and no writes. See docs/decisions/0005-row-level-security.md.
create schema app;
grant usage on schema app, public to grappe_app;

create function app.person_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function app.pole_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.pole', true), '')::uuid $$;
create function app.structure_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.structure', true), '')::uuid $$;

-- True only while server/identity or server/poles look for who somebody is, before there is an actor.
create function app.is_identity() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.realm', true), '') = 'identity' $$;

-- Words without case or accents, for searching. unaccent() is only STABLE because its dictionary could be
-- replaced; ours is the one shipped with PostgreSQL, named in full.
create function app.fold(text) returns text language sql immutable strict parallel safe
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

-- Tables that tell what happened are only ever added to.
create function app.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
