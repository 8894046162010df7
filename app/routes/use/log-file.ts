import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { handled } from "~/http/responses";
import { wholeLogOf } from "~server/use";
import { logFile } from "./log-view";

/** The whole log, for a spreadsheet. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const lines = await wholeLogOf(actor, args.params.resource ?? "");
  return new Response(await logFile(lines, actor), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="carnet.csv"',
      "Cache-Control": "private, no-store",
    },
  });
});
