import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { sendInvitationAgain } from "~server/poles";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  return redirect(paths.structures(actor.poleSlug));
});

/** Sends an invitation again, with a new link. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const outcome = await sendInvitationAgain(actor, args.params.invitation ?? "");
  const structure = outcome.ok ? outcome.value : null;
  const to = structure ? paths.structure(actor.poleSlug, structure) : paths.structures(actor.poleSlug);
  return redirectWithFlash(to, { key: outcome.ok ? "invitation_sent" : outcome.problem.code });
});
