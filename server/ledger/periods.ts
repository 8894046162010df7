import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { NotFound } from "../kernel/errors";
import { newId } from "../kernel/ids";
import type { LocalDate } from "../kernel/time";

/** How far a month of the books is; it only goes forward. */
export type PeriodState = "open" | "review" | "locked" | "closed";

/** A month of a pôle's books, both days included. */
export type LedgerPeriod = { id: string; startsOn: LocalDate; endsOn: LocalDate; state: PeriodState };

/**
 * The period to which a document of `day` posts: its own month if that is neither locked nor closed, nor reviewed to the
 * end, nor before one that is; else the oldest one that is not. It is begun where it is missing. The pôle is the transaction's: `poleId` must be
 * it. Held until the end of the transaction: nobody locks it meanwhile.
 * @throws NotFound in another pôle, or for who does not keep its books
 */
export async function openPeriodOf(tx: Tx, poleId: string, day: LocalDate): Promise<LedgerPeriod> {
  const { rows } = await sql<LedgerPeriod>`
    select id, starts_on as "startsOn", ends_on as "endsOn", state
      from app.open_period_of(${day}::date, ${newId()}::uuid) where pole_id = ${poleId}`.execute(tx);
  const [period] = rows;
  if (!period) throw new NotFound();
  return period;
}

/** Every month of the pôle's books, the latest first. */
export async function periodsOf(tx: Tx, poleId: string): Promise<LedgerPeriod[]> {
  const rows = await tx
    .selectFrom("periods")
    .select(["id", "startsOn", "endsOn", "state"])
    .where("poleId", "=", poleId)
    .orderBy("startsOn", "desc")
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as PeriodState }));
}
