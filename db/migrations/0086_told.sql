-- When bidders were told what became of a need, for whoever sees it; null as long as they were not.
create function app.told_at(need uuid) returns timestamptz
  language sql stable security definer set search_path = public, pg_temp as $$
  select min(l.at) from letters l join needs n on n.id = l.need_id
   where l.need_id = need and l.pole_id = app.pole_id()
     and (not app.is_guest() or n.open_to = 'public' or (n.open_to = 'network' and app.guest() = 'network'))
$$;
grant execute on function app.told_at(uuid) to grappe_app;
