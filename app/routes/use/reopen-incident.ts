import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { incidentOf, reopenIncident } from "~server/use";

/** Whoever comes by a link finds the incident. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { id } = await incidentOf(actor, args.params.incident ?? "");
  return redirect(paths.incident(actor.poleSlug, id));
});

/** Opens it again, and goes back to it. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const incidentId = args.params.incident ?? "";
  await reopenIncident(actor, incidentId);
  return redirectWithFlash(paths.incident(actor.poleSlug, incidentId), { key: "incident_reopened" });
});
