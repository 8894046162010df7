-- The months of a pôle's books. What happens in them is server/costs' matter; that they only go forward is theirs.

-- Who keeps the pôle's books: its manager, and the jobs that run for the pôle in nobody's name.
create function app.keeps_books() returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select app.pole_id() is not null and not app.is_guest() and (app.person_id() is null or app.runs_pole())
$$;
grant execute on function app.keeps_books() to grappe_app;

create table periods (
  id uuid primary key,
  pole_id uuid not null references poles,
  -- A whole month, both days included.
  starts_on date not null check (extract(day from starts_on) = 1),
  ends_on date not null,
  state text not null default 'open' check (state in ('open', 'review', 'locked', 'closed')),
  -- Until when members may dispute what they see.
  review_until timestamptz,
  locked_at timestamptz,
  closed_at timestamptz,
  -- What it was closed with: counts, totals, the last hash; and the fingerprint of that.
  manifest jsonb,
  manifest_sha256 text check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  unique (pole_id, starts_on),
  constraint period_is_a_month check (ends_on = (starts_on + interval '1 month' - interval '1 day')::date),
  constraint period_closed_with_manifest check (
    (state = 'closed') = (closed_at is not null)
    and (state <> 'closed' or (manifest is not null and manifest_sha256 is not null)))
);

-- Forward only: open, review, locked, closed. Nothing of a closed one changes, and no month is added before it.
create function app.period_goes_forward() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare rank text[] := array['open', 'review', 'locked', 'closed'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'open' then
      raise exception 'A period begins open.' using errcode = 'check_violation', constraint = 'period_goes_forward';
    end if;
    if exists (select from periods p where p.pole_id = new.pole_id and p.starts_on > new.starts_on and p.state = 'closed') then
      raise exception 'A later period is closed.' using errcode = 'check_violation', constraint = 'period_goes_forward';
    end if;
    return new;
  end if;
  if old.state = 'closed' then
    raise exception 'The period is closed.' using errcode = 'restrict_violation', constraint = 'period_is_closed';
  end if;
  if (new.id, new.pole_id, new.starts_on, new.created_at) is distinct from (old.id, old.pole_id, old.starts_on, old.created_at) then
    raise exception 'A period stays the month it is.' using errcode = 'restrict_violation', constraint = 'period_is_a_month';
  end if;
  if array_position(rank, new.state) < array_position(rank, old.state)
     or (new.state = 'closed' and old.state <> 'locked') then
    raise exception 'A period only goes forward.' using errcode = 'check_violation', constraint = 'period_goes_forward';
  end if;
  if new.state in ('locked', 'closed') and new.locked_at is null then
    new.locked_at := clock_timestamp();
  end if;
  if new.state = 'closed' and new.closed_at is null then
    new.closed_at := clock_timestamp();
  end if;
  return new;
end $$;
create trigger goes_forward before insert or update on periods for each row execute function app.period_goes_forward();
create trigger no_delete before delete on periods for each row execute function app.refuse_change();
create trigger no_truncate before truncate on periods for each statement execute function app.refuse_change();

-- The period to which a document of `day` posts: its own month unless that is locked or closed (or a later one is), else
-- the oldest one that is not. Begins it where it is missing, with the id given. Whoever declares something asks for it,
-- not only who keeps the books. It is held until the end of the transaction: it cannot be locked meanwhile.
create function app.open_period_of(day date, new_id uuid) returns setof periods
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  pole uuid := app.pole_id();
  month date;
  found_period periods;
begin
  if pole is null or app.is_guest() then
    return;
  end if;
  loop
    select greatest(date_trunc('month', day)::date, (max(p.starts_on) + interval '1 month')::date) into month
      from periods p where p.pole_id = pole and p.state in ('locked', 'closed');
    month := coalesce(month, date_trunc('month', day)::date);
    -- A month of its own that is past: the oldest one left, which may begin later than the one after the last closed.
    if month > day then
      select min(p.starts_on) into month from periods p
       where p.pole_id = pole and p.starts_on >= month and p.state in ('open', 'review')
       having min(p.starts_on) is not null
      union all select month limit 1;
    end if;
    insert into periods (id, pole_id, starts_on, ends_on)
      values (new_id, pole, month, (month + interval '1 month' - interval '1 day')::date)
      on conflict (pole_id, starts_on) do nothing;
    select * into found_period from periods p where p.pole_id = pole and p.starts_on = month for share;
    if found_period.state in ('open', 'review') then
      return next found_period;
      return;
    end if;
  end loop;
end $$;
grant execute on function app.open_period_of(date, uuid) to grappe_app;

alter table periods enable row level security;
-- That a month exists and how far it is, everybody of the pôle may know.
create policy in_pole on periods for select using (pole_id = (select app.pole_id()) and not (select app.is_guest()));
create policy books_insert on periods for insert with check (pole_id = (select app.pole_id()) and (select app.keeps_books()));
create policy books on periods for update using (pole_id = (select app.pole_id()) and (select app.keeps_books()));
grant select, insert, update on periods to grappe_app;
