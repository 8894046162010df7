import type { Tx } from "../../db/transaction";
import { Conflict, NotFound } from "../kernel/errors";
import type { LocalDate } from "../kernel/time";
import type { Journal } from "./books";
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
