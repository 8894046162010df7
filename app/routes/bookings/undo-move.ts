import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { undoMove } from "~server/bookings";
import { calendarPage } from "./calendar-page";

/** Somebody who comes here by the address finds the booking. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args, { guests: true });
  return redirect(paths.booking(poleSlug, args.params.booking ?? ""));
});

/** Puts a booking back where it was; what prevents it is told on its page. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const id = args.params.booking ?? "";
  const outcome = await undoMove(actor, id);
  const page = paths.booking(actor.poleSlug, id);
  // Where it was dragged, it is seen back in its place.
  const back = calendarPage(new URL(args.request.url).searchParams.get("retour"), actor);
  if (outcome.ok) return redirectWithFlash(back ?? page, { key: "moveUndone" });
  return redirect(`${page}?refus=${outcome.problem.code}`);
});
