import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { letterAutomatically, letterPostings, undoLettering } from "~server/ledger";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  return redirect(paths.memberAccount(actor.poleSlug, args.params.structure ?? ""));
});

/** Letters the lines checked, or all that settles; takes a letter off. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const structureId = args.params.structure ?? "";
  const form = await fieldsOf(args.request);
  const text = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  const [intent] = text("intent");
  const back = (lettrage?: string) => paths.memberAccount(actor.poleSlug, structureId, { lettrage });
  if (intent === "undo") {
    await undoLettering(actor, text("letter")[0] ?? "");
    return redirectWithFlash(back(), { key: "unlettered" });
  }
  if (intent === "chosen") {
    const outcome = await letterPostings(actor, text("line"));
    if (!outcome.ok) return redirect(back(outcome.problem.code));
    return redirectWithFlash(back(), { key: "lettered" });
  }
  const letters = await letterAutomatically(actor, structureId);
  if (letters === 0) return redirect(back("nothing"));
  return redirectWithFlash(back(), { key: "lettered" });
});
