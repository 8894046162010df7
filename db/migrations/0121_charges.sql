-- What was spent, by whom, for when, with its proof; what is expected; what others pay for.

-- What comes again: a rent, a subscription. Always with an end.
create table recurring_charges (
  id uuid primary key,
  pole_id uuid not null,
  pool_id uuid not null,
  supplier text not null check (length(btrim(supplier)) between 1 and 120),
  label text not null check (length(btrim(label)) between 1 and 160),
  amount_cents bigint not null check (amount_cents > 0),
  account text not null check (account ~ '^6[0-9]{2,7}$'),
  paid_by uuid,
  every_months smallint not null check (every_months in (1, 2, 3, 6, 12)),
  -- The first day of service of the first one.
  starts_on date not null,
  ends_on date not null,
  -- Written until this day, not included.
  written_until date not null,
  stopped_at timestamptz,
  person_id uuid not null references people,
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, paid_by) references memberships (pole_id, structure_id),
  check (ends_on >= starts_on)
);

create table charges (
  id uuid primary key,
  pole_id uuid not null,
  pool_id uuid not null,
  -- Given when approved: CH-2026-0001, without gap, by pôle and year.
  number text check (number ~ '^CH-[0-9]{4}-[0-9]{4,}$'),
  supplier text not null check (length(btrim(supplier)) between 1 and 120),
  -- The supplier's own number of the document.
  reference text not null default '' check (length(reference) <= 60),
  label text not null check (length(btrim(label)) between 1 and 160),
  -- Taxes included when they are borne; negative for a credit.
  amount_cents bigint not null check (amount_cents <> 0),
  -- Salary, social charges or reimbursed expenses: all that a loan of staff may invoice (L. 8241-1).
  nature text not null default 'ordinary' check (nature in ('ordinary', 'salary', 'social_charges', 'expenses')),
  account text not null check (account ~ '^6[0-9]{2,7}$'),
  document_on date not null,
  served_from date not null,
  served_until date not null,
  -- The structure that advanced the money; null: the pôle pays.
  paid_by uuid,
  state text not null default 'submitted' check (state in ('draft', 'submitted', 'approved', 'refused')),
  refused_because text not null default '' check (length(refused_because) <= 500),
  -- The month it is posted in: fixed when approved.
  period_id uuid,
  -- A correction is a document of its own, that refers to what it corrects.
  corrects uuid,
  recurring_id uuid,
  import_id uuid,
  -- Why a proof cannot be had (a bank's fee, a lost ticket): then it is not asked for any more.
  without_proof text not null default '' check (length(without_proof) <= 300),
  structure_id uuid not null,
  person_id uuid not null references people,
  approved_by uuid references people,
  approved_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  unique (pole_id, number),
  unique (recurring_id, served_from),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, paid_by) references memberships (pole_id, structure_id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  foreign key (pole_id, period_id) references periods (pole_id, id),
  foreign key (pole_id, corrects) references charges (pole_id, id),
  foreign key (pole_id, recurring_id) references recurring_charges (pole_id, id),
  check (served_until >= served_from),
  constraint charge_approved check ((state = 'approved') = (approved_at is not null)
    and (state = 'approved') = (number is not null) and (state = 'approved') = (period_id is not null))
);
create index charges_pool on charges (pool_id, served_from);
create index charges_period on charges (period_id) where period_id is not null;
create index charges_waiting on charges (pole_id, created_at) where state in ('draft', 'submitted');
create index charges_of on charges (structure_id, created_at);
create index charges_corrected on charges (corrects) where corrects is not null;

create table charge_proofs (
  id uuid primary key,
  pole_id uuid not null,
  charge_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  type text not null,
  bytes bytea not null check (octet_length(bytes) <= 10485760),
  sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
  person_id uuid not null references people,
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  foreign key (pole_id, charge_id) references charges (pole_id, id)
);
create index charge_proofs_charge on charge_proofs (charge_id);

-- The number of charges, by pôle and year: a locked row, never a sequence.
create table charge_numbers (
  pole_id uuid not null references poles,
  year integer not null,
  last integer not null default 0,
  primary key (pole_id, year)
);

create table budgets (
  pole_id uuid not null,
  pool_id uuid not null,
  year integer not null check (year between 2000 and 2200),
  cents bigint not null check (cents >= 0),
  -- Of calls in the year: quarterly, monthly, or none.
  calls smallint not null default 0 check (calls in (0, 4, 12)),
  person_id uuid not null references people,
  at timestamptz not null default now(),
  primary key (pool_id, year),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id)
);

-- Provisional calls: what each was asked for in advance, for a pool and a month. Never edited.
create table calls (
  id uuid primary key,
  pole_id uuid not null,
  pool_id uuid not null,
  period_id uuid not null,
  year integer not null,
  -- 1 to 4, or 1 to 12.
  instalment smallint not null check (instalment between 1 and 12),
  due_on date not null,
  total_cents bigint not null check (total_cents > 0),
  entry_id uuid not null,
  person_id uuid not null references people,
  at timestamptz not null default now(),
  unique (pole_id, id),
  unique (pool_id, year, instalment),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  foreign key (pole_id, period_id) references periods (pole_id, id)
);
create index calls_period on calls (period_id);
create table call_shares (
  pole_id uuid not null,
  call_id uuid not null,
  structure_id uuid not null,
  weight numeric not null,
  cents bigint not null check (cents >= 0),
  -- The period whose closing gave it back against the real cost.
  adjusted_in uuid,
  primary key (call_id, structure_id),
  foreign key (pole_id, call_id) references calls (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id),
  foreign key (pole_id, adjusted_in) references periods (pole_id, id)
);
create index call_shares_structure on call_shares (structure_id);

-- What somebody outside pays of it.
create table fundings (
  id uuid primary key,
  pole_id uuid not null,
  pool_id uuid not null,
  funder text not null check (length(btrim(funder)) between 1 and 120),
  label text not null check (length(btrim(label)) between 1 and 160),
  -- Of public money: it counts against the ceiling of the pool.
  public_money boolean not null default true,
  -- Hundredths of a per cent of the eligible cost, and at most so much over its whole life.
  rate_points integer not null check (rate_points between 1 and 10000),
  ceiling_cents bigint not null check (ceiling_cents > 0),
  starts_on date not null,
  ends_on date not null,
  -- Account numbers it is for (their beginnings); empty: all of the pool.
  eligible_accounts text[] not null default '{}',
  state text not null default 'requested' check (state in ('requested', 'notified', 'paid', 'refused')),
  notified_on date,
  notified_reference text not null default '' check (length(notified_reference) <= 120),
  -- What came in the end; what is less becomes an allocation of its own.
  paid_cents bigint check (paid_cents >= 0),
  paid_on date,
  person_id uuid not null references people,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id),
  check (ends_on >= starts_on),
  constraint funding_notified check (state not in ('notified', 'paid') or notified_on is not null),
  constraint funding_paid check ((state = 'paid') = (paid_cents is not null))
);
create index fundings_pool on fundings (pool_id, starts_on);
create table funding_proofs (
  id uuid primary key,
  pole_id uuid not null,
  funding_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  type text not null,
  bytes bytea not null check (octet_length(bytes) <= 10485760),
  sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
  created_at timestamptz not null default now(),
  foreign key (pole_id, funding_id) references fundings (pole_id, id)
);

-- Of public money, at most so much of a pool's cost. Hundredths of a per cent.
alter table cost_pools add column public_money_points integer not null default 10000 check (public_money_points between 0 and 10000);

-- Membership fees: a scale for a year, and what each owes by it.
create table fee_scales (
  id uuid primary key,
  pole_id uuid not null references poles,
  year integer not null check (year between 2000 and 2200),
  basis text not null check (basis in ('flat', 'budget', 'staff')),
  -- [{ "upTo": 5, "cents": 5000 }, …, { "upTo": null, "cents": 30000 }]: cents of budget, or full-time equivalents × 10 000.
  bands jsonb not null check (jsonb_typeof(bands) = 'array' and jsonb_array_length(bands) >= 1),
  -- The pool whose cost fees help to bear (the animation function); null: none.
  pool_id uuid,
  decided text not null default '' check (length(decided) <= 200),
  due_on date not null,
  called_at timestamptz,
  person_id uuid not null references people,
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  unique (pole_id, year),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id)
);
create table fees (
  pole_id uuid not null,
  scale_id uuid not null,
  structure_id uuid not null,
  -- What it was found by: cents of budget, or full-time equivalents × 10 000; null for a flat fee.
  basis_value bigint,
  cents bigint not null check (cents >= 0),
  -- By days of membership in the year, when less than the whole.
  days smallint not null check (days between 1 and 366),
  entry_id uuid,
  primary key (scale_id, structure_id),
  foreign key (pole_id, scale_id) references fee_scales (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id)
);
-- A structure's yearly budget in cents, as it declares it: what a scale by budget reads.
create table structure_budgets (
  pole_id uuid not null,
  structure_id uuid not null,
  year integer not null check (year between 2000 and 2200),
  cents bigint not null check (cents >= 0),
  person_id uuid not null references people,
  at timestamptz not null default now(),
  primary key (pole_id, structure_id, year),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id)
);

-- A loan of staff invoices salary, social charges and reimbursed expenses, nothing else.
create function app.check_charge() returns trigger language plpgsql as $$
declare mode text;
begin
  select legal_mode into mode from cost_pools where id = new.pool_id;
  if mode = 'staff_loan' and new.nature = 'ordinary' then
    raise exception 'A loan of staff has no other cost.' using errcode = 'check_violation', constraint = 'staff_loan_nature';
  end if;
  if tg_op = 'UPDATE' and old.state = 'approved' then
    raise exception 'An approved charge never changes.' using errcode = 'restrict_violation', constraint = 'charge_is_approved';
  end if;
  if new.state = 'approved' and exists (select from periods where id = new.period_id and state in ('locked', 'closed')) then
    raise exception 'This month takes no more charges.' using errcode = 'check_violation', constraint = 'period_takes_charges';
  end if;
  return new;
end $$;
create trigger check_charge before insert or update on charges for each row execute function app.check_charge();
create function app.keep_charge() returns trigger language plpgsql as $$
begin
  if old.state = 'approved' then
    raise exception 'An approved charge is never removed.' using errcode = 'restrict_violation', constraint = 'charge_is_approved';
  end if;
  return old;
end $$;
create trigger keep_charge before delete on charges for each row execute function app.keep_charge();
create trigger append_only before update or delete on calls for each row execute function app.refuse_change();
-- A version of a key that served never changes, but for the day it ends on: one not yet reached (see 0122).

do $$
declare t text;
begin
  foreach t in array array['recurring_charges', 'charges', 'charge_proofs', 'charge_numbers', 'budgets', 'calls', 'call_shares',
                           'fundings', 'funding_proofs', 'fee_scales', 'fees', 'structure_budgets'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, update, delete on %I to grappe_app', t);
    execute format('create policy manager on %I using (pole_id = (select app.pole_id()) and (select app.runs_pole()))', t);
  end loop;
  -- Seen by all members: what is spent, planned and funded is the pôle's common matter.
  foreach t in array array['budgets', 'fundings', 'fee_scales', 'recurring_charges', 'calls'] loop
    execute format('create policy in_pole on %I for select using (pole_id = (select app.pole_id()) and not (select app.is_guest()))', t);
  end loop;
  -- One's own alone.
  foreach t in array array['call_shares', 'fees', 'structure_budgets'] loop
    execute format('create policy own on %I for select using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and not (select app.is_guest()))', t);
  end loop;
end $$;
revoke delete, update on calls from grappe_app;
create policy own_insert on structure_budgets for insert with check (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and not (select app.is_guest()));
create policy own_update on structure_budgets for update using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and not (select app.is_guest()));
-- A charge once approved is seen by all (it explains their shares); before, by who entered it. A member enters its own advances.
create policy read on charges for select using (pole_id = (select app.pole_id()) and not (select app.is_guest())
  and (state = 'approved' or structure_id = (select app.structure_id())));
create policy advance_insert on charges for insert with check (pole_id = (select app.pole_id()) and not (select app.is_guest())
  and structure_id = (select app.structure_id()) and paid_by = structure_id and state in ('draft', 'submitted'));
create policy advance_update on charges for update using (pole_id = (select app.pole_id()) and not (select app.is_guest())
  and structure_id = (select app.structure_id()) and paid_by = structure_id and state in ('draft', 'submitted'));
create policy advance_delete on charges for delete using (pole_id = (select app.pole_id()) and not (select app.is_guest())
  and structure_id = (select app.structure_id()) and paid_by = structure_id and state in ('draft', 'submitted'));
-- A proof goes with its charge.
create policy of_charge on charge_proofs for select using (pole_id = (select app.pole_id()) and exists (select from charges c where c.id = charge_id));
create policy of_advance on charge_proofs for insert with check (pole_id = (select app.pole_id()) and exists (
  select from charges c where c.id = charge_id and c.structure_id = (select app.structure_id()) and c.state in ('draft', 'submitted')));
create policy of_advance_delete on charge_proofs for delete using (pole_id = (select app.pole_id()) and exists (
  select from charges c where c.id = charge_id and c.structure_id = (select app.structure_id()) and c.state in ('draft', 'submitted')));
