-- A call for several months is given back as they cost: each closing of its months up to what the month comes to, the last
-- one the rest. What was given back, month by month, is never more than was called, and makes it in the end.
create table call_returns (
  pole_id uuid not null,
  call_id uuid not null,
  structure_id uuid not null,
  period_id uuid not null,
  cents bigint not null check (cents > 0),
  primary key (call_id, structure_id, period_id),
  foreign key (call_id, structure_id) references call_shares (call_id, structure_id),
  foreign key (pole_id, period_id) references periods (pole_id, id)
);
create index call_returns_period on call_returns (period_id);
insert into call_returns (pole_id, call_id, structure_id, period_id, cents)
  select pole_id, call_id, structure_id, adjusted_in, cents from call_shares where adjusted_in is not null and cents > 0;
alter table call_returns enable row level security;
create policy manager on call_returns using (pole_id = (select app.pole_id()) and (select app.runs_pole()));
create policy books on call_returns for select using (pole_id = (select app.pole_id()) and (select app.keeps_books()));
create policy own on call_returns for select using (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and (select app.sees_statement()));
grant select, insert on call_returns to grappe_app;
create trigger append_only before update or delete on call_returns for each row execute function app.refuse_change();
create trigger no_truncate before truncate on call_returns for each statement execute function app.refuse_change();
create trigger only_when_closing before insert on call_returns for each row execute function app.only_when_closing();

create function app.check_call_return() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare share call_shares; given bigint;
begin
  select * into share from call_shares where call_id = new.call_id and structure_id = new.structure_id;
  select coalesce(sum(cents), 0) into given from call_returns where call_id = new.call_id and structure_id = new.structure_id;
  if given > share.cents or (share.adjusted_in is not null and given <> share.cents) then
    raise exception 'What is given back of a call makes it.' using errcode = 'check_violation', constraint = 'call_given_back';
  end if;
  return null;
end $$;
create constraint trigger check_call_return after insert on call_returns deferrable initially deferred
  for each row execute function app.check_call_return();
create constraint trigger check_call_return after update on call_shares deferrable initially deferred
  for each row when (new.adjusted_in is distinct from old.adjusted_in) execute function app.check_call_return();
