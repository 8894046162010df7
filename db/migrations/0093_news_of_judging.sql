-- News of judging and of what was won: who is asked to sit, to score, to agree; what was delivered, and what the buyer
-- says of it. As migration 0091: ids alone in jobs.
create function app.tell_of_judging() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kind text := tg_argv[0];
  one jsonb := to_jsonb(new);
  need uuid := coalesce(one ->> 'need_id', (select w.need_id from awards w where w.id = (one ->> 'award_id')::uuid)::text, one ->> 'id')::uuid;
  ref text := case when tg_table_name = 'deliveries' then one ->> 'id' when kind = 'panel' then one ->> 'person_id' else need::text end;
begin
  -- Who puts themselves on it knows.
  if kind = 'panel' and ref = app.person_id()::text then return null; end if;
  perform app.enqueue('need-email', jsonb_build_object('kind', kind, 'poleId', one ->> 'pole_id', 'needId', need, 'ref', ref),
    'need-email:' || kind || ':' || need || ':' || ref);
  return null;
end $$;
create trigger tell after insert on panel_members for each row execute function app.tell_of_judging('panel');
create trigger tell_finished after update of finished_at on panel_members for each row
  when (old.finished_at is null and new.finished_at is not null) execute function app.tell_of_judging('scored');
create trigger tell_opened after update of state on needs for each row
  when (old.state = 'published' and new.state = 'opened' and new.kind = 'call') execute function app.tell_of_judging('to-score');
create trigger tell after insert on deliveries for each row execute function app.tell_of_judging('delivered');
create trigger tell_decided after update on deliveries for each row
  when (old.accepted_at is null and old.refused_at is null and (new.accepted_at is not null or new.refused_at is not null))
  execute function app.tell_of_judging('delivery-answered');

-- Who is told of it today; nobody once it is no longer true. For the worker.
create function app.people_of_judging(kind text, need uuid, ref uuid) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare n needs;
begin
  if not app.is_identity() then return; end if;
  select * into n from needs where id = need;
  case kind
    when 'panel' then
      return query select p.person_id from panel_members p
                    where p.need_id = need and p.person_id = ref and p.removed_at is null and p.declared is null
                      and n.state in ('published', 'opened');
    when 'to-score' then
      return query select p.person_id from panel_members p
                    where p.need_id = need and p.removed_at is null and p.declared is distinct from 'conflict'
                      and p.finished_at is null and n.state = 'opened';
    when 'scored' then
      if n.state = 'opened' and n.consensus_at is null and not exists (
          select from panel_members p where p.need_id = need and p.removed_at is null
             and p.declared is distinct from 'conflict' and p.finished_at is null) then
        return query select app.people_of(array[n.structure_id], n.person_id);
      end if;
    when 'delivered' then
      return query select app.people_of(array[n.structure_id], n.person_id) from deliveries d
                    where d.id = ref and d.accepted_at is null and d.refused_at is null;
    when 'delivery-answered' then
      return query select app.people_of_answer(w.answer_id) from deliveries d join awards w on w.id = d.award_id
                    where d.id = ref and (d.accepted_at is not null or d.refused_at is not null);
    else null;
  end case;
end $$;
-- Which award a delivery is of, for the address of its page.
create function app.award_of_delivery(delivery uuid) returns uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select d.award_id from deliveries d where d.id = delivery and app.is_identity()
$$;
grant execute on function app.people_of_judging(text, uuid, uuid), app.award_of_delivery(uuid) to grappe_app;
