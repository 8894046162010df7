-- A date of a series that is waited for is one of its dates once it is offered and taken.
alter table waiting
  add column series_id uuid,
  add column recurrence text check (recurrence ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  add foreign key (pole_id, series_id) references series (pole_id, id),
  add constraint waiting_recurrence check ((series_id is null) = (recurrence is null));
create index waiting_series on waiting (series_id) where series_id is not null;
