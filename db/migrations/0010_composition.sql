-- What a resource is made of, and what goes with it. See docs/decisions/0006-parts-and-sessions.md.

-- A hall made of its halves, a kit made of a trailer and two of six projectors: part after part, the resource whose
-- units it takes, and how many of them (null: all). Its rows of resource_units follow by themselves (below).
create table resource_parts (
  pole_id uuid not null,
  resource_id uuid not null,
  part smallint not null check (part between 1 and 50),
  source_id uuid not null,
  takes integer check (takes between 1 and 1000),
  primary key (resource_id, part),
  unique (resource_id, source_id),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade,
  foreign key (pole_id, source_id) references resources (pole_id, id),
  check (source_id <> resource_id)
);
create index resource_parts_source on resource_parts (source_id);

-- 0: units of its own. Another number: units that it takes from that part's source.
alter table resource_units add column part smallint not null default 0;

create function app.part_comes() returns trigger language plpgsql as $$
begin
  -- A kit of kits would take units it does not know of when its own kits change.
  if exists (select from resource_parts where resource_id = new.source_id)
     or exists (select from resource_parts where source_id = new.resource_id) then
    raise exception 'a part cannot have parts' using errcode = 'check_violation', constraint = 'part_of_a_part';
  end if;
  insert into resource_units (pole_id, resource_id, unit_id, part)
    select pole_id, new.resource_id, unit_id, new.part from resource_units
     where resource_id = new.source_id and part = 0
  on conflict do nothing;
  return null;
end $$;
create trigger part_comes after insert on resource_parts for each row execute function app.part_comes();

create function app.part_goes() returns trigger language plpgsql as $$
begin
  delete from resource_units where resource_id = old.resource_id and part = old.part;
  return null;
end $$;
create trigger part_goes after delete on resource_parts for each row execute function app.part_goes();

create function app.unit_comes() returns trigger language plpgsql as $$
begin
  insert into resource_units (pole_id, resource_id, unit_id, part)
    select pole_id, resource_id, new.unit_id, part from resource_parts where source_id = new.resource_id
  on conflict do nothing;
  return null;
end $$;
create trigger unit_comes after insert on resource_units for each row when (new.part = 0) execute function app.unit_comes();

create function app.unit_goes() returns trigger language plpgsql as $$
begin
  delete from resource_units u using resource_parts p
   where p.source_id = old.resource_id and u.resource_id = p.resource_id and u.part = p.part and u.unit_id = old.unit_id;
  return null;
end $$;
create trigger unit_goes after delete on resource_units for each row when (old.part = 0) execute function app.unit_goes();

alter table resources
  -- Nothing is claimed however often it is booked: meals without a limit. It has a unit all the same, to be locked.
  add column unlimited boolean not null default false,
  -- Only at the dated sessions below, each with as many places as there are units.
  add column by_session boolean not null default false,
  -- What people do when they take it and give it back.
  add column start_step text not null default 'none' check (start_step in ('none', 'check_in', 'keys', 'odometer', 'timesheet')),
  -- Given to others when nobody came, this long after the start; null: never.
  add column no_show_minutes integer check (no_show_minutes between 5 and 1440),
  -- What whoever has booked must know: the key's box, where to park.
  add column instructions text not null default '' check (length(instructions) <= 4000),
  -- What the QR code on its door holds. It opens nothing to who is not signed in.
  add column door_code text not null unique default substr(replace(gen_random_uuid()::text, '-', ''), 1, 16);

create table resource_sessions (
  id uuid primary key,
  pole_id uuid not null,
  resource_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  title text not null default '' check (length(title) <= 200),
  cancelled_at timestamptz,
  unique (pole_id, id),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade,
  check (starts_at < ends_at and ends_at - starts_at <= interval '31 days')
);
create index resource_sessions_resource on resource_sessions (resource_id, starts_at);

-- What is proposed with a booking: coffee with a room. Each is booked as itself, beside it.
create table resource_addons (
  pole_id uuid not null,
  resource_id uuid not null,
  addon_id uuid not null,
  position smallint not null default 0,
  primary key (resource_id, addon_id),
  foreign key (pole_id, resource_id) references resources (pole_id, id) on delete cascade,
  foreign key (pole_id, addon_id) references resources (pole_id, id),
  check (addon_id <> resource_id)
);
create index resource_addons_addon on resource_addons (addon_id);

do $$
declare t text;
begin
  foreach t in array array['resource_parts','resource_sessions','resource_addons'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy in_pole on %I using (pole_id = (select app.pole_id()))', t);
  end loop;
end $$;
grant select, insert, update, delete on resource_parts, resource_addons to grappe_app;
grant select, insert, update on resource_sessions to grappe_app;
