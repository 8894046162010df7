import { z } from "zod";
import { cursorOf, encodeCursor, Id, Instant, InstantInput, isoWithOffset, limit } from "~/http/api-shapes";
import { blockingsOf, type Blocking as OwnBlocking } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";

/** A time in which something cannot be booked. */
export const Blocking = z
  .object({
    id: Id,
    resource: z.object({ id: Id, name: z.string() }),
    kind: z.enum(["closed", "maintenance", "reserved", "imported"]),
    reason: z.string(),
    start: Instant,
    end: Instant,
    unitIds: z.array(Id),
    exceptStructureIds: z.array(Id).meta({ description: "Structures that may book all the same." }),
  })
  .meta({ id: "Blocking" });

/** The parameters of a list of blockings: those not over yet, unless told. */
export const blockingsQuery = {
  from: InstantInput.optional(),
  to: InstantInput.optional(),
  cursor: cursorOf(z.tuple([z.iso.datetime(), Id])).optional(),
  limit,
};

/** A page of blockings, by their start. */
export async function pageOfBlockings(
  actor: Actor,
  {
    cursor,
    limit: most,
    from = new Date(),
    ...which
  }: z.output<z.ZodObject<typeof blockingsQuery>> & {
    resourceId?: string | undefined;
  },
) {
  const after = cursor && { start: new Date(cursor[0]), id: cursor[1] };
  const found = await blockingsOf(actor, { ...which, from, after, limit: most + 1 });
  const page = found.slice(0, most);
  const last = page.at(-1);
  return {
    items: page.map((blocking) => shownBlocking(blocking, actor)),
    nextCursor: last && found.length > most ? encodeCursor([last.start.toISOString(), last.id]) : null,
  };
}

/** A blocking as the API tells it. */
export function shownBlocking(blocking: OwnBlocking, { timeZone }: Actor): z.input<typeof Blocking> {
  const { id, resourceId, resourceName, kind, reason, start, end, unitIds, exceptStructures } = blocking;
  const at = (instant: Date) => isoWithOffset(instant, timeZone);
  return {
    id,
    resource: { id: resourceId, name: resourceName },
    kind,
    reason,
    start: at(start),
    end: at(end),
    unitIds: [...unitIds],
    exceptStructureIds: [...exceptStructures],
  };
}
