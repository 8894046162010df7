import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { emptyBasket, removeItem } from "~server/baskets";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args, { guests: true });
  return redirect(paths.basket(poleSlug));
});

/** Takes out the things named, or all of them. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const lines = formText(await fieldsOf(args.request), "lignes")
    .split(" ")
    .filter(Boolean);
  for (const line of lines.slice(0, 100)) await removeItem(actor, line);
  if (lines.length === 0) await emptyBasket(actor);
  return redirectWithFlash(paths.basket(actor.poleSlug), { key: "removedFromBasket" });
});
