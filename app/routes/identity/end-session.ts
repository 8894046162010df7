import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { endSession } from "~server/identity";
import { NotFound } from "~server/kernel/errors";
import { isId } from "~server/kernel/ids";

export function loader() {
  return redirect(paths.account());
}

/** Ends one of the person's own sessions. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const { personId } = await requireViewer(args);
  const { session } = args.params;
  if (!isId(session) || !(await endSession(personId, session))) throw new NotFound("session");
  return redirectWithFlash(paths.account(), { key: "session_ended" });
});
