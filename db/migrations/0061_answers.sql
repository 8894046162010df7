-- Answers to needs, alone or in a group, and the register in which they are handed in.
-- What people type here is a draft for its authors alone, for ever. What counts is what the register froze when it was
-- submitted; it stays sealed until the need is opened. See docs/decisions/0010-the-seal.md.

create table answers (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  -- Who answers, or leads the group.
  structure_id uuid not null references structures,
  person_id uuid not null references people,
  -- Alone; or a group whose members answer for their part (conjoint) or for the whole (solidaire).
  form text not null default 'alone' check (form in ('alone', 'conjoint', 'solidaire')),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'invalidated', 'withdrawn')),
  -- What is said of oneself: capacities, references.
  presentation text not null default '' check (length(presentation) <= 10000),
  contact_name text not null default '' check (length(contact_name) <= 120),
  contact_email text not null default '' check (length(contact_email) <= 254),
  contact_telephone text not null default '' check (length(contact_telephone) <= 30),
  -- The last line of the register that holds it, while it is in.
  submission_id uuid,
  changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (pole_id, id),
  unique (need_id, id),
  foreign key (pole_id, need_id) references needs (pole_id, id)
);
-- A structure leads one answer to a need, no more.
create unique index answers_lead on answers (need_id, structure_id);
create index answers_structure on answers (structure_id, created_at);

create table answer_members (
  answer_id uuid not null,
  pole_id uuid not null,
  need_id uuid not null,
  structure_id uuid not null references structures,
  lead boolean not null default false,
  state text not null default 'invited' check (state in ('invited', 'accepted', 'refused')),
  -- What it does.
  task text not null default '' check (length(task) <= 2000),
  message text not null default '' check (length(message) <= 1000),
  invited_at timestamptz not null default now(),
  answered_at timestamptz,
  -- What it signs is its task and its shares as they are then: whatever changes them undoes the signature.
  signed_at timestamptz,
  signed_by uuid references people,
  primary key (answer_id, structure_id),
  check (signed_at is null or state = 'accepted'),
  foreign key (need_id, answer_id) references answers (need_id, id)
);
create unique index answer_members_lead on answer_members (answer_id) where lead;
create index answer_members_structure on answer_members (structure_id);

-- What is offered for a lot. In cents, net of tax.
create table answer_lots (
  answer_id uuid not null,
  pole_id uuid not null,
  need_id uuid not null,
  lot_id uuid not null,
  price_cents bigint check (price_cents >= 0),
  -- Hours of work for people far from employment.
  hours integer not null default 0 check (hours >= 0),
  words text not null default '' check (length(words) <= 5000),
  primary key (answer_id, lot_id),
  foreign key (need_id, answer_id) references answers (need_id, id),
  foreign key (need_id, lot_id) references need_lots (need_id, id)
);

-- What is said about one criterion of a lot.
create table answer_texts (
  answer_id uuid not null,
  pole_id uuid not null,
  criterion_id uuid not null references need_criteria,
  text text not null check (length(text) <= 10000),
  primary key (answer_id, criterion_id),
  foreign key (pole_id, answer_id) references answers (pole_id, id)
);

create table answer_shares (
  answer_id uuid not null,
  pole_id uuid not null,
  structure_id uuid not null,
  lot_id uuid not null,
  amount_cents bigint not null check (amount_cents >= 0),
  hours integer not null default 0 check (hours >= 0),
  primary key (answer_id, structure_id, lot_id),
  foreign key (answer_id, structure_id) references answer_members (answer_id, structure_id) on delete cascade,
  foreign key (answer_id, lot_id) references answer_lots (answer_id, lot_id) on delete cascade
);

-- Never changed: another version is another file. One taken off the draft stays where the register names it.
create table answer_files (
  id uuid primary key,
  pole_id uuid not null,
  answer_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  type text not null,
  -- Prices in it: sealed as long as they are.
  priced boolean not null default false,
  bytes bytea not null check (octet_length(bytes) <= 10485760),
  sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  foreign key (pole_id, answer_id) references answers (pole_id, id)
);
create index answer_files_answer on answer_files (answer_id);

-- "We look for somebody for…": seen by all who see the need, without a price.
create table partner_calls (
  need_id uuid not null,
  pole_id uuid not null,
  structure_id uuid not null references structures,
  words text not null check (length(btrim(words)) between 1 and 1000),
  at timestamptz not null default now(),
  primary key (need_id, structure_id),
  foreign key (pole_id, need_id) references needs (pole_id, id)
);

-- The register: only ever added to, numbered without gaps in each need, dated by the database's clock.
create table submissions (
  id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  answer_id uuid not null,
  number integer not null,
  at timestamptz not null,
  -- Taken back: nothing is in from then on, until another line.
  kind text not null check (kind in ('submitted', 'replaced', 'reconfirmed', 'withdrawn')),
  structure_id uuid not null,
  person_id uuid not null references people,
  -- All but the prices, as it was then; empty when withdrawn.
  content jsonb not null,
  -- Of the content and the prices, in hexadecimal.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  unique (need_id, number),
  unique (pole_id, id),
  foreign key (need_id, answer_id) references answers (need_id, id)
);
create index submissions_answer on submissions (answer_id, number);
create table submission_prices (
  submission_id uuid primary key,
  pole_id uuid not null,
  need_id uuid not null,
  -- By lot: the price in cents, and the shares of a group.
  prices jsonb not null,
  foreign key (pole_id, submission_id) references submissions (pole_id, id)
);
alter table answers add foreign key (submission_id) references submissions;

-- Who writes an answer: its lead, and the members who accepted.
create function app.writes_answer(answer uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from answer_members m where m.answer_id = answer and m.pole_id = app.pole_id()
                    and m.structure_id = app.structure_id() and m.state = 'accepted')
$$;
create function app.leads_answer(answer uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from answers a where a.id = answer and a.pole_id = app.pole_id()
                    and a.structure_id = app.structure_id())
$$;
create function app.is_in_group(answer uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from answer_members m where m.answer_id = answer and m.pole_id = app.pole_id()
                    and m.structure_id = app.structure_id())
$$;

-- How many answers are in: all that the buyer and the pôle's manager know before the opening.
create function app.answers_in(need uuid) returns integer
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from answers a join needs n on n.id = a.need_id
   where a.need_id = need and a.state = 'submitted' and n.pole_id = app.pole_id()
     and (app.runs_pole() or (n.structure_id = app.structure_id() and not app.is_guest()))
$$;

-- An answer as it stands, without and with its prices, in one form whatever the order of writing.
create function app.answer_content(answer uuid) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'form', a.form, 'lead', a.structure_id, 'presentation', a.presentation,
    'contact', jsonb_build_object('name', a.contact_name, 'email', a.contact_email, 'telephone', a.contact_telephone),
    'members', (select jsonb_agg(jsonb_build_object('structureId', m.structure_id, 'name', s.name, 'lead', m.lead,
                                   'task', m.task, 'signedAt', m.signed_at) order by m.lead desc, m.structure_id)
                  from answer_members m join structures s on s.id = m.structure_id
                 where m.answer_id = a.id and m.state = 'accepted'),
    'lots', (select coalesce(jsonb_agg(jsonb_build_object('lotId', l.lot_id, 'hours', l.hours, 'words', l.words) order by l.lot_id), '[]')
               from answer_lots l where l.answer_id = a.id),
    'texts', (select coalesce(jsonb_object_agg(t.criterion_id, t.text), '{}') from answer_texts t where t.answer_id = a.id),
    'files', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'sha256', f.sha256, 'size', octet_length(f.bytes),
                                          'priced', f.priced) order by f.created_at, f.id), '[]')
                from answer_files f where f.answer_id = a.id and f.removed_at is null))
    from answers a where a.id = answer
$$;
create function app.answer_prices(answer uuid) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_object_agg(l.lot_id, jsonb_build_object('cents', l.price_cents, 'shares',
           (select coalesce(jsonb_agg(jsonb_build_object('structureId', s.structure_id, 'cents', s.amount_cents, 'hours', s.hours)
                                      order by s.structure_id), '[]')
              from answer_shares s where s.answer_id = l.answer_id and s.lot_id = l.lot_id))), '{}')
    from answer_lots l where l.answer_id = answer
$$;
revoke execute on function app.answer_content(uuid), app.answer_prices(uuid) from public;

-- The one door of the register. The need is locked first; then the clock is read: what is read before the closing is in.
-- Extensions and addenda lock the need too, so that each submission is judged by one closing, the one of that instant.
create function app.register_submission() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  need needs;
  answer answers;
  prices jsonb := '{}';
begin
  select * into need from needs where id = new.need_id and pole_id = app.pole_id() for update;
  select * into answer from answers where id = new.answer_id and need_id = need.id for update;
  if answer.id is null or answer.structure_id is distinct from app.structure_id() then
    raise exception 'Only the lead submits.' using errcode = 'insufficient_privilege';
  end if;
  new.at := date_trunc('milliseconds', clock_timestamp());
  if need.state <> 'published' or new.at >= need.closes_at then
    raise exception 'It closed at %.', need.closes_at using errcode = 'check_violation', constraint = 'need_is_closed';
  end if;
  new.pole_id := need.pole_id;
  new.structure_id := answer.structure_id;
  new.person_id := app.person_id();
  new.number := need.last_submission + 1;
  if new.kind = 'withdrawn' then
    if answer.state not in ('submitted', 'invalidated') then
      raise exception 'Nothing is in.' using errcode = 'check_violation', constraint = 'nothing_submitted';
    end if;
    new.content := '{}';
  else
    new.kind := case answer.state when 'submitted' then 'replaced' when 'invalidated' then 'reconfirmed' else 'submitted' end;
    perform app.check_answer(answer.id);
    new.content := app.answer_content(answer.id);
    prices := app.answer_prices(answer.id);
  end if;
  new.sha256 := encode(sha256(convert_to(new.content::text || prices::text, 'UTF8')), 'hex');
  update needs set last_submission = new.number where id = need.id;
  return new;
end $$;
create function app.after_submission() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.kind = 'withdrawn' then
    update answers set state = 'withdrawn', submission_id = null where id = new.answer_id;
  else
    insert into submission_prices values (new.id, new.pole_id, new.need_id, app.answer_prices(new.answer_id));
    update answers set state = 'submitted', submission_id = new.id where id = new.answer_id;
  end if;
  return null;
end $$;

-- What is refused by the database itself, whoever asks: a group that is not agreed, shares that do not make the price.
create function app.check_answer(answer uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare grouped boolean;
begin
  select form <> 'alone' into grouped from answers where id = answer;
  if not exists (select from answer_lots where answer_id = answer)
     or exists (select from answer_lots l join answers a on a.id = l.answer_id join needs n on n.id = a.need_id
                 where l.answer_id = answer and l.price_cents is null and n.kind <> 'interest') then
    raise exception 'A price is missing.' using errcode = 'check_violation', constraint = 'answer_has_prices';
  end if;
  if grouped and (
    (select count(*) from answer_members where answer_id = answer and state = 'accepted') < 2
    or exists (select from answer_members where answer_id = answer and (state = 'invited' or state = 'accepted' and signed_at is null))) then
    raise exception 'The group has not signed.' using errcode = 'check_violation', constraint = 'group_has_signed';
  end if;
  if grouped and exists (
    select from answer_lots l
      left join (select lot_id, sum(amount_cents) as cents, sum(hours) as hours from answer_shares
                  where answer_id = answer group by lot_id) s on s.lot_id = l.lot_id
     where l.answer_id = answer and (coalesce(s.cents, 0) <> coalesce(l.price_cents, 0) or coalesce(s.hours, 0) <> l.hours)) then
    raise exception 'The shares do not make the price.' using errcode = 'check_violation', constraint = 'shares_make_price';
  end if;
  if not grouped and exists (select from answer_members where answer_id = answer and not lead and state = 'accepted') then
    raise exception 'Somebody else is in it.' using errcode = 'check_violation', constraint = 'group_has_signed';
  end if;
end $$;
revoke execute on function app.check_answer(uuid) from public;
create trigger register before insert on submissions for each row execute function app.register_submission();
create trigger registered after insert on submissions for each row execute function app.after_submission();
create trigger append_only before update or delete on submissions for each row execute function app.refuse_change();
create trigger append_only before update or delete on submission_prices for each row execute function app.refuse_change();
create trigger no_truncate before truncate on submissions for each statement execute function app.refuse_change();
create trigger no_truncate before truncate on submission_prices for each statement execute function app.refuse_change();

-- An answer begins with its lead; nothing of it is written after the closing. (Without a lock: a draft typed in that very
-- millisecond is read by nobody. The register is what counts.)
create function app.begin_answer() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into answer_members (answer_id, pole_id, need_id, structure_id, lead, state, answered_at)
  values (new.id, new.pole_id, new.need_id, new.structure_id, true, 'accepted', now());
  return null;
end $$;
create trigger begin_answer after insert on answers for each row execute function app.begin_answer();

create function app.lock_answer() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  answer uuid;
  closes timestamptz;
  need_state text;
begin
  if tg_table_name = 'answers' then answer := new.id;
  elsif tg_op = 'DELETE' then answer := old.answer_id;
  else answer := new.answer_id; end if;
  if tg_table_name = 'answers' then
    select n.closes_at, n.state into closes, need_state from needs n where n.id = new.need_id;
  else
    select n.closes_at, n.state into closes, need_state
      from answers a join needs n on n.id = a.need_id where a.id = answer;
  end if;
  if need_state <> 'published' or clock_timestamp() >= closes then
    raise exception 'It closed at %.', closes using errcode = 'check_violation', constraint = 'need_is_closed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
do $$
declare t text;
begin
  foreach t in array array['answers','answer_members','answer_lots','answer_texts','answer_shares','answer_files'] loop
    execute format('create trigger a_lock before insert or update or delete on %I for each row execute function app.lock_answer()', t);
  end loop;
end $$;

-- A signature is of a task and of shares: it falls with them.
create function app.undo_signatures() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'answer_members' then
    if new.task is distinct from old.task and new.signed_at is not distinct from old.signed_at then
      new.signed_at := null; new.signed_by := null;
    end if;
    return new;
  end if;
  update answer_members set signed_at = null, signed_by = null
   where signed_at is not null
     and answer_id = case when tg_op = 'DELETE' then old.answer_id else new.answer_id end
     and structure_id = case when tg_op = 'DELETE' then old.structure_id else new.structure_id end;
  return null;
end $$;
-- Each structure says yes, no, and signs for itself.
create function app.own_word() returns trigger language plpgsql as $$
begin
  if new.state <> old.state or new.signed_at is not null and new.signed_at is distinct from old.signed_at then
    if new.structure_id is distinct from app.structure_id() then
      raise exception 'Nobody signs for another.' using errcode = 'insufficient_privilege', constraint = 'own_word';
    end if;
    if new.signed_at is not null then new.signed_at := now(); new.signed_by := app.person_id(); end if;
  end if;
  return new;
end $$;
create trigger own_word before update of state, signed_at on answer_members for each row execute function app.own_word();
create trigger undo_signatures before update of task on answer_members for each row execute function app.undo_signatures();
create trigger undo_signatures after insert or delete or update of amount_cents, hours on answer_shares
  for each row execute function app.undo_signatures();

-- An addendum takes its number and moves the closing under the lock of its need; of substance, it invalidates.
create function app.register_addendum() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare need needs;
begin
  select * into need from needs where id = new.need_id and pole_id = app.pole_id() for update;
  if need.structure_id is distinct from app.structure_id() or app.is_guest() then
    raise exception 'Only the buyer adds to its need.' using errcode = 'insufficient_privilege';
  end if;
  if need.state <> 'published' or clock_timestamp() >= need.closes_at then
    raise exception 'It closed at %.', need.closes_at using errcode = 'check_violation', constraint = 'need_is_closed';
  end if;
  new.number := need.last_addendum + 1;
  new.at := date_trunc('milliseconds', clock_timestamp());
  new.closes_at_before := need.closes_at;
  new.closes_at := coalesce(new.closes_at, need.closes_at);
  update needs set last_addendum = new.number, closes_at = new.closes_at, version = version + 1, updated_at = now() where id = need.id;
  if new.changes_substance then
    update answers set state = 'invalidated' where need_id = need.id and state = 'submitted';
  end if;
  return new;
end $$;
create trigger register before insert on need_addenda for each row execute function app.register_addendum();
