-- Reminding who has not read a statement.
-- Jobs remind who has not read a statement, and write its mail.
create policy reminding on statements for select using (pole_id = (select app.pole_id())
  and (select app.person_id()) is null and (select app.keeps_books()));
create policy reminded on statements for update using (pole_id = (select app.pole_id())
  and (select app.person_id()) is null and (select app.keeps_books()));
create policy telling on disputes for select using (pole_id = (select app.pole_id())
  and (select app.person_id()) is null and (select app.keeps_books()));
-- The months of all pôles whose review ends within two days. For the job that reminds.
create function app.reviews_ending() returns table (id uuid, pole_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.pole_id from periods p
   where p.state = 'review' and p.review_until > now() and p.review_until <= now() + interval '2 days'
$$;
grant execute on function app.reviews_ending() to grappe_app;
