import type { LoaderFunctionArgs } from "@remix-run/node";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { publicReleaseFacts } from "~server/tenders";
import { releaseResponse } from "./release-response";

/** A need that anybody may read, as open data; in French, the language of those who write. */
export const loader = handled(async ({ params }: LoaderFunctionArgs) => {
  const { facts, poleName } = await publicReleaseFacts(params.need ?? "", "fr");
  const path = paths.publicNeedOcds(facts.need.id);
  return releaseResponse(facts, { path, publisher: poleName, cache: "public, max-age=300" });
});
