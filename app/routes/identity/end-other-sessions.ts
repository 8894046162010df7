import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { endOtherSessions } from "~server/identity";

export function loader() {
  return redirect(paths.account());
}

/** Ends every session of the person but this one. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const { personId, sessionId } = await requireViewer(args);
  await endOtherSessions(personId, sessionId);
  return redirectWithFlash(paths.account(), { key: "sessions_ended" });
});
