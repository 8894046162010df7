-- A structure that comes back begins a new membership in the row of the old one: its stays before are kept here, since
-- its shares and its fee of those days are found by them.
create table past_memberships (
  pole_id uuid not null,
  structure_id uuid not null,
  kind text not null,
  starts_on date not null,
  ends_on date not null,
  primary key (pole_id, structure_id, starts_on),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id) on delete cascade,
  check (ends_on >= starts_on)
);
alter table past_memberships enable row level security;
create policy in_pole on past_memberships for select using (pole_id = (select app.pole_id()) and not (select app.is_guest()));
grant select on past_memberships to grappe_app;

create function app.keep_past_membership() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into past_memberships (pole_id, structure_id, kind, starts_on, ends_on)
    values (old.pole_id, old.structure_id, old.kind, old.starts_on, old.ends_on)
    on conflict do nothing;
  return new;
end $$;
create trigger keep_past_membership before update of starts_on on memberships for each row
  when (old.ends_on >= old.starts_on and new.starts_on > old.ends_on) execute function app.keep_past_membership();

-- Every stay of every structure, the present one included.
create view membership_stays with (security_invoker = true) as
  select pole_id, structure_id, kind, starts_on, ends_on from memberships
  union all
  select pole_id, structure_id, kind, starts_on, ends_on from past_memberships;
grant select on membership_stays to grappe_app;
