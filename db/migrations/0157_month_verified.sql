-- What a month was closed with, looked at again: how many entries its closing posted, how many of them are no longer what was
-- sealed, and the hash at a place in the chain, computed from its lines.
create function app.closing_verified(period uuid, at bigint) returns table (entries integer, wrong integer, hash text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  -- find_entry_faults() comes with 0164.
  return query
  with own as (select e.id, e.position from entries e
                where e.pole_id = app.pole_id() and e.period_id = period and e.source_kind = 'closing')
  select (select count(*)::int from own),
         (select count(distinct f.entry_id)::int
            from (select min(position) as first, max(position) as last from own) o
            cross join lateral app.find_entry_faults(app.pole_id(), o.first, o.last) f where f.entry_id in (select id from own)),
         (select app.chained_hash(s.previous_hash, app.entry_text(e), (
                   select string_agg(app.posting_text(p, a.number), E'\n' order by p.line)
                     from postings p join accounts a on a.id = p.account_id where p.entry_id = e.id))
            from entries e join entry_seals s on s.entry_id = e.id where e.pole_id = app.pole_id() and e.position = at)
   where app.keeps_books();
end $$;
grant execute on function app.closing_verified(uuid, bigint) to grappe_app;
