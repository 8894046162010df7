import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment } from "~/http/attachment";
import { requireFileReader } from "~/http/file-reader";
import { handled } from "~/http/responses";
import { openedFile } from "~server/tenders";

/** A file of an opened answer, for who judges it: to be saved, never shown here, whatever it says it is. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireFileReader(args, "judging");
  const key = { needId: args.params.need ?? "", answerId: args.params.answer ?? "" };
  return attachment(await openedFile(actor, key, args.params.answerFile ?? ""));
});
