-- What answering adds to the floor: who may change what of an answer, and what undoes a signature.

-- A file is never changed: another version is another file, and this one is taken off the draft.
revoke update on answer_files from grappe_app;
grant update (removed_at) on answer_files to grappe_app;
-- A member stays who it is.
revoke update on answer_members from grappe_app;
grant update (state, task, answered_at, signed_at, signed_by) on answer_members to grappe_app;

-- Nobody answers its own need, alone or in somebody else's group.
create function app.refuse_buyer() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from needs where id = new.need_id and structure_id = new.structure_id) then
    raise exception 'Nobody answers its own need.' using errcode = 'check_violation', constraint = 'buyer_answers';
  end if;
  return new;
end $$;
create trigger refuse_buyer before insert on answer_members for each row execute function app.refuse_buyer();

-- For one's part or for the whole: each has signed one of the two.
create function app.undo_all_signatures() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update answer_members set signed_at = null, signed_by = null where answer_id = new.id and signed_at is not null;
  return null;
end $$;
create trigger undo_signatures after update of form on answers for each row
  when (new.form is distinct from old.form) execute function app.undo_all_signatures();

-- The fingerprint that a draft would have if it were handed in now, for its authors: whether it is what was handed in.
create function app.draft_sha256(answer uuid) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select encode(sha256(convert_to(app.answer_content(answer)::text || app.answer_prices(answer)::text, 'UTF8')), 'hex')
   where app.writes_answer(answer)
$$;
grant execute on function app.draft_sha256(uuid) to grappe_app;
