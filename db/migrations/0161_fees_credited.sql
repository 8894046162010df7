-- A fee that was called wrong (another staff, another budget, a member that leaves) is credited, whole and for a reason, by a
-- document of the current month; it may then be called again.
alter table fees add column round smallint not null default 1 check (round > 0),
  drop constraint fees_pkey, add primary key (scale_id, structure_id, round);
create table fee_credits (
  pole_id uuid not null,
  scale_id uuid not null,
  structure_id uuid not null,
  round smallint not null,
  reason text not null check (length(btrim(reason)) between 1 and 300),
  -- Null where nothing was asked.
  entry_id uuid,
  person_id uuid not null references people,
  at timestamptz not null default now(),
  primary key (scale_id, structure_id, round),
  foreign key (scale_id, structure_id, round) references fees (scale_id, structure_id, round)
);
alter table fee_credits enable row level security;
create policy manager on fee_credits using (pole_id = (select app.pole_id()) and (select app.runs_pole()));
create policy books on fee_credits for select using (pole_id = (select app.pole_id()) and (select app.keeps_books()));
create policy own on fee_credits for select using (pole_id = (select app.pole_id())
  and structure_id = (select app.structure_id()) and (select app.sees_statement()));
grant select, insert on fee_credits to grappe_app;
create trigger append_only before update or delete on fee_credits for each row execute function app.refuse_change();
create trigger no_truncate before truncate on fee_credits for each statement execute function app.refuse_change();

-- One fee at a time: another is called once the one before it is credited.
create function app.check_fee_round() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.round <> 1 + (select count(*) from fee_credits c where c.scale_id = new.scale_id and c.structure_id = new.structure_id) then
    raise exception 'The fee is called already.' using errcode = 'unique_violation', constraint = 'fee_called_once';
  end if;
  return new;
end $$;
create trigger check_fee_round before insert on fees for each row execute function app.check_fee_round();
