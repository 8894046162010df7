import { z } from "zod";
import { Id, Instant, isoWithOffset } from "~/http/api-shapes";
import { importOf, IMPORT_KINDS, type ImportPreview, type ImportSeen } from "~server/imports";
import type { Actor } from "~server/kernel/actor";

const count = z.int();

/** An import, from its preview to what came of it. Of its lines it tells nothing: they hold people's addresses. */
export const Import = z
  .object({
    id: Id,
    kind: z.enum(IMPORT_KINDS),
    fileName: z.string(),
    state: z.enum(["preview", "running", "done", "failed"]),
    done: count.meta({ description: "Lines carried out." }),
    total: count,
    preview: z
      .object({
        ready: z
          .boolean()
          .meta({ description: "It can be confirmed: no line is wrong, and some has something to do." }),
        counts: z.object({ create: count, update: count, same: count, skip: count, error: count }),
        invitations: count.meta({ description: "How many people would be written to." }),
      })
      .nullable(),
    result: z.object({
      created: count.optional(),
      updated: count.optional(),
      same: count.optional(),
      skipped: count.optional(),
      invited: count.optional(),
      problem: z.enum(["changed", "failed", "not_allowed"]).optional(),
    }),
    createdAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: "Import" });

/** An import that the actor may see. @throws Forbidden, NotFound */
export async function importShown(actor: Actor, id: string): Promise<z.input<typeof Import>> {
  return shownImport(await importOf(actor, id), actor);
}

/** An import as the API tells it. */
export function shownImport(seen: ImportSeen | ImportPreview, { timeZone }: Actor): z.input<typeof Import> {
  const { id, kind, fileName, state, done, total, result, createdAt, endedAt } = seen;
  const at = (instant: Date) => isoWithOffset(instant, timeZone);
  return {
    id,
    kind,
    fileName,
    state,
    done,
    total,
    preview: "content" in seen ? { ready: seen.ready, counts: seen.counts, invitations: seen.invitations } : null,
    result,
    createdAt: at(createdAt),
    endedAt: endedAt && at(endedAt),
  };
}
