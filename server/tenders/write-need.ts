import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { bankHolidayOn, isHolidayZone } from "../kernel/calendars/bank-holidays";
import { Conflict, Forbidden, NotFound } from "../kernel/errors";
import { isId, newId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { instantAt, localDateOf, type LocalDate } from "../kernel/time";
import { cleanName } from "../kernel/file-name";
import type { Need, NeedKind, OpenTo, Reservation } from "./need";
import { readNeed } from "./need-of";
import { criteriaOf, proposedClosing, proposedQuestions, type CriterionDraft } from "./posting-rules";

const NOON = 12 * 60;

/**
 * Begins a need: a draft with one lot, criteria to start from and dates that do. `id` is made by the form: sent twice, it
 * begins one. @throws Forbidden, Conflict
 */
export async function startNeed(actor: Actor, form: { id: string; kind: NeedKind; title: string }): Promise<string> {
  allow(actor, "needs.write");
  const { structureId } = actor;
  if (!structureId) throw new Forbidden("needs.write");
  return inTransaction(actor, async (tx, now) => {
    const today = localDateOf(now, actor.timeZone);
    const closing = proposedClosing(today, await holidaysOf(tx, actor.poleId));
    const added = await tx
      .insertInto("needs")
      .values({
        ...form,
        ...{ poleId: actor.poleId, structureId, personId: actor.personId },
        closesAt: instantAt(closing, NOON, actor.timeZone),
        questionsUntil: instantAt(proposedQuestions(closing, today), NOON, actor.timeZone),
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!added) {
      const seen = await tx.selectFrom("needs").select("structureId").where("id", "=", form.id).executeTakeFirst();
      if (seen?.structureId !== structureId) throw new Conflict("already_exists");
      return form.id;
    }
    const lotId = newId();
    await tx.insertInto("needLots").values({ id: lotId, poleId: actor.poleId, needId: form.id, number: 1 }).execute();
    if (form.kind === "call") await insertCriteria(tx, actor.poleId, form.id, lotId, criteriaOf("balanced"));
    return form.id;
  });
}

async function holidaysOf(tx: Tx, poleId: string) {
  const { holidayZone } = await tx
    .selectFrom("poles")
    .select("holidayZone")
    .where("id", "=", poleId)
    .executeTakeFirstOrThrow();
  return (day: LocalDate) => isHolidayZone(holidayZone) && bankHolidayOn(day, holidayZone) !== null;
}

/** Locks a draft of the structure acted for. @throws NotFound, Forbidden; Conflict once it is out */
export async function ownDraft(tx: Tx, actor: Actor, id: string): Promise<Need> {
  if (!isId(id)) throw new NotFound("need");
  await sql`select 1 from needs where id = ${id} for update`.execute(tx);
  const need = await readNeed(tx, actor, id);
  allow(actor, "needs.write", need.buyer.id);
  if (!need.ours) throw new Forbidden("needs.write");
  if (need.state !== "draft") throw new Conflict("need_is_published");
  return need;
}

/** What is typed of a need apart from its lots; what is left out stays as it is. */
export type NeedFields = Partial<{
  kind: NeedKind;
  title: string;
  summary: string;
  description: string;
  trades: string[];
  place: string;
  wantedFrom: LocalDate | null;
  wantedUntil: LocalDate | null;
  contact: string;
  openTo: OpenTo;
  closesAt: Date;
  questionsUntil: Date;
  groupsAllowed: boolean;
  qualityFirst: boolean;
  maxLots: number | null;
}>;

/** Keeps what was typed in a draft. @throws NotFound, Forbidden, Conflict */
export async function editNeed(actor: Actor, id: string, fields: NeedFields): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    await ownDraft(tx, actor, id);
    await tx
      .updateTable("needs")
      .set((on) => ({ ...fields, updatedAt: now, version: on("version", "+", 1) }))
      .where("id", "=", id)
      .execute();
  });
}

/** A lot as it is typed. */
export interface LotDraft {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly estimateCents: number | null;
  readonly estimateShown: boolean;
  readonly reservedTo: Reservation | null;
  readonly minimumHours: number;
}

/**
 * Keeps the lots of a draft, then adds one or removes one; a new lot is judged as the one before it.
 * @throws NotFound, Forbidden, Conflict
 */
export async function editLots(
  actor: Actor,
  id: string,
  lots: readonly LotDraft[],
  then: { add?: boolean; remove?: string } = {},
): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    const need = await ownDraft(tx, actor, id);
    for (const { id: lotId, ...lot } of lots) {
      if (!need.lots.some((known) => known.id === lotId)) throw new NotFound("lot");
      await tx.updateTable("needLots").set(lot).where("id", "=", lotId).where("needId", "=", id).execute();
    }
    if (then.remove && need.lots.length > 1) {
      await tx.deleteFrom("needLots").where("id", "=", then.remove).where("needId", "=", id).execute();
      const left = need.lots.filter((lot) => lot.id !== then.remove);
      for (const [place, lot] of left.entries()) {
        await tx
          .updateTable("needLots")
          .set({ number: place + 1 })
          .where("id", "=", lot.id)
          .execute();
      }
    }
    if (then.add && need.lots.length < 50) {
      const lotId = newId();
      const number = need.lots.length + 1;
      await tx.insertInto("needLots").values({ id: lotId, poleId: need.poleId, needId: id, number }).execute();
      await insertCriteria(tx, need.poleId, id, lotId, need.lots.at(-1)?.criteria ?? []);
    }
    await tx.updateTable("needs").set({ updatedAt: now }).where("id", "=", id).execute();
  });
}

/** Keeps how a lot, or every lot where none is named, is judged. @throws NotFound, Forbidden, Conflict */
export async function editCriteria(
  actor: Actor,
  id: string,
  lotId: string | null,
  criteria: readonly CriterionDraft[],
): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    const need = await ownDraft(tx, actor, id);
    const lots = need.lots.filter((lot) => lotId === null || lot.id === lotId);
    if (lots.length === 0) throw new NotFound("lot");
    for (const lot of lots) {
      await tx.deleteFrom("needCriteria").where("lotId", "=", lot.id).execute();
      await insertCriteria(tx, need.poleId, id, lot.id, criteria);
    }
    await tx.updateTable("needs").set({ updatedAt: now }).where("id", "=", id).execute();
  });
}

export async function insertCriteria(
  tx: Tx,
  poleId: string,
  needId: string,
  lotId: string,
  criteria: readonly CriterionDraft[],
): Promise<void> {
  if (criteria.length === 0) return;
  const rows = criteria.map(({ kind, label, weight, scale, minimum, guideline }, position) => ({
    ...{ id: newId(), poleId, needId, lotId, position: position + 1 },
    ...{ kind, label, weight, scale, minimum, guideline },
  }));
  await tx.insertInto("needCriteria").values(rows).execute();
}

/** Documents of a need at most, and bytes of one. */
export const MAX_DOCUMENTS = 10;
export const MAX_DOCUMENT_BYTES = 10_485_760;

/**
 * Adds documents to a draft, as they are: they are only ever handed on to be kept. One whose `id` is there already, sent
 * twice, is one. @throws NotFound, Forbidden, Conflict
 */
export async function addDocuments(
  actor: Actor,
  id: string,
  files: readonly { id?: string; name: string; type: string; bytes: Uint8Array }[],
): Promise<"done" | "document_too_many" | "document_too_large"> {
  return inTransaction(actor, async (tx) => {
    const need = await ownDraft(tx, actor, id);
    if (need.files.length + files.length > MAX_DOCUMENTS) return "document_too_many";
    if (files.some(({ bytes }) => bytes.byteLength > MAX_DOCUMENT_BYTES)) return "document_too_large";
    for (const { id: known = newId(), name, type, bytes } of files) {
      if (need.files.some((file) => file.id === known)) continue;
      const row = { id: known, poleId: need.poleId, needId: id, name: cleanName(name), type: type.slice(0, 100) };
      await tx
        .insertInto("needFiles")
        .values({ ...row, bytes: Buffer.from(bytes) })
        .execute();
    }
    return "done";
  });
}

/** Removes a document of a draft. @throws NotFound, Forbidden, Conflict */
export async function removeDocument(actor: Actor, id: string, documentId: string): Promise<void> {
  await inTransaction(actor, async (tx) => {
    await ownDraft(tx, actor, id);
    if (!isId(documentId)) throw new NotFound("document");
    await tx.deleteFrom("needFiles").where("id", "=", documentId).where("needId", "=", id).execute();
  });
}
