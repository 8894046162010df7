-- What an addendum changes is kept with it, before and after; nothing of a need that is out changes without one.

alter table need_addenda
  add column changes jsonb not null default '[]' check (jsonb_typeof(changes) = 'array'),
  -- Of the transaction that made it: what changes does so in the same.
  add column transaction xid8 not null default pg_current_xact_id();
create function app.stamp_addendum() returns trigger language plpgsql as $$
begin
  new.transaction := pg_current_xact_id();
  return new;
end $$;
create trigger stamp before insert on need_addenda for each row execute function app.stamp_addendum();

-- A document that an addendum withdraws stays where the addendum names it.
alter table need_files add column removed_at timestamptz;

-- What was written of a lot or a criterion that an addendum takes away leaves the drafts with it; the register keeps it.
alter table answer_lots drop constraint answer_lots_need_id_lot_id_fkey,
  add foreign key (need_id, lot_id) references need_lots (need_id, id) on delete cascade;
alter table answer_texts drop constraint answer_texts_criterion_id_fkey,
  add foreign key (criterion_id) references need_criteria on delete cascade;

-- The application changes a need that is out by an addendum of the same transaction: lots and criteria, by one of
-- substance. (What the owner of the tables does, cascades among it, is not the application's.)
create function app.only_addenda_change() returns trigger language plpgsql as $$
declare
  need uuid;
  substance boolean := tg_nargs > 0;
begin
  if tg_table_name = 'needs' then need := new.id;
  elsif tg_op = 'DELETE' then need := old.need_id;
  else need := new.need_id; end if;
  if current_user = 'grappe_app'
     and exists (select from needs n where n.id = need and n.state <> 'draft')
     and not exists (select from need_addenda a where a.need_id = need and a.transaction = pg_current_xact_id()
                        and (a.changes_substance or not substance)) then
    raise exception 'It changes by an addendum.' using errcode = 'check_violation', constraint = 'change_needs_addendum';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger only_addenda before update on needs for each row
  when (old.state <> 'draft' and (new.title, new.summary, new.description, new.place, new.contact, new.wanted_from,
      new.wanted_until, new.trades, new.groups_allowed, new.max_lots, new.open_to, new.questions_until)
    is distinct from (old.title, old.summary, old.description, old.place, old.contact, old.wanted_from,
      old.wanted_until, old.trades, old.groups_allowed, old.max_lots, old.open_to, old.questions_until))
  execute function app.only_addenda_change();
create trigger only_addenda before insert or delete on need_lots
  for each row execute function app.only_addenda_change('substance');
create trigger only_addenda_rules before update on need_lots for each row
  when ((new.title, new.description, new.reserved_to, new.minimum_hours)
    is distinct from (old.title, old.description, old.reserved_to, old.minimum_hours))
  execute function app.only_addenda_change('substance');
create trigger only_addenda_estimate before update on need_lots for each row
  when ((new.estimate_cents, new.estimate_shown) is distinct from (old.estimate_cents, old.estimate_shown))
  execute function app.only_addenda_change();
create trigger only_addenda before insert or delete on need_criteria
  for each row execute function app.only_addenda_change('substance');
create trigger only_addenda_rules before update on need_criteria for each row
  when (new.* is distinct from old.*) execute function app.only_addenda_change('substance');
create trigger only_addenda before insert or update or delete on need_files
  for each row execute function app.only_addenda_change();
