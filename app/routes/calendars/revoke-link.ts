import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { revokeCalendarLink } from "~server/calendars";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args);
  return redirect(paths.calendarLinks(poleSlug));
});

/** Makes one of the person's own links useless. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  await revokeCalendarLink(actor, args.params.link ?? "");
  return redirectWithFlash(paths.calendarLinks(actor.poleSlug), { key: "calendar_link_revoked" });
});
