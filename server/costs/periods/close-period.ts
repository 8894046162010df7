import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { allow } from "../../kernel/permissions";
import { sealEntries } from "../../ledger";
import { checksOf } from "./checks";
import { frozenMonthOf } from "./freeze-month";
import { takeYourTime } from "./long-work";
import { fingerprint, manifestBefore, manifestOf, type Manifest } from "./manifest";
import { monthOfBooks, type BookMonth } from "./month-of-books";
import { entriesOfMonth, postMonth } from "./post-month";

/** The steps of a closing, in order; what is done of `total` is told while it goes on. */
export type ClosingStep = "checking" | "posting" | "sealing";
export type TellProgress = (step: ClosingStep, done: number, total: number) => Promise<void>;

/** What came of it: closed now, or by somebody else before, or why not: what was locked is no longer what is written. */
export type ClosingEnd = "closed" | "was_closed" | "not_locked" | "something_missing" | "frozen_differs";

/**
 * Closes a locked month, as it was locked: what it posts, its manifest and its state, in one transaction. Nothing is
 * shared anew, and nothing is written unless all is. Whoever comes second waits, and finds it closed.
 * @throws NotFound, Forbidden
 */
export async function closePeriod(
  actor: Actor,
  month: string,
  tell: TellProgress = async () => {},
): Promise<ClosingEnd> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    await takeYourTime(tx);
    const period = await monthOfBooks(tx, actor.poleId, month, true);
    if (period.state === "closed") return "was_closed";
    if (period.state !== "locked") return "not_locked";
    await tell("checking", 0, 1);
    const frozen = await frozenMonthOf(tx, period);
    if (!frozen || frozen.read !== frozen.sha256) return "frozen_differs";
    const { allocations, sums } = frozen;
    const checks = await checksOf(tx, period, { allocations, problems: [] }, { now, seen: [] });
    if (checks.some(({ ok, blocks }) => !ok && blocks)) return "something_missing";
    const entries = entriesOfMonth(period, allocations, sums, await bookedPools(tx, actor.poleId));
    await postMonth(tx, period, actor.personId, entries, (posted) => tell("posting", posted, entries.length));
    await tell("sealing", 0, 1);
    const ledger = await sealEntries(tx, actor.poleId);
    const before = await manifestBefore(tx, period);
    const books = { entries: entries.length, frozen: frozen.sha256, ledger, before };
    const manifest = manifestOf(period, allocations, sums, books);
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
