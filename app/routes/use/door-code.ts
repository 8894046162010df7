import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/http/actor";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { NotFound } from "~server/kernel/errors";
import { resourceAtDoor } from "~server/use";

/** What is scanned on a door leads to the thing behind it, after signing in; in no pôle of one's own, to nothing. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { contexts } = await requireViewer(args);
  const poles = new Map(contexts.map(({ poleId, poleSlug }) => [poleId, poleSlug]));
  const found = await resourceAtDoor([...poles.keys()], args.params.code ?? "");
  const pole = found && poles.get(found.poleId);
  if (!pole) throw new NotFound("resource");
  return redirect(paths.atDoor(pole, found.resourceId));
});
