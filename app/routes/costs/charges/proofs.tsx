import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Card, PageHead } from "~/ui/surface";
import { addProofs, chargeOf, removeProof, sayWithoutProof } from "~server/costs";
import { ProofForms } from "./charge-parts";
import { cameForm, formWrong } from "./form-answer";
import { WrongForm } from "./form-parts";

/** The forms of a proof alone: where one comes back to when a file was not taken. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const charge = await chargeOf(actor, args.params.charge ?? "");
  if (!charge.can.prove) throw redirect(paths.charge(actor.poleSlug, charge.id));
  const t = await translator(actor.locale, "costsCharges");
  return {
    title: await pageTitle(actor.locale, t("one.proofs")),
    pole: actor.poleSlug,
    charge: { id: charge.id, label: charge.label, reason: charge.withoutProof, none: charge.proofs.length === 0 },
  };
});

/** Adds what was sent, takes off what the button names, or keeps why there is none. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const charge = await chargeOf(actor, args.params.charge ?? "");
  const came = await cameForm(args.request);
  const here = paths.charge(actor.poleSlug, charge.id);
  const removed = formText(came.form, "remove");
  const why = formText(came.form, "withoutProof").trim().slice(0, 300);
  if (removed) {
    const outcome = await removeProof(actor, charge.id, removed);
    return outcome.ok ? redirect(here) : formWrong(came.form, [outcome.problem], actor);
  }
  if (came.form.has("withoutProof")) {
    if (why === "") return formWrong(came.form, [{ field: "withoutProof", code: "required" }], actor);
    const outcome = await sayWithoutProof(actor, charge.id, why);
    return outcome.ok ? redirect(here) : formWrong(came.form, [outcome.problem], actor);
  }
  if (came.proofs.length === 0) return formWrong(came.form, [{ field: "proofs", code: "no_proof_file" }], actor);
  const outcome = await addProofs(actor, charge.id, came.proofs);
  if (!outcome.ok) return formWrong(came.form, [outcome.problem], actor);
  return redirectWithFlash(here, { key: "proof_added" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ChargeProofsPage() {
  const { pole, charge } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  return (
    <div className="wrap">
      <PageHead title={t("one.proofs")} crumbs={[{ label: charge.label, to: paths.charge(pole, charge.id) }]} />
      <Card className="narrow stack">
        <WrongForm answer={answer} />
        <ProofForms
          to={paths.chargeProofs(pole, charge.id)}
          reason={charge.reason}
          none={charge.none}
          answer={answer}
        />
      </Card>
    </div>
  );
}
