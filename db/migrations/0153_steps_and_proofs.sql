-- A month goes one step at a time, at the database's own hour; until when it may be disputed stays once it is locked.
create function app.period_steps() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare rank text[] := array['open', 'review', 'locked', 'closed'];
begin
  if array_position(rank, new.state) > array_position(rank, old.state) + 1 then
    raise exception 'A period goes one step at a time.' using errcode = 'check_violation', constraint = 'period_goes_forward';
  end if;
  if new.locked_at is distinct from old.locked_at or new.closed_at is distinct from old.closed_at
     or (old.state in ('locked', 'closed') and new.review_until is distinct from old.review_until) then
    raise exception 'A period keeps its hours.' using errcode = 'restrict_violation', constraint = 'period_keeps_hours';
  end if;
  return new;
end $$;
-- Before goes_forward, which then sets the hours itself; a closed month is refused by that one, in its own words.
create trigger a_step before update on periods for each row when (old.state <> 'closed') execute function app.period_steps();

-- What a funder granted is proved by what was kept then.
create function app.keep_funding_proof() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from fundings f where f.id = old.funding_id and f.state in ('notified', 'paid')) then
    raise exception 'The proof of a funding granted stays.' using errcode = 'restrict_violation', constraint = 'funding_proof_kept';
  end if;
  return coalesce(new, old);
end $$;
create trigger keep_funding_proof before update or delete on funding_proofs for each row execute function app.keep_funding_proof();

-- Numbers of charges have no gap: one after the other, from the first.
revoke delete on charge_numbers from grappe_app;
create policy from_one on charge_numbers as restrictive for insert with check (last = 1);
create function app.next_charge_number() returns trigger language plpgsql as $$
begin
  if (new.pole_id, new.year) is distinct from (old.pole_id, old.year) or new.last <> old.last + 1 then
    raise exception 'Numbers come one after the other.' using errcode = 'restrict_violation', constraint = 'charge_numbers_follow';
  end if;
  return new;
end $$;
create trigger next_charge_number before update on charge_numbers for each row execute function app.next_charge_number();

-- What runs above row-level security asks who calls: jobs look over all pôles only while they look for which, a dispute
-- is of the pôle acted in, and a month of the books is begun by who keeps them.
create or replace function app.recurring_due(day date) returns table (pole_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct r.pole_id from recurring_charges r
   where app.is_identity() and r.stopped_at is null and r.written_until <= day and r.written_until <= r.ends_on
$$;
create or replace function app.reviews_ending() returns table (id uuid, pole_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.pole_id from periods p
   where app.is_identity() and p.state = 'review' and p.review_until > now() and p.review_until <= now() + interval '2 days'
$$;
create or replace function app.correcting_period(dispute disputes) returns uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from periods d join periods p on p.pole_id = d.pole_id and p.starts_on >= d.starts_on
   where d.id = dispute.period_id and d.pole_id = app.pole_id() and not app.is_guest() and p.state <> 'closed'
     and (p.locked_at is null or dispute.decided_at is null or dispute.decided_at <= p.locked_at)
   order by p.starts_on limit 1
$$;
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
