import { data, redirect } from "@remix-run/node";
import { formText } from "~/form-text";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { BOUNDS, confirmCalendarImport, previewCalendarImport } from "~server/calendars";
import type { Actor } from "~server/kernel/actor";
import { newId } from "~server/kernel/ids";
import { problemView } from "./import-view";

/** The size of a file, at most, as the page says it. */
export const MEGABYTES = BOUNDS.bytes / 1_000_000;

/** A form that was not taken: what is wrong, and what was chosen. */
export interface NotTaken {
  readonly file?: string;
  readonly sentence?: string;
  readonly ofRank?: Record<string, string>;
  readonly chosen?: readonly number[];
  readonly as?: string;
}

/** Reads the file sent, and goes on to its preview. */
export async function readFile(actor: Actor, resourceId: string, form: FormData) {
  const file = form.get("file");
  const t = await translator(actor.locale, "calendars");
  if (!(file instanceof File) || (file.size === 0 && file.name === ""))
    return notTaken({ file: t("import.fileMissing") });
  if (file.size > BOUNDS.bytes) return notTaken({ file: t("import.refused.file_too_large", { megabytes: MEGABYTES }) });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const outcome = await previewCalendarImport(actor, { id: newId(), resourceId, name: file.name, bytes });
  if (!outcome.ok) {
    return notTaken({ file: t(`import.refused.${outcome.problem.code}`, { megabytes: MEGABYTES }) });
  }
  throw redirect(paths.importCalendar(actor.poleSlug, resourceId, { apercu: outcome.value }));
}

/** Writes what was chosen, or says why not. */
export async function confirm(actor: Actor, resourceId: string, form: FormData) {
  const importId = formText(form, "import");
  const as = formText(form, "as") === "booking" ? "booking" : "blocking";
  const chosen = form
    .getAll("prendre")
    .flatMap((rank) => (typeof rank === "string" && /^\d{1,5}$/.test(rank) ? Number(rank) : []));
  const choice = { resourceId, importId, as, chosen: new Set(chosen) } as const;
  const outcome = await confirmCalendarImport(actor, choice);
  if (!outcome.ok) return notTaken({ ...(await problemView(actor, outcome.problem)), chosen, as });
  throw redirect(paths.importCalendar(actor.poleSlug, resourceId, { apercu: importId }));
}

function notTaken(problem: NotTaken) {
  return data(problem, { status: 422 });
}
