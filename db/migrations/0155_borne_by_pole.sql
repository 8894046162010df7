-- What a month's key finds nobody to bear (nothing was used, nobody takes part) may be taken on by the pôle itself, pool by
-- pool, with a reason that everybody who takes part reads. It may be taken back until the month is locked.
create table borne_by_pole (
  pole_id uuid not null,
  period_id uuid not null,
  pool_id uuid not null,
  reason text not null check (length(btrim(reason)) between 1 and 400),
  person_id uuid not null references people,
  at timestamptz not null default now(),
  primary key (period_id, pool_id),
  foreign key (pole_id, period_id) references periods (pole_id, id),
  foreign key (pole_id, pool_id) references cost_pools (pole_id, id)
);
create index borne_by_pole_pool on borne_by_pole (pool_id);
alter table borne_by_pole enable row level security;
-- As pools are: a draft shares alike whoever asks for it.
create policy in_pole on borne_by_pole for select using (pole_id = (select app.pole_id()) and not (select app.is_guest()));
create policy manager_insert on borne_by_pole for insert with check (pole_id = (select app.pole_id()) and (select app.runs_pole()));
create policy manager_delete on borne_by_pole for delete using (pole_id = (select app.pole_id()) and (select app.runs_pole()));
grant select, insert, delete on borne_by_pole to grappe_app;

create function app.keep_borne_by_pole() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare borne borne_by_pole := coalesce(new, old);
begin
  perform from periods where id = borne.period_id for share;
  if not exists (select from periods where id = borne.period_id and state in ('open', 'review')) then
    raise exception 'This month is locked.' using errcode = 'restrict_violation', constraint = 'borne_until_locked';
  end if;
  return borne;
end $$;
create trigger keep_borne_by_pole before insert or update or delete on borne_by_pole
  for each row execute function app.keep_borne_by_pole();
create trigger no_truncate before truncate on borne_by_pole for each statement execute function app.refuse_change();
