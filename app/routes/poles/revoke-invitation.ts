import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { withdrawInvitation } from "~server/poles";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  return redirect(paths.structures(actor.poleSlug));
});

/** Makes an invitation that nobody answered useless. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const outcome = await withdrawInvitation(actor, args.params.invitation ?? "");
  const structure = outcome.ok ? outcome.value : null;
  const to = structure ? paths.structure(actor.poleSlug, structure) : paths.structures(actor.poleSlug);
  return redirectWithFlash(to, { key: outcome.ok ? "invitation_withdrawn" : "invitation_settled" });
});
