import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Invalid, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { refused, done, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import type { FileProblem } from "./ical/lines";
import { readCalendar } from "./ical/read";
import type { EventProblem } from "./ical/event";
import type { KeptOccurrence } from "./import-rules";

/** How far ahead the times of a file are brought in. In days. */
const HORIZON_DAYS = 731;
/** A preview that nobody confirmed is forgotten after this. In days. */
const KEPT_DAYS = 7;

/** What was read of a file, as the table of imports keeps it. */
export interface KeptCalendar {
  readonly name: string;
  readonly occurrences: readonly KeptOccurrence[];
  readonly problems: readonly { readonly title: string; readonly code: EventProblem }[];
  readonly outside: number;
}

/**
 * Reads a calendar for a resource, from now to two years ahead, and keeps what was read until it is confirmed: nothing
 * is written but that. The id is the form's: sent twice, it is one import.
 * @throws NotFound; Forbidden unless the actor may edit the resource
 */
export async function previewCalendarImport(
  actor: Actor,
  file: { id: string; resourceId: string; name: string; bytes: Uint8Array },
): Promise<Outcome<string, { readonly code: FileProblem | "nothing_to_import" }>> {
  if (!isId(file.id)) throw new Invalid("invalid");
  const now = await inTransaction(actor, async (tx, at) => {
    const resource = isId(file.resourceId)
      ? await tx.selectFrom("resources").select("structureId").where("id", "=", file.resourceId).executeTakeFirst()
      : undefined;
    if (!resource) throw new NotFound("resource");
    allow(actor, "catalogue.edit", resource.structureId);
    return at;
  });
  // Outside of any transaction: reading takes its time.
  const to = new Date(now.getTime() + HORIZON_DAYS * 86_400_000);
  const read = readCalendar(file.bytes, { timeZone: actor.timeZone, from: now, to });
  if (!read.ok) return read;
  const { name, occurrences, problems, outside } = read.value;
  if (occurrences.length === 0 && problems.length === 0) return refused({ code: "nothing_to_import" });
  const content: KeptCalendar = {
    name,
    outside,
    problems: problems.slice(0, 100),
    occurrences: occurrences.map(({ uid, recurrence, title, start, end, days, free, cancelled }) => ({
      uid: uid.replaceAll("\0", ""),
      recurrence,
      title,
      start: start.toISOString(),
      end: end.toISOString(),
      wholeDays: days !== null,
      free,
      cancelled,
    })),
  };
  await inTransaction(actor, async (tx) => {
    await tx
      .updateTable("imports")
      .set({ state: "failed", content: {} as never, endedAt: now })
      .where("personId", "=", actor.personId)
      .where("kind", "=", "calendar")
      .where("state", "=", "preview")
      .where("createdAt", "<", new Date(now.getTime() - KEPT_DAYS * 86_400_000))
      .execute();
    await tx
      .insertInto("imports")
      .values({
        id: file.id,
        poleId: actor.poleId,
        personId: actor.personId,
        kind: "calendar",
        resourceId: file.resourceId,
        fileName: file.name.replaceAll("\0", "").slice(0, 200),
        content: content as never,
        total: occurrences.length,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  });
  return done(file.id);
}
