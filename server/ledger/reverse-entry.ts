import { inTransaction, violatedConstraint, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Conflict, isExceptional, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { localDateOf, type LocalDate } from "../kernel/time";
import type { Journal } from "./books";
import { settleAccounts } from "./lettering";
import { openPeriodOf } from "./periods";
import { postEntry, type PostedEntry } from "./post-entry";

/**
 * Takes an entry back whole, by another one of the same lines with their signs changed, in the period open on `date`.
 * Once: the database refuses a second one, and the reversal of a reversal. What settled its lines is undone.
 * @throws NotFound when there is no such entry in the pôle
 * @throws Conflict "entry_reversed" when it is reversed already or is itself a reversal
 */
export async function takeBack(
  tx: Tx,
  asked: { id: string; poleId: string; entryId: string; date: LocalDate; reason: string; personId: string | null },
): Promise<PostedEntry> {
  const { id, poleId, entryId, date, reason, personId } = asked;
  const entry = await tx
    .selectFrom("entries as e")
    .leftJoin("entries as r", "r.reverses", "e.id")
    .select(["e.id", "e.journal", "e.pieceRef", "e.pieceDate", "e.label", "e.sourceKind", "e.sourceId", "e.reverses"])
    .select("r.id as reversedBy")
    .where("e.poleId", "=", poleId)
    .where("e.id", "=", entryId)
    .executeTakeFirst();
  if (!entry) throw new NotFound();
  if (entry.reverses || (entry.reversedBy && entry.reversedBy !== id)) throw new Conflict("entry_reversed");
  const lines = await tx
    .selectFrom("postings as p")
    .innerJoin("accounts as a", "a.id", "p.accountId")
    .select(["a.number", "p.structureId", "p.poolId", "p.cents", "p.label"])
    .where("p.entryId", "=", entryId)
    .orderBy("p.line")
    .execute();
  await tx
    .deleteFrom("letterings")
    .where("id", "in", (of) => of.selectFrom("letteredPostings").select("letteringId").where("entryId", "=", entryId))
    .execute();
  const period = await openPeriodOf(tx, poleId, date);
  return postEntry(tx, {
    ...{ id, poleId, periodId: period.id, journal: entry.journal as Journal, date, personId, reason },
    pieceRef: entry.pieceRef,
    pieceDate: entry.pieceDate,
    label: `Annulation : ${entry.label}`,
    ...(entry.sourceKind && entry.sourceId && { source: { kind: entry.sourceKind, id: entry.sourceId } }),
    reverses: entryId,
    postings: lines.map(({ number, structureId, poolId, cents, label }) => ({
      ...{ account: number, structureId, poolId, cents: -cents, label },
    })),
  });
}

/** Why an entry is not reversed from the journal: it is already; its document is corrected instead; its month is closing. */
export type ReversalProblem = { code: "entry_reversed" | "entry_of_document" };

/** Whether an entry is taken back from the journal itself, rather than by correcting the document it was posted for. */
export function isReversible(entry: {
  source: { kind: string } | null;
  reverses: unknown;
  reversedBy: unknown;
}): boolean {
  return !entry.reverses && !entry.reversedBy && (entry.source === null || entry.source.kind === "payment");
}

/** Takes back a payment, or an entry that no document explains, today. `id` is made by the form. @throws NotFound */
export async function reverseEntry(
  actor: Actor,
  { id, entryId, reason }: { id: string; entryId: string; reason: string },
): Promise<Outcome<PostedEntry, ReversalProblem>> {
  allow(actor, "costs.manage");
  if (!isId(entryId)) throw new NotFound();
  try {
    return await inTransaction(actor, async (tx, now) => {
      const entry = await tx
        .selectFrom("entries")
        .select("sourceKind")
        .where("poleId", "=", actor.poleId)
        .where("id", "=", entryId)
        .executeTakeFirst();
      if (!entry) throw new NotFound();
      if (entry.sourceKind !== null && entry.sourceKind !== "payment")
        return refused({ code: "entry_of_document" as const });
      const { poleId, personId, timeZone } = actor;
      const date = localDateOf(now, timeZone);
      const reversal = await takeBack(tx, { id, poleId, entryId, date, reason, personId });
      // The two settle each other, and what the entry had settled is open again.
      const of = await tx
        .selectFrom("postings")
        .select("structureId")
        .distinct()
        .where("entryId", "=", entryId)
        .execute();
      for (const { structureId } of of) if (structureId) await settleAccounts(tx, poleId, structureId, personId);
      return done(reversal);
    });
  } catch (error) {
    if (isExceptional(error) && error.code === "entry_reversed") return refused({ code: "entry_reversed" });
    // Two at once: the database let one through.
    if (violatedConstraint(error) === "entry_reversed_once") return refused({ code: "entry_reversed" });
    throw error;
  }
}
