-- What entering, approving and importing charges asks beside what 0121 keeps.

-- Who runs the pôle may act for no structure: what they enter is then the pôle's own.
alter table charges alter column structure_id drop not null;

-- A proof, or why there is none, may come after the approval; nothing else of an approved charge changes.
create or replace function app.check_charge() returns trigger language plpgsql as $$
declare mode text; kept charges;
begin
  if tg_op = 'UPDATE' and old.state = 'approved' then
    kept := new;
    kept.without_proof := old.without_proof;
    if kept is distinct from old then
      raise exception 'An approved charge never changes.' using errcode = 'restrict_violation', constraint = 'charge_is_approved';
    end if;
    return new;
  end if;
  select legal_mode into mode from cost_pools where id = new.pool_id;
  if mode = 'staff_loan' and new.nature = 'ordinary' then
    raise exception 'A loan of staff has no other cost.' using errcode = 'check_violation', constraint = 'staff_loan_nature';
  end if;
  if new.state = 'approved' and exists (select from periods where id = new.period_id and state in ('locked', 'closed')) then
    raise exception 'This month takes no more charges.' using errcode = 'check_violation', constraint = 'period_takes_charges';
  end if;
  return new;
end $$;

-- What proves a charge that counts stays with it, as it is.
create function app.keep_proof() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' or exists (select from charges c where c.id = old.charge_id and c.state = 'approved') then
    raise exception 'The proof of an approved charge stays.' using errcode = 'restrict_violation', constraint = 'charge_is_approved';
  end if;
  return old;
end $$;
create trigger keep_proof before update or delete on charge_proofs for each row execute function app.keep_proof();

-- A member reads its own proofs; of what is approved, those that tell nothing of another's purse nor of somebody's pay.
drop policy of_charge on charge_proofs;
create policy of_charge on charge_proofs for select using (pole_id = (select app.pole_id()) and exists (
  select from charges c where c.id = charge_id
     and (c.structure_id = (select app.structure_id()) or (c.nature = 'ordinary' and c.paid_by is null))));

-- What was refused is mended and declared again.
drop policy advance_update on charges;
create policy advance_update on charges for update using (pole_id = (select app.pole_id()) and not (select app.is_guest())
  and structure_id = (select app.structure_id()) and paid_by = structure_id and state in ('draft', 'submitted', 'refused'))
  with check (structure_id = (select app.structure_id()) and paid_by = structure_id and state in ('draft', 'submitted'));
drop policy of_advance on charge_proofs;
create policy of_advance on charge_proofs for insert with check (pole_id = (select app.pole_id()) and exists (
  select from charges c where c.id = charge_id and c.structure_id = (select app.structure_id()) and c.paid_by = c.structure_id
     and c.state in ('draft', 'submitted', 'refused')));
drop policy of_advance_delete on charge_proofs;
create policy of_advance_delete on charge_proofs for delete using (pole_id = (select app.pole_id()) and exists (
  select from charges c where c.id = charge_id and c.structure_id = (select app.structure_id()) and c.paid_by = c.structure_id
     and c.state in ('draft', 'submitted', 'refused')));

-- Recurring charges come by themselves, in nobody's name: the job that writes them sees and writes those alone.
create policy recurring_read on charges for select using (pole_id = (select app.pole_id()) and recurring_id is not null
  and (select app.person_id()) is null and (select app.keeps_books()));
create policy recurring_insert on charges for insert with check (pole_id = (select app.pole_id()) and recurring_id is not null
  and state = 'submitted' and (select app.person_id()) is null and (select app.keeps_books()));
create policy recurring_written on recurring_charges for update using (pole_id = (select app.pole_id())
  and (select app.person_id()) is null and (select app.keeps_books()));
-- In which pôles something comes before the end of `day`.
create function app.recurring_due(day date) returns table (pole_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct r.pole_id from recurring_charges r
   where r.stopped_at is null and r.written_until <= day and r.written_until <= r.ends_on
$$;
grant execute on function app.recurring_due(date) to grappe_app;
create index recurring_charges_due on recurring_charges (pole_id, written_until) where stopped_at is null;

-- The list of charges, the latest first; those that came from one file; whether the same document is there already.
create index charges_list on charges (pole_id, document_on desc, id desc);
create index charges_import on charges (import_id) where import_id is not null;

-- Charges are brought in from a table too.
alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check
  check (kind in ('calendar', 'structures', 'people', 'resources', 'charges'));
-- The file itself, to know it again.
alter table imports add column sha256 text check (sha256 ~ '^[0-9a-f]{64}$');
create index imports_file on imports (pole_id, sha256) where sha256 is not null;
