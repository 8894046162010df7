import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { FileInput, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { fileSentence } from "~/routes/imports/file-words";
import { kindWords } from "~/routes/imports/kind-words";
import { IMPORT_KINDS, importsOf, previewImport, type FileProblem } from "~server/imports";
import { allow } from "~server/kernel/permissions";
import { Import, importShown, shownImport } from "./import-shape";

const FILE_PROBLEMS = {
  file_missing: 422,
  file_empty: 422,
  no_lines: 422,
  damaged: 422,
  old_excel: 422,
  unknown_type: 422,
  file_too_large: 422,
  unpacks_too_large: 422,
  too_many_lines: 422,
  too_many_columns: 422,
  cell_too_long: 422,
  quote_open: 422,
  headings_missing: 422,
} as const satisfies Record<FileProblem["code"], 422>;

const list = endpoint("GET", "/imports", {
  summary: {
    fr: "Les derniers imports confirmés, du plus récent au plus ancien",
    en: "The last imports confirmed, the newest first",
  },
  scope: "pole:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(Import),
  handle: async ({ actor, query }) =>
    pageOf(
      (await importsOf(actor)).map((seen) => shownImport(seen, actor)),
      query,
    ),
});

const preview = endpoint("POST", "/imports", {
  summary: {
    fr: "Lire un tableau (CSV, xlsx, ods) et dire ce que ferait chaque ligne ; rien n'est écrit avant la confirmation",
    en: "Read a table (CSV, xlsx, ods) and say what each line would do; nothing is written before the confirmation",
  },
  scope: "pole:write",
  upload: true,
  body: z.strictObject({ kind: z.enum(IMPORT_KINDS), file: FileInput }),
  response: Import,
  success: 201,
  location: ({ id }) => `/api/v1/imports/${id}`,
  problems: FILE_PROBLEMS,
  handle: async ({ actor, body: { kind, file }, idempotentId: id, locale }) => {
    allow(actor, "pole.import");
    const sent = { id, kind, name: file.name, bytes: Buffer.from(file.bytes) };
    const outcome = await previewImport(actor, sent, await kindWords());
    if (outcome.ok) return importShown(actor, outcome.value);
    const { code } = outcome.problem;
    const detail = fileSentence(await translator(locale, "imports"), outcome.problem, locale);
    return problem(FILE_PROBLEMS[code], code, { detail });
  },
});

export const loader = apiRoute(list, preview);
export const action = loader;
