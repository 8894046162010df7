-- A draft that was given up was never out: it stays its buyer's, and its pôle's manager's, as a draft does.
create policy never_out on needs as restrictive for select using (
  published_at is not null or structure_id = (select app.structure_id()) or (select app.runs_pole()));
