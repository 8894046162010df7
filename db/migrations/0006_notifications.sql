-- Every e-mail that Grappe writes: kept here first, sent by the worker, readable on the demonstration mailbox.
create table emails (
  id uuid primary key,
  -- Null for mails about identity (sign-in links), which belong to no pôle.
  pole_id uuid references poles,
  person_id uuid references people,
  topic text not null,
  -- One mail for one event, however often its job runs; the Message-ID is drawn from it.
  dedupe_key text not null unique,
  -- Mails of one thread (a booking's) leave in the order they were written: a calendar that learns of the
  -- cancellation before the booking would keep the booking.
  thread text not null,
  to_address text not null,
  to_name text not null default '',
  locale text not null check (locale in ('fr', 'en')),
  subject text not null,
  text_body text not null,
  html_body text not null,
  attachments jsonb not null default '[]',
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  -- There was no mail server when it was written: it stays here, for the demonstration mailbox.
  kept_at timestamptz,
  -- Its link opens an account until then: the bodies are blanked once sent, and then at the latest.
  secret_until timestamptz,
  last_error text,
  check (sent_at is null or kept_at is null)
);
create index emails_created on emails (created_at desc, id desc);
create index emails_unsent on emails (thread, created_at) where sent_at is null and kept_at is null;

alter table emails enable row level security;
create policy in_pole on emails using (pole_id = (select app.pole_id()) or (select app.is_identity()));
grant select, insert, update on emails to grappe_app;

-- Work for the background worker, enqueued in the transaction that makes it due. The application's role has no
-- access to the queue itself, only to this door.
create function app.enqueue(task text, payload jsonb, job_key text default null) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload::json, job_key := job_key);
end $$;
revoke all on function app.enqueue(text, jsonb, text) from public;
grant execute on function app.enqueue(text, jsonb, text) to grappe_app;
grant execute on all functions in schema app to grappe_app;
