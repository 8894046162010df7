import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { handled } from "~/http/responses";
import { photoFile } from "~server/catalogue";
import { NotFound } from "~server/kernel/errors";

/** A photograph of the actor's pôle, at one of its widths ("640.webp"). Its bytes never change: its id does. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const width = /^(\d{2,4})\.webp$/.exec(args.params.file ?? "")?.[1];
  const { photo } = args.params;
  if (!photo || !width) throw new NotFound("photo");
  const etag = `"${photo}-${width}"`;
  const headers = { "Cache-Control": "private, max-age=31536000, immutable", ETag: etag };
  const bytes = await photoFile(actor, photo, Number(width));
  if (args.request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(bytes), { headers: { ...headers, "Content-Type": "image/webp" } });
});
