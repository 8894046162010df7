import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { handled } from "~/http/responses";
import { photoFile } from "~server/catalogue";
import { NotFound } from "~server/kernel/errors";

/**
 * One size of a photograph, for the people of its pôle. The file of an address never changes, so browsers keep it;
 * `private`, since what stands between us and them must not.
 */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { photo = "", file = "" } = args.params;
  const width = /^(\d{1,5})\.webp$/.exec(file)?.[1];
  if (!width) throw new NotFound("photo");
  const bytes = await photoFile(actor, photo, Number(width));
  const headers = new Headers({
    "Content-Type": "image/webp",
    "Cache-Control": "private, max-age=31536000, immutable",
    ETag: `"${photo}-${width}"`,
    "X-Content-Type-Options": "nosniff",
  });
  if (args.request.headers.get("If-None-Match")?.includes(`"${photo}-${width}"`)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("Content-Length", String(bytes.byteLength));
  return new Response(new Uint8Array(bytes), { headers });
});
