import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor, viewerOf } from "~/http/actor";
import { bearerToken } from "~/http/api-request";
import { handled } from "~/http/responses";
import { photoFile } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { actorOfToken, passerBy } from "~server/poles";

/** Somebody signed in, or a program with a token of that pôle: what the API lists, its clients can see. */
async function readerOf(args: LoaderFunctionArgs): Promise<Actor> {
  const token = bearerToken(args.request);
  if (!token) return (await viewerOf(args)) ? requireActor(args, { guests: true }) : strangerAt(args);
  const actor = await actorOfToken(token);
  if (!actor || actor.poleSlug !== args.params.pole) throw new NotFound("photo");
  return actor;
}

/** Nobody signed in: what is open to anybody is seen by anybody; for the rest one signs in. */
async function strangerAt(args: LoaderFunctionArgs): Promise<Actor> {
  return (await passerBy(args.params.pole ?? "", "fr")) ?? requireActor(args);
}

/**
 * One size of a photograph, for the people of its pôle, or for anybody when the thing is open to anybody. The file of an address never changes, so browsers keep it;
 * `private`, since what stands between us and them must not.
 */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await readerOf(args);
  const { photo = "", file = "" } = args.params;
  const width = /^(\d{1,5})\.webp$/.exec(file)?.[1];
  if (!width) throw new NotFound("photo");
  const bytes = await photoFile(actor, photo, Number(width));
  const headers = new Headers({
    "Content-Type": "image/webp",
    "Cache-Control": "private, max-age=31536000, immutable",
    ETag: `"${photo}-${width}"`,
  });
  if (args.request.headers.get("If-None-Match")?.includes(`"${photo}-${width}"`)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("Content-Length", String(bytes.byteLength));
  return new Response(new Uint8Array(bytes), { headers });
});
