import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { attachment } from "~/http/attachment";
import { handled } from "~/http/responses";
import { answerFile } from "~server/tenders";

/** A file of an answer, for its authors: to be saved, never shown here, whatever it says it is. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  return attachment(await answerFile(actor, args.params.need ?? "", args.params.answerFile ?? ""));
});
