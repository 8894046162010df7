-- A time that is free again, by whatever path (cancelled, declined, expired, moved, nobody came, given back early, no
-- longer blocked), is offered to whoever waits for it.
create function app.time_freed() returns trigger language plpgsql as $$
begin
  if exists (
    select from resource_units ru
      join waiting w on w.resource_id = ru.resource_id and w.state = 'waiting'
                    and w.starts_at < old.ends_at and w.ends_at > old.starts_at
     where ru.unit_id = old.unit_id) then
    perform app.enqueue('offer-waiting', jsonb_build_object('poleId', old.pole_id), 'offer-waiting:' || old.pole_id);
  end if;
  return null;
end $$;
create trigger time_freed after update on claims for each row
  when ((old.released_at is null and new.released_at is not null) or new.ends_at < old.ends_at)
  execute function app.time_freed();
create trigger time_freed after update on blocked_units for each row
  when (old.removed_at is null and new.removed_at is not null)
  execute function app.time_freed();
