-- What somebody was told of by e-mail, where several things go in one mail: each is told to them once, whatever runs twice.
create table news_told (
  person_id uuid not null references people on delete cascade,
  -- What it was: "need/<id>", "question/<id>/…".
  news text not null check (length(news) between 1 and 200),
  at timestamptz not null default now(),
  primary key (person_id, news)
);
alter table news_told enable row level security;
create policy worker on news_told using ((select app.is_identity()));
grant select, insert on news_told to grappe_app;

-- The name of a search, for whoever holds the link that stops it.
create function app.search_of_link(token uuid) returns table (name text, stopped boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.name, s.frequency = 'never' from need_searches s where s.stop_token = token and app.is_identity()
$$;
grant execute on function app.search_of_link(uuid) to grappe_app;

-- A need that is put out is told at once to those whose searches ask for it. The job finds all that is new: one will do.
create function app.tell_published_need() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.enqueue('need-alerts', '{"often": "immediate"}', 'need-alerts:immediate');
  return null;
end $$;
create trigger tell_published after update of state on needs for each row
  when (old.state = 'draft' and new.state = 'published') execute function app.tell_published_need();
