-- What is locked was before its members' eyes, at that very amount: a statement keeps what they were told, since when, and what
-- they read. The amount is what the structure bears of the month, what it disputes included: neither a dispute nor a payment
-- asks for another reading.
alter table statements add column told_cents bigint, add column told_at timestamptz, add column read_cents bigint,
  add constraint statement_told check ((told_cents is null) = (told_at is null));
grant update (told_cents, told_at, read_cents) on statements to grappe_app;
-- The job that tells of amounts that changed may find somebody who has no statement yet.
create policy made on statements for insert with check (pole_id = (select app.pole_id())
  and (select app.person_id()) is null and (select app.keeps_books()));

-- Once its review is over, a month takes no document any more, as if it were locked: nobody would read it. Moving the end of
-- the review opens it again.
create function app.takes_no_more(period periods) returns boolean language sql volatile as $$
  select (period).state in ('locked', 'closed')
      or ((period).state = 'review' and coalesce((period).review_until <= clock_timestamp(), false))
$$;
grant execute on function app.takes_no_more(periods) to grappe_app;
create or replace function app.open_period_of(day date, new_id uuid) returns setof periods
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  pole uuid := app.pole_id();
  month date;
  found_period periods;
begin
  if not app.keeps_books() then
    return;
  end if;
  loop
    select greatest(date_trunc('month', day)::date, (max(p.starts_on) + interval '1 month')::date) into month
      from periods p where p.pole_id = pole and app.takes_no_more(p);
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
    if not app.takes_no_more(found_period) then
      return next found_period;
      return;
    end if;
  end loop;
end $$;

-- Nor a member's reading, then.
create or replace function app.keep_reading() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare reading use_readings := coalesce(new, old);
begin
  perform from periods p where p.pole_id = reading.pole_id and p.ends_on >= reading.used_on and p.starts_on <= reading.used_on for share;
  if exists (select from periods p where p.pole_id = reading.pole_id and p.ends_on >= reading.used_on
                and (p.state in ('locked', 'closed')
                     or (app.is_member() and p.starts_on <= reading.used_on and app.takes_no_more(p)))) then
    raise exception 'The month of this reading is locked.' using errcode = 'restrict_violation', constraint = 'reading_month_locked';
  end if;
  if tg_op = 'UPDATE' and (new.pool_id, new.structure_id, new.measure, new.quantity, new.used_on, new.about, new.person_id, new.created_at)
       is distinct from (old.pool_id, old.structure_id, old.measure, old.quantity, old.used_on, old.about, old.person_id, old.created_at) then
    raise exception 'A reading is removed and typed again.' using errcode = 'restrict_violation', constraint = 'reading_kept';
  end if;
  return reading;
end $$;

-- A member says that it has read its statement: once for each amount.
create or replace function app.answer_statement() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.is_member() then
    return new;
  end if;
  if (new.reminded_at, new.told_cents, new.told_at) is distinct from (old.reminded_at, old.told_cents, old.told_at)
     or ((new.read_at, new.read_by, new.read_cents) is distinct from (old.read_at, old.read_by, old.read_cents)
         and (new.read_at is null or new.read_by is distinct from app.person_id()
              or (old.read_at is not null and new.read_cents is not distinct from old.read_cents)))
     or (new.agreed_at is not null and (new.agreed_at, new.agreed_by, new.agreed_cents) is distinct from
         (old.agreed_at, old.agreed_by, old.agreed_cents) and new.agreed_by is distinct from app.person_id()) then
    raise exception 'This is not a member''s to say.' using errcode = 'restrict_violation', constraint = 'statement_answered';
  end if;
  if (new.agreed_at, new.agreed_by, new.agreed_cents) is distinct from (old.agreed_at, old.agreed_by, old.agreed_cents)
     and not exists (select from periods where id = new.period_id and state = 'review') then
    raise exception 'This month is not in review.' using errcode = 'check_violation', constraint = 'agreement_in_review';
  end if;
  return new;
end $$;

-- The months of all pôles that are being reviewed. For the job that tells of amounts that changed.
create function app.reviews_running() returns table (id uuid, pole_id uuid, starts_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.pole_id, p.starts_on from periods p
   where app.is_identity() and p.state = 'review' and (p.review_until is null or p.review_until > now())
$$;
grant execute on function app.reviews_running() to grappe_app;
