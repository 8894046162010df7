import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { handled } from "~/http/responses";
import { evidencePhoto } from "~server/use";

/** A photograph of a state or of a damage, for those it concerns; never kept by what stands between us and them. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const bytes = await evidencePhoto(actor, args.params.evidence ?? "");
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "image/webp",
      "Content-Length": String(bytes.byteLength),
      "Cache-Control": "private, max-age=86400",
    },
  });
});
