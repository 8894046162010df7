import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { localDateOf, type LocalDate } from "../kernel/time";
import { settleAccounts } from "./lettering";
import { postingsOf, type Payment } from "./payment-rules";
import { openPeriodOf } from "./periods";
import { postEntry, type PostedEntry } from "./post-entry";

/** A payment that the bank's statement shows. `id` is made by the form: sent twice, it is recorded once. */
export type RecordedPayment = Payment & { id: string; day: LocalDate; reference: string; label: string };

/**
 * Records a payment received or made: it posts to the bank and to the account it is on, in the month of its day if that is
 * still open; on a member's account what it settles exactly gets its letter.
 * @throws NotFound when the structure is not of the pôle
 */
export async function recordPayment(
  actor: Actor,
  payment: RecordedPayment,
): Promise<Outcome<PostedEntry & { letters: number }, { code: "day_to_come" }>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    const { id, day, reference, label, structureId } = payment;
    if (day > localDateOf(now, actor.timeZone)) return refused({ code: "day_to_come" as const });
    const { poleId, personId } = actor;
    if (structureId) {
      const member = await tx
        .selectFrom("memberships")
        .select("structureId")
        .where("poleId", "=", poleId)
        .where("structureId", "=", structureId)
        .executeTakeFirst();
      if (!member) throw new NotFound();
    }
    const period = await openPeriodOf(tx, poleId, day);
    const entry = await postEntry(tx, {
      ...{ id, poleId, periodId: period.id, journal: "BQ", date: day, personId },
      ...{ pieceRef: reference, pieceDate: day, label, source: { kind: "payment", id } },
      postings: postingsOf(payment),
    });
    const letters = structureId ? await settleAccounts(tx, poleId, structureId, personId) : 0;
    return done({ ...entry, letters });
  });
}
