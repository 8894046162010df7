-- The months that a pôle's costs are shared by and its ledger is kept by.
create table periods (
  id uuid primary key,
  pole_id uuid not null references poles,
  -- The first day of a month, and the last.
  starts_on date not null check (extract(day from starts_on) = 1),
  ends_on date not null generated always as ((starts_on + interval '1 month' - interval '1 day')::date) stored,
  state text not null default 'open' check (state in ('open', 'review', 'locked', 'closed')),
  review_from timestamptz,
  -- Until when members may dispute a share.
  review_until timestamptz,
  locked_at timestamptz,
  locked_by uuid references people,
  closed_at timestamptz,
  closed_by uuid references people,
  -- Counts, totals and the last hash of the ledger, as they were when it closed; and the hash of that.
  manifest jsonb,
  manifest_sha256 text check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  unique (pole_id, id),
  unique (pole_id, starts_on),
  check ((state = 'open') = (review_from is null)),
  check (state not in ('locked', 'closed') or locked_at is not null),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (manifest is not null)),
  check ((manifest is null) = (manifest_sha256 is null))
);

-- Forward only: what is closed is never opened again; a correction is written in a later month.
create function app.period_goes_forward() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state = 'closed'
     or (new.id, new.pole_id, new.starts_on) is distinct from (old.id, old.pole_id, old.starts_on)
     or array_position(array['open', 'review', 'locked', 'closed'], new.state)
        not in (array_position(array['open', 'review', 'locked', 'closed'], old.state),
                array_position(array['open', 'review', 'locked', 'closed'], old.state) + 1) then
    raise exception 'A month goes from open to review, to locked, to closed, and never back.'
      using errcode = 'restrict_violation', constraint = 'period_goes_forward';
  end if;
  return new;
end $$;
create trigger period_goes_forward before update or delete on periods for each row execute function app.period_goes_forward();
create trigger no_truncate before truncate on periods for each statement execute function app.refuse_change();

alter table periods enable row level security;
grant select, insert, update on periods to grappe_app;
create policy in_pole on periods for select using (pole_id = (select app.pole_id()) and not (select app.is_guest()));
create policy manager_insert on periods for insert with check (pole_id = (select app.pole_id()) and (select app.runs_pole()) and state = 'open');
create policy manager_update on periods for update using (pole_id = (select app.pole_id()) and (select app.runs_pole()));
