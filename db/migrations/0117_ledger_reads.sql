-- The lines of an account are read in the order of days, as those of a structure are.
drop index postings_account;
create index postings_account on postings (account_id, date, position);
