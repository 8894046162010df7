-- A credit, or another correction, of a charge that a closed month shared is shared as that was: on the same days and
-- version of the key, in the proportions that were written then. What funders had paid of it is given back with it.

alter table allocations
  add column mirrors uuid,
  add foreign key (pole_id, mirrors) references allocations (pole_id, id),
  add constraint only_charges_mirror check (mirrors is null or kind = 'charges'),
  drop constraint allocations_funding_cents_check,
  add constraint allocations_funding_cents_check check (funding_cents >= 0 or mirrors is not null),
  drop constraint no_double_funding,
  add constraint no_double_funding check (funding_cents = 0 or (funding_cents > 0 and funding_cents <= charges_cents)
    or (funding_cents < 0 and funding_cents >= charges_cents));
create index allocations_mirrors on allocations (mirrors) where mirrors is not null;
alter table allocation_fundings
  drop constraint allocation_fundings_eligible_cents_check,
  drop constraint allocation_fundings_check,
  add constraint allocation_fundings_check check ((eligible_cents > 0 and cents >= 0 and cents <= eligible_cents)
    or (eligible_cents <= 0 and cents < 0));

-- What mirrors an allocation is of the same pool, and of one that mirrors nothing itself; of no funding does it give back
-- more than was deducted there.
create function app.check_mirror() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from allocations o where o.id = new.mirrors and o.pool_id = new.pool_id and o.kind = 'charges'
                    and o.mirrors is null and o.version_id is not distinct from new.version_id
                    and (o.served_from, o.served_until) = (new.served_from, new.served_until)) then
    raise exception 'This is not what it mirrors.' using errcode = 'check_violation', constraint = 'mirrors_its_own';
  end if;
  if exists (select from allocation_fundings x join allocations a on a.id = x.allocation_id
              where a.id = new.mirrors or a.mirrors = new.mirrors
              group by x.funding_id having sum(x.cents) < 0) then
    raise exception 'More funding is given back than was deducted.'
      using errcode = 'check_violation', constraint = 'mirror_gives_back_no_more';
  end if;
  return null;
end $$;
create constraint trigger check_mirror after insert on allocations deferrable initially deferred
  for each row when (new.mirrors is not null) execute function app.check_mirror();
create function app.check_unmirrored_funding() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from allocations where id = new.allocation_id and mirrors is null) then
    raise exception 'Funding is given back by what mirrors alone.'
      using errcode = 'check_violation', constraint = 'mirror_gives_back_no_more';
  end if;
  return new;
end $$;
create trigger check_unmirrored_funding before insert on allocation_fundings
  for each row when (new.cents < 0) execute function app.check_unmirrored_funding();

-- A charge with all that was corrected of it stays what it is, a cost or a credit, or comes to nothing.
create function app.check_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare first charges; corrected bigint;
begin
  select * into first from charges where id = new.corrects for update;
  select coalesce(sum(amount_cents), 0) into corrected from charges
   where corrects = new.corrects and state = 'approved' and id <> new.id;
  if sign(first.amount_cents) * (first.amount_cents + corrected + new.amount_cents) < 0 then
    raise exception 'More is credited than the charge comes to.'
      using errcode = 'check_violation', constraint = 'credits_within_charge';
  end if;
  return new;
end $$;
create trigger check_correction before insert or update on charges
  for each row when (new.corrects is not null and new.state = 'approved') execute function app.check_correction();
