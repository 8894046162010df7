import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { leaveWaiting } from "~server/bookings";

/** Somebody who comes here by the address finds their bookings. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args, { guests: true });
  return redirect(paths.bookings(poleSlug));
});

/** Leaves a waiting list. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  await leaveWaiting(actor, args.params.waiting ?? "");
  return redirectWithFlash(paths.bookings(actor.poleSlug), { key: "waitingLeft" });
});
