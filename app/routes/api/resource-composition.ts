import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoWithOffset } from "~/http/api-shapes";
import { compositionOf, resourceOf, type LinkedResource } from "~server/catalogue";

const Linked = z.object({ id: Id, kind: z.string(), name: z.string() });

const Composition = z
  .object({
    parts: z.array(
      Linked.extend({ takes: z.int().nullable().meta({ description: "How many of its units; null: all of them." }) }),
    ),
    partOf: z.array(Linked),
    addons: z.array(Linked).meta({ description: "What is proposed with it." }),
    sessions: z.array(
      z.object({
        id: Id,
        start: Instant,
        end: Instant,
        title: z.string(),
        places: z.int(),
        left: z.int(),
        cancelledAt: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: "Composition" });

const read = endpoint("GET", "/resources/:resource/composition", {
  summary: {
    fr: "De quoi une ressource est faite, ce qui va avec, ses séances à venir",
    en: "What a resource is made of, what goes with it, its sessions to come",
  },
  scope: "catalogue:read",
  response: Composition,
  handle: async ({ actor, params }) => {
    const { id } = await resourceOf(actor, params.resource);
    const { parts, partOf, addons, sessions } = await compositionOf(actor, id);
    const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
    return {
      parts: parts.map((part) => ({ ...linked(part), takes: part.takes })),
      partOf: partOf.map(linked),
      addons: addons.map(linked),
      sessions: sessions.map(({ id, start, end, title, places, left, cancelledAt }) => ({
        id,
        start: at(start),
        end: at(end),
        title,
        places,
        left,
        cancelledAt: cancelledAt && at(cancelledAt),
      })),
    };
  },
});

function linked({ id, kind, name }: LinkedResource) {
  return { id, kind, name };
}

export const loader = apiRoute(read);
export const action = loader;
