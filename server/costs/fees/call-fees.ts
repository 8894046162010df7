import { sql } from "kysely";
import { enqueue, inTransaction } from "../../../db/transaction";
import { openPeriodOf, postEntry } from "../../ledger";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { localDateOf, type LocalDate } from "../../kernel/time";
import { loadFees } from "./fees-of";

/** Everybody whose fee is known was asked already; it comes to something else than what was seen. */
export type CallFeesProblem = { readonly code: "nothing_due" | "changed_meanwhile" };

export interface FeesCalled {
  readonly totalCents: Cents;
  readonly structures: number;
  /** Those of whom the scale asks what is not known: they are asked another time. */
  readonly missing: number;
}

/**
 * Asks each member for its fee of the year, those that were not asked yet and whose fee is known: what it comes to, one
 * entry in the ledger (D 411 / C 756), a mail to each. Twice at once asks once. @throws Forbidden, NotFound (no scale)
 */
export async function callFees(
  actor: Actor,
  year: number,
  { seen, calledOn: on }: { seen: string | null; calledOn?: LocalDate },
): Promise<Outcome<FeesCalled, CallFeesProblem>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    // Whoever comes second waits here, then finds the fees called.
    await tx.selectFrom("feeScales").select("id").where("year", "=", year).forUpdate().execute();
    const { scale, lines, fingerprint } = await loadFees(tx, actor, year);
    if (!scale) throw new NotFound("fee_scale");
    const open = lines.filter(({ called }) => !called);
    const due = open.flatMap((line) => (line.cents === null ? [] : [{ ...line, cents: line.cents }]));
    if (due.length === 0) return refused({ code: "nothing_due" });
    if (seen !== null && seen !== fingerprint) return refused({ code: "changed_meanwhile" });
    const calledOn = on ?? localDateOf(now, actor.timeZone);
    const period = await openPeriodOf(tx, actor.poleId, calledOn);
    const owing = due.filter(({ cents }) => cents > 0);
    const entryId = owing.length > 0 ? newId() : null;
    if (entryId !== null) {
      await postEntry(tx, {
        ...{ id: entryId, poleId: actor.poleId, periodId: period.id, journal: "VT", personId: actor.personId },
        ...{ date: calledOn, pieceDate: calledOn, pieceRef: `COT-${year}`, label: `Cotisations ${year}` },
        source: { kind: "fee", id: scale.id },
        postings: owing.flatMap(({ structureId, name, cents }) => [
          { role: "members" as const, structureId, cents },
          { role: "fees" as const, poolId: scale.poolId, cents: -cents, label: name },
        ]),
      });
    }
    await tx
      .insertInto("fees")
      .values(
        due.map(({ structureId, value, cents, days, credits }) => ({
          ...{ poleId: actor.poleId, scaleId: scale.id, structureId, basisValue: value, cents, days },
          entryId: cents > 0 ? entryId : null,
          round: credits + 1,
        })),
      )
      .execute();
    await tx
      .updateTable("feeScales")
      .set({ calledAt: sql<Date>`now()` })
      .where("id", "=", scale.id)
      .where("calledAt", "is", null)
      .execute();
    const told = { kind: "fee", poleId: actor.poleId, scaleId: scale.id };
    for (const { structureId } of owing) await enqueue(tx, "money-email", { ...told, structureId });
    const totalCents = owing.reduce((all, { cents }) => all + cents, 0);
    return done({ totalCents, structures: owing.length, missing: open.length - due.length });
  });
}
