-- The requests answered lately are found without reading every booking: 0.1 s of 300 000 before.
create index bookings_decided on bookings (pole_id, decided_at) where decided_at is not null;
