-- A mail is read by whoever it is written to. The worker writes those of a pôle in transactions that nobody acts in; who
-- acts in a pôle sees only their own: who is told of what would tell, before the opening, who has answered a need.
drop policy in_pole on emails;
create policy of_reader on emails using (
  (select app.is_identity())
  or pole_id = (select app.pole_id()) and ((select app.person_id()) is null or person_id = (select app.person_id())));
