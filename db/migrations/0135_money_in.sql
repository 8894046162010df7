-- Money asked for in advance, from funders and as fees: what it keeps to explain itself, and what never changes of it.

-- How many calls the year has when it is made: a budget may say otherwise later. What no member may bear is not called.
alter table calls add column count smallint not null check (count in (4, 12)),
  add column pole_cents bigint not null default 0 check (pole_cents >= 0),
  add constraint call_of_year check (instalment <= count);
-- Exact quotas, "p/q": their roundings are carried to the next call of the year. No single weight in a composed key.
alter table call_shares add column exact text not null check (exact ~ '^[0-9]+(/[1-9][0-9]*)?$'),
  alter column weight drop not null;
create function app.check_call() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.total_cents <> new.pole_cents + (select coalesce(sum(cents), 0) from call_shares where call_id = new.id) then
    raise exception 'The shares do not make the call.' using errcode = 'check_violation', constraint = 'shares_make_call';
  end if;
  return null;
end $$;
create constraint trigger check_call after insert on calls deferrable initially deferred for each row execute function app.check_call();
-- Shares come with their call; later, only the month that gave them back is written, once.
create function app.keep_call_share() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from calls where id = new.call_id and xmin::text = pg_current_xact_id()::xid::text) then
      raise exception 'This call is made already.' using errcode = 'check_violation', constraint = 'call_is_made';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' or old.adjusted_in is not null or new.adjusted_in is null
     or (new.pole_id, new.call_id, new.structure_id, new.cents, new.exact, new.weight)
        is distinct from (old.pole_id, old.call_id, old.structure_id, old.cents, old.exact, old.weight) then
    raise exception 'What was called never changes.' using errcode = 'restrict_violation', constraint = 'call_is_made';
  end if;
  return new;
end $$;
create trigger keep_call_share before insert or update or delete on call_shares for each row execute function app.keep_call_share();
create trigger no_truncate before truncate on call_shares for each statement execute function app.refuse_change();
create trigger no_truncate before truncate on calls for each statement execute function app.refuse_change();
-- Those that no closing has given back yet.
create index call_shares_open on call_shares (pole_id, call_id) where adjusted_in is null;

-- A funding goes from asked to granted to paid, or is refused. Once granted, what it pays for stays as it was granted.
create function app.keep_funding() returns trigger language plpgsql as $$
begin
  if old.state in ('paid', 'refused') or tg_op = 'DELETE'
     or (old.state = 'notified' and new.state <> 'paid')
     or (old.state = 'requested' and new.state = 'paid') then
    raise exception 'A funding only goes forward.' using errcode = 'restrict_violation', constraint = 'funding_goes_forward';
  end if;
  if old.state = 'notified' and (new.pool_id, new.funder, new.label, new.public_money, new.rate_points, new.ceiling_cents,
       new.starts_on, new.ends_on, new.eligible_accounts, new.notified_on, new.notified_reference)
     is distinct from (old.pool_id, old.funder, old.label, old.public_money, old.rate_points, old.ceiling_cents,
       old.starts_on, old.ends_on, old.eligible_accounts, old.notified_on, old.notified_reference) then
    raise exception 'A funding granted stays as it was granted.' using errcode = 'restrict_violation', constraint = 'funding_goes_forward';
  end if;
  return new;
end $$;
create trigger keep_funding before update or delete on fundings for each row execute function app.keep_funding();
create index funding_proofs_funding on funding_proofs (funding_id);
-- An eligible cost counts for the rate even where the ceiling left nothing of it to deduct.
alter table allocation_fundings drop constraint allocation_fundings_check,
  add constraint allocation_fundings_check check (cents >= 0 and cents <= eligible_cents);

-- What months closed have shared of these pools' charges: to know what is eligible still, and how much of it is public money.
-- For everybody of the pôle, since a draft statement deducts as the closing will; that a charge is approved they see anyway.
create function app.shared_of_pools(pools uuid[])
  returns table (pool_id uuid, account text, served_from date, served_until date, year integer, cents bigint)
  language sql stable security definer set search_path = public, pg_temp rows 500 as $$
  select a.pool_id, c.account, c.served_from, c.served_until, extract(year from p.starts_on)::int, sum(x.cents)::bigint
    from allocations a
    join periods p on p.id = a.period_id
    join allocation_charges x on x.allocation_id = a.id
    join charges c on c.id = x.charge_id
   where a.pool_id = any (pools) and a.kind = 'charges' and a.pole_id = app.pole_id() and not app.is_guest()
   group by 1, 2, 3, 4, 5
$$;
-- What was deducted of each funding, and what was shared again since less came; on the weights of which days.
create function app.fundings_used()
  returns table (funding_id uuid, year integer, used_cents bigint, shared_again_cents bigint, served_from date, served_until date)
  language sql stable security definer set search_path = public, pg_temp rows 50 as $$
  select u.funding_id, extract(year from p.starts_on)::int, sum(u.used)::bigint, sum(u.again)::bigint, min(u.served_from), max(u.served_until)
    from (select x.funding_id, a.period_id, x.cents as used, 0 as again, a.served_from, a.served_until
            from allocation_fundings x join allocations a on a.id = x.allocation_id
           where x.pole_id = app.pole_id()
          union all
          select a.funding_id, a.period_id, 0, a.total_cents, null, null
            from allocations a where a.kind = 'shortfall' and a.pole_id = app.pole_id()) u
    join periods p on p.id = u.period_id
   where not app.is_guest()
   group by 1, 2
$$;
grant execute on function app.shared_of_pools(uuid[]), app.fundings_used() to grappe_app;

-- A scale that was called stays; what was called by it too.
create function app.keep_fee_scale() returns trigger language plpgsql as $$
begin
  if old.called_at is not null and (tg_op = 'DELETE' or (new.year, new.basis, new.bands, new.called_at, new.pole_id)
     is distinct from (old.year, old.basis, old.bands, old.called_at, old.pole_id)) then
    raise exception 'Fees were called by this scale.' using errcode = 'restrict_violation', constraint = 'fee_scale_called';
  end if;
  return coalesce(new, old);
end $$;
create trigger keep_fee_scale before update or delete on fee_scales for each row execute function app.keep_fee_scale();
create trigger append_only before update or delete on fees for each row execute function app.refuse_change();
create trigger no_truncate before truncate on fees for each statement execute function app.refuse_change();
alter table fees add column at timestamptz not null default now();
create index fees_structure on fees (structure_id);
