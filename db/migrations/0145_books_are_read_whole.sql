-- A member's statement is drawn from the same draft as everybody's, or it would round otherwise: what funders paid before
-- it came, what disputes gave back. Whoever keeps the books reads them whole, in nobody's name; the code then shows a
-- member its own (server/costs/statements/statement-of.ts). Nobody writes by this.
do $$
declare t text;
begin
  foreach t in array array['allocations', 'allocation_shares', 'allocation_charges', 'allocation_fundings',
                           'carries', 'nettings', 'calls', 'call_shares', 'fees', 'fee_scales', 'fundings', 'charges'] loop
    execute format('create policy books on %I for select using (pole_id = (select app.pole_id()) and (select app.keeps_books()))', t);
  end loop;
end $$;

-- Two at once: a month cannot be locked while a dispute of it is being filed, nor a statement be found right and
-- disputed together; filing one takes back that it was found right.
create function app.dispute_waits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from periods where id = new.period_id for share;
  perform from statements where period_id = new.period_id and structure_id = new.structure_id for update;
  if exists (select from statements where period_id = new.period_id and structure_id = new.structure_id and agreed_at is not null) then
    raise exception 'This statement was found right.' using errcode = 'check_violation', constraint = 'dispute_or_agreement';
  end if;
  return new;
end $$;
-- Before check_dispute, which then sees what was waited for.
create trigger a_dispute_waits before insert on disputes for each row execute function app.dispute_waits();

create function app.agreement_waits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from disputes where period_id = new.period_id and structure_id = new.structure_id and state = 'filed') then
    raise exception 'This statement is disputed.' using errcode = 'check_violation', constraint = 'dispute_or_agreement';
  end if;
  if not exists (select from periods where id = new.period_id and state = 'review') then
    raise exception 'This month is not in review.' using errcode = 'check_violation', constraint = 'agreement_in_review';
  end if;
  return new;
end $$;
create trigger agreement_waits before update of agreed_at on statements for each row
  when (new.agreed_at is not null and new.agreed_at is distinct from old.agreed_at) execute function app.agreement_waits();
