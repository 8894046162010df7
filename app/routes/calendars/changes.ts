import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { handled } from "~/http/responses";
import { changesStream } from "~server/calendars";

/** Tells a page that is open when the pôle's planning changes (see live-changes.tsx). */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { headers, signal } = args.request;
  if (!headers.get("Accept")?.includes("text/event-stream")) return plain("Not acceptable\n", 406);
  const stream = changesStream(actor, signal);
  if (!stream) return plain("Too many\n", 429);
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // Neither kept nor compressed, nor held back by a proxy until there is more of it.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
});

function plain(text: string, status: number): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(text, { status, headers: status === 429 ? { ...headers, "Retry-After": "60" } : headers });
}
