import { sql } from "kysely";
import { enqueue, inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { addDays, instantAt, localDateOf, type LocalDate } from "../../kernel/time";
import { draftOf } from "../draft";
import { takeYourTime } from "./long-work";
import { earlierMonths, monthName, monthOfBooks, type BookMonth } from "./month-of-books";
import type { PeriodRefusal } from "./problems";
import { noteTold, REREAD_DAYS, seenAmounts } from "./reread";
import { sumsOfMonth, type MonthSums } from "./sums-of-month";

/** How long members have to read, unless somebody says otherwise: days. */
const REVIEW_DAYS = 10;
/** At what time of the last day a review ends, in minutes of the pôle's clock. */
const REVIEW_ENDS_AT = 18 * 60;

/** The last day of a review that begins at `now`, when nothing else is said. */
export function usualReviewEnd(now: Date, timeZone: string): LocalDate {
  return addDays(localDateOf(now, timeZone), REVIEW_DAYS);
}

/**
 * Puts an open month to review until 18:00 of a day, the second next at the earliest: each member gets its statement,
 * numbered, and its treasurers and administrators a mail. Of a month in review it moves the end, and writes to those
 * whose amount changed since they were told, who have two days at least to read it again; to nobody else.
 * @throws NotFound, Forbidden
 */
export async function beginReview(
  actor: Actor,
  month: string,
  lastDay: LocalDate,
): Promise<Outcome<BookMonth, { code: PeriodRefusal }>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    const period = await monthOfBooks(tx, actor.poleId, month, true);
    if (period.state !== "open" && period.state !== "review") return refused({ code: "not_open" });
    if (period.state === "open" && (await earlierMonths(tx, period, ["open", "review"])).length > 0) {
      return refused({ code: "earlier_month_open" });
    }
    const reviewUntil = instantAt(lastDay, REVIEW_ENDS_AT, actor.timeZone);
    if (reviewUntil <= now) return refused({ code: "review_ends_too_early" });
    await takeYourTime(tx);
    const sums = await sumsOfMonth(tx, period, await draftOf(tx, period));
    const seen = await seenAmounts(tx, period, sums);
    const enough = lastDay >= addDays(localDateOf(now, actor.timeZone), REREAD_DAYS);
    if (!enough && seen.some(({ toldCents, cents }) => toldCents !== cents)) {
      return refused({ code: "review_ends_too_early" });
    }
    await tx.updateTable("periods").set({ state: "review", reviewUntil }).where("id", "=", period.id).execute();
    await tellAmounts(tx, period, sums, { now, everybody: true });
    return done({ ...period, state: "review", reviewUntil });
  });
}

/**
 * Tells each structure what a month in review costs it: by a mail to whoever has a statement now, or whose amount changed
 * since it was told: `everybody`, or those alone who had read the other one. What somebody has read meanwhile is no news.
 */
export async function tellAmounts(
  tx: Tx,
  period: BookMonth,
  sums: MonthSums,
  { now, everybody }: { now: Date; everybody: boolean },
): Promise<void> {
  const made = await makeStatements(tx, period, sums);
  const changed = await noteTold(tx, period, await seenAmounts(tx, period, sums), now);
  for (const structureId of made) await tellStatement(tx, period, structureId, "ready");
  for (const { structureId, readAt } of changed) {
    if (everybody || readAt !== null) await tellStatement(tx, period, structureId, "changed");
  }
}

/** Has a structure's people told of its statement, once it is certain. */
export async function tellStatement(
  tx: Tx,
  { id: periodId, poleId }: Pick<BookMonth, "id" | "poleId">,
  structureId: string,
  kind: "ready" | "reminder" | "changed",
): Promise<void> {
  await enqueue(
    tx,
    "statement-email",
    { kind, poleId, periodId, structureId },
    `statement/${periodId}/${structureId}/${kind}`,
  );
}

/**
 * Numbers a statement, 2026-10-04, for each member of the month and whoever else it makes something due for, were it only
 * a call given back or an advance set off, by name; those that have one keep it. Answers whose are new.
 */
export async function makeStatements(tx: Tx, period: BookMonth, { structures }: MonthSums): Promise<string[]> {
  const concerned = structures
    .filter(({ structureId: _, ...amounts }) => Object.values(amounts).some((cents) => cents !== 0))
    .map(({ structureId }) => structureId);
  const { rows } = await sql<{ structureId: string }>`
    insert into statements (pole_id, period_id, structure_id, number)
    select ${period.poleId}, ${period.id}, m.structure_id,
           ${`${monthName(period)}-`} || to_char(n.given + row_number() over (order by app.fold(s.name), s.id), 'FM9999900')
      from memberships m join structures s on s.id = m.structure_id,
           (select count(*) as given from statements where period_id = ${period.id}) n
     where m.pole_id = ${period.poleId}
       and ((m.kind = 'member' and m.starts_on <= ${period.endsOn} and coalesce(m.ends_on, 'infinity') >= ${period.startsOn})
            or m.structure_id = any(${concerned}::uuid[]))
       and not exists (select from statements t where t.period_id = ${period.id} and t.structure_id = m.structure_id)
    returning structure_id`.execute(tx);
  return rows.map(({ structureId }) => structureId);
}
