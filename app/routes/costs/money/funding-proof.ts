import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { attachment } from "~/http/attachment";
import { handled } from "~/http/responses";
import { fundingProof } from "~server/costs";

/** A proof of a funding, to keep. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  return attachment(await fundingProof(actor, args.params.funding ?? "", args.params.fundingProof ?? ""));
});
