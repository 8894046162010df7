-- A funding comes in one or several payments, never more than was granted; the last one says what came in the end. One that
-- was entered by mistake is taken back, with its entry and a reason; what the funding was paid is then open again.
create table funding_payments (
  id uuid primary key,
  pole_id uuid not null,
  funding_id uuid not null,
  cents bigint not null check (cents >= 0),
  paid_on date not null,
  -- The last one: no other is awaited. Only it may be of nothing.
  final boolean not null,
  entry_id uuid,
  person_id uuid not null references people,
  at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid references people,
  undone_because text check (length(btrim(undone_because)) between 1 and 300),
  unique (pole_id, id),
  foreign key (pole_id, funding_id) references fundings (pole_id, id),
  check (cents > 0 or final),
  check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_because is null))
);
create index funding_payments_funding on funding_payments (funding_id);
insert into funding_payments (id, pole_id, funding_id, cents, paid_on, final, entry_id, person_id)
  select gen_random_uuid(), f.pole_id, f.id, f.paid_cents, coalesce(f.paid_on, f.notified_on), true,
         (select e.id from entries e where e.source_kind = 'funding' and e.source_id = f.id limit 1), f.person_id
    from fundings f where f.state = 'paid';
alter table funding_payments enable row level security;
create policy manager on funding_payments using (pole_id = (select app.pole_id()) and (select app.runs_pole()));
create policy in_pole on funding_payments for select using (pole_id = (select app.pole_id()) and not (select app.is_guest()));
grant select, insert, update on funding_payments to grappe_app;

create function app.keep_funding_payment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare kept funding_payments := new; granted fundings; came bigint;
begin
  if tg_op = 'UPDATE' then
    kept.undone_at := old.undone_at; kept.undone_by := old.undone_by; kept.undone_because := old.undone_because;
    if kept is distinct from old or old.undone_at is not null then
      raise exception 'A payment stays, or is taken back once.' using errcode = 'restrict_violation', constraint = 'funding_payment_kept';
    end if;
    return new;
  end if;
  select * into granted from fundings where id = new.funding_id for update;
  select coalesce(sum(cents), 0) into came from funding_payments where funding_id = new.funding_id and undone_at is null;
  if granted.state <> 'notified' or came + new.cents > granted.ceiling_cents then
    raise exception 'No more comes than was granted.' using errcode = 'check_violation', constraint = 'funding_paid_within';
  end if;
  return new;
end $$;
create trigger keep_funding_payment before insert or update on funding_payments
  for each row execute function app.keep_funding_payment();
create trigger no_delete before delete on funding_payments for each row execute function app.refuse_change();
create trigger no_truncate before truncate on funding_payments for each statement execute function app.refuse_change();

-- As in 0135; but a funding whose last payment is taken back is granted again, its terms as they were.
create or replace function app.keep_funding() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.state = 'refused' or (old.state = 'requested' and new.state = 'paid')
     or (old.state = 'notified' and new.state not in ('notified', 'paid'))
     or (old.state = 'paid' and (new.state <> 'notified'
         or exists (select from funding_payments p where p.funding_id = old.id and p.final and p.undone_at is null))) then
    raise exception 'A funding only goes forward.' using errcode = 'restrict_violation', constraint = 'funding_goes_forward';
  end if;
  if old.state in ('notified', 'paid') and (new.pool_id, new.funder, new.label, new.public_money, new.rate_points, new.ceiling_cents,
       new.starts_on, new.ends_on, new.eligible_accounts, new.notified_on, new.notified_reference)
     is distinct from (old.pool_id, old.funder, old.label, old.public_money, old.rate_points, old.ceiling_cents,
       old.starts_on, old.ends_on, old.eligible_accounts, old.notified_on, old.notified_reference) then
    raise exception 'A funding granted stays as it was granted.' using errcode = 'restrict_violation', constraint = 'funding_goes_forward';
  end if;
  if new.state = 'paid' and new.paid_cents is distinct from
       (select coalesce(sum(p.cents), 0) from funding_payments p where p.funding_id = new.id and p.undone_at is null) then
    raise exception 'What was paid is the sum of the payments.' using errcode = 'check_violation', constraint = 'funding_paid_within';
  end if;
  return new;
end $$;
