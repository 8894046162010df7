-- What a structure pays is its treasurer's and administrators' to see and to answer, as its lines in the books are: the
-- policies of 0120 to 0122 asked only for the structure acted for. And of a row, members write what is theirs to say.

do $$
declare t text;
begin
  foreach t in array array['call_shares', 'fees', 'structure_budgets', 'nettings', 'statements', 'disputes'] loop
    execute format('drop policy own on %I', t);
    execute format('create policy own on %I for select using (pole_id = (select app.pole_id())
      and structure_id = (select app.structure_id()) and (select app.sees_statement()))', t);
  end loop;
  -- Who runs the pôle declares for the structure acted for too.
  foreach t in array array['structure_budgets', 'reference_prices'] loop
    execute format('drop policy own_insert on %I', t);
    execute format('drop policy own_update on %I', t);
    execute format('create policy own_insert on %I for insert with check (pole_id = (select app.pole_id())
      and structure_id = (select app.structure_id()) and ((select app.sees_statement()) or (select app.runs_pole())))', t);
    execute format('create policy own_update on %I for update using (pole_id = (select app.pole_id())
      and structure_id = (select app.structure_id()) and ((select app.sees_statement()) or (select app.runs_pole())))', t);
  end loop;
end $$;
drop policy own_or_manager on reference_prices;
create policy own_or_manager on reference_prices for select using (pole_id = (select app.pole_id())
  and ((structure_id = (select app.structure_id()) and (select app.sees_statement())) or (select app.runs_pole())));
drop policy own_delete on reference_prices;
create policy own_delete on reference_prices for delete using (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and ((select app.sees_statement()) or (select app.runs_pole())));

-- Whether somebody acts who does not run the pôle.
create function app.is_member() returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select app.person_id() is not null and not app.runs_pole()
$$;
grant execute on function app.is_member() to grappe_app;

-- A statement: which one it is stays. A member says that it has read it, once, and finds it right while it is in review.
revoke update on statements from grappe_app;
grant update (read_at, read_by, agreed_at, agreed_by, agreed_cents, reminded_at) on statements to grappe_app;
drop policy own_update on statements;
create policy own_update on statements for update using (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and (select app.sees_statement()));
create function app.answer_statement() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.is_member() then
    return new;
  end if;
  if new.reminded_at is distinct from old.reminded_at
     or ((new.read_at, new.read_by) is distinct from (old.read_at, old.read_by)
         and (old.read_at is not null or new.read_at is null or new.read_by is distinct from app.person_id()))
     or (new.agreed_at is not null and (new.agreed_at, new.agreed_by, new.agreed_cents) is distinct from
         (old.agreed_at, old.agreed_by, old.agreed_cents) and new.agreed_by is distinct from app.person_id()) then
    raise exception 'This is not a member''s to say.' using errcode = 'restrict_violation', constraint = 'statement_answered';
  end if;
  if (new.agreed_at, new.agreed_by, new.agreed_cents) is distinct from (old.agreed_at, old.agreed_by, old.agreed_cents)
     and not exists (select from periods where id = new.period_id and state = 'review') then
    raise exception 'This month is not in review.' using errcode = 'check_violation', constraint = 'agreement_in_review';
  end if;
  return new;
end $$;
create trigger answer_statement before update on statements for each row execute function app.answer_statement();

-- A dispute begins undecided, in the name of who files it; a member takes it back and changes nothing else of it.
drop policy own_insert on disputes;
create policy own_insert on disputes for insert with check (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and (select app.sees_statement())
  and state = 'filed' and filed_by = (select app.person_id()) and waiting_cents is null and corrected_in is null
  and granted_cents is null and decision = '' and decided_by is null and decided_at is null);
drop policy own_update on disputes;
create policy own_update on disputes for update using (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and (select app.sees_statement()) and state = 'filed')
  with check (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and state in ('filed', 'withdrawn'));
create function app.take_back_dispute() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare kept disputes := new;
begin
  kept.state := old.state;
  if app.is_member() and kept is distinct from old then
    raise exception 'A dispute stays as it was filed.' using errcode = 'restrict_violation', constraint = 'dispute_as_filed';
  end if;
  return new;
end $$;
create trigger take_back_dispute before update on disputes for each row execute function app.take_back_dispute();

-- Hours are validated once, by who says so.
create function app.validate_reading() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app.is_member() and (old.validated_at is not null or new.validated_at is null
       or new.validated_by is distinct from app.person_id()) then
    raise exception 'A reading is validated once.' using errcode = 'restrict_violation', constraint = 'reading_validated';
  end if;
  return new;
end $$;
create trigger validate_reading before update of validated_at, validated_by on use_readings
  for each row execute function app.validate_reading();

-- A member's advance comes by itself: it corrects nothing, comes of no file and of nothing recurring, is not approved.
drop policy advance_insert on charges;
create policy advance_insert on charges for insert with check (pole_id = (select app.pole_id()) and not (select app.is_guest())
  and structure_id = (select app.structure_id()) and paid_by = structure_id and state in ('draft', 'submitted')
  and recurring_id is null and corrects is null and import_id is null and approved_by is null and approved_at is null);
drop policy advance_update on charges;
create policy advance_update on charges for update using (pole_id = (select app.pole_id()) and not (select app.is_guest())
  and structure_id = (select app.structure_id()) and paid_by = structure_id and state in ('draft', 'submitted', 'refused'))
  with check (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and paid_by = structure_id
  and state in ('draft', 'submitted')
  and recurring_id is null and corrects is null and import_id is null and approved_by is null and approved_at is null);
