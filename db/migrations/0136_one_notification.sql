-- A funder's decision is entered once for a pool: the same euro never pays twice.
create unique index funding_notified_once on fundings (pool_id, app.fold(funder), app.fold(notified_reference))
  where notified_reference <> '' and state in ('notified', 'paid');
