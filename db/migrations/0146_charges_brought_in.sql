-- A table of charges that was brought in holds the pay of people and what each structure advanced: it is for who runs the
-- pôle alone. Other imports stay as they are.
create policy charges_for_managers on imports as restrictive
  using (kind <> 'charges' or (select app.runs_pole()))
  with check (kind <> 'charges' or (select app.runs_pole()));
