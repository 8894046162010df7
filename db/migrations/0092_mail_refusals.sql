-- What somebody does not want to be written about. What is of consequence is always told: an addendum, a cancelling, an
-- opening, a clarification, a letter.
create table mail_refusals (
  person_id uuid not null references people on delete cascade,
  topic text not null check (topic in ('reminders', 'questions', 'groups', 'receipts')),
  primary key (person_id, topic)
);
alter table mail_refusals enable row level security;
create policy own on mail_refusals using (person_id = (select app.person_id()) or (select app.is_identity()));
grant select, insert, delete on mail_refusals to grappe_app;
