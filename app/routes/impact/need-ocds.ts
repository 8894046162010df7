import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { releaseFactsOf } from "~server/tenders";
import { releaseResponse } from "./release-response";

/** A need as open data, with what its reader may know: bids and awards once bidders were told. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const facts = await releaseFactsOf(actor, args.params.need ?? "");
  const path = paths.needOcds(actor.poleSlug, facts.need.id);
  return releaseResponse(facts, { path, publisher: actor.poleName, cache: "private, no-store" });
});
