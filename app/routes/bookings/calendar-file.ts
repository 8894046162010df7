import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { handled } from "~/http/responses";
import { calendarFile } from "~server/notifications";

/** A booking as a file that calendar programs open. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const content = await calendarFile(actor, args.params.booking ?? "");
  return new Response(content, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8; method=PUBLISH",
      "Content-Disposition": 'attachment; filename="reservation.ics"',
      "Cache-Control": "private, no-store",
    },
  });
});
