import { inTransaction } from "../../../db/transaction";
import { openPeriodOf, postEntry } from "../../ledger";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { localDateOf } from "../../kernel/time";

/** There is no fee of it to credit, or no longer; no reason is given. */
export type CreditFeeProblem = { readonly code: "nothing_called" | "reason_missing" };

/**
 * Credits the fee that a structure was called for, whole, by an entry of today (D 756 / C 411): it may then be called again,
 * for what it comes to now. Twice at once credits once. @throws Forbidden, NotFound (no scale)
 */
export async function creditFee(
  actor: Actor,
  year: number,
  structureId: string,
  reason: string,
): Promise<Outcome<null, CreditFeeProblem>> {
  allow(actor, "costs.manage");
  const because = reason.trim();
  if (because === "" || because.length > 300) return refused({ code: "reason_missing" });
  if (!isId(structureId)) throw new NotFound("structure");
  return inTransaction<Outcome<null, CreditFeeProblem>>(actor, async (tx, now) => {
    const { poleId, personId } = actor;
    // As calling them does: one after the other.
    const scale = await tx
      .selectFrom("feeScales")
      .select(["id", "poolId"])
      .where("year", "=", year)
      .forUpdate()
      .executeTakeFirst();
    if (!scale) throw new NotFound("fee_scale");
    const fee = await tx
      .selectFrom("fees as f")
      .innerJoin("structures as s", "s.id", "f.structureId")
      .leftJoin("feeCredits as c", (on) =>
        on
          .onRef("c.scaleId", "=", "f.scaleId")
          .onRef("c.structureId", "=", "f.structureId")
          .onRef("c.round", "=", "f.round"),
      )
      .select(["f.round", "f.cents", "s.name"])
      .where("f.scaleId", "=", scale.id)
      .where("f.structureId", "=", structureId)
      .where("c.round", "is", null)
      .executeTakeFirst();
    if (!fee) return refused({ code: "nothing_called" });
    const date = localDateOf(now, actor.timeZone);
    const entryId = fee.cents > 0 ? newId() : null;
    if (entryId !== null) {
      const period = await openPeriodOf(tx, poleId, date);
      await postEntry(tx, {
        ...{ id: entryId, poleId, periodId: period.id, journal: "VT", date, pieceDate: date, personId },
        ...{ pieceRef: `COT-${year}-A`, label: `Cotisation ${year} annulée, ${fee.name}` },
        source: { kind: "fee", id: scale.id },
        postings: [
          { role: "fees", poolId: scale.poolId, cents: fee.cents },
          { role: "members", structureId, cents: -fee.cents },
        ],
      });
    }
    await tx
      .insertInto("feeCredits")
      .values({ poleId, scaleId: scale.id, structureId, round: fee.round, reason: because, entryId, personId })
      .execute();
    return done(null);
  });
}
