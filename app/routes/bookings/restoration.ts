import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { restoreBooking } from "~server/bookings";

/** Somebody who comes here by the address finds the booking. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args, { guests: true });
  return redirect(paths.booking(poleSlug, args.params.booking ?? ""));
});

/** Undoes a cancellation; what prevents it is told on the booking's page. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const id = args.params.booking ?? "";
  const outcome = await restoreBooking(actor, { id });
  const page = paths.booking(actor.poleSlug, id);
  if (outcome.ok) {
    return redirectWithFlash(page, { key: outcome.value.lostAddons > 0 ? "bookingRestoredPartly" : "bookingRestored" });
  }
  return redirect(`${page}?refus=${outcome.problem.code}`);
});
