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
import { findFree } from "~server/bookings";
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
  response: listOf(FreeResource),
  problems: { ends_before_start: 422 },
  handle: async ({ actor, query: { from, to, capacity, feature, cursor, ...search }, locale }) => {
    if (to <= from) {
      const code = "ends_before_start";
      return problem(422, code, { detail: await sentence({ code }, actor, locale) });
    }
    const found = await findFree(actor, {
      ...search,
      start: from,
      end: to,
      attendees: capacity,
      features: feature,
      cursor: cursor && encodeCursor(cursor),
    });
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
    };
  },
});

export const loader = apiRoute(list);
export const action = loader;
