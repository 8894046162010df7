-- What is not proposed by the hour has no price of the hour: a vehicle by the day, a meal, a post shared at cost.
alter table rates alter column hour_cents drop not null;
