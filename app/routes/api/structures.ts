import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { structuresOfPole } from "~server/poles";
import { shownStructure, Structure } from "./structure-shape";

const list = endpoint("GET", "/structures", {
  summary: { fr: "Les structures du pôle, par nom", en: "The structures of the pôle, by name" },
  scope: "pole:read",
  query: z.strictObject({ q: z.string().max(200).optional(), cursor: listCursor, limit }),
  response: listOf(Structure),
  handle: async ({ actor, query: { q, ...page } }) =>
    pageOf((await structuresOfPole(actor, { q: q ?? "" })).map(shownStructure), page),
});

export const loader = apiRoute(list);
export const action = loader;
