import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { removeItem } from "~server/baskets";
import { NotFound } from "~server/kernel/errors";

/** Somebody who comes here by the address finds the basket. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args, { guests: true });
  return redirect(paths.basket(poleSlug));
});

/** Takes one thing out, with what goes with it. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  if (!(await removeItem(actor, args.params.item ?? ""))) throw new NotFound("item");
  return redirectWithFlash(paths.basket(actor.poleSlug), { key: "removedFromBasket" });
});
