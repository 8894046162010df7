import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { attachment } from "~/http/attachment";
import { handled } from "~/http/responses";
import { needDocument } from "~server/tenders";

/** A document of a need, to keep. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  return attachment(await needDocument(actor, args.params.need ?? "", args.params.document ?? ""));
});
