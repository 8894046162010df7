import { sql } from "kysely";
import { inTransaction, violatedConstraint, type Tx } from "../../../db/transaction";
import { openPeriodOf, postEntry, takeBack } from "../../ledger";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { localDateOf, type LocalDate } from "../../kernel/time";
import type { DecideFundingProblem } from "./decide-funding";
import { lockFunding } from "./write-funding";

/** What came of a funding. `last`: no other payment is awaited; left out, it is. */
export interface FundingPaid {
  /** Made by whoever sends it, where it may come twice: it is then one. */
  readonly id?: string | undefined;
  readonly on: LocalDate;
  readonly cents: Cents;
  readonly last?: boolean;
}

/**
 * A payment came: D 512 / C 441. With the last one the funding is paid: what came in all is less than what was deducted, the
 * next closing shares the difference. For nothing, it was taken back by its funder. Never more than was granted.
 * @throws Forbidden, NotFound
 */
export async function payFunding(
  actor: Actor,
  id: string,
  { id: paymentId = newId(), on, cents, last = true }: FundingPaid,
): Promise<Outcome<null, DecideFundingProblem>> {
  allow(actor, "costs.manage");
  if (!isId(paymentId)) throw new NotFound("funding_payment");
  try {
    return await inTransaction<Outcome<null, DecideFundingProblem>>(actor, async (tx, now) => {
      const { state, funder, label, poolId, notifiedOn } = await lockFunding(tx, id);
      const before = await tx.selectFrom("fundingPayments").selectAll().where("id", "=", paymentId).executeTakeFirst();
      if (before) {
        const same = before.fundingId === id && before.cents === cents && before.paidOn === on && before.final === last;
        return same && !before.undoneAt ? done(null) : refused({ code: "decided_meanwhile" });
      }
      if (state !== "notified") return refused({ code: "decided_meanwhile" });
      if (on > localDateOf(now, actor.timeZone)) return refused({ code: "day_to_come" });
      if (notifiedOn !== null && on < notifiedOn) return refused({ code: "paid_before_notified" });
      if (cents === 0 && !last) return refused({ code: "nothing_paid" });
      const entryId = cents === 0 ? null : newId();
      if (entryId !== null) {
        const period = await openPeriodOf(tx, actor.poleId, on);
        await postEntry(tx, {
          ...{ id: entryId, poleId: actor.poleId, periodId: period.id, journal: "BQ", personId: actor.personId },
          ...{ date: on, pieceDate: on, pieceRef: `SUB-${id.slice(-6)}`, label: `Subvention ${funder}, ${label}` },
          source: { kind: "funding", id },
          postings: [
            { role: "bank", cents },
            { role: "subsidies_receivable", poolId, cents: -cents },
          ],
        });
      }
      const row = { id: paymentId, poleId: actor.poleId, fundingId: id, cents, paidOn: on, final: last, entryId };
      await tx
        .insertInto("fundingPayments")
        .values({ ...row, personId: actor.personId })
        .execute();
      if (last) {
        const paid = await paidOf(tx, id);
        await setPaid(tx, id, { state: "paid", paidCents: paid, paidOn: on });
      }
      return done(null);
    });
  } catch (error) {
    if (violatedConstraint(error) === "funding_paid_within") return refused({ code: "paid_above_ceiling" });
    throw error;
  }
}

/**
 * Takes a payment back that was entered by mistake, with its entry, today, for a reason. A funding that it had settled is
 * granted again: what months shared of a difference is given back by the next closing. Once. @throws Forbidden, NotFound
 */
export async function undoFundingPayment(
  actor: Actor,
  id: string,
  paymentId: string,
  reason: string,
): Promise<Outcome<null, DecideFundingProblem>> {
  allow(actor, "costs.manage");
  if (!isId(paymentId)) throw new NotFound("funding_payment");
  const because = reason.trim();
  if (because === "" || because.length > 300) return refused({ code: "reason_missing" });
  return inTransaction(actor, async (tx, now) => {
    const { state } = await lockFunding(tx, id);
    const payment = await tx
      .selectFrom("fundingPayments")
      .select(["entryId", "final", "undoneAt"])
      .where("id", "=", paymentId)
      .where("fundingId", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!payment) throw new NotFound("funding_payment");
    if (payment.undoneAt) return refused({ code: "decided_meanwhile" });
    // A payment before the last one is a part of what was paid: the last one is taken back first.
    if (state === "paid" && !payment.final) return refused({ code: "last_first" });
    const { poleId, personId } = actor;
    await tx
      .updateTable("fundingPayments")
      .set({ undoneAt: now, undoneBy: personId, undoneBecause: because })
      .where("id", "=", paymentId)
      .execute();
    if (payment.entryId !== null) {
      const date = localDateOf(now, actor.timeZone);
      await takeBack(tx, { id: newId(), poleId, entryId: payment.entryId, date, reason: because, personId });
    }
    if (state === "paid") await setPaid(tx, id, { state: "notified", paidCents: null, paidOn: null });
    return done(null);
  });
}

function setPaid(
  tx: Tx,
  id: string,
  row: { state: "paid" | "notified"; paidCents: Cents | null; paidOn: LocalDate | null },
) {
  return tx
    .updateTable("fundings")
    .set({ ...row, version: sql<number>`version + 1` })
    .where("id", "=", id)
    .execute();
}

async function paidOf(tx: Tx, id: string): Promise<Cents> {
  const { rows } = await sql<{ cents: Cents }>`
    select coalesce(sum(cents), 0)::bigint as cents from funding_payments
     where funding_id = ${id} and undone_at is null`.execute(tx);
  return rows[0]?.cents ?? 0;
}
