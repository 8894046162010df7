-- What is awarded here by a public buyer stays under the threshold of the day it called, whatever was estimated: all
-- that is proposed or awarded of a need, together.
create function app.check_award_of_public_buyer() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  most bigint;
begin
  if new.state = 'dropped' then return null; end if;
  select t.cents into most
    from needs n join structures s on s.id = n.structure_id join poles p on p.id = n.pole_id
    join procurement_thresholds t on t.starts_on <= (n.published_at at time zone p.time_zone)::date
   where n.id = new.need_id and s.public_buyer
   order by t.starts_on desc limit 1;
  if most is not null and (select coalesce(sum(price_cents), 0) from awards
                            where need_id = new.need_id and state in ('proposed', 'awarded')) >= most then
    raise exception 'A public buyer awards less than %.', most
      using errcode = 'check_violation', constraint = 'public_buyer_threshold';
  end if;
  return null;
end $$;
create constraint trigger public_buyer after insert or update on awards
  deferrable initially deferred for each row execute function app.check_award_of_public_buyer();

-- A call is held to the threshold as long as it is out: one that is closed goes its way, also when its buyer says only
-- then that it is a public one.
create or replace function app.check_public_buyer() returns trigger
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
   where n.id = need and s.public_buyer and n.kind <> 'interest' and n.state = 'published'
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
