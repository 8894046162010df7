import { createHash } from "node:crypto";
import { inTransaction, type Tx } from "../../db/transaction";
import {
  bookerOf,
  placeBookings,
  placing,
  replaceImportedBlockings,
  type BookingForm,
  type Refusal,
} from "../bookings";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { broughtIn, readImport, type ImportResult } from "./import-of";
import { planBlockings, sourceOf, type KeptOccurrence } from "./import-rules";

/** Why nothing was written: nothing chosen, or what cannot be booked, by rank. */
export type ImportProblem =
  | { readonly code: "nothing_chosen" | "no_structure" }
  | { readonly code: "not_free"; readonly refusals: ReadonlyMap<number, Refusal> };

/**
 * Brings in the times chosen of a calendar that was read: as blockings, or as bookings of the structure acted for; all
 * of it in one transaction, or nothing. A file that comes again changes what it brought, and doubles nothing. Confirming
 * twice is confirming once.
 * @throws NotFound, Forbidden
 */
export async function confirmCalendarImport(
  actor: Actor,
  form: { resourceId: string; importId: string; as: "blocking" | "booking"; chosen: ReadonlySet<number> },
): Promise<Outcome<ImportResult, ImportProblem>> {
  // What was placed, by its rank in the file: the refusals name ranks in what was asked for.
  let asked: { rank: number; form: BookingForm }[] = [];
  const placed = await placing(() =>
    inTransaction(actor, async (tx, now): Promise<Outcome<ImportResult, ImportProblem>> => {
      const kept = await readImport(tx, actor, form.resourceId, form.importId, { lock: true });
      if (kept.state === "done") return done(kept.result as ImportResult);
      const { occurrences } = kept.content;
      let result: ImportResult;
      if (form.as === "blocking") {
        result = await writeBlockings(tx, actor, form.resourceId, occurrences, form.chosen, now);
        if (result.added + result.same + result.ended === 0) return refused({ code: "nothing_chosen" });
      } else {
        allow(actor, "bookings.request");
        if (!actor.structureId) return refused({ code: "no_structure" });
        const all = bookingsFor(form.resourceId, occurrences, form.chosen);
        if (all.length === 0) return refused({ code: "nothing_chosen" });
        const known = await knownAmong(
          tx,
          all.map((one) => one.form.id),
        );
        asked = all.filter((one) => !known.has(one.form.id));
        const forms = asked.map((one) => one.form);
        await placeBookings(tx, bookerOf(actor, actor.structureId), forms, now, { told: false });
        result = { as: "booking", added: asked.length, changed: 0, same: known.size, ended: 0, met: 0 };
      }
      await tx
        .updateTable("imports")
        .set({ state: "done", done: result.added, result: result as never, endedAt: now })
        .where("id", "=", form.importId)
        .execute();
      return done(result);
    }),
  );
  if (placed.ok) return placed.value;
  const refusals = [...placed.problem].flatMap(([rank, [first]]) => {
    const one = asked[rank];
    return one ? [[one.rank, first] as const] : [];
  });
  return refused({ code: "not_free", refusals: new Map(refusals) });
}

async function writeBlockings(
  tx: Tx,
  actor: Actor,
  resourceId: string,
  occurrences: readonly KeptOccurrence[],
  chosen: ReadonlySet<number>,
  now: Date,
): Promise<ImportResult> {
  const { add, end, changed, same } = planBlockings(occurrences, chosen, await broughtIn(tx, resourceId, now));
  const blockings = add.map((occurrence) => ({
    id: newId(),
    reason: occurrence.title,
    sourceUid: sourceOf(occurrence),
    start: new Date(occurrence.start),
    end: new Date(occurrence.end),
  }));
  const met = await replaceImportedBlockings(tx, actor, { resourceId, add: blockings, end }, now);
  return { as: "blocking", added: add.length - changed, changed, same, ended: end.length - changed, met };
}

function bookingsFor(resourceId: string, occurrences: readonly KeptOccurrence[], chosen: ReadonlySet<number>) {
  const asked = new Map<string, { rank: number; form: BookingForm }>();
  for (const [rank, occurrence] of occurrences.entries()) {
    if (!chosen.has(rank) || occurrence.cancelled || occurrence.start >= occurrence.end) continue;
    const id = idFor(resourceId, sourceOf(occurrence));
    const { title, start, end } = occurrence;
    asked.set(id, { rank, form: { id, resourceId, title, start: new Date(start), end: new Date(end) } });
  }
  return [...asked.values()];
}

async function knownAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("bookings")
    .select("id")
    .where((eb) => eb("id", "=", eb.fn.any(eb.val(ids))))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The id of the booking for an event, the same each time the event comes: a UUID of version 8 (RFC 9562). */
function idFor(resourceId: string, source: string): string {
  const hex = createHash("sha256").update(`${resourceId} ${source}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
