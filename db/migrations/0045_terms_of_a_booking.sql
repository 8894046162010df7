-- What cancelling a booking is subject to is fixed with its price: a change of rules never rewrites it.
alter table bookings
  -- Until when it is cancelled freely; null: as its resource says today, for what was written before this.
  add column cancel_until timestamptz,
  -- What stays due after that; null: it is not cancelled any more, but by whoever runs the pôle.
  add column late_cancel_cents bigint check (late_cancel_cents >= 0),
  -- What cancelling cost already when it was moved: a move does not take it off.
  add column owed_cents bigint not null default 0 check (owed_cents >= 0);

update bookings b
   set cancel_until = b.starts_at - make_interval(mins => r.cancel_notice_minutes),
       late_cancel_cents = round(b.price_cents * r.late_cancel_percent / 100.0)
  from resources r
 where r.id = b.resource_id and b.state in ('offered', 'requested', 'confirmed');
