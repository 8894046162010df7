import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import type { DraftPeriod } from "../draft-types";

/** A month in the list of months. */
export interface PeriodListed {
  readonly startsOn: LocalDate;
  readonly state: DraftPeriod["state"];
  readonly reviewUntil: Date | null;
  readonly closedAt: Date | null;
  /** Approved in it, taxes included where they are borne. */
  readonly spentCents: Cents;
  readonly charges: number;
  /** Disputes that wait. */
  readonly disputes: number;
}

/** Every month of the books, the latest first; for who keeps them. One query. @throws Forbidden */
export async function periodsList(actor: Actor): Promise<PeriodListed[]> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<PeriodListed>`
      select p.starts_on, p.state, p.review_until, p.closed_at, coalesce(c.cents, 0)::bigint as spent_cents,
             coalesce(c.charges, 0)::int as charges, coalesce(d.disputes, 0)::int as disputes
        from periods p
        left join (select period_id, sum(amount_cents) as cents, count(*) as charges from charges
                    where pole_id = ${actor.poleId} and state = 'approved' group by period_id) c on c.period_id = p.id
        left join (select period_id, count(*) as disputes from disputes
                    where pole_id = ${actor.poleId} and state = 'filed' group by period_id) d on d.period_id = p.id
       where p.pole_id = ${actor.poleId} order by p.starts_on desc`.execute(tx);
    return rows;
  });
}
