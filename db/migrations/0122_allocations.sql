-- What each bears, month by month, and why. Written once, when a month is closed; see docs/decisions/0017.

-- The review of a month: each member's statement, read, found right.
create table statements (
  pole_id uuid not null,
  period_id uuid not null,
  structure_id uuid not null,
  -- 2026-10-04: the month, and a number in it.
  number text not null check (number ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2,}$'),
  read_at timestamptz,
  read_by uuid references people,
  agreed_at timestamptz,
  agreed_by uuid references people,
  -- What it came to when it was found right: another amount asks again. Cents.
  agreed_cents bigint,
  reminded_at timestamptz,
  primary key (period_id, structure_id),
  unique (pole_id, period_id, structure_id),
  unique (pole_id, number),
  foreign key (pole_id, period_id) references periods (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  check ((agreed_at is null) = (agreed_cents is null))
);
create index statements_structure on statements (structure_id, period_id);

-- A share, or a part of it, that a member does not find right. It waits apart; the rest stays due.
create table disputes (
  id uuid primary key,
  pole_id uuid not null,
  period_id uuid not null,
  pool_id uuid not null,
  structure_id uuid not null,
  cents bigint not null check (cents > 0),
  reason text not null check (length(btrim(reason)) between 1 and 2000),
  state text not null default 'filed' check (state in ('filed', 'upheld', 'adjusted', 'rejected', 'withdrawn')),
  -- What is given back, when upheld or adjusted. Cents.
  granted_cents bigint,
  decision text not null default '' check (length(decision) <= 2000),
  filed_by uuid not null references people,
  filed_at timestamptz not null default now(),
  decided_by uuid references people,
  decided_at timestamptz,
  -- The month whose closing brought the correction.
  corrected_in uuid,
  unique (pole_id, id),
  foreign key (pole_id, period_id, structure_id) references statements (pole_id, period_id, structure_id),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, corrected_in) references periods (pole_id, id),
  constraint dispute_decided check ((state in ('upheld', 'adjusted', 'rejected')) = (decided_at is not null)
    and (state in ('upheld', 'adjusted')) = (granted_cents is not null)),
  constraint dispute_granted check (granted_cents > 0 and granted_cents <= cents and (state <> 'upheld' or granted_cents = cents)
    and (state <> 'adjusted' or granted_cents < cents))
);
create unique index disputes_one on disputes (period_id, pool_id, structure_id) where state = 'filed';
create index disputes_period on disputes (period_id);
create index disputes_structure on disputes (structure_id, filed_at);
create index disputes_waiting on disputes (pole_id) where state = 'filed';

-- What is shared at once: the charges of a month with the same pool, version of its key, and basis.
create table allocations (
  id uuid primary key,
  pole_id uuid not null,
  period_id uuid not null,
  pool_id uuid not null,
  version_id uuid,
  -- Charges of the month; what a dispute gave back, shared again; what a funder did not pay in the end.
  kind text not null default 'charges' check (kind in ('charges', 'correction', 'shortfall')),
  -- In the order of sharing, which is the carry's.
  sequence integer not null,
  -- The basis: the days on which weights are measured, both included.
  served_from date not null,
  served_until date not null,
  charges_cents bigint not null,
  funding_cents bigint not null default 0 check (funding_cents >= 0),
  total_cents bigint not null,
  -- What no member may bear.
  pole_cents bigint not null default 0,
  -- The key as it was, the weights' sum, the cents handed out, the steps: what "why this amount?" says.
  explanation jsonb not null,
  dispute_id uuid,
  funding_id uuid,
  at timestamptz not null default now(),
  unique (pole_id, id),
  unique (period_id, sequence),
  foreign key (pole_id, period_id) references periods (pole_id, id),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, version_id) references key_versions (pole_id, id),
  foreign key (pole_id, dispute_id) references disputes (pole_id, id),
  foreign key (pole_id, funding_id) references fundings (pole_id, id),
  check (served_until >= served_from),
  check ((kind = 'correction') = (dispute_id is not null)),
  check ((kind = 'shortfall') = (funding_id is not null)),
  constraint allocation_total check (kind <> 'charges' or total_cents = charges_cents - funding_cents),
  constraint no_double_funding check (funding_cents = 0 or funding_cents <= charges_cents)
);
create index allocations_period on allocations (period_id, pool_id);
create index allocations_pool on allocations (pool_id, served_from);
create index allocations_version on allocations (version_id);
create table allocation_shares (
  pole_id uuid not null,
  allocation_id uuid not null,
  structure_id uuid not null,
  -- Null where the key has no single weight (two-part, tiers): the explanation has its parts.
  weight numeric,
  -- The exact quota "p/q" in cents, the cents under it, the cent more, the share.
  exact text not null check (exact ~ '^-?[0-9]+(/[1-9][0-9]*)?$'),
  floor_cents bigint not null,
  extra_cent smallint not null check (extra_cent between -1 and 1),
  cents bigint not null,
  carry_before text not null check (carry_before ~ '^-?[0-9]+(/[1-9][0-9]*)?$'),
  carry_after text not null check (carry_after ~ '^-?[0-9]+(/[1-9][0-9]*)?$'),
  primary key (allocation_id, structure_id),
  foreign key (pole_id, allocation_id) references allocations (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  check (cents = floor_cents + extra_cent)
);
create index allocation_shares_structure on allocation_shares (structure_id);
create table allocation_charges (
  pole_id uuid not null,
  allocation_id uuid not null,
  charge_id uuid not null,
  cents bigint not null,
  primary key (allocation_id, charge_id),
  foreign key (pole_id, allocation_id) references allocations (pole_id, id),
  foreign key (pole_id, charge_id) references charges (pole_id, id)
);
create index allocation_charges_charge on allocation_charges (charge_id);
create table allocation_fundings (
  pole_id uuid not null,
  allocation_id uuid not null,
  funding_id uuid not null,
  eligible_cents bigint not null check (eligible_cents > 0),
  cents bigint not null check (cents > 0 and cents <= eligible_cents),
  primary key (allocation_id, funding_id),
  foreign key (pole_id, allocation_id) references allocations (pole_id, id),
  foreign key (pole_id, funding_id) references fundings (pole_id, id)
);
create index allocation_fundings_funding on allocation_fundings (funding_id);

-- What each has been favoured or not by roundings, by pool, in cents: "p/q". As after the last closing.
create table carries (
  pole_id uuid not null,
  pool_id uuid not null,
  structure_id uuid not null,
  carry text not null check (carry ~ '^-?[0-9]+(/[1-9][0-9]*)?$'),
  primary key (pool_id, structure_id),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id)
);

-- One amount for each member and month: to pay (positive) or to receive.
create table nettings (
  pole_id uuid not null,
  period_id uuid not null,
  structure_id uuid not null,
  shares_cents bigint not null,
  -- Called before, given back against the real cost.
  calls_cents bigint not null,
  advances_cents bigint not null,
  fees_cents bigint not null,
  -- Of the shares: what waits apart.
  contested_cents bigint not null check (contested_cents >= 0),
  net_cents bigint not null,
  primary key (period_id, structure_id),
  foreign key (pole_id, period_id) references periods (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  constraint netting_adds_up check (net_cents = shares_cents - contested_cents - calls_cents - advances_cents + fees_cents)
);
create index nettings_structure on nettings (structure_id, period_id);

-- Shares make the total, and what is cut of a charge never passes it: checked when the month's closing commits.
create function app.check_allocation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare a allocations; shares bigint; charged bigint; funded bigint;
begin
  select * into a from allocations where id = new.id;
  select coalesce(sum(cents), 0) into shares from allocation_shares where allocation_id = a.id;
  if shares + a.pole_cents <> a.total_cents then
    raise exception 'The shares do not make the total.' using errcode = 'check_violation', constraint = 'shares_make_total';
  end if;
  select coalesce(sum(cents), 0) into charged from allocation_charges where allocation_id = a.id;
  select coalesce(sum(cents), 0) into funded from allocation_fundings where allocation_id = a.id;
  if a.kind = 'charges' and (charged <> a.charges_cents or funded <> a.funding_cents) then
    raise exception 'Charges and funding do not make the total.' using errcode = 'check_violation', constraint = 'charges_make_total';
  end if;
  return null;
end $$;
create constraint trigger check_allocation after insert on allocations
  deferrable initially deferred for each row execute function app.check_allocation();

-- Allocations are written while their month is being closed, and only with it.
create function app.only_when_closing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from periods where id = new.period_id and state = 'locked') then
    raise exception 'This month is not being closed.' using errcode = 'check_violation', constraint = 'written_when_closing';
  end if;
  return new;
end $$;
create trigger only_when_closing before insert on allocations for each row execute function app.only_when_closing();
create trigger only_when_closing before insert on nettings for each row execute function app.only_when_closing();
create function app.with_its_allocation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from allocations where id = new.allocation_id and xmin::text = pg_current_xact_id()::xid::text) then
    raise exception 'This allocation is written already.' using errcode = 'check_violation', constraint = 'written_when_closing';
  end if;
  return new;
end $$;
create trigger with_its_allocation before insert on allocation_shares for each row execute function app.with_its_allocation();
create trigger with_its_allocation before insert on allocation_charges for each row execute function app.with_its_allocation();
create trigger with_its_allocation before insert on allocation_fundings for each row execute function app.with_its_allocation();

-- A month closes when each of its charges is shared whole, and each funding stays under its ceiling.
create function app.check_closing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from charges c where c.period_id = new.id and c.amount_cents <> coalesce(
               (select sum(x.cents) from allocation_charges x where x.charge_id = c.id), 0)) then
    raise exception 'A charge of the month is not shared.' using errcode = 'check_violation', constraint = 'period_shares_all';
  end if;
  if exists (select from fundings f join allocation_fundings x on x.funding_id = f.id where f.pole_id = new.pole_id
              group by f.id having sum(x.cents) > f.ceiling_cents) then
    raise exception 'A funding passes its ceiling.' using errcode = 'check_violation', constraint = 'funding_ceiling';
  end if;
  return null;
end $$;
create constraint trigger check_closing after update of state on periods
  deferrable initially deferred for each row when (new.state = 'closed' and old.state <> 'closed') execute function app.check_closing();

-- A version of a key that served never changes, but for the day it ends on.
create function app.keep_key_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from allocations a where a.version_id = old.id) then
    if tg_op = 'DELETE' or (new.definition, new.starts_on, new.pool_id, new.number, new.decided)
         is distinct from (old.definition, old.starts_on, old.pool_id, old.number, old.decided)
       or exists (select from allocations a where a.version_id = old.id and a.served_until > coalesce(new.ends_on, 'infinity'::date)) then
      raise exception 'This version of the key has served.' using errcode = 'restrict_violation', constraint = 'key_version_served';
    end if;
  end if;
  return coalesce(new, old);
end $$;
create trigger keep_key_version before update or delete on key_versions for each row execute function app.keep_key_version();

do $$
declare t text;
begin
  foreach t in array array['allocations', 'allocation_shares', 'allocation_charges', 'allocation_fundings', 'nettings'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function app.refuse_change()', t);
    execute format('create trigger no_truncate before truncate on %I for each statement execute function app.refuse_change()', t);
  end loop;
  foreach t in array array['statements', 'disputes', 'allocations', 'allocation_shares', 'allocation_charges', 'allocation_fundings', 'carries', 'nettings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy manager on %I using (pole_id = (select app.pole_id()) and (select app.runs_pole()))', t);
  end loop;
end $$;
grant select, insert, update on statements, disputes, carries to grappe_app;
grant select, insert on allocations, allocation_shares, allocation_charges, allocation_fundings, nettings to grappe_app;

-- Who takes part in an allocation sees all of it: names, weights and shares are the explanation of its own.
create function app.bears(allocation uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select not app.is_guest() and exists (
    select from allocation_shares where allocation_id = allocation and structure_id = app.structure_id() and pole_id = app.pole_id())
$$;
create policy of_bearers on allocations for select using (pole_id = (select app.pole_id()) and app.bears(id));
create policy of_bearers on allocation_shares for select using (pole_id = (select app.pole_id()) and app.bears(allocation_id));
create policy of_bearers on allocation_charges for select using (pole_id = (select app.pole_id()) and app.bears(allocation_id));
create policy of_bearers on allocation_fundings for select using (pole_id = (select app.pole_id()) and app.bears(allocation_id));
-- Draft statements round as the closing will: by everybody's carry.
create policy in_pole on carries for select using (pole_id = (select app.pole_id()) and not (select app.is_guest()));
create policy own on nettings for select using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and not (select app.is_guest()));
create policy own on statements for select using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and not (select app.is_guest()));
create policy own_update on statements for update using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and not (select app.is_guest()));
create policy own on disputes for select using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and not (select app.is_guest()));
create policy own_insert on disputes for insert with check (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id())
  and not (select app.is_guest()) and state = 'filed');
-- Taking it back.
create policy own_update on disputes for update using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and state = 'filed')
  with check (structure_id = (select app.structure_id()) and state in ('filed', 'withdrawn'));

-- A dispute is filed while the month is in review, before the day given.
create function app.check_dispute() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from periods where id = new.period_id and state = 'review' and (review_until is null or clock_timestamp() < review_until)) then
    raise exception 'This month is not in review.' using errcode = 'check_violation', constraint = 'dispute_in_review';
  end if;
  return new;
end $$;
create trigger check_dispute before insert on disputes for each row execute function app.check_dispute();
