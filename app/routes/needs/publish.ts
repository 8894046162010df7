import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { needNow, publishNeed } from "~server/tenders";

/** An address for forms only: a reader is sent to the need. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await needNow(actor, args.params.need ?? "");
  return redirect(paths.need(actor.poleSlug, need.id));
});

/** Puts a need out; what is in the way is said on its page, which looks again. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const id = args.params.need ?? "";
  const { ok } = await publishNeed(actor, id);
  const page = paths.need(actor.poleSlug, id);
  return ok ? redirectWithFlash(page, { key: "need_published" }) : redirect(`${page}#publication`);
});
