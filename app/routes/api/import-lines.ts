import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { cursorOf, encodeCursor, limit, listOf } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { cellProblem, noteSentence } from "~/routes/imports/import-view";
import { kindNames } from "~/routes/imports/kind-words";
import { importOf } from "~server/imports";

const ACTIONS = ["create", "update", "same", "skip", "error"] as const;

const Line = z
  .object({
    number: z.int().meta({ description: "Of the file, from 1." }),
    action: z.enum(ACTIONS),
    cells: z.record(z.string(), z.string()).meta({ description: "What was read, by field." }),
    problems: z.array(z.object({ field: z.string().nullable(), code: z.string(), message: z.string() })),
    notes: z.array(z.object({ code: z.string(), message: z.string() })),
    changes: z.array(z.string()).meta({ description: "Fields that an update changes." }),
  })
  .meta({ id: "ImportLine" });

const list = endpoint("GET", "/imports/:import/lines", {
  summary: {
    fr: "Ce que ferait chaque ligne d'un import qui attend sa confirmation",
    en: "What each line of an import would do, while it waits for its confirmation",
  },
  scope: "pole:read",
  query: z.strictObject({
    action: z.enum(ACTIONS).optional(),
    cursor: cursorOf(z.int().min(1)).optional(),
    limit,
  }),
  response: listOf(Line),
  handle: async ({ actor, params, query: { action, cursor = 0, limit: most }, locale }) => {
    const seen = await importOf(actor, params.import);
    if (!("content" in seen)) return { items: [], nextCursor: null };
    const t = await translator(locale, "imports");
    const kinds = kindNames(await translator(locale, "catalogue"));
    const { plan, lines } = seen.content;
    const chosen = plan
      .map((decided, index) => ({ ...decided, cells: lines[index]?.cells ?? {} }))
      .filter((line) => line.number > cursor && (!action || line.action === action));
    const page = chosen.slice(0, most);
    const last = page.at(-1);
    return {
      items: page.map(({ number, action: does, cells, problems, notes, changes }) => ({
        number,
        action: does,
        cells: Object.fromEntries(Object.entries(cells).flatMap(([field, cell]) => (cell ? [[field, cell]] : []))),
        problems: problems.map((problem) => ({
          field: problem.field,
          code: problem.code,
          message: cellProblem(seen.kind, problem, t, kinds).sentence,
        })),
        notes: notes.map((code) => ({ code, message: noteSentence(code, cells, t) })),
        changes: [...changes],
      })),
      nextCursor: last && chosen.length > most ? encodeCursor(last.number) : null,
    };
  },
});

export const loader = apiRoute(list);
export const action = loader;
