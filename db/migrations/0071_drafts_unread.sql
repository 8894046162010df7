-- What is typed is never read, once opened neither: of a draft, judges learn that it is and where it stands, and no word.
revoke select on answers from grappe_app;
grant select (id, pole_id, need_id, structure_id, person_id, form, state, submission_id, changed_at, created_at) on answers to grappe_app;
create function app.typed_of(answer uuid) returns table (presentation text, contact_name text, contact_email text, contact_telephone text)
  language sql stable security definer set search_path = public, pg_temp rows 1 as $$
  select a.presentation, a.contact_name, a.contact_email, a.contact_telephone from answers a
   where a.id = answer and app.writes_answer(a.id)
$$;
grant execute on function app.typed_of(uuid) to grappe_app;
-- Who is in a group, and for what, is read in what was handed in; what they wrote to each other is theirs.
drop policy opened on answer_members;
