import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { leaveOffer, takeOffer } from "~server/bookings";

/** Somebody who comes here by the address finds the booking. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args, { guests: true });
  return redirect(paths.booking(poleSlug, args.params.booking ?? ""));
});

/** Takes the time offered from a waiting list, or leaves it to who comes next. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const id = args.params.booking ?? "";
  const taking = (await fieldsOf(args.request)).get("reponse") === "oui";
  const outcome = await (taking ? takeOffer : leaveOffer)(actor, id);
  const page = paths.booking(actor.poleSlug, id);
  if (!outcome.ok) return redirect(`${page}?refus=${outcome.problem.code}`);
  const key = taking ? (outcome.value.state === "requested" ? "offerAsked" : "offerTaken") : "offerLeft";
  return redirectWithFlash(page, { key });
});
