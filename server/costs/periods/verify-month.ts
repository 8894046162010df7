import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { NotFound } from "../../kernel/errors";
import { allow } from "../../kernel/permissions";
import { storedAllocationsOf } from "../draft";
import { frozenMonthOf } from "./freeze-month";
import { takeYourTime } from "./long-work";
import { fingerprint, manifestBefore, manifestOf, type Manifest } from "./manifest";
import { monthOfBooks, type BookMonth } from "./month-of-books";

/** What of a closed month is looked at again, in the order in which it is told. */
export const VERIFIED = ["fingerprint", "counts", "pools", "due", "allocations", "frozen", "ledger", "before"] as const;

/** What of it is no longer as it was closed; nothing: it is the same, to the cent. */
export type Differences = readonly (typeof VERIFIED)[number][];

/**
 * Computes a closed month's manifest again from what is kept of it (allocations, amounts due, entries and their lines) and
 * sets it against the one it was closed with.
 * @throws NotFound for a month that is not closed, Forbidden
 */
export async function verifyMonth(actor: Actor, month: string): Promise<Differences> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    await takeYourTime(tx);
    const period = await monthOfBooks(tx, actor.poleId, month);
    const { rows } = await sql<{ manifest: Manifest | null; sha256: string }>`
      select manifest, manifest_sha256 as sha256 from periods where id = ${period.id}`.execute(tx);
    const kept = rows[0]?.manifest;
    if (period.state !== "closed" || !kept) throw new NotFound("period");
    const { again, wrong } = await manifestAgain(tx, period, kept);
    const same = {
      fingerprint: fingerprint(kept) === rows[0]?.sha256,
      counts: alike(kept.counts, again.counts),
      pools: alike(kept.pools, again.pools),
      due: alike(kept.due, again.due),
      allocations: alike(kept.allocations, again.allocations),
      // Months that were closed before what is locked was kept have none.
      frozen: (kept as Partial<Manifest>).frozen === undefined || kept.frozen === again.frozen,
      ledger: wrong === 0 && alike(kept.ledger, again.ledger),
      before: kept.before === again.before,
    };
    return VERIFIED.filter((part) => !same[part]);
  });
}

async function manifestAgain(tx: Tx, period: BookMonth, kept: Manifest): Promise<{ again: Manifest; wrong: number }> {
  const allocations = await storedAllocationsOf(tx, period);
  const structures = await tx.selectFrom("nettings").select("netCents").where("periodId", "=", period.id).execute();
  const { rows: waiting } = await sql<{ waitingCents: Cents }>`
    select waiting_cents from disputes where period_id = ${period.id} and waiting_cents is not null`.execute(tx);
  const { rows } = await sql<{ entries: number; wrong: number; hash: string | null }>`
    select entries, wrong, hash from app.closing_verified(${period.id}, ${kept.ledger.position}::bigint)`.execute(tx);
  const { entries = 0, wrong = 0, hash = null } = rows[0] ?? {};
  const frozen = await frozenMonthOf(tx, period);
  const again = manifestOf(
    period,
    allocations,
    { structures, waiting },
    {
      entries,
      frozen: frozen?.read ?? "",
      ledger: { position: kept.ledger.position, hash: hash ?? (kept.ledger.position === 0 ? kept.ledger.hash : "") },
      before: await manifestBefore(tx, period),
    },
  );
  return { again, wrong };
}

const alike = (a: unknown, b: unknown) => fingerprint(a) === fingerprint(b);
