-- "Nobody, in a pôle" kept its books: so did whatever forgot to say who acts. Now a job that keeps them, or reads them
-- whole, says so by a realm of its own (db/transaction.ts); it counts only where nobody acts.
create or replace function app.keeps_books() returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select app.pole_id() is not null and not app.is_guest()
     and case when app.person_id() is null then coalesce(current_setting('app.books', true), '') = 'kept' else app.runs_pole() end
$$;
