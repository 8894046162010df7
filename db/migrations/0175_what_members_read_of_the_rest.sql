-- What 0173 settled, for the tables that came beside it: payments of fundings are read as fundings are, and what the pôle
-- took on by who takes part in the pool. Which accounts stood for a role is for who keeps the books.
drop policy in_pole on funding_payments;
create policy of_members on funding_payments for select using (pole_id = (select app.pole_id()) and (select app.sees_statement()));
drop policy in_pole on borne_by_pole;
create policy of_pools_seen on borne_by_pole for select using (pole_id = (select app.pole_id())
  and pool_id = any((select app.pools_seen())::uuid[]));
create policy manager_read on borne_by_pole for select using (pole_id = (select app.pole_id()) and (select app.runs_pole()));
do $$
declare t text;
begin
  foreach t in array array['funding_payments', 'borne_by_pole', 'account_role_uses'] loop
    execute format('create policy books on %I for select using (pole_id = (select app.pole_id()) and (select app.keeps_books()))', t);
  end loop;
end $$;
grant select on account_role_uses to grappe_app;
