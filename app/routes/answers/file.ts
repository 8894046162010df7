import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment } from "~/http/attachment";
import { requireFileReader } from "~/http/file-reader";
import { handled } from "~/http/responses";
import { answerFile } from "~server/tenders";

/** A file of an answer, for its authors: to be saved, never shown here, whatever it says it is. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireFileReader(args, "answers:read");
  return attachment(await answerFile(actor, args.params.need ?? "", args.params.answerFile ?? ""));
});
