-- What a structure says of itself: whether the law of public buyers is on it, and which lots are for it.

alter table structures
  -- Firms, associations and workshops of work integration, and adapted firms.
  add column integration boolean not null default false,
  add column fair_trade boolean not null default false,
  -- Where a public buyer publishes what it buys: its own platform.
  add column buyer_profile text not null default '' check (buyer_profile = '' or buyer_profile ~ '^https?://[^[:space:]]{3,}$' and length(buyer_profile) <= 300);
-- Of the social economy by right (law 2014-856, article 1); what local authorities are, by what they are called.
update structures set ess = true where legal_form ~* '^(association|scop|scic|coop[eé]rative|fondation|mutuelle)';
update structures set integration = true where legal_form ~* '^(entreprise d.insertion|association interm[eé]diaire)';
update structures set public_buyer = true
 where legal_form ~* '^(collectivit[eé]|commune|[eé]tablissement public|syndicat mixte|d[eé]partement|r[eé]gion$)';

-- A structure says it of itself, and who runs its pôle may put it right; nobody says it of another.
create function app.own_declaration() returns trigger language plpgsql as $$
begin
  if (new.ess, new.integration, new.fair_trade, new.public_buyer, new.buyer_profile)
       is distinct from (old.ess, old.integration, old.fair_trade, old.public_buyer, old.buyer_profile)
     and current_user = 'grappe_app' and new.id is distinct from app.structure_id() and not app.runs_pole() then
    raise exception 'Nobody says it of another.' using errcode = 'insufficient_privilege', constraint = 'own_word';
  end if;
  return new;
end $$;
create trigger own_declaration before update of ess, integration, fair_trade, public_buyer, buyer_profile on structures
  for each row execute function app.own_declaration();

-- Which reserved lots a structure may answer: what it declared; and, of the territory, whoever is of the need's pôle.
create function app.reservations_of(structure uuid, pole uuid) returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select array_remove(array[
           case when s.ess then 'ess' end,
           case when s.integration then 'integration' end,
           case when s.fair_trade then 'fair_trade' end,
           case when exists (select from memberships m join poles p on p.id = m.pole_id
                              where m.pole_id = pole and m.structure_id = s.id
                                and m.starts_on <= (now() at time zone p.time_zone)::date
                                and (m.ends_on is null or m.ends_on >= (now() at time zone p.time_zone)::date))
                then 'local' end], null)
    from structures s where s.id = structure
$$;
grant execute on function app.reservations_of(uuid, uuid) to grappe_app;

-- An answer to a reserved lot is of those that it is kept for: whoever does a part of it, each of them; and it promises
-- the hours that are asked.
create function app.check_reserved(answer uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from answer_lots l join need_lots n on n.id = l.lot_id
      join answer_members m on m.answer_id = l.answer_id and m.state = 'accepted'
     where l.answer_id = answer and n.reserved_to is not null
       and not n.reserved_to = any (app.reservations_of(m.structure_id, n.pole_id))
       and (exists (select from answer_shares s where s.answer_id = l.answer_id and s.lot_id = l.lot_id
                       and s.structure_id = m.structure_id and (s.amount_cents > 0 or s.hours > 0))
            or not exists (select from answer_shares s where s.answer_id = l.answer_id and s.lot_id = l.lot_id
                              and (s.amount_cents > 0 or s.hours > 0)))) then
    raise exception 'The lot is for others.' using errcode = 'check_violation', constraint = 'lot_is_reserved';
  end if;
  if exists (select from answer_lots l join need_lots n on n.id = l.lot_id
              where l.answer_id = answer and l.hours < n.minimum_hours) then
    raise exception 'Too few hours.' using errcode = 'check_violation', constraint = 'hours_are_enough';
  end if;
end $$;
revoke execute on function app.check_reserved(uuid) from public;
-- After the register's own trigger, by its name: first that it is in time and whole, then for whom its lots are.
create function app.register_reserved() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.kind <> 'withdrawn' then perform app.check_reserved(new.answer_id); end if;
  return new;
end $$;
create trigger register_reserved before insert on submissions for each row execute function app.register_reserved();

-- A public buyer calls for answers under the threshold of the day it publishes, all lots together, each estimated; at it
-- or over it, it only asks who would be interested.
create function app.check_public_buyer() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  need uuid;
  most bigint;
  total bigint;
  unknown bigint;
begin
  if tg_table_name = 'needs' then need := new.id;
  elsif tg_op = 'DELETE' then need := old.need_id;
  else need := new.need_id; end if;
  select t.cents into most
    from needs n join structures s on s.id = n.structure_id join poles p on p.id = n.pole_id
    join procurement_thresholds t on t.starts_on <= (n.published_at at time zone p.time_zone)::date
   where n.id = need and s.public_buyer and n.kind <> 'interest' and n.state not in ('draft', 'cancelled')
   order by t.starts_on desc limit 1;
  if most is null then return null; end if;
  select coalesce(sum(estimate_cents), 0), count(*) filter (where estimate_cents is null)
    into total, unknown from need_lots where need_id = need;
  if total >= most or unknown > 0 then
    raise exception 'A public buyer calls for less than %.', most
      using errcode = 'check_violation', constraint = 'public_buyer_threshold';
  end if;
  return null;
end $$;
create constraint trigger public_buyer after insert or update of state on needs
  deferrable initially deferred for each row execute function app.check_public_buyer();
create constraint trigger public_buyer after insert or delete or update of estimate_cents on need_lots
  deferrable initially deferred for each row execute function app.check_public_buyer();
