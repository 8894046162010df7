-- The seal: until a need is opened, nobody but its authors reads an answer, whatever the application asks; the closing is
-- compared with the database's own clock. See docs/decisions/0010-the-seal.md.

-- One opening of a need, by two persons: the first asks for it, the second does it.
create table openings (
  need_id uuid primary key,
  pole_id uuid not null,
  first_by uuid not null references people,
  first_at timestamptz not null default now(),
  second_by uuid references people,
  opened_at timestamptz,
  constraint two_persons check (second_by <> first_by),
  check ((second_by is null) = (opened_at is null)),
  foreign key (pole_id, need_id) references needs (pole_id, id)
);

-- What was found then: number, time, bidder and fingerprint of each, and the prices unless quality comes first.
create table opening_minutes (
  need_id uuid primary key references openings,
  pole_id uuid not null,
  minutes jsonb not null
);

-- Who scores: people of the buyer, or of others that it invites. Declares whether it has a conflict before it reads.
create table panel_members (
  need_id uuid not null,
  pole_id uuid not null,
  person_id uuid not null references people,
  structure_id uuid references structures,
  added_at timestamptz not null default now(),
  declared text check (declared in ('none', 'conflict')),
  declaration text not null default '' check (length(declaration) <= 2000),
  declared_at timestamptz,
  removed_at timestamptz,
  primary key (need_id, person_id),
  foreign key (pole_id, need_id) references needs (pole_id, id)
);

create function app.is_opened(need uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from needs where id = need and pole_id = app.pole_id()
                    and opened_at is not null and closes_at <= now())
$$;
-- Once opened: the buyer's people, who opened it, and the panel, unless they declared a conflict or work for a bidder.
create function app.reads_answers(need uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select app.is_opened(need) and not app.is_guest() and (
    app.buys(need)
    or exists (select from openings o where o.need_id = need and app.person_id() in (o.first_by, o.second_by))
    or exists (select from panel_members p where p.need_id = need and p.person_id = app.person_id() and p.declared = 'none' and p.removed_at is null))
  and not exists (select from panel_members p where p.need_id = need and p.person_id = app.person_id() and p.declared = 'conflict')
$$;
create function app.reads_prices(need uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select app.reads_answers(need) and exists (
    select from needs where id = need and (not quality_first or prices_opened_at is not null))
$$;
grant execute on function app.is_opened(uuid), app.reads_answers(uuid), app.reads_prices(uuid), app.writes_answer(uuid),
  app.leads_answer(uuid), app.is_in_group(uuid), app.answers_in(uuid) to grappe_app;

do $$
declare t text;
begin
  foreach t in array array['answers','answer_members','answer_lots','answer_texts','answer_shares','answer_files',
                           'partner_calls','submissions','submission_prices','openings','opening_minutes','panel_members'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  -- What is typed: for its authors.
  foreach t in array array['answer_lots','answer_texts','answer_shares'] loop
    execute format('create policy authors on %I using (pole_id = (select app.pole_id()) and app.writes_answer(answer_id))', t);
  end loop;
end $$;
create policy authors on answers for select using (
  pole_id = (select app.pole_id()) and (structure_id = (select app.structure_id()) or app.writes_answer(id)));
-- Who is in a group and for what: also for those who are invited into it, and have seen nothing else of it yet.
create policy authors_insert on answers for insert with check (
  pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and state = 'draft' and submission_id is null
  and exists (select from needs n where n.id = need_id));
create policy authors_update on answers for update using (pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()));
create policy authors on answer_members for select using (pole_id = (select app.pole_id()) and (app.is_in_group(answer_id) or app.leads_answer(answer_id)));
create policy authors_insert on answer_members for insert with check (
  pole_id = (select app.pole_id()) and app.leads_answer(answer_id) and not lead and state = 'invited' and signed_at is null);
create policy authors_update on answer_members for update using (
  pole_id = (select app.pole_id()) and (structure_id = (select app.structure_id()) or app.leads_answer(answer_id)));
create policy authors_delete on answer_members for delete using (
  pole_id = (select app.pole_id()) and not lead and app.leads_answer(answer_id));
-- Files: for authors; once opened, those that the register names.
create policy read on answer_files for select using (pole_id = (select app.pole_id()) and (
  app.writes_answer(answer_id)
  or exists (select from submissions s join answers a on a.submission_id = s.id
              where a.id = answer_files.answer_id and s.content -> 'files' @> jsonb_build_array(jsonb_build_object('id', answer_files.id))
                and (not answer_files.priced or app.reads_prices(s.need_id)))));
create policy authors_insert on answer_files for insert with check (pole_id = (select app.pole_id()) and app.writes_answer(answer_id));
create policy authors_update on answer_files for update using (pole_id = (select app.pole_id()) and app.writes_answer(answer_id));
-- The register: for authors; once opened, for who opens and judges.
create policy read on submissions for select using (
  pole_id = (select app.pole_id()) and (app.writes_answer(answer_id) or app.reads_answers(need_id)));
create policy lead on submissions for insert with check (pole_id = (select app.pole_id()) and app.leads_answer(answer_id));
create policy read on submission_prices for select using (pole_id = (select app.pole_id()) and (
  app.reads_prices(need_id)
  or exists (select from submissions s where s.id = submission_id and app.writes_answer(s.answer_id))));
-- Once opened, that an answer exists and in which state.
create policy opened on answers for select using (
  pole_id = (select app.pole_id()) and submission_id is not null and app.reads_answers(need_id));
create policy opened on answer_members for select using (
  pole_id = (select app.pole_id()) and exists (
    select from answers a where a.id = answer_members.answer_id and a.submission_id is not null and app.reads_answers(a.need_id)));

create policy seen on partner_calls for select using (
  pole_id = (select app.pole_id()) and exists (select from needs n where n.id = need_id));
create policy own_insert on partner_calls for insert with check (
  pole_id = (select app.pole_id()) and structure_id = (select app.structure_id()) and exists (select from needs n where n.id = need_id));
create policy own_update on partner_calls for update using (structure_id = (select app.structure_id()) and pole_id = (select app.pole_id()));
create policy own_delete on partner_calls for delete using (structure_id = (select app.structure_id()) and pole_id = (select app.pole_id()));

create policy seen on openings for select using (
  pole_id = (select app.pole_id()) and (app.buys(need_id) or (select app.runs_pole())));
-- The minutes name the bidders and their prices.
create policy opened on opening_minutes for select using (pole_id = (select app.pole_id()) and app.reads_answers(need_id));
create policy opens on openings for insert with check (pole_id = (select app.pole_id()) and app.buys(need_id));
create policy opens_second on openings for update using (pole_id = (select app.pole_id()) and (app.buys(need_id) or app.runs_pole()));
create policy seen on panel_members for select using (pole_id = (select app.pole_id()) and (
  person_id = (select app.person_id()) or app.buys(need_id) or (select app.runs_pole())));
create policy buyer on panel_members for insert with check (pole_id = (select app.pole_id()) and app.buys(need_id));
create policy own on panel_members for update using (pole_id = (select app.pole_id()) and (person_id = (select app.person_id()) or app.buys(need_id)));

-- The second person opens: the minutes are written by the database from the register, and the need is opened with them.
create function app.open_need() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare need needs;
begin
  select * into need from needs where id = new.need_id and pole_id = app.pole_id() for update;
  if need.state <> 'published' or date_trunc('milliseconds', clock_timestamp()) < need.closes_at then
    raise exception 'Nothing is opened before its time.' using errcode = 'check_violation', constraint = 'need_is_sealed';
  end if;
  if tg_op = 'INSERT' then
    new.first_by := app.person_id();
    new.first_at := now();
    new.second_by := null; new.opened_at := null;
    return new;
  end if;
  if old.opened_at is not null then
    raise exception 'It was opened already.' using errcode = 'restrict_violation', constraint = 'need_is_opened';
  end if;
  new.first_by := old.first_by; new.first_at := old.first_at;
  new.second_by := app.person_id();
  new.opened_at := date_trunc('milliseconds', clock_timestamp());
  if new.second_by <> new.first_by then
    update needs set state = 'opened', opened_at = new.opened_at where id = need.id;
  end if;
  return new;
end $$;
create function app.write_minutes() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare need needs;
begin
  select * into need from needs where id = new.need_id;
  insert into opening_minutes
    select need.id, need.pole_id, coalesce(jsonb_agg(jsonb_build_object(
             'number', s.number, 'at', s.at, 'answerId', a.id, 'sha256', s.sha256, 'name', st.name,
             'members', (select jsonb_agg(m -> 'name') from jsonb_array_elements(s.content -> 'members') m),
             'prices', case when need.quality_first then null else p.prices end) order by s.number), '[]')
      from answers a join submissions s on s.id = a.submission_id join structures st on st.id = a.structure_id
      left join submission_prices p on p.submission_id = s.id
     where a.need_id = need.id and a.state = 'submitted';
  return null;
end $$;
create trigger open_need before insert or update on openings for each row execute function app.open_need();
create trigger write_minutes after update on openings for each row execute function app.write_minutes();
create trigger append_only before update or delete on opening_minutes for each row execute function app.refuse_change();
create trigger append_only before delete on openings for each row execute function app.refuse_change();
create trigger no_truncate before truncate on openings for each statement execute function app.refuse_change();
-- Opened by this alone, whoever asks.
create function app.only_openings_open() returns trigger language plpgsql as $$
begin
  if new.opened_at is distinct from old.opened_at and current_user = 'grappe_app' then
    raise exception 'A need is opened by two persons.' using errcode = 'insufficient_privilege', constraint = 'need_is_sealed';
  end if;
  return new;
end $$;
create trigger only_openings before update of opened_at on needs for each row execute function app.only_openings_open();

-- A buyer learns the names of those who answer once it is opened; a group, of its members; a bidder, of the buyer.
create function app.shown_structure(structure uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from needs n where n.structure_id = structure and n.pole_id = app.pole_id() and n.state <> 'draft')
      or exists (select from partner_calls c where c.structure_id = structure and c.pole_id = app.pole_id())
      or exists (select from answer_members m where m.structure_id = structure and m.pole_id = app.pole_id()
                  and app.is_in_group(m.answer_id))
      or exists (select from answers a where a.structure_id = structure and a.pole_id = app.pole_id()
                  and a.submission_id is not null and app.reads_answers(a.need_id))
$$;
grant execute on function app.shown_structure(uuid) to grappe_app;
create policy of_needs on structures for select using (app.pole_id() is not null and app.shown_structure(id));

grant select, insert, update on answers, answer_members, answer_files, openings, panel_members, partner_calls to grappe_app;
grant delete on answer_members, partner_calls to grappe_app;
grant select, insert, update, delete on answer_lots, answer_texts, answer_shares to grappe_app;
grant select, insert on submissions to grappe_app;
grant select on submission_prices, opening_minutes to grappe_app;
-- The state of an answer and the line that holds it are the register's to say.
revoke update on answers from grappe_app;
grant update (form, presentation, contact_name, contact_email, contact_telephone, changed_at) on answers to grappe_app;
