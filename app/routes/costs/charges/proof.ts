import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { attachment } from "~/http/attachment";
import { handled } from "~/http/responses";
import { proofFile } from "~server/costs";

/** What proves a charge, to keep. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  return attachment(await proofFile(actor, args.params.charge ?? "", args.params.proof ?? ""));
});
