-- A call comes to its award by the end of its evaluation alone, and does not come back from it to have its scores changed.
create or replace function app.keep_evaluation() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.consensus_at is distinct from old.consensus_at then
    if old.consensus_at is not null then
      raise exception 'A consensus is not shut.' using errcode = 'check_violation', constraint = 'score_in_time';
    end if;
    if exists (select from app.to_score(new.id)) and (
      not exists (select from panel_members where need_id = new.id and removed_at is null and declared = 'none')
      or exists (select from panel_members where need_id = new.id and removed_at is null and declared is distinct from 'conflict'
                    and (finished_at is null or app.left_to_score(new.id, person_id) > 0))) then
      raise exception 'The panel has not finished.' using errcode = 'check_violation', constraint = 'panel_has_finished';
    end if;
    new.consensus_at := date_trunc('milliseconds', clock_timestamp());
  end if;
  if new.prices_opened_at is distinct from old.prices_opened_at then
    if old.prices_opened_at is not null then
      raise exception 'Prices are not shut again.' using errcode = 'check_violation', constraint = 'score_in_time';
    end if;
    if app.left_to_score(new.id, null) > 0 then
      raise exception 'Something is not scored.' using errcode = 'check_violation', constraint = 'scores_are_missing';
    end if;
    new.prices_opened_at := date_trunc('milliseconds', clock_timestamp());
  end if;
  if new.kind = 'call' and new.state is distinct from old.state then
    if new.state in ('evaluated', 'proposed', 'awarded', 'contracted', 'done') and old.state in ('published', 'opened') and (
      new.state <> 'evaluated' or new.consensus_at is null or new.quality_first and new.prices_opened_at is null
      or app.left_to_score(new.id, null) > 0) then
      raise exception 'Something is not scored.' using errcode = 'check_violation', constraint = 'scores_are_missing';
    end if;
    if new.state = 'opened' and old.state <> 'published' then
      raise exception 'An evaluation is not taken up again.' using errcode = 'check_violation', constraint = 'score_in_time';
    end if;
  end if;
  return new;
end $$;
