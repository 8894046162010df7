-- What is confirmed together is written round after round: coffee may come before the room that it goes with.
alter table bookings alter constraint bookings_pole_id_parent_id_fkey deferrable initially deferred;

-- The training that has a session is found without looking at everything else.
create index resources_by_session on resources (pole_id) where by_session and archived_at is null;

-- Whoever provides a service is told of what is ordered, changed and cancelled, whatever path the booking took: alone, in
-- a basket or a series, approved, moved, cancelled, restored. Where nobody acts (data being loaded), nobody is told.
create function app.tell_provider() returns trigger language plpgsql as $$
declare
  news text;
begin
  if app.pole_id() is null or new.ends_at <= now() then return null; end if;
  if new.state = 'confirmed' then
    if tg_op = 'INSERT' then news := 'ordered';
    elsif old.state <> 'confirmed' then news := 'ordered';
    elsif (old.starts_at, old.ends_at, old.quantity) is distinct from (new.starts_at, new.ends_at, new.quantity) then
      news := 'changed';
    end if;
  elsif tg_op = 'UPDATE' and old.state = 'confirmed' and new.state in ('cancelled', 'declined', 'expired') then
    news := 'cancelled';
  end if;
  if news is null or not exists (select from resources where id = new.resource_id and kind = 'service') then
    return null;
  end if;
  perform app.enqueue('order-email', jsonb_build_object('poleId', new.pole_id, 'bookingId', new.id, 'event', news),
                      concat_ws(':', 'order-email', new.id, new.sequence));
  return null;
end $$;
create trigger tell_provider after insert or update of state, starts_at, ends_at, quantity on bookings
  for each row execute function app.tell_provider();

-- What is to be prepared, by day.
create index resources_services on resources (structure_id) where kind = 'service';
