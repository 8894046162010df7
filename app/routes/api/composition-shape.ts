import { z } from "zod";
import { Id, Instant, isoWithOffset } from "~/http/api-shapes";
import { compositionOf, type CourseSession, type LinkedResource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";

const Linked = z.object({ id: Id, kind: z.string(), name: z.string() });

/** A dated session. */
export const Session = z
  .object({
    id: Id,
    start: Instant,
    end: Instant,
    title: z.string(),
    places: z.int(),
    left: z.int(),
    cancelledAt: Instant.nullable(),
  })
  .meta({ id: "Session" });

/** What stands around a resource. */
export const Composition = z
  .object({
    parts: z.array(
      Linked.extend({ takes: z.int().nullable().meta({ description: "How many of its units; null: all of them." }) }),
    ),
    partOf: z.array(Linked),
    addons: z.array(Linked).meta({ description: "What is proposed with it." }),
    sessions: z.array(Session),
  })
  .meta({ id: "Composition" });

/** What stands around a resource that the actor sees, as the API tells it. */
export async function compositionShown(actor: Actor, resourceId: string): Promise<z.input<typeof Composition>> {
  const { parts, partOf, addons, sessions } = await compositionOf(actor, resourceId);
  return {
    parts: parts.map((part) => ({ ...linked(part), takes: part.takes })),
    partOf: partOf.map(linked),
    addons: addons.map(linked),
    sessions: sessions.map((session) => shownSession(session, actor)),
  };
}

/** A session as the API tells it. */
export function shownSession(session: CourseSession, { timeZone }: Actor): z.input<typeof Session> {
  const { id, title, places, left, cancelledAt } = session;
  const at = (instant: Date) => isoWithOffset(instant, timeZone);
  return {
    id,
    start: at(session.start),
    end: at(session.end),
    title,
    places,
    left,
    cancelledAt: cancelledAt && at(cancelledAt),
  };
}

function linked({ id, kind, name }: LinkedResource) {
  return { id, kind, name };
}
