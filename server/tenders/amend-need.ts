import type { Tx } from "../../db/transaction";
import { cleanName } from "../kernel/file-name";
import { amendedLots, isAlike, type Amendment } from "./change-rules";
import type { Criterion, Need } from "./need";
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS } from "./write-need";

/** A document as it comes. */
export interface DocumentIn {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What is wrong with the documents that an addendum adds; null where nothing is. */
export function documentsProblem(
  need: Pick<Need, "files">,
  withdrawn: readonly string[],
  documents: readonly DocumentIn[],
): "document_too_many" | "document_too_large" | null {
  if (need.files.length - withdrawn.length + documents.length > MAX_DOCUMENTS) return "document_too_many";
  return documents.some(({ bytes }) => bytes.byteLength > MAX_DOCUMENT_BYTES) ? "document_too_large" : null;
}

/** Changes a need that is out, under its lock and after its addendum: the database refuses it otherwise. */
export async function amendNeed(
  tx: Tx,
  need: Need,
  amendment: Amendment,
  documents: readonly (DocumentIn & { readonly id: string })[],
): Promise<void> {
  const { poleId, id: needId } = need;
  await tx.updateTable("needs").set(amendment.fields).where("id", "=", needId).execute();
  const lots = amendedLots(need, amendment.lots);
  const gone = need.lots.filter(({ id }) => lots.every((lot) => lot.id !== id));
  for (const { id } of gone)
    await tx.deleteFrom("needLots").where("id", "=", id).where("needId", "=", needId).execute();
  for (const { criteria, unsuccessfulReason: _, ...lot } of lots) {
    const known = need.lots.find(({ id }) => id === lot.id);
    if (known) await tx.updateTable("needLots").set(lot).where("id", "=", lot.id).execute();
    else
      await tx
        .insertInto("needLots")
        .values({ ...lot, poleId, needId })
        .execute();
    await amendCriteria(tx, need, lot.id, known?.criteria ?? [], criteria);
  }
  if (amendment.withdrawn.length > 0)
    await tx
      .updateTable("needFiles")
      .set({ removedAt: new Date() })
      .where("needId", "=", needId)
      .where("id", "in", [...amendment.withdrawn])
      .execute();
  for (const { id, name, type, bytes } of documents)
    await tx
      .insertInto("needFiles")
      .values({ id, poleId, needId, name: cleanName(name), type: type.slice(0, 100), bytes: Buffer.from(bytes) })
      .execute();
}

/** Those that stay keep their id: what bidders wrote about them stays with them. */
async function amendCriteria(
  tx: Tx,
  { poleId, id: needId }: Need,
  lotId: string,
  before: readonly Criterion[],
  after: readonly Criterion[],
): Promise<void> {
  const gone = before.filter(({ id }) => after.every((criterion) => criterion.id !== id));
  for (const { id } of gone) await tx.deleteFrom("needCriteria").where("id", "=", id).execute();
  // The price last: of two criteria that change places, a lot never has two prices.
  const last = [...after.entries()].sort(([, one], [, other]) => +(one.kind === "price") - +(other.kind === "price"));
  for (const [place, criterion] of last) {
    const { id, kind, label, weight, scale, minimum, guideline } = criterion;
    const row = { position: place + 1, kind, label, weight, scale, minimum, guideline };
    const known = before.find((each) => each.id === id);
    if (!known) {
      await tx
        .insertInto("needCriteria")
        .values({ ...row, id, poleId, needId, lotId })
        .execute();
      continue;
    }
    if (before.indexOf(known) === place && isAlike(known, criterion)) continue;
    await tx.updateTable("needCriteria").set(row).where("id", "=", id).where("lotId", "=", lotId).execute();
  }
}
