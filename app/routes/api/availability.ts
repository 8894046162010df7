import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import {
  cursorOf,
  encodeCursor,
  Id,
  Instant,
  InstantInput,
  isoWithOffset,
  limit,
  listOf,
  Money,
  money,
} from "~/http/api-shapes";
import { findFree, findFreeSessions, type SessionOffer } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { sentence } from "./booking-shape";

const FreeResource = z
  .object({
    id: Id,
    kind: z.string(),
    name: z.string(),
    capacity: z.int(),
    features: z.array(z.string()),
    accessible: z.boolean(),
    place: z.object({ id: Id, name: z.string(), town: z.string() }).nullable(),
    structure: z.object({ id: Id, name: z.string() }),
    price: Money,
    approval: z
      .object({ by: z.enum(["owner", "manager"]), until: Instant })
      .nullable()
      .describe("Whose agreement a booking would wait for, and at the latest until when; null: confirmed at once."),
  })
  .meta({ id: "FreeResource" });

const FreeSession = z
  .object({
    id: Id,
    start: Instant,
    end: Instant,
    title: z.string(),
    left: z.int(),
    places: z.int(),
    resource: z.object({ id: Id, kind: z.string(), name: z.string() }),
    structure: z.object({ id: Id, name: z.string() }),
    price: Money.meta({ description: "Of the places asked for (quantity)." }),
  })
  .meta({ id: "FreeSession" });

const list = endpoint("GET", "/availability", {
  summary: {
    fr: "Ce qui est libre pendant toute une période, avec son prix pour la structure du jeton",
    en: "What is free for a whole period, with its price for the token's structure",
  },
  scope: "catalogue:read",
  query: z.strictObject({
    from: InstantInput,
    to: InstantInput,
    kind: z.string().max(50).optional(),
    capacity: z.coerce.number().int().min(1).max(10_000).optional(),
    feature: z.array(z.string().max(50)).max(20).default([]),
    quantity: z.coerce.number().int().min(1).max(1000).optional(),
    q: z.string().max(200).optional(),
    cursor: cursorOf(z.tuple([z.int(), z.string(), Id])).optional(),
    limit: limit,
  }),
  response: listOf(FreeResource).extend({
    sessions: z.array(FreeSession).meta({
      description: "Sessions of trainings that meet the period, a dozen at most; with the first page.",
    }),
  }),
  problems: { ends_before_start: 422 },
  handle: async ({ actor, query: { from, to, capacity, feature, cursor, ...search }, locale }) => {
    if (to <= from) {
      const code = "ends_before_start";
      return problem(422, code, { detail: await sentence({ code }, actor, locale) });
    }
    const asked = { ...search, start: from, end: to, attendees: capacity, features: feature };
    const found = await findFree(actor, { ...asked, cursor: cursor && encodeCursor(cursor) });
    const sessions = cursor ? [] : await findFreeSessions(actor, asked);
    return {
      items: found.offers.map(({ resourceId, owner, features, price, approvalBy, ...card }) => ({
        id: resourceId,
        kind: card.kind,
        name: card.name,
        capacity: card.capacity,
        features: [...features],
        accessible: card.accessible,
        place: card.place,
        structure: { id: owner.id, name: owner.name },
        price: money(price.cents),
        approval: approvalBy && { by: approvalBy.who, until: isoWithOffset(approvalBy.until, actor.timeZone) },
      })),
      nextCursor: found.nextCursor,
      sessions: sessions.map((session) => shownSession(session, actor)),
    };
  },
});

function shownSession(session: SessionOffer, { timeZone }: Actor): z.input<typeof FreeSession> {
  const { sessionId, start, end, title, free, places, resourceId, kind, name, owner, price } = session;
  return {
    id: sessionId,
    start: isoWithOffset(start, timeZone),
    end: isoWithOffset(end, timeZone),
    title,
    left: free,
    places,
    resource: { id: resourceId, kind, name },
    structure: { id: owner.id, name: owner.name },
    price: money(price.cents),
  };
}

export const loader = apiRoute(list);
export const action = loader;
