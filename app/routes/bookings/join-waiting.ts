import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { joinWaiting, waitingForm } from "~server/bookings";
import { Invalid } from "~server/kernel/errors";
import { slotAt } from "./when";

/** Somebody who comes here by the address finds their bookings. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args, { guests: true });
  return redirect(paths.bookings(poleSlug));
});

/** Puts somebody on the waiting list of a time that is taken; else back to where it is booked, which says why not. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const read = waitingForm.safeParse(Object.fromEntries(await fieldsOf(args.request)));
  if (!read.success) throw new Invalid("invalid");
  const { demande, ressource, debut, fin, personnes, combien, objet } = read.data;
  const outcome = await joinWaiting(actor, {
    id: demande,
    resourceId: ressource,
    start: debut,
    end: fin,
    attendees: personnes ?? null,
    quantity: combien,
    title: objet,
  });
  if (outcome.ok) return redirectWithFlash(paths.bookings(actor.poleSlug), { key: "waitingJoined" });
  const { query } = slotAt(debut, fin, personnes ?? null, actor.timeZone);
  return redirect(paths.newBooking(actor.poleSlug, ressource, query));
});
