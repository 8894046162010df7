import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";

/** Who won from a buyer, how often, for how much in cents. */
export interface PastWinner {
  readonly name: string;
  readonly awards: number;
  readonly cents: number;
}

/** The years that count when one asks oneself whom to turn to. */
export const YEARS_OF_WINNERS = 3;

/** Who has won from the structure acted for in the last years, most often first: to turn to others too. @throws Forbidden */
export async function pastWinners(actor: Actor): Promise<readonly PastWinner[]> {
  allow(actor, "needs.write");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<PastWinner>`
      select s.name, count(*)::int as awards, coalesce(sum(w.price_cents), 0)::bigint as cents
        from needs n join awards w on w.need_id = n.id and w.state = 'awarded'
        join answers a on a.id = w.answer_id join structures s on s.id = a.structure_id
       where n.structure_id = ${actor.structureId} and w.decided_at > now() - ${YEARS_OF_WINNERS} * interval '1 year'
       group by s.id, s.name order by count(*) desc, sum(w.price_cents) desc nulls last, s.name limit 5`.execute(tx);
    return rows;
  });
}
