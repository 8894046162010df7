-- What is typed of use is removed and typed again, never edited: only its validation is added. Once its month is locked
-- or closed, it explains what was borne, and stays.
create function app.keep_reading() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare reading use_readings := coalesce(new, old);
begin
  if exists (select from periods p where p.pole_id = reading.pole_id and p.state in ('locked', 'closed') and p.ends_on >= reading.used_on) then
    raise exception 'The month of this reading is locked.' using errcode = 'restrict_violation', constraint = 'reading_month_locked';
  end if;
  if tg_op = 'UPDATE' and (new.pool_id, new.structure_id, new.measure, new.quantity, new.used_on, new.about, new.person_id, new.created_at)
       is distinct from (old.pool_id, old.structure_id, old.measure, old.quantity, old.used_on, old.about, old.person_id, old.created_at) then
    raise exception 'A reading is removed and typed again.' using errcode = 'restrict_violation', constraint = 'reading_kept';
  end if;
  return reading;
end $$;
create trigger keep_reading before insert or update or delete on use_readings for each row execute function app.keep_reading();

-- A member takes back what its own people typed.
create policy own_delete on use_readings for delete using (pole_id = (select app.pole_id()) and not (select app.is_guest())
  and structure_id = (select app.structure_id())
  and exists (select from affiliations a where a.person_id = use_readings.person_id and a.structure_id = (select app.structure_id())));

-- A pool becomes a loan of staff only while nothing else is charged to it.
create function app.check_pool_mode() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.legal_mode = 'staff_loan' and old.legal_mode <> 'staff_loan'
     and exists (select from charges c where c.pool_id = new.id and c.nature = 'ordinary' and c.state <> 'refused') then
    raise exception 'A loan of staff has no other cost.' using errcode = 'check_violation', constraint = 'staff_loan_nature';
  end if;
  return new;
end $$;
create trigger check_pool_mode before update of legal_mode on cost_pools for each row execute function app.check_pool_mode();

-- Who has borne a share takes part from a day to a day: it is not removed as if it had never been there.
create function app.keep_participant() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from allocations a join allocation_shares s on s.allocation_id = a.id
              where a.pool_id = old.pool_id and s.structure_id = old.structure_id
                and a.served_from <= coalesce(old.ends_on, 'infinity') and a.served_until >= old.starts_on)
     and not exists (select from pool_participants p where p.pool_id = old.pool_id and p.structure_id = old.structure_id) then
    raise exception 'This structure has borne a share.' using errcode = 'restrict_violation', constraint = 'participant_bore';
  end if;
  return null;
end $$;
create constraint trigger keep_participant after delete on pool_participants
  deferrable initially deferred for each row execute function app.keep_participant();
