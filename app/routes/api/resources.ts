import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { cursorOf, encodeCursor, Id, limit, listOf } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { FEATURE_KEYS, KIND_KEYS, readFilters, resourcesAfter } from "~server/catalogue";
import { vocabularyOf } from "../catalogue/words";
import { ResourceSummaryShape, shownInList } from "./resource-shape";

const list = endpoint("GET", "/resources", {
  summary: { fr: "Ce que les structures du pôle partagent, par nom", en: "What the pôle's structures share, by name" },
  scope: "catalogue:read",
  query: z.strictObject({
    q: z.string().max(200).optional(),
    kind: z.enum(KIND_KEYS).optional(),
    capacity: z.coerce.number().int().min(1).max(10_000).optional(),
    feature: z.array(z.enum(FEATURE_KEYS)).default([]),
    cursor: cursorOf(z.tuple([z.string().regex(/^[^\0]*$/), Id])).optional(),
    limit,
  }),
  response: listOf(ResourceSummaryShape),
  handle: async ({ actor, locale, query: { q, kind, capacity, feature, cursor, limit: most } }) => {
    const filters = { ...readFilters({ q, kind, features: feature }), capacity: capacity ?? null };
    const words = vocabularyOf(await translator(locale, "catalogue"));
    const after = cursor ? { name: cursor[0], id: cursor[1] } : null;
    const { items, next } = await resourcesAfter(actor, filters, words, { after, limit: most });
    return {
      items: items.map((resource) => shownInList(resource, actor.poleSlug)),
      nextCursor: next && encodeCursor([next.name, next.id]),
    };
  },
});

export const loader = apiRoute(list);
export const action = loader;
