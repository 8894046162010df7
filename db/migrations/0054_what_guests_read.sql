-- What was decided about an incident is for who sees the incident.
create policy guests on incident_events as restrictive for select using (
  not (select app.is_guest()) or exists (select from incidents i where i.id = incident_events.incident_id));

-- Asked for each thing that is not open to a guest: by the index of what guests have booked, which is little, and not by
-- all the bookings of the thing.
create or replace function app.guest_has_booked(resource uuid) returns boolean
  language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select exists (select from bookings b
                  where b.structure_id = app.structure_id() and (b.home_pole_id is not null or b.outside)
                    and b.resource_id = resource and b.pole_id = app.pole_id())
$$;
