-- What a member's people read of shared costs by SQL alone: what its treasurer and administrators see on their pages, of
-- the pools that it takes part in. An employee reads what its structure advanced, nothing else. What is read whole to
-- draw a statement is read in the realm of books (0172).

-- Who sees the statement of the structure acted for, in a pôle of that structure: one that left still sees its own.
create or replace function app.sees_statement() returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select not app.is_guest()
     and exists (select from affiliations a where a.structure_id = app.structure_id() and a.person_id = app.person_id()
                    and a.role in ('treasurer', 'administrator') and a.ended_at is null)
     and exists (select from memberships m where m.pole_id = app.pole_id() and m.structure_id = app.structure_id())
$$;

-- The pools that the structure acted for takes part in, or ever did: for who sees its statement.
create function app.pools_seen() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when app.sees_statement() then array(
    select p.id from cost_pools p where p.pole_id = app.pole_id() and (
      (p.everyone and exists (select from memberships m
         where m.pole_id = p.pole_id and m.structure_id = app.structure_id() and m.kind = 'member'))
      or exists (select from pool_participants x where x.pool_id = p.id and x.structure_id = app.structure_id())
      or exists (select from allocations a join allocation_shares s on s.allocation_id = a.id
                  where a.pool_id = p.id and s.structure_id = app.structure_id())))
  else '{}'::uuid[] end
$$;
-- The structures that share one of them with it, itself included: their weights explain its own.
create function app.members_seen() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when app.sees_statement() then array(
    with pools as (select id, everyone from cost_pools where id = any(app.pools_seen()))
    select app.structure_id()
    union
    select m.structure_id from memberships m
     where m.pole_id = app.pole_id() and m.kind = 'member' and exists (select from pools where everyone)
    union
    select x.structure_id from pool_participants x join pools on pools.id = x.pool_id)
  else '{}'::uuid[] end
$$;
grant execute on function app.pools_seen(), app.members_seen() to grappe_app;

do $$
declare t text;
begin
  -- Its pools, with the keys and the use that explain its share.
  foreach t in array array['pool_participants', 'pool_resources', 'key_versions', 'use_readings'] loop
    execute format('drop policy in_pole on %I', t);
    execute format('create policy of_pools_seen on %I for select using (pole_id = (select app.pole_id()) and pool_id = any((select app.pools_seen())::uuid[]))', t);
  end loop;
  drop policy in_pole on structure_measures;
  create policy of_members_seen on structure_measures for select using (pole_id = (select app.pole_id())
    and structure_id = any((select app.members_seen())::uuid[]));
  foreach t in array array['pool_participants', 'pool_resources', 'key_versions', 'use_readings', 'structure_measures', 'recurring_charges', 'budgets'] loop
    execute format('create policy books on %I for select using (pole_id = (select app.pole_id()) and (select app.keeps_books()))', t);
  end loop;
  -- What is planned and funded is the members' common matter.
  foreach t in array array['budgets', 'fundings', 'fee_scales', 'calls'] loop
    execute format('drop policy in_pole on %I', t);
    execute format('create policy of_members on %I for select using (pole_id = (select app.pole_id()) and (select app.sees_statement()))', t);
  end loop;
  -- What comes again says who advances it; carries are for who draws everybody's statement.
  foreach t in array array['recurring_charges', 'carries'] loop
    execute format('drop policy in_pole on %I', t);
  end loop;
  foreach t in array array['accounts', 'account_roles'] loop
    execute format('drop policy in_pole on %I', t);
    execute format('create policy read on %I for select using (pole_id = (select app.pole_id())
      and ((select app.keeps_books()) or (select app.sees_statement())))', t);
  end loop;
end $$;

-- What a structure used is its treasurer's and administrators' to declare, as on its pages.
drop policy own_insert on use_readings;
create policy own_insert on use_readings for insert with check (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and (select app.sees_statement()));
drop policy own_update on use_readings;
create policy own_update on use_readings for update using (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and (select app.sees_statement()));
drop policy own_delete on use_readings;
create policy own_delete on use_readings for delete using (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and (select app.sees_statement())
  and exists (select from affiliations a where a.person_id = use_readings.person_id and a.structure_id = (select app.structure_id())));

-- Who bears a part of an allocation sees all of it: its treasurer and its administrators.
create or replace function app.bears(allocation uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select app.sees_statement() and exists (
    select from allocation_shares where allocation_id = allocation and structure_id = app.structure_id() and pole_id = app.pole_id())
$$;

-- That a structure advanced money is between it and the pôle. Of the charges themselves, members read what their own
-- structure advanced, and what the pôle paid for the pools they take part in.
drop policy read on charges;
create policy own on charges for select using (pole_id = (select app.pole_id()) and not (select app.is_guest())
  and paid_by = (select app.structure_id()) and (structure_id = paid_by or state = 'approved'));
create policy shared on charges for select using (pole_id = (select app.pole_id()) and state = 'approved' and paid_by is null
  and pool_id = any((select app.pools_seen())::uuid[]));
-- What others advanced explains a share too: as this, which says neither who advanced it nor who entered it.
create view charges_seen with (security_barrier = true) as
  select c.id, c.pole_id, c.pool_id, c.number, c.supplier, c.reference, c.label, c.amount_cents, c.nature, c.account,
         c.document_on, c.served_from, c.served_until, c.state, c.refused_because, c.period_id, c.corrects, c.recurring_id,
         c.without_proof, c.created_at, c.approved_at, c.version,
         case when w.whole then c.paid_by end as paid_by,
         case when w.whole then c.structure_id end as structure_id,
         case when w.whole then c.person_id end as person_id,
         case when w.whole then c.approved_by end as approved_by,
         not w.whole and (c.nature <> 'ordinary' or c.paid_by is not null) as proofs_hidden
    from charges c
   cross join lateral (select (select app.keeps_books()) or coalesce(c.paid_by = (select app.structure_id()), false) as whole) w
   where c.pole_id = (select app.pole_id()) and not (select app.is_guest())
     and ((select app.keeps_books()) or (c.state = 'approved' and c.pool_id = any((select app.pools_seen())::uuid[]))
          or (c.paid_by = (select app.structure_id()) and (c.structure_id = c.paid_by or c.state = 'approved')));
grant select on charges_seen to grappe_app;
-- A proof goes with its charge: the own ones, and those that tell nothing of another's purse nor of somebody's pay.
drop policy of_charge on charge_proofs;
create policy of_charge on charge_proofs for select using (pole_id = (select app.pole_id()) and exists (
  select from charges c where c.id = charge_id
     and (c.paid_by = (select app.structure_id()) or (c.nature = 'ordinary' and c.paid_by is null))));
