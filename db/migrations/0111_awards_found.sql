-- What is looked for by its need, its pôle or its person, and stood without an index.
create index awards_need on awards (need_id);
create index awards_pole on awards (pole_id, decided_at);
create index admissions_need on admissions (need_id);
create index panel_members_person on panel_members (person_id) where removed_at is null;
create index deliveries_awaited on deliveries (pole_id) where accepted_at is null and refused_reason is null;
