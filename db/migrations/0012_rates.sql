-- What a use costs. Cents, taxes included; a null price is not proposed, and a day's price caps its hours.
alter table rates
  drop constraint rates_customer_check,
  add check (customer in ('member', 'network', 'outsider', 'public')),
  add column half_day_cents bigint check (half_day_cents >= 0),
  add column week_cents bigint check (week_cents >= 0),
  add column kilometre_cents bigint check (kilometre_cents >= 0),
  -- Kilometres of a booking that cost nothing.
  add column kilometres_included integer not null default 0 check (kilometres_included >= 0),
  -- For each unit of a booking, whatever its length: a meal, a seat at a session.
  add column unit_cents bigint check (unit_cents >= 0),
  -- Minutes of each month that cost a structure nothing.
  add column free_minutes_month integer not null default 0 check (free_minutes_month >= 0),
  -- Given back after the use.
  add column deposit_cents bigint not null default 0 check (deposit_cents >= 0),
  -- Nothing to pay at booking: the use is a weight when costs are shared.
  add column at_cost boolean not null default false,
  -- Another price of the hour after so many minutes of a day: [{ "afterMinutes": 240, "hourCents": 400 }].
  add column steps jsonb not null default '[]' check (jsonb_typeof(steps) = 'array'),
  -- Another price of the hour at some hours: [{ "weekdays": [6, 7], "from": 0, "to": 1440, "hourCents": 900 }].
  add column periods jsonb not null default '[]' check (jsonb_typeof(periods) = 'array');
