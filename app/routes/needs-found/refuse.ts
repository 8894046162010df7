import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { localPath } from "~/http/local-path";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Invalid } from "~server/kernel/errors";
import { REFUSAL_REASONS, refuseNeed, takeRefusalBack } from "~server/tenders";

/** Somebody who comes here by the address finds the need. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args, { guests: true });
  return redirect(paths.need(poleSlug, args.params.need ?? ""));
});

/** Puts a need aside with a reason, or takes it back; the list, or wherever one came from, is shown again. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const id = args.params.need ?? "";
  const form = await fieldsOf(args.request);
  const search = new URL(args.request.url).searchParams;
  // The undo of a toast sends nothing: its address says it all.
  const undone = search.get("retablir");
  const back = localPath(undone ?? formText(form, "retour")) ?? paths.needs(actor.poleSlug);
  const asked = formText(form, "reason");
  if (undone !== null || asked === "back") {
    await takeRefusalBack(actor, id);
    return redirectWithFlash(back, { key: "needBack" });
  }
  const reason = REFUSAL_REASONS.find((one) => one === asked);
  if (!reason) throw new Invalid("reason");
  const outcome = await refuseNeed(actor, { id, reason });
  if (!outcome.ok) return redirect(paths.need(actor.poleSlug, id));
  return redirectWithFlash(back, { key: "needAside", undo: paths.takeNeedBack(actor.poleSlug, id, back) });
});
