import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { handled } from "~/http/responses";
import { IMPORT_KINDS, templateFile } from "~server/imports";
import { NotFound } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";

const NAMES = { structures: "structures", people: "personnes", resources: "ressources" };
const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** A file to write over: personnes.csv, ressources.xlsx… */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "pole.import");
  const [name, format] = (args.params.model ?? "").split(".");
  const kind = IMPORT_KINDS.find((one) => NAMES[one] === name);
  if (!kind || (format !== "csv" && format !== "xlsx")) throw new NotFound("template");
  return new Response(new Uint8Array(templateFile(kind, format)), {
    headers: {
      "Content-Type": TYPES[format],
      "Content-Disposition": `attachment; filename="modele-${name}.${format}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
