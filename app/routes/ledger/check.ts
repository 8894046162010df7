import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { askCheck } from "~server/ledger";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  return redirect(paths.balances(actor.poleSlug));
});

/** Has the books checked; the page tells how far that is. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  await askCheck(actor);
  return redirectWithFlash(`${paths.balances(actor.poleSlug)}#controle`, { key: "check_asked" });
});
