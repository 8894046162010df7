import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { checkIn, giveBack, useOf } from "~server/use";
import { readState, refusedState } from "./state-answer";
import { stateView } from "./state-view";

/** The form of one step; somebody for whom it is not to be done finds the booking. */
export async function stepLoader(args: LoaderFunctionArgs, moment: "start" | "end") {
  const actor = await requireActor(args, { guests: true });
  const use = await useOf(actor, args.params.booking ?? "");
  const booking = paths.booking(actor.poleSlug, use.bookingId);
  if (use.next !== moment) throw redirect(booking);
  const t = await translator(actor.locale, "use");
  const name = use.resourceName;
  const title = t(moment === "start" ? "state.titleStart" : "state.titleEnd", { name });
  return {
    title: await pageTitle(actor.locale, title),
    heading: title,
    pole: actor.poleSlug,
    booking,
    view: await stateView(use, moment, actor),
  };
}

/** Takes the step; what is wrong comes back beside its field, with what was typed. */
export async function stepAction(args: ActionFunctionArgs, moment: "start" | "end") {
  const actor = await requireActor(args, { guests: true });
  const bookingId = args.params.booking ?? "";
  // Before reading what may be heavy.
  await useOf(actor, bookingId);
  const form = await fieldsOf(args.request);
  const read = await readState(form, actor);
  if (!read.ok) return read.again;
  const outcome = await (moment === "start" ? checkIn : giveBack)(actor, { ...read.value, bookingId });
  if (!outcome.ok) return refusedState(form, outcome.problem, actor);
  return redirectWithFlash(paths.booking(actor.poleSlug, bookingId), {
    key: moment === "start" ? "checked_in" : "given_back",
  });
}
