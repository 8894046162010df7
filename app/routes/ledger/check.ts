import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { checkNow } from "~server/ledger";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  return redirect(paths.balances(actor.poleSlug));
});

/** Checks the books at once. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  await checkNow(actor);
  return redirectWithFlash(`${paths.balances(actor.poleSlug)}#controle`, { key: "books_checked" });
});
