-- The check reads the lines of each entry of its slice by the entry's own key. Joined as tables, each slice read all lines of
-- the books from the first on: a million took twenty times as long as a hundred thousand.
create or replace function app.find_entry_faults(pole uuid, first bigint, last bigint) returns table (
  kind text, entry_id uuid, account_id uuid, structure_id uuid, period_id uuid, pool_ids uuid[], expected text, found text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with before as (
    select e.position, (select s.hash from entry_seals s where s.entry_id = e.id) as hash from entries e
     where e.pole_id = pole and e.position < first order by e.position desc limit 1),
  -- Once each: the hash is told and compared.
  whole as materialized (
    select e.id, e.position, e.period_id, l.many, l.total, l.astray, l.pools, s.hash, s.previous_hash,
           app.chained_hash(s.previous_hash, app.entry_text(e), l.lines) as computed,
           coalesce(lag(s.hash, 1, (select hash from before)) over (order by e.position), repeat('0', 64)) as hash_before,
           lag(e.position, 1, coalesce((select position from before), 0::bigint)) over (order by e.position) as position_before
      from entries e
      left join lateral (select hash, previous_hash from entry_seals where entry_id = e.id limit 1) s on true
     cross join lateral (
       select count(*) as many, coalesce(sum(p.cents), 0) as total,
              count(*) filter (where p.period_id <> e.period_id or p.date <> e.date or p.position <> e.position) as astray,
              coalesce(string_agg(app.posting_text(p, a.number), E'\n' order by p.line), '') as lines,
              coalesce(array_agg(distinct p.pool_id) filter (where p.pool_id is not null), '{}') as pools
         from postings p join accounts a on a.id = p.account_id where p.entry_id = e.id) l
     where e.pole_id = pole and e.position between first and last)
  select f.kind, w.id, null::uuid, null::uuid, w.period_id, w.pools, f.expected, f.found
    from whole w cross join lateral (values
      ('entry_too_short', '2', w.many::text, w.many < 2),
      ('entry_unbalanced', '0', w.total::text, w.total <> 0),
      ('postings_astray', '0', w.astray::text, w.astray > 0),
      ('entry_missing', (w.position_before + 1)::text, w.position::text, w.position <> w.position_before + 1),
      ('seal_missing', '', '', w.hash is null),
      ('chain_broken', w.hash_before, w.previous_hash, w.previous_hash <> w.hash_before),
      ('entry_changed', w.computed, w.hash, w.hash <> w.computed)
    ) f (kind, expected, found, wrong) where f.wrong;
end $$;
