-- A funding is paid, or a charge corrected, while a month is locked: that writes rows which refer to them (a share of their
-- keys), and each would wait for the other. What these hold is not deleted nor given another key: others may refer to it.

-- As in 0158, but for its lock.
create or replace function app.check_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare first charges; corrected bigint;
begin
  select * into first from charges where id = new.corrects for no key update;
  select coalesce(sum(amount_cents), 0) into corrected from charges
   where corrects = new.corrects and state = 'approved' and id <> new.id;
  if sign(first.amount_cents) * (first.amount_cents + corrected + new.amount_cents) < 0 then
    raise exception 'More is credited than the charge comes to.'
      using errcode = 'check_violation', constraint = 'credits_within_charge';
  end if;
  return new;
end $$;

-- As in 0160, but for its lock.
create or replace function app.keep_funding_payment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare kept funding_payments := new; granted fundings; came bigint;
begin
  if tg_op = 'UPDATE' then
    kept.undone_at := old.undone_at; kept.undone_by := old.undone_by; kept.undone_because := old.undone_because;
    if kept is distinct from old or old.undone_at is not null then
      raise exception 'A payment stays, or is taken back once.' using errcode = 'restrict_violation', constraint = 'funding_payment_kept';
    end if;
    return new;
  end if;
  select * into granted from fundings where id = new.funding_id for no key update;
  select coalesce(sum(cents), 0) into came from funding_payments where funding_id = new.funding_id and undone_at is null;
  if granted.state <> 'notified' or came + new.cents > granted.ceiling_cents then
    raise exception 'No more comes than was granted.' using errcode = 'check_violation', constraint = 'funding_paid_within';
  end if;
  return new;
end $$;
