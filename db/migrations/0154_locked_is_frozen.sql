-- What is locked is frozen: what a month shares and what each owes of it is written when it is locked; its closing posts
-- that, and nothing else. See docs/decisions/0020.

-- Of a locked month, all that its closing makes due (waiting, released, calls given back, the one amount of each), and the
-- fingerprint of that with the allocations. For who keeps the books.
create table frozen_months (
  pole_id uuid not null,
  period_id uuid primary key,
  sums jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  person_id uuid not null references people,
  at timestamptz not null default clock_timestamp(),
  foreign key (pole_id, period_id) references periods (pole_id, id)
);
alter table frozen_months enable row level security;
create policy manager on frozen_months using (pole_id = (select app.pole_id()) and (select app.runs_pole()));
create policy books on frozen_months for select using (pole_id = (select app.pole_id()) and (select app.keeps_books()));
create trigger append_only before update or delete on frozen_months for each row execute function app.refuse_change();
create trigger no_truncate before truncate on frozen_months for each statement execute function app.refuse_change();
grant select, insert on frozen_months to grappe_app;

-- Written while the month is locked and not frozen yet, hence by its lock alone.
create or replace function app.only_when_closing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from periods where id = new.period_id and state = 'locked')
     or exists (select from frozen_months where period_id = new.period_id) then
    raise exception 'This month is not being locked.' using errcode = 'check_violation', constraint = 'written_when_closing';
  end if;
  return new;
end $$;
create trigger only_when_closing before insert on frozen_months for each row execute function app.only_when_closing();

-- A month is locked, and closes, when each of its charges is shared whole and each funding is under its ceiling.
drop trigger check_closing on periods;
create constraint trigger check_closing after update of state on periods deferrable initially deferred for each row
  when (new.state in ('locked', 'closed') and new.state <> old.state) execute function app.check_closing();

-- Months go on in order: one is put to review once those before it are locked, and closes once they are closed. What it
-- carries on of them is certain then.
create function app.months_in_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from periods p where p.pole_id = new.pole_id and p.starts_on < new.starts_on
                and (p.state in ('open', 'review') or (new.state = 'closed' and p.state <> 'closed'))) then
    raise exception 'An earlier month goes first.' using errcode = 'check_violation', constraint = 'months_in_order';
  end if;
  return new;
end $$;
-- After goes_forward, which refuses what is not a step at all.
create trigger in_order before update of state on periods for each row
  when (new.state <> old.state) execute function app.months_in_order();

-- A dispute is taken back while its month is in review, as it is filed: afterwards it waits for its decision.
create function app.withdraw_in_review() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from periods where id = new.period_id for share;
  if not exists (select from periods where id = new.period_id and state = 'review') then
    raise exception 'This month is not in review.' using errcode = 'check_violation', constraint = 'dispute_in_review';
  end if;
  return new;
end $$;
create trigger withdraw_in_review before update of state on disputes for each row
  when (new.state = 'withdrawn' and old.state = 'filed') execute function app.withdraw_in_review();

-- A month that was locked before this is in review again: its manager locks it once more, and freezes it so.
alter table periods disable trigger user;
update periods set state = 'review', locked_at = null where state = 'locked';
alter table periods enable trigger user;

-- A closing checks what was locked, posts it, seals it: it shares and writes nothing any more.
alter table closings drop constraint closings_step_check;
update closings set step = 'checking' where step in ('sharing', 'writing');
alter table closings alter column step set default 'checking',
  add constraint closings_step_check check (step in ('checking', 'posting', 'sealing'));
