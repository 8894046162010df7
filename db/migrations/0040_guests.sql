-- What a guest's transaction may read, table by table, whatever the application asks: what is shared with the network
-- and stands around it, and their own. (0016_network.sql says the same of resources, bookings, structures and people.)
-- Restrictive: these conditions come on top of those of the pôle, and say nothing to who is no guest.
create function app.not_for_guests(name text, verb text, unless text) returns void language plpgsql as $$
begin
  execute format('create policy guests on %I as restrictive for %s using (not (select app.is_guest()) or %s)', name, verb, unless);
end $$;

do $$
declare t text;
begin
  -- What nobody of another pôle reads or writes at all.
  foreach t in array array['invitations','series','waiting','imports','secret_links','emails','pole_staff'] loop
    perform app.not_for_guests(t, 'all', 'false');
  end loop;
  -- What belongs to a resource: with a resource that they see.
  foreach t in array array['opening_hours','rates','photos','resource_structures','seasons','closures','quotas',
                           'resource_sessions','resource_parts','resource_addons'] loop
    perform app.not_for_guests(t, 'all', format('exists (select from resources r where r.id = %I.resource_id)', t));
  end loop;
  -- What belongs to a booking: with one of their own. It may be written in one statement with the booking.
  foreach t in array array['booking_events','use_records'] loop
    perform app.not_for_guests(t, 'select', format('exists (select from bookings b where b.id = %I.booking_id)', t));
  end loop;
end $$;
select app.not_for_guests('memberships', 'all', 'exists (select from resources r where r.structure_id = memberships.structure_id)');
select app.not_for_guests('affiliations', 'all', 'person_id = (select app.person_id())');
select app.not_for_guests('idempotency_keys', 'all', 'person_id = (select app.person_id())');
select app.not_for_guests('photo_files', 'all', 'exists (select from photos p where p.id = photo_files.photo_id)');
select app.not_for_guests('places', 'all', 'exists (select from resources r where r.place_id = places.id)');
select app.not_for_guests('incidents', 'select',
  'reported_by = (select app.person_id()) or exists (select from bookings b where b.id = incidents.booking_id)');
select app.not_for_guests('evidence_photos', 'select',
  '(exists (select from use_records u where u.id = record_id) or exists (select from incidents i where i.id = incident_id))');
-- Also of what a unit has in common with what they see: it is not free then. (Units and claims are times without a name:
-- they need no more than the pôle's policy.)
select app.not_for_guests('blockings', 'all',
  'exists (select from blocked_units b join resource_units u on u.unit_id = b.unit_id
             join resources r on r.id = u.resource_id where b.blocking_id = blockings.id)');
drop function app.not_for_guests(text, text, text);

-- A guest who cancels frees a time for those who wait, of whom they see nothing.
alter function app.time_freed() security definer set search_path = public, pg_temp;
