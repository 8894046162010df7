-- The seasons of a resource never share a day of the year, whoever writes them: one that passes New Year's Eve is two
-- parts. Days are month and day (1224).
create function app.season_days(starts_on smallint, ends_on smallint) returns int4multirange
  language sql immutable parallel safe as $$
  select case when starts_on <= ends_on then int4multirange(int4range(starts_on, ends_on, '[]'))
              else int4multirange(int4range(101, ends_on, '[]'), int4range(starts_on, 1231, '[]')) end
$$;
alter table seasons add constraint season_overlap exclude using gist
  (resource_id with =, app.season_days(starts_on, ends_on) with &&);
