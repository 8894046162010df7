import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { allow } from "../../kernel/permissions";
import { sealEntries } from "../../ledger";
import { noteAdjusted } from "../calls";
import { monthDraftOf } from "../draft";
import { makeStatements } from "./begin-review";
import { checksOf } from "./checks";
import { fingerprint, manifestOf, type Manifest } from "./manifest";
import { monthOfBooks, type BookMonth } from "./month-of-books";
import { entriesOfMonth, postMonth } from "./post-month";
import { sumsOfMonth } from "./sums-of-month";
import { writeAllocations, writeSums } from "./write-allocations";

/** The steps of a closing, in order; what is done of `total` is told while it goes on. */
export type ClosingStep = "sharing" | "writing" | "posting" | "sealing";
export type TellProgress = (step: ClosingStep, done: number, total: number) => Promise<void>;

/** What came of it: closed now, or by somebody else before, or why not. */
export type ClosingEnd = "closed" | "was_closed" | "not_locked" | "something_missing";

/**
 * Closes a locked month: all that it shares and posts, its manifest and its state, in one transaction. Nothing is written
 * unless all is. Whoever comes second waits, and finds it closed.
 * @throws NotFound, Forbidden
 */
export async function closePeriod(
  actor: Actor,
  month: string,
  tell: TellProgress = async () => {},
): Promise<ClosingEnd> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    // It may take longer than a page may wait.
    await sql`set local statement_timeout = '10min'`.execute(tx);
    await sql`set local lock_timeout = '5min'`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = '5min'`.execute(tx);
    const period = await monthOfBooks(tx, actor.poleId, month, true);
    if (period.state === "closed") return "was_closed";
    if (period.state !== "locked") return "not_locked";
    await tell("sharing", 0, 1);
    const draft = await monthDraftOf(tx, period);
    const checks = await checksOf(tx, period, draft, now);
    if (checks.some(({ ok, blocks }) => !ok && blocks)) return "something_missing";
    await makeStatements(tx, period);
    await tell("writing", 0, draft.allocations.length);
    const sums = await sumsOfMonth(tx, period, draft.allocations);
    const allocations = await writeAllocations(tx, period, draft.allocations);
    await noteAdjusted(tx, sums.calls, period.id);
    await writeSums(tx, period, sums);
    const entries = entriesOfMonth(period, allocations, sums, await bookedPools(tx, actor.poleId));
    await postMonth(tx, period, actor.personId, entries, (posted) => tell("posting", posted, entries.length));
    await tell("sealing", 0, 1);
    const ledger = await sealEntries(tx, actor.poleId);
    const before = await manifestBefore(tx, period);
    const manifest = manifestOf(period, allocations, sums, { entries: entries.length, ledger, before });
    await writeClosed(tx, period, manifest);
    return "closed";
  });
}

async function writeClosed(tx: Tx, { id }: BookMonth, manifest: Manifest): Promise<void> {
  await sql`
    update periods set state = 'closed', manifest = ${JSON.stringify(manifest)}::text::jsonb,
           manifest_sha256 = ${fingerprint(manifest)}
     where id = ${id}`.execute(tx);
  // Now rather than at the end: what the database refuses is then this closing's failure.
  await sql`set constraints all immediate`.execute(tx);
}

async function bookedPools(tx: Tx, poleId: string) {
  const rows = await tx
    .selectFrom("costPools")
    .select(["id", "name", "actsAs", "legalMode"])
    .where("poleId", "=", poleId)
    .execute();
  return new Map(rows.map((pool) => [pool.id, pool]));
}

async function manifestBefore(tx: Tx, { poleId, startsOn }: BookMonth): Promise<string | null> {
  const before = await tx
    .selectFrom("periods")
    .select("manifestSha256")
    .where("poleId", "=", poleId)
    .where("startsOn", "<", startsOn)
    .where("state", "=", "closed")
    .orderBy("startsOn", "desc")
    .limit(1)
    .executeTakeFirst();
  return before?.manifestSha256 ?? null;
}
