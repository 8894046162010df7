-- The check of the books: everything is computed again from the postings, in one snapshot, and what differs is told.
-- STABLE, so that all its queries see what the statement that calls it sees: entries posted meanwhile disturb nothing.
create function app.find_ledger_faults(pole uuid) returns table (
  kind text, entry_id uuid, account_id uuid, structure_id uuid, period_id uuid, pool_ids uuid[], expected text, found text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  -- Each entry: its lines, its seal, and the seal before it.
  return query
  with whole as (
    select e.id, e.position, e.number, e.fiscal_year, e.period_id, coalesce(l.many, 0) as many, coalesce(l.total, 0) as total,
           coalesce(l.astray, 0) as astray, coalesce(l.lines, '') as lines, coalesce(l.pools, '{}') as pools,
           app.entry_text(e) as text, s.hash, s.previous_hash,
           coalesce(lag(s.hash) over (order by e.position), repeat('0', 64)) as hash_before,
           lag(e.position, 1, 0::bigint) over (order by e.position) as position_before
      from entries e
      left join entry_seals s on s.entry_id = e.id
      left join (
        select p.entry_id, count(*) as many, sum(p.cents) as total,
               count(*) filter (where p.period_id <> h.period_id or p.date <> h.date or p.position <> h.position) as astray,
               string_agg(app.posting_text(p, a.number), E'\n' order by p.line) as lines,
               array_remove(array_agg(distinct p.pool_id), null) as pools
          from postings p join accounts a on a.id = p.account_id join entries h on h.id = p.entry_id
         where p.pole_id = pole group by p.entry_id) l on l.entry_id = e.id
     where e.pole_id = pole)
  select f.kind, w.id, null::uuid, null::uuid, w.period_id, w.pools, f.expected, f.found
    from whole w cross join lateral (values
      ('entry_too_short', '2', w.many::text, w.many < 2),
      ('entry_unbalanced', '0', w.total::text, w.total <> 0),
      ('postings_astray', '0', w.astray::text, w.astray > 0),
      ('entry_missing', (w.position_before + 1)::text, w.position::text, w.position <> w.position_before + 1),
      ('seal_missing', '', '', w.hash is null),
      ('chain_broken', w.hash_before, w.previous_hash, w.previous_hash <> w.hash_before),
      ('entry_changed', app.chained_hash(w.previous_hash, w.text, w.lines), w.hash,
        w.hash <> app.chained_hash(w.previous_hash, w.text, w.lines))
    ) f (kind, expected, found, wrong) where f.wrong;

  -- Numbers of each year, without gap; the head of the chain and the counters say the last ones.
  return query
  select 'number_gap', null::uuid, null::uuid, null::uuid, null::uuid, '{}'::uuid[], format('%s 1–%s', y.fiscal_year, y.many), format('%s (%s)', y.last, coalesce(y.counted, 0))
    from (select e.fiscal_year, count(*) as many, max(e.number) as last, n.last as counted
            from entries e left join entry_numbers n on n.pole_id = pole and n.fiscal_year = e.fiscal_year
           where e.pole_id = pole group by e.fiscal_year, n.last) y
   where y.many <> y.last or y.last is distinct from y.counted;
  return query
  select 'head_differs', null::uuid, null::uuid, null::uuid, null::uuid, '{}'::uuid[], h.last_position || ' ' || h.last_hash,
         coalesce(s.position || ' ' || s.hash, '0')
    from ledgers h left join lateral (
      select position, hash from entry_seals where pole_id = pole order by position desc limit 1) s on true
   where h.pole_id = pole and (h.last_position, h.last_hash) is distinct from (coalesce(s.position, 0), coalesce(s.hash, repeat('0', 64)));

  -- Every balance.
  return query
  select 'balance_differs', null::uuid, account_id, structure_id, period_id,
         (select coalesce(array_agg(distinct p.pool_id), '{}') from postings p
           where p.account_id = b.account_id and p.period_id = b.period_id and p.structure_id is not distinct from b.structure_id and p.pool_id is not null),
         format('%s %s %s', b.debit, b.credit, b.many), format('%s %s %s', b.kept_debit, b.kept_credit, b.kept_many)
    from (
      select account_id, structure_id, period_id, sum(debit) as debit, sum(credit) as credit, sum(many) as many,
             sum(kept_debit) as kept_debit, sum(kept_credit) as kept_credit, sum(kept_many) as kept_many
        from (
          select account_id, structure_id, period_id, coalesce(sum(cents) filter (where cents > 0), 0) as debit,
                 coalesce(-sum(cents) filter (where cents < 0), 0) as credit, count(*) as many, 0 as kept_debit, 0 as kept_credit, 0 as kept_many
            from postings where pole_id = pole group by account_id, structure_id, period_id
          union all
          select account_id, structure_id, period_id, 0, 0, 0, debit_cents, credit_cents, postings from balances where pole_id = pole) both_sides
       group by account_id, structure_id, period_id) b
   where (b.debit, b.credit, b.many) is distinct from (b.kept_debit, b.kept_credit, b.kept_many);

  -- Letters settle, and a reversal takes back the whole of its entry.
  return query
  select 'letter_unsettled', null::uuid, l.account_id, l.structure_id, null::uuid, array_remove(array_agg(distinct p.pool_id), null), '0', sum(p.cents)::text
    from letterings l join lettered_postings m on m.lettering_id = l.id join postings p using (entry_id, line)
   where l.pole_id = pole group by l.id having sum(p.cents) <> 0;
end $$;

-- Checks the books of the pôle acted in, and keeps what was found. By who keeps them.
create function app.check_ledger(new_id uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare begun timestamptz := clock_timestamp();
begin
  if not app.keeps_books() then
    raise exception 'Who does not keep the books does not check them.' using errcode = 'insufficient_privilege';
  end if;
  -- One statement, one snapshot. A thousand faults say enough.
  with faults as materialized (
    select row_number() over () as rank, f.* from app.find_ledger_faults(app.pole_id()) f),
  kept as (
    insert into ledger_checks (id, pole_id, person_id, at, entries, postings, last_position, last_hash, faults, milliseconds)
      select new_id, l.pole_id, app.person_id(), begun,
             (select count(*) from entries e where e.pole_id = l.pole_id),
             (select coalesce(sum(b.postings), 0) from balances b where b.pole_id = l.pole_id),
             l.last_position, l.last_hash, f.many, extract(epoch from clock_timestamp() - begun) * 1000
        from ledgers l cross join (select count(*) as many from faults) f where l.pole_id = app.pole_id()
      returning id)
  insert into ledger_faults (pole_id, check_id, kind, entry_id, account_id, structure_id, period_id, pool_ids, expected, found)
    select app.pole_id(), kept.id, f.kind, f.entry_id, f.account_id, f.structure_id, f.period_id, f.pool_ids, left(f.expected, 200), left(f.found, 200)
      from faults f cross join kept where f.rank <= 1000;
end $$;
grant execute on function app.check_ledger(uuid) to grappe_app;
-- The functions that only the database's own may call.
revoke execute on function app.find_ledger_faults(uuid) from public;
