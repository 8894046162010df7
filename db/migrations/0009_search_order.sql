-- The search of what is free, whatever its kind, in the order in which it is proposed (resources_pole has the same for
-- one kind).
create index resources_size on resources (pole_id, capacity, name, id) where archived_at is null;
