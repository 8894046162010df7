import { config, publicAddress } from "~server/config";
import { packageOf, releaseOf, type ReleaseFacts } from "~server/tenders";

/** A need as an OCDS release package, to be kept as a file. `path`: where it was asked for. */
export function releaseResponse(
  facts: ReleaseFacts,
  { path, publisher, cache }: { path: string; publisher: string; cache: string },
): Response {
  const uri = `${publicAddress()}${path}`;
  const release = releaseOf(facts, config().ocdsPrefix);
  return new Response(JSON.stringify(packageOf([release], { uri, publisher, at: new Date() }), null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="besoin-${facts.need.id}.ocds.json"`,
      "Cache-Control": cache,
    },
  });
}
