import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { logAfter, type LogPosition } from "~server/use";
import { logCells } from "./log-view";

/** The whole log, for a spreadsheet. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = args.params.resource ?? "";
  const read = (after: LogPosition | null) => logAfter(actor, resource, after);
  // Refused before the file begins.
  const first = await read(null);
  const { headings, cells } = await logCells(actor);
  const t = await translator(actor.locale, "use");
  const pages = allPages((after: LogPosition | null) => (after ? read(after) : Promise.resolve(first)), cells);
  return csvFile(t("log.file.name"), headings, pages);
});
