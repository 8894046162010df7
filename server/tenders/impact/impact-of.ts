import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { allow } from "../../kernel/permissions";
import { localDateOf } from "../../kernel/time";

/**
 * What needs brought to a pôle in one year. Each thing counts in the year in which it happened, on the pôle's clock: an
 * introduction on its day, a need when it is published with the answers it got, an award when it is decided, hours done
 * when they are delivered.
 */
export interface Impact {
  readonly year: number;
  readonly introductions: number;
  /** Of them, those that led to a need. */
  readonly fruitful: number;
  /** Needs that were published. */
  readonly needs: number;
  /** Of them, those cancelled, and those where nobody was retained. */
  readonly cancelled: number;
  readonly unsuccessful: number;
  /** Of them, those whose buyer said whether it was met. */
  readonly satisfied: { readonly yes: number; readonly partly: number; readonly no: number };
  /** Answers in, to these needs. */
  readonly answers: number;
  /** How many times structures said that one of these needs was not for them. */
  readonly refusals: number;
  /** Lots awarded. */
  readonly awards: number;
  /** What was won, in cents, net of tax. */
  readonly cents: number;
  /** Hours of work integration promised with what was won. */
  readonly hours: number;
  /** Hours done: of deliveries that the buyer accepted. */
  readonly hoursDone: number;
}

/** Every year of the pôle in which something happened, and this one, the last first. @throws Forbidden */
export async function impactOf(actor: Actor): Promise<Impact[]> {
  allow(actor, "needs.count");
  return inTransaction(actor, async (tx, now) => {
    const { poleId, timeZone } = actor;
    const yearOf = (instant: string) => sql`extract(year from ${sql.raw(instant)} at time zone ${timeZone}::text)::int`;
    const { rows } = await sql<Omit<Impact, "satisfied"> & Impact["satisfied"]>`
      with counted as (select * from app.answers_counted()),
      refused as (select need_id, count(*)::int as count from need_refusals where pole_id = ${poleId} group by need_id),
      facts as (
        select extract(year from met_on)::int as year, 1 as introductions, (need_id is not null)::int as fruitful,
               0 as needs, 0 as cancelled, 0 as unsuccessful, 0 as yes, 0 as partly, 0 as no, 0 as answers, 0 as refusals,
               0 as awards, 0::bigint as cents, 0 as hours, 0 as hours_done
          from introductions where pole_id = ${poleId}
        union all
        select ${yearOf("n.published_at")}, 0, 0, 1, (n.state = 'cancelled')::int, (n.state = 'unsuccessful')::int,
               (n.satisfied is not distinct from 'yes')::int, (n.satisfied is not distinct from 'partly')::int,
               (n.satisfied is not distinct from 'no')::int, coalesce(c.count, 0), coalesce(r.count, 0), 0, 0, 0, 0
          from needs n left join counted c on c.need_id = n.id left join refused r on r.need_id = n.id
         where n.pole_id = ${poleId} and n.published_at is not null and n.state <> 'draft'
        union all
        select ${yearOf("coalesce(w.decided_at, w.proposed_at)")}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, coalesce(w.price_cents, 0), w.hours, 0
          from awards w where w.pole_id = ${poleId} and w.state = 'awarded'
        union all
        select extract(year from d.delivered_on)::int, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, d.hours
          from deliveries d where d.pole_id = ${poleId} and d.accepted_at is not null and d.hours > 0
        union all
        select ${Number(localDateOf(now, timeZone).slice(0, 4))}::int, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
      select year, sum(introductions)::int as introductions, sum(fruitful)::int as fruitful, sum(needs)::int as needs,
             sum(cancelled)::int as cancelled, sum(unsuccessful)::int as unsuccessful, sum(yes)::int as yes,
             sum(partly)::int as partly, sum(no)::int as no, sum(answers)::int as answers, sum(refusals)::int as refusals,
             sum(awards)::int as awards, sum(cents)::bigint as cents, sum(hours)::int as hours,
             sum(hours_done)::int as "hoursDone"
        from facts group by year order by year desc`.execute(tx);
    return rows.map(({ yes, partly, no, ...impact }) => ({ ...impact, satisfied: { yes, partly, no } }));
  });
}
