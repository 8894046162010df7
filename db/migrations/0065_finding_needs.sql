-- Finding needs: what a list tells of each without reading its lots, those of elsewhere, and who comes to answer.

-- Of its lots, what anybody may know who sees the need.
alter table needs
  add column lot_count integer not null default 0,
  -- The sum of the estimates that are shown; null where none is. In cents.
  add column shown_cents bigint,
  add column reserved_to text[] not null default '{}';
create function app.sum_up_lots() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare need uuid := case when tg_op = 'DELETE' then old.need_id else new.need_id end;
begin
  update needs n set (lot_count, shown_cents, reserved_to) =
    (select count(*), sum(estimate_cents) filter (where estimate_shown),
            coalesce(array_agg(distinct l.reserved_to) filter (where l.reserved_to is not null), '{}')
       from need_lots l where l.need_id = need)
   where n.id = need;
  return null;
end $$;
create trigger sum_up after insert or update or delete on need_lots for each row execute function app.sum_up_lots();
update needs n set (lot_count, shown_cents, reserved_to) =
  (select count(*), sum(estimate_cents) filter (where estimate_shown),
          coalesce(array_agg(distinct l.reserved_to) filter (where l.reserved_to is not null), '{}')
     from need_lots l where l.need_id = n.id);

create index needs_shared on needs (pole_id) where state <> 'draft' and open_to <> 'pole';
create index needs_past on needs (pole_id, closes_at desc) where state <> 'draft';

-- The open needs of other pôles, with the names that go with them: what a list shows, and nothing more.
create function app.open_needs_elsewhere() returns table (
    id uuid, pole_id uuid, pole_slug text, pole_name text, time_zone text, buyer_id uuid, buyer_name text, buyer_colour smallint,
    kind text, state text, title text, summary text, trades text[], place text, open_to text, published_at timestamptz,
    closes_at timestamptz, lot_count integer, shown_cents bigint, reserved_to text[], search_text text)
  language sql stable security definer set search_path = public, pg_temp rows 200 as $$
  select n.id, n.pole_id, p.slug, p.name, p.time_zone, s.id, s.name, s.colour::smallint, n.kind, n.state, n.title, n.summary, n.trades,
         n.place, n.open_to, n.published_at, n.closes_at, n.lot_count, n.shown_cents, n.reserved_to, n.search_text
    from needs n join poles p on p.id = n.pole_id join structures s on s.id = n.structure_id
   where n.state = 'published' and n.closes_at > now() and n.open_to <> 'pole' and n.pole_id is distinct from app.pole_id()
     and (n.open_to = 'public' or (not app.is_guest()
          and p.network_id = (select h.network_id from poles h where h.id = app.pole_id())))
$$;
-- What the structure acted for has said is not for it, in whichever pôle.
create function app.refused_needs() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp rows 20 as $$
  select need_id from need_refusals where structure_id = app.structure_id()
$$;
create index need_refusals_structure on need_refusals (structure_id);

-- The pôle of a need that anybody may read, from its publication on: what whoever passes by may know.
create function app.door_of_need(need uuid) returns table (id uuid, slug text, name text, time_zone text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.slug, p.name, p.time_zone from needs n join poles p on p.id = n.pole_id
   where n.id = need and n.open_to = 'public' and n.state <> 'draft' and n.published_at is not null
$$;
grant execute on function app.open_needs_elsewhere(), app.refused_needs(), app.door_of_need(uuid) to grappe_app;

-- A guest says for their own structure, and of a need that they see, that it is not for them.
create policy seen on need_refusals as restrictive for insert with check (
  exists (select from needs n where n.id = need_id) and person_id = (select app.person_id()));

-- Alerts: the link of each mail that stops them, without signing in.
alter table need_searches add column stop_token uuid not null default gen_random_uuid();
create unique index need_searches_stop on need_searches (stop_token);
create function app.searches_to_tell(often text) returns table (id uuid, pole_id uuid, person_id uuid, structure_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.pole_id, s.person_id, s.structure_id from need_searches s
   where app.is_identity() and s.frequency = often order by s.person_id, s.pole_id, s.created_at, s.id
$$;
create function app.stop_search(token uuid, stop boolean) returns text
  language sql security definer set search_path = public, pg_temp as $$
  update need_searches set frequency = case when stop then 'never' else frequency end
   where stop_token = token and app.is_identity() returning name
$$;
grant execute on function app.searches_to_tell(text), app.stop_search(uuid, boolean) to grappe_app;

-- What an outside structure declares of itself at the public door.
alter table registrations add column ess boolean not null default false;
