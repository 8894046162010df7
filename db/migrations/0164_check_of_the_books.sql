-- The check of the books: a job that tells how far it is, since a million lines take longer than a page may wait; and it
-- proves that what screens add up (shares, amounts due, calls, fees, charges) is what was posted.

-- A check asked for, by its manager or by the night; the last one of each pôle.
create table ledger_check_runs (
  pole_id uuid primary key references poles,
  state text not null check (state in ('running', 'failed', 'done')),
  step text not null default 'entries' check (step in ('entries', 'sums', 'costs')),
  done bigint not null default 0,
  total bigint not null default 0,
  -- Null at night.
  person_id uuid references people,
  asked_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((state = 'running') = (ended_at is null))
);
alter table ledger_check_runs enable row level security;
create policy books on ledger_check_runs using (pole_id = (select app.pole_id()) and (select app.keeps_books()));
grant select, insert, update on ledger_check_runs to grappe_app;

-- Which accounts ever stood for a role: what was posted stays where it was when another takes over.
create table account_role_uses (
  pole_id uuid not null,
  role text not null,
  account_id uuid not null,
  primary key (pole_id, role, account_id),
  foreign key (pole_id, account_id) references accounts (pole_id, id)
);
alter table account_role_uses enable row level security;
insert into account_role_uses select pole_id, role, account_id from account_roles
  union select a.pole_id, r.role, a.id from accounts a join chart_roles r on r.number = a.number;
create function app.note_role_use() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into account_role_uses values (new.pole_id, new.role, new.account_id) on conflict do nothing;
  return null;
end $$;
create trigger note_role_use after insert or update of account_id on account_roles
  for each row execute function app.note_role_use();

-- Faults are kept as they are found, their check at the end.
alter table ledger_faults alter constraint ledger_faults_pole_id_check_id_fkey deferrable initially deferred;

drop function app.check_ledger(uuid);
drop function app.find_ledger_faults(uuid);

-- Each entry from a place in the chain to another: its lines, its seal, and the seal before it.
create function app.find_entry_faults(pole uuid, first bigint, last bigint) returns table (
  kind text, entry_id uuid, account_id uuid, structure_id uuid, period_id uuid, pool_ids uuid[], expected text, found text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with before as (
    select e.position, s.hash from entries e left join entry_seals s on s.entry_id = e.id
     where e.pole_id = pole and e.position < first order by e.position desc limit 1),
  lines as (
    select p.entry_id, count(*) as many, sum(p.cents) as total,
           count(*) filter (where p.period_id <> h.period_id or p.date <> h.date or p.position <> h.position) as astray,
           string_agg(app.posting_text(p, a.number), E'\n' order by p.line) as lines,
           array_remove(array_agg(distinct p.pool_id), null) as pools
      from entries h join postings p on p.entry_id = h.id join accounts a on a.id = p.account_id
     where h.pole_id = pole and h.position between first and last group by p.entry_id),
  -- Once each: the hash is told and compared.
  whole as materialized (
    select e.id, e.position, e.period_id, coalesce(l.many, 0) as many, coalesce(l.total, 0) as total,
           coalesce(l.astray, 0) as astray, coalesce(l.pools, '{}') as pools, s.hash, s.previous_hash,
           app.chained_hash(s.previous_hash, app.entry_text(e), coalesce(l.lines, '')) as computed,
           coalesce(lag(s.hash, 1, (select hash from before)) over (order by e.position), repeat('0', 64)) as hash_before,
           lag(e.position, 1, coalesce((select position from before), 0::bigint)) over (order by e.position) as position_before
      from entries e left join entry_seals s on s.entry_id = e.id left join lines l on l.entry_id = e.id
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

-- Numbers, the head of the chain, balances, letters: what is of the books as a whole.
create function app.find_sum_faults(pole uuid) returns table (
  kind text, entry_id uuid, account_id uuid, structure_id uuid, period_id uuid, pool_ids uuid[], expected text, found text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
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

  -- Letters settle.
  return query
  select 'letter_unsettled', null::uuid, l.account_id, l.structure_id, null::uuid, array_remove(array_agg(distinct p.pool_id), null), '0', sum(p.cents)::text
    from letterings l join lettered_postings m on m.lettering_id = l.id join postings p using (entry_id, line)
   where l.pole_id = pole group by l.id having sum(p.cents) <> 0;
end $$;

-- What screens add up, beside the lines of the entries that were posted for it. Of closed months: each share by pool and
-- member, what the pôle bears and what funders do by pool, and each part of a member's one amount; of calls, fees and
-- charges: what each was asked for, was spent, was advanced.
create function app.find_cost_faults(pole uuid) returns table (
  kind text, entry_id uuid, account_id uuid, structure_id uuid, period_id uuid, pool_ids uuid[], expected text, found text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  due text[] := array['members', 'disputed', 'calls', 'member_advances'];
  own text[] := array['pole_own', 'subsidies_receivable'];
  -- An account that stood for two of these roles says nothing of either.
  apart boolean := not exists (select from account_role_uses u where u.pole_id = pole and u.role = any(due || own)
                                group by u.account_id having count(*) > 1);
begin
  return query
  with closed as (select a.* from allocations a join periods d on d.id = a.period_id where d.pole_id = pole and d.state = 'closed'),
  posted as (
    select p.period_id, p.pool_id, p.structure_id, p.cents,
           (select u.role from account_role_uses u where u.pole_id = pole and u.account_id = p.account_id
              and u.role = any(case when p.structure_id is null then own else due end) limit 1) as role
      from periods d join entries e on e.source_id = d.id and e.source_kind = 'closing' join postings p on p.entry_id = e.id
     where d.pole_id = pole and d.state = 'closed'),
  sides (kind, role, entry_id, period_id, pool_id, structure_id, expected, found) as (
    select 'share_differs', '', null::uuid, c.period_id, c.pool_id, s.structure_id, s.cents, 0::bigint
      from closed c join allocation_shares s on s.allocation_id = c.id
    union all
    select 'share_differs', '', null, period_id, pool_id, structure_id, 0, cents from posted
     where pool_id is not null and structure_id is not null
    union all
    select 'pole_share_differs', '', null, period_id, pool_id, null, pole_cents, 0 from closed where apart
    union all
    select 'pole_share_differs', '', null, period_id, pool_id, null, 0, cents from posted where role = 'pole_own' and apart
    union all
    select 'funding_differs', '', null, period_id, pool_id, null, case when kind = 'shortfall' then -total_cents else funding_cents end, 0 from closed where apart
    union all
    select 'funding_differs', '', null, period_id, pool_id, null, 0, cents from posted where role = 'subsidies_receivable' and apart
    union all
    select 'due_differs', r.role, null, n.period_id, null, n.structure_id, r.cents, 0
      from nettings n join periods d on d.id = n.period_id cross join lateral (values
        ('members', n.shares_cents - n.contested_cents + n.released_cents - n.advances_cents),
        ('disputed', n.contested_cents - n.released_cents), ('member_advances', n.advances_cents)) r (role, cents)
     where d.pole_id = pole and d.state = 'closed' and apart
    union all
    -- Calls are given back whole, paid or not: the one amount tells those that were paid alone.
    select 'due_differs', r.role, null, c.period_id, null, c.structure_id, r.sign * c.cents, 0
      from call_returns c join periods d on d.id = c.period_id cross join (values ('members', -1), ('calls', 1)) r (role, sign)
     where d.pole_id = pole and d.state = 'closed' and apart
    union all
    select 'due_differs', role, null, period_id, null, structure_id, 0, cents from posted where role = any(due) and apart
    union all
    select 'call_differs', '', c.entry_id, c.period_id, c.pool_id, s.structure_id, s.cents, 0
      from calls c join call_shares s on s.call_id = c.id where c.pole_id = pole
    union all
    select 'call_differs', '', c.entry_id, c.period_id, c.pool_id, p.structure_id, 0, p.cents
      from calls c join postings p on p.entry_id = c.entry_id where c.pole_id = pole and p.structure_id is not null and p.cents > 0
    union all
    select 'fee_differs', '', f.entry_id, null, null, f.structure_id, f.cents, 0 from fees f where f.pole_id = pole
    union all
    select 'fee_differs', '', p.entry_id, null, null, p.structure_id, 0, p.cents
      from (select distinct entry_id from fees where pole_id = pole) f join postings p on p.entry_id = f.entry_id where p.structure_id is not null
    union all
    select 'charge_differs', '', e.id, c.period_id, c.pool_id, null, c.amount_cents, coalesce(
             (select sum(p.cents) from postings p where p.entry_id = e.id and p.pool_id = c.pool_id and sign(p.cents) = sign(c.amount_cents)), 0)
      from charges c left join entries e on e.source_id = c.id and e.source_kind = 'charge' and e.reverses is null
     where c.pole_id = pole and c.state = 'approved'
    union all
    select 'advance_differs', '', e.id, c.period_id, c.pool_id, c.paid_by, -c.amount_cents, coalesce(
             (select sum(p.cents) from postings p where p.entry_id = e.id and p.structure_id = c.paid_by), 0)
      from charges c left join entries e on e.source_id = c.id and e.source_kind = 'charge' and e.reverses is null
     where c.pole_id = pole and c.state = 'approved' and c.paid_by is not null)
  select s.kind, s.entry_id, null::uuid, s.structure_id, s.period_id,
         case when s.pool_id is null then '{}'::uuid[] else array[s.pool_id] end, sum(s.expected)::text, sum(s.found)::text
    from sides s group by s.kind, s.role, s.entry_id, s.period_id, s.pool_id, s.structure_id having sum(s.expected) <> sum(s.found)
   order by 1, 5, 4;
end $$;

-- The parts of a check of the pôle acted in, by who keeps its books, in one transaction that sees one state of them: what
-- each finds is kept, a thousand faults at most.
create function app.check_part(new_id uuid, part text, first bigint default 0, last bigint default 0) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare pole uuid := app.pole_id();
begin
  if not app.keeps_books() then
    raise exception 'Who does not keep the books does not check them.' using errcode = 'insufficient_privilege';
  end if;
  insert into ledger_faults (pole_id, check_id, kind, entry_id, account_id, structure_id, period_id, pool_ids, expected, found)
    select pole, new_id, f.kind, f.entry_id, f.account_id, f.structure_id, f.period_id, f.pool_ids, left(f.expected, 200), left(f.found, 200)
      from (select * from app.find_entry_faults(pole, first, last) where part = 'entries'
            union all select * from app.find_sum_faults(pole) where part = 'sums'
            union all select * from app.find_cost_faults(pole) where part = 'costs') f
     limit greatest(0, 1000 - (select count(*) from ledger_faults where check_id = new_id));
end $$;

-- The check itself, once its parts are done, with how many faults they found.
create function app.keep_check(new_id uuid, begun timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.keeps_books() then
    raise exception 'Who does not keep the books does not check them.' using errcode = 'insufficient_privilege';
  end if;
  insert into ledger_checks (id, pole_id, person_id, at, entries, postings, last_position, last_hash, faults, milliseconds)
    select new_id, l.pole_id, app.person_id(), begun,
           (select count(*) from entries e where e.pole_id = l.pole_id),
           (select coalesce(sum(b.postings), 0) from balances b where b.pole_id = l.pole_id),
           l.last_position, l.last_hash, (select count(*) from ledger_faults f where f.check_id = new_id),
           extract(epoch from clock_timestamp() - begun) * 1000
      from ledgers l where l.pole_id = app.pole_id();
end $$;
grant execute on function app.check_part(uuid, text, bigint, bigint), app.keep_check(uuid, timestamptz) to grappe_app;
revoke execute on function app.find_entry_faults(uuid, bigint, bigint), app.find_sum_faults(uuid), app.find_cost_faults(uuid) from public, grappe_app;
