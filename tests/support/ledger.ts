import { type sql } from "kysely";
import { databaseErrorCode, inTransaction, violatedConstraint, type Tx } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { askCheck, openPeriodOf, postEntry, tasks, type NewEntry, type PostedEntry } from "../../server/ledger";

/** Which constraint refused, or the database's code; "done" when nothing did. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => violatedConstraint(error) ?? databaseErrorCode(error) ?? String(error),
  );

/** Posts an entry of `date` (by default a share of 12,34 € of the structure acted for), in a transaction of its own. */
export function post(
  actor: Actor,
  date: string,
  postings: NewEntry["postings"],
  more: Partial<NewEntry> = {},
): Promise<PostedEntry> {
  return inTransaction(actor, (tx) => postIn(tx, actor, date, postings, more));
}

/** The same, in a transaction that is open. */
export async function postIn(
  tx: Tx,
  actor: Actor,
  date: string,
  postings: NewEntry["postings"],
  more: Partial<NewEntry> = {},
): Promise<PostedEntry> {
  const { poleId, personId } = actor;
  const period = await openPeriodOf(tx, poleId, date);
  return postEntry(tx, {
    ...{ id: newId(), poleId, periodId: period.id, journal: "OD", date, personId },
    ...{ pieceRef: "ESSAI", pieceDate: date, label: "Essai", postings },
    ...more,
  });
}

/** Has the books checked, as the page does, and waits for it. */
export async function checkBooks(actor: Actor): Promise<void> {
  await askCheck(actor);
  await tasks["check-ledger"]({ poleId: actor.poleId });
}

/** Closes the month of `day` as nothing else would, with an empty manifest. */
export async function closeMonth(actor: Actor, day: string): Promise<void> {
  await inTransaction(actor, async (tx) => {
    const { id } = await openPeriodOf(tx, actor.poleId, day);
    for (const state of ["review", "locked"])
      await tx.updateTable("periods").set({ state }).where("id", "=", id).execute();
    await tx
      .updateTable("periods")
      .set({ state: "closed", manifest: "{}", manifestSha256: "0".repeat(64) })
      .where("id", "=", id)
      .execute();
  });
}

/** The statement as the application's role, for `actor`. */
export const asRole = (actor: Pick<Actor, "poleId"> & Partial<Actor>, statement: ReturnType<typeof sql>) =>
  inTransaction(actor, (tx) => statement.execute(tx));
