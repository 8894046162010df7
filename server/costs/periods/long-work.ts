import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";

/** Gives a transaction that locks or closes a month more time than a page's. */
export async function takeYourTime(tx: Tx): Promise<void> {
  await sql`set local statement_timeout = '10min'`.execute(tx);
  await sql`set local lock_timeout = '5min'`.execute(tx);
  await sql`set local idle_in_transaction_session_timeout = '5min'`.execute(tx);
}
