-- A structure of another pôle of the same network books what is shared so, as a guest: it sees that alone.
create function app.is_guest() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.guest', true), '') = 'network' $$;
grant execute on function app.is_guest() to grappe_app;

drop policy in_pole on resources;
create policy in_pole on resources using (
  pole_id = (select app.pole_id()) and (not (select app.is_guest()) or open_to in ('network', 'public')));
drop policy in_pole on bookings;
create policy in_pole on bookings using (
  pole_id = (select app.pole_id()) and (not (select app.is_guest()) or structure_id = (select app.structure_id())));

-- A pôle sees the name of a structure that books from elsewhere.
create index bookings_home on bookings (structure_id) where home_pole_id is not null;
drop policy in_pole on structures;
create policy in_pole on structures using (
  (select app.is_identity()) or id = (select app.structure_id())
  or exists (select from memberships m where m.structure_id = structures.id)
  or exists (select from bookings b where b.structure_id = structures.id and b.home_pole_id is not null));

drop policy in_pole on people;
create policy in_pole on people for select using (
  (select app.is_identity()) or id = (select app.person_id())
  or (not (select app.is_guest()) and (
    exists (select from affiliations a where a.person_id = people.id)
    or exists (select from pole_staff s where s.person_id = people.id)
    or exists (select from bookings b where b.person_id = people.id and b.home_pole_id is not null))));
create index bookings_home_person on bookings (person_id) where home_pole_id is not null;
