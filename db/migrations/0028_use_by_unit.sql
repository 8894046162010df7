-- The odometer is that of one vehicle: of two vans under one resource, each has its own. Copied from the booking, so
-- that the last reading, and a vehicle's whole log, are found by an index.
alter table use_records
  add column resource_id uuid,
  -- Null when the booking holds several units.
  add column unit_id uuid;
update use_records u set resource_id = b.resource_id from bookings b where b.id = u.booking_id;
alter table use_records
  alter column resource_id set not null,
  add foreign key (pole_id, resource_id) references resources (pole_id, id),
  add foreign key (pole_id, unit_id) references units (pole_id, id);
create index use_records_resource on use_records (resource_id, at desc);
create index use_records_odometer on use_records (unit_id, at desc) where odometer is not null;
create index incidents_booking on incidents (booking_id) where booking_id is not null;
create index secret_links_resource on secret_links (resource_id) where resource_id is not null;
-- Bookings that nobody has come to yet, where somebody must: a look at each minute (server/use).
create index bookings_awaited on bookings (pole_id, starts_at) where state = 'confirmed';
