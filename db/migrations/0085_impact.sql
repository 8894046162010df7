-- What needs bring to the pôle: who won, once bidders were told; the introductions that needs come from.

-- Which need came of an introduction is known later; that the two met, and when, stays as it was said.
grant update (about, need_id) on introductions to grappe_app;

-- Whether bidders were told what became of a need: from then on, and not before, it is no secret who won.
create function app.is_told(need uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from letters l where l.need_id = need and l.pole_id = app.pole_id())
$$;

-- Who won, alone or in a group, as the register names them; for whoever sees the need, once bidders were told.
create function app.winners(awarded uuid[]) returns table (award_id uuid, structure_id uuid, name text, lead boolean, siret text)
  language sql stable security definer set search_path = public, pg_temp rows 50 as $$
  select w.id, (m ->> 'structureId')::uuid, m ->> 'name', (m ->> 'lead')::boolean, st.siret
    from awards w join needs n on n.id = w.need_id join answers a on a.id = w.answer_id
    join submissions s on s.id = a.submission_id
    cross join lateral jsonb_array_elements(s.content -> 'members') m
    left join structures st on st.id = (m ->> 'structureId')::uuid
   where w.id = any (awarded) and w.state = 'awarded' and w.pole_id = app.pole_id() and app.is_told(w.need_id)
     and (not app.is_guest() or n.open_to = 'public' or (n.open_to = 'network' and app.guest() = 'network'))
$$;

-- How many answers are in for each need of the pôle: for its manager, who knows of them nothing else.
create function app.answers_counted() returns table (need_id uuid, count integer)
  language sql stable security definer set search_path = public, pg_temp rows 200 as $$
  select a.need_id, count(*)::int from answers a
   where a.pole_id = app.pole_id() and a.state = 'submitted' and app.runs_pole() group by a.need_id
$$;
grant execute on function app.is_told(uuid), app.winners(uuid[]), app.answers_counted() to grappe_app;
