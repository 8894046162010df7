-- A reading holds its month until it is written: it cannot be locked meanwhile, without it.
create or replace function app.keep_reading() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare reading use_readings := coalesce(new, old);
begin
  perform from periods p where p.pole_id = reading.pole_id and p.ends_on >= reading.used_on and p.starts_on <= reading.used_on for share;
  if exists (select from periods p where p.pole_id = reading.pole_id and p.state in ('locked', 'closed') and p.ends_on >= reading.used_on) then
    raise exception 'The month of this reading is locked.' using errcode = 'restrict_violation', constraint = 'reading_month_locked';
  end if;
  if tg_op = 'UPDATE' and (new.pool_id, new.structure_id, new.measure, new.quantity, new.used_on, new.about, new.person_id, new.created_at)
       is distinct from (old.pool_id, old.structure_id, old.measure, old.quantity, old.used_on, old.about, old.person_id, old.created_at) then
    raise exception 'A reading is removed and typed again.' using errcode = 'restrict_violation', constraint = 'reading_kept';
  end if;
  return reading;
end $$;
