import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { approveRequest, declineRequest, requestAnswerForm } from "~server/bookings";
import { Invalid } from "~server/kernel/errors";

/** Somebody who comes here by the address finds the request. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { poleSlug } = await requireActor(args);
  return redirect(paths.booking(poleSlug, args.params.booking ?? ""));
});

/** Says yes or no to a request; what prevents it is told on its page. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const id = args.params.booking ?? "";
  const read = requestAnswerForm.safeParse(Object.fromEntries(await fieldsOf(args.request)));
  if (!read.success) throw new Invalid("invalid");
  const { reponse, motif } = read.data;
  const yes = reponse === "oui";
  const outcome = yes ? await approveRequest(actor, id) : await declineRequest(actor, { id, reason: motif });
  if (outcome.ok) {
    return redirectWithFlash(paths.requests(actor.poleSlug), { key: yes ? "requestApproved" : "requestDeclined" });
  }
  return redirect(`${paths.booking(actor.poleSlug, id)}?refus=${outcome.problem.code}`);
});
