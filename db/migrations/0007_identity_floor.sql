-- Who somebody is, and where they work, is not for any actor of a pôle to write.

-- Seen by their pôle, written only while server/identity or server/poles find out who somebody is.
drop policy in_pole on people;
create policy in_pole on people for select using (
  (select app.is_identity()) or id = (select app.person_id())
  or exists (select from affiliations a where a.person_id = people.id)
  or exists (select from pole_staff s where s.person_id = people.id));
create policy identity_adds on people for insert with check (app.is_identity());
create policy identity_edits on people for update using (app.is_identity());

-- One sees one's own work in other pôles; one does not add to it from here.
drop policy in_pole on affiliations;
create policy in_pole on affiliations for select using (
  (select app.is_identity()) or person_id = (select app.person_id()) or structure_id = (select app.structure_id())
  or exists (select from memberships m where m.structure_id = affiliations.structure_id));
create policy in_pole_adds on affiliations for insert with check (
  (select app.is_identity()) or structure_id = (select app.structure_id())
  or exists (select from memberships m where m.structure_id = affiliations.structure_id));
create policy in_pole_edits on affiliations for update using (
  (select app.is_identity()) or structure_id = (select app.structure_id())
  or exists (select from memberships m where m.structure_id = affiliations.structure_id));

-- A pôle's staff who work for no structure in it act for the pôle itself, by programs too.
alter table api_tokens alter column structure_id drop not null;
