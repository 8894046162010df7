import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { tellStatement } from "./begin-review";
import { monthOfBooks, type BookMonth } from "./month-of-books";
import type { PeriodRefusal } from "./problems";

/**
 * Writes again to the members that have not read their statement of a month in review; at most once a day to each.
 * Answers to how many. @throws NotFound, Forbidden
 */
export async function remindMembers(actor: Actor, month: string): Promise<Outcome<number, { code: PeriodRefusal }>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    const period = await monthOfBooks(tx, actor.poleId, month, true);
    if (period.state !== "review") return refused({ code: "not_in_review" });
    return done(await remindUnread(tx, period, now));
  });
}

/** Those that have not read it, nor were reminded for a day. */
export async function remindUnread(tx: Tx, period: Pick<BookMonth, "id" | "poleId">, now: Date): Promise<number> {
  const { rows } = await sql<{ structureId: string }>`
    update statements set reminded_at = ${now}
     where period_id = ${period.id} and read_at is null
       and (reminded_at is null or reminded_at < ${now}::timestamptz - interval '1 day')
    returning structure_id`.execute(tx);
  for (const { structureId } of rows) await tellStatement(tx, period, structureId, "reminder");
  return rows.length;
}
