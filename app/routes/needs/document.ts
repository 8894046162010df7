import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment } from "~/http/attachment";
import { requireFileReader } from "~/http/file-reader";
import { handled } from "~/http/responses";
import { needDocument } from "~server/tenders";

/** A document of a need, to keep. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireFileReader(args, "needs:read");
  return attachment(await needDocument(actor, args.params.need ?? "", args.params.document ?? ""));
});
