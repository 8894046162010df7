import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { resumeMembership } from "~server/poles";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  return redirect(paths.structure(actor.poleSlug, args.params.structure ?? ""));
});

/** Takes back the end of a membership. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { slug } = await resumeMembership(actor, args.params.structure ?? "");
  return redirectWithFlash(paths.structure(actor.poleSlug, slug), { key: "membership_resumed" });
});
