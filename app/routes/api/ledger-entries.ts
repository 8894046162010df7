import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { cursorOf, encodeCursor, Id, limit, listOf } from "~/http/api-shapes";
import { entriesAfter, JOURNALS } from "~server/ledger";
import { Month } from "./costs-shape";
import { Entry, shownEntry } from "./ledger-shape";

const list = endpoint("GET", "/ledger/entries", {
  summary: {
    fr: "Le journal, dans l'ordre où il a été écrit : un programme y reprend où il s'était arrêté",
    en: "The journal in the order it was posted: a program goes on from where it stopped",
  },
  scope: "ledger",
  query: z.strictObject({
    month: Month.optional(),
    year: z.coerce.number().int().min(2000).max(2999).optional(),
    journal: z.enum(JOURNALS).optional(),
    accountId: Id.optional(),
    structureId: Id.optional(),
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ description: "Words of a label or a piece, or the number of an entry." }),
    cursor: cursorOf(z.int().min(1)).optional(),
    limit,
  }),
  response: listOf(Entry),
  handle: async ({ actor, query: { month, q: text, cursor: after = 0, limit: most, ...filter } }) => {
    const found = await entriesAfter(
      actor,
      { ...filter, text: text || undefined, month: month && `${month}-01` },
      { after, limit: most + 1 },
    );
    const entries = found.slice(0, most);
    const last = found.length > most ? entries.at(-1) : undefined;
    return {
      items: entries.map((entry) => shownEntry(entry, actor)),
      nextCursor: last ? encodeCursor(last.position) : null,
    };
  },
});

export const loader = apiRoute(list);
export const action = loader;
