import type { LoaderFunctionArgs } from "@remix-run/node";
import { handled } from "~/http/responses";
import { feedOf } from "~server/calendars";
import { NotFound } from "~server/kernel/errors";

/** A calendar for a program that holds its secret. What is unknown, revoked or over is not found, without a page. */
export const loader = handled(async ({ request, params }: LoaderFunctionArgs) => {
  const token = /^(.+)\.ics$/.exec(params.file ?? "")?.[1];
  if (!token) throw new NotFound("link");
  const feed = await feedOf(token);
  if (!feed) return new Response("Not found\n", { status: 404, headers: { "Cache-Control": "no-store" } });
  const headers = new Headers({
    ETag: `W/"${feed.tag}"`,
    // Asked again each time, so that a link taken back opens nothing from that moment on.
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
  });
  if (feed.changedAt) headers.set("Last-Modified", feed.changedAt.toUTCString());
  if (isKnown(request.headers, feed)) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", "text/calendar; charset=utf-8");
  headers.set("Content-Disposition", 'inline; filename="agenda.ics"');
  return new Response(feed.text, { headers });
});

/** Whether the program has it as it is (RFC 9110, 13.2.2: the tag decides where there is one). */
function isKnown(headers: Headers, { tag, changedAt }: { tag: string; changedAt: Date | null }): boolean {
  const tags = headers.get("If-None-Match");
  if (tags !== null) return tags.includes(`"${tag}"`);
  const since = Date.parse(headers.get("If-Modified-Since") ?? "");
  return changedAt !== null && Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}
