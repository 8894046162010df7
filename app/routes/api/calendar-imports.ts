import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { FileInput } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { BOUNDS, previewCalendarImport, type FileProblem } from "~server/calendars";
import { CalendarImport, calendarImportShown } from "./calendar-import-shape";

const FILE_PROBLEMS = {
  empty_file: 422,
  file_too_large: 422,
  too_many_lines: 422,
  line_too_long: 422,
  not_text: 422,
  not_a_calendar: 422,
  too_deep: 422,
  too_many_events: 422,
  too_many_occurrences: 422,
  nothing_to_import: 422,
} as const satisfies Record<FileProblem | "nothing_to_import", 422>;

const preview = endpoint("POST", "/resources/:resource/calendar-imports", {
  summary: {
    fr: "Lire un calendrier (.ics) pour une ressource ; rien n'est écrit avant la confirmation",
    en: "Read a calendar (.ics) for a resource; nothing is written before the confirmation",
  },
  scope: "catalogue:write",
  upload: true,
  body: z.strictObject({ file: FileInput }),
  response: CalendarImport,
  success: 201,
  problems: FILE_PROBLEMS,
  handle: async ({ actor, params: { resource: resourceId }, body: { file }, idempotentId: id, locale }) => {
    const sent = { id, resourceId, name: file.name, bytes: file.bytes };
    const outcome =
      file.bytes.byteLength > BOUNDS.bytes
        ? ({ ok: false, problem: { code: "file_too_large" } } as const)
        : await previewCalendarImport(actor, sent);
    if (outcome.ok) return calendarImportShown(actor, resourceId, id, locale);
    const { code } = outcome.problem;
    const t = await translator(locale, "calendars");
    const detail = t(`import.refused.${code}`, { megabytes: BOUNDS.bytes / 1_000_000 });
    return problem(FILE_PROBLEMS[code], code, { detail });
  },
});

export const loader = apiRoute(preview);
export const action = loader;
