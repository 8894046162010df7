import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import { NotFound } from "../../kernel/errors";
import { parseLocalDate, type LocalDate } from "../../kernel/time";
import type { DraftPeriod } from "../draft-types";

/** A month of the books, with how far it is. */
export interface BookMonth extends DraftPeriod {
  readonly reviewUntil: Date | null;
  readonly lockedAt: Date | null;
  readonly closedAt: Date | null;
}

/** The months before one that are in one of these states, the oldest first: by their first day. */
export async function earlierMonths(
  tx: Tx,
  { poleId, startsOn }: DraftPeriod,
  states: readonly DraftPeriod["state"][],
): Promise<LocalDate[]> {
  const rows = await tx
    .selectFrom("periods")
    .select("startsOn")
    .where("poleId", "=", poleId)
    .where("startsOn", "<", startsOn)
    .where("state", "in", [...states])
    .orderBy("startsOn")
    .execute();
  return rows.map((row) => row.startsOn);
}

/** "2026-10": what names a month in addresses. */
export function monthName(period: Pick<DraftPeriod, "startsOn">): string {
  return period.startsOn.slice(0, 7);
}

/**
 * A month by its name, "2026-10". `lock` holds it until the end of the transaction: no charge goes into it meanwhile, and
 * its state is nobody else's to change.
 * @throws NotFound
 */
export async function monthOfBooks(tx: Tx, poleId: string, month: string, lock = false): Promise<BookMonth> {
  const startsOn = /^\d{4}-\d{2}$/.test(month) ? parseLocalDate(`${month}-01`) : null;
  if (!startsOn) throw new NotFound("period");
  const { rows } = await sql<BookMonth>`
    select id, pole_id, starts_on, ends_on, state, review_until, locked_at, closed_at
      from periods where pole_id = ${poleId} and starts_on = ${startsOn} ${lock ? sql`for update` : sql``}`.execute(tx);
  const [row] = rows;
  if (!row) throw new NotFound("period");
  return row;
}
