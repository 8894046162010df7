-- Closing a month: how far it is, what waits apart and what of it is due again, which corrections it brings.

-- One closing of a month asked for; the work of a job, that tells how far it is.
create table closings (
  pole_id uuid not null,
  period_id uuid primary key,
  state text not null check (state in ('running', 'failed', 'done')),
  step text not null default 'sharing' check (step in ('sharing', 'writing', 'posting', 'sealing')),
  done integer not null default 0,
  total integer not null default 0,
  -- Why it failed: a code of ours.
  problem text not null default '' check (length(problem) <= 60),
  person_id uuid not null references people,
  asked_at timestamptz not null default now(),
  ended_at timestamptz,
  foreign key (pole_id, period_id) references periods (pole_id, id),
  check ((state = 'running') = (ended_at is null))
);
alter table closings enable row level security;
create policy manager on closings using (pole_id = (select app.pole_id()) and (select app.runs_pole()));
grant select, insert, update on closings to grappe_app;

-- What of a dispute waited on its own account when its month was closed (never more than the share); what of earlier
-- months a closing made due again, since it was decided.
alter table disputes add column waiting_cents bigint check (waiting_cents between 0 and cents);
alter table nettings add column released_cents bigint not null default 0 check (released_cents >= 0),
  drop constraint netting_adds_up,
  add constraint netting_adds_up check (net_cents = shares_cents - contested_cents + released_cents - calls_cents - advances_cents + fees_cents);

-- A dispute decided, or taken back, stays so; afterwards only what its closing brought is written, once.
create function app.keep_dispute() returns trigger language plpgsql as $$
declare kept disputes;
begin
  if old.state <> 'filed' then
    kept := new;
    kept.corrected_in := coalesce(old.corrected_in, new.corrected_in);
    kept.waiting_cents := old.waiting_cents;
    if (new.state, new.granted_cents, new.cents, new.reason, new.decision, new.decided_at, new.decided_by, new.pool_id, new.structure_id, new.period_id)
         is distinct from (old.state, old.granted_cents, old.cents, old.reason, old.decision, old.decided_at, old.decided_by, old.pool_id, old.structure_id, old.period_id)
       or new.corrected_in is distinct from kept.corrected_in or new.waiting_cents is distinct from old.waiting_cents then
      raise exception 'This dispute is decided.' using errcode = 'restrict_violation', constraint = 'dispute_is_decided';
    end if;
  elsif (new.cents, new.reason, new.pool_id, new.structure_id, new.period_id, new.filed_at, new.filed_by)
          is distinct from (old.cents, old.reason, old.pool_id, old.structure_id, old.period_id, old.filed_at, old.filed_by)
        or (old.waiting_cents is not null and new.waiting_cents is distinct from old.waiting_cents) then
    raise exception 'A dispute stays as it was filed.' using errcode = 'restrict_violation', constraint = 'dispute_as_filed';
  end if;
  return new;
end $$;
create trigger keep_dispute before update on disputes for each row execute function app.keep_dispute();
create index disputes_to_correct on disputes (pole_id) where corrected_in is null and state <> 'filed';

-- The month whose closing brings what was decided of a dispute: the first, from its own on, that was not locked when it
-- was decided. Null while no such month is begun.
create function app.correcting_period(dispute disputes) returns uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from periods d join periods p on p.pole_id = d.pole_id and p.starts_on >= d.starts_on
   where d.id = dispute.period_id and p.state <> 'closed'
     and (p.locked_at is null or dispute.decided_at is null or dispute.decided_at <= p.locked_at)
   order by p.starts_on limit 1
$$;
-- What was granted of disputes, that the closing of a month shares again. For everybody of the pôle: a draft statement
-- shares as the closing will, and whoever bears a part of a correction sees whose it was.
create function app.disputes_to_correct(period uuid)
  returns table (id uuid, period_id uuid, starts_on date, pool_id uuid, structure_id uuid, granted_cents bigint)
  language sql stable security definer set search_path = public, pg_temp rows 10 as $$
  select d.id, d.period_id, p.starts_on, d.pool_id, d.structure_id, d.granted_cents
    from disputes d join periods p on p.id = d.period_id
   where d.pole_id = app.pole_id() and not app.is_guest() and d.corrected_in is null and d.state in ('upheld', 'adjusted')
     and app.correcting_period(d) = period
$$;
grant execute on function app.disputes_to_correct(uuid) to grappe_app;
