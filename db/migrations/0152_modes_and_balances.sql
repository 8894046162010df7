-- How a pool is booked is read when a charge is approved, and again when its month closes: it stays the same in between.
create function app.keep_pool_mode() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from charges c join periods p on p.id = c.period_id
              where c.pool_id = new.id and c.state = 'approved' and p.state <> 'closed') then
    raise exception 'Approved charges of this pool are in a month that is not closed.'
      using errcode = 'restrict_violation', constraint = 'pool_has_open_charges';
  end if;
  return new;
end $$;
create trigger keep_pool_mode before update of acts_as, legal_mode on cost_pools for each row
  when ((new.acts_as, new.legal_mode) is distinct from (old.acts_as, old.legal_mode)) execute function app.keep_pool_mode();

-- What is owed is settled on the account it was written to: another takes over once nothing is left on it.
create function app.keep_account_role() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- The lock under which entries are written: none comes in between.
  perform from ledgers where pole_id = old.pole_id for update;
  if exists (select from balances b where b.account_id = old.account_id
              group by b.structure_id having sum(b.debit_cents) <> sum(b.credit_cents)) then
    raise exception 'This account has a balance.' using errcode = 'restrict_violation', constraint = 'account_has_balance';
  end if;
  return new;
end $$;
create trigger keep_account_role before update of account_id on account_roles for each row
  when (new.account_id is distinct from old.account_id
        and old.role in ('members', 'disputed', 'member_advances', 'calls', 'suppliers', 'subsidies_receivable'))
  execute function app.keep_account_role();
