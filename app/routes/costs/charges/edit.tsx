import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Button, SubmitButton } from "~/ui/button";
import { Card, PageHead } from "~/ui/surface";
import { AdvanceForm, chargeChoices, ChargeForm, chargeOf, editCharge } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { can } from "~server/kernel/permissions";
import { AdvanceFields, ChargeFields } from "./charge-fields";
import { chargeFormView } from "./charge-form-view";
import { advanceInput, chargeInput } from "./charge-input";
import { cameForm, formWrong, readCame, type CameForm } from "./form-answer";
import { WrongForm } from "./form-parts";

/** The form of a charge that is not approved yet: a member's has fewer questions. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const charge = await chargeOf(actor, args.params.charge ?? "");
  if (!charge.can.edit) throw redirect(paths.charge(actor.poleSlug, charge.id));
  const t = await translator(actor.locale, "costsCharges");
  const full = can(actor, "costs.manage");
  return {
    title: await pageTitle(actor.locale, t("edit.title")),
    pole: actor.poleSlug,
    charge: { id: charge.id, label: charge.label },
    full,
    view: await chargeFormView(await chargeChoices(actor), actor, { charge }),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const id = args.params.charge ?? "";
  await chargeOf(actor, id);
  const came = await cameForm(args.request);
  const read = await readInput(came, actor);
  if (!read.ok) return read.answer;
  const draft = came.intent === "draft";
  const outcome = await editCharge(actor, id, { ...read.value, proofs: came.proofs, draft });
  if (!outcome.ok) return formWrong(came.form, [outcome.problem], actor);
  const advance = !can(actor, "costs.manage");
  const key = advance ? (draft ? "advance_kept" : "advance_declared") : "charge_saved";
  return redirectWithFlash(paths.charge(actor.poleSlug, id), { key });
});

async function readInput(came: CameForm, actor: Actor) {
  if (can(actor, "costs.manage")) {
    const read = await readCame(came, ChargeForm, actor);
    return read.ok ? { ok: true as const, value: chargeInput(read.value) } : read;
  }
  const read = await readCame(came, AdvanceForm, actor);
  return read.ok ? { ok: true as const, value: advanceInput(read.value) } : read;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function EditCharge() {
  const { pole, charge, full, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  const list = full
    ? { label: t("title"), to: paths.charges(pole) }
    : { label: t("advances.title"), to: paths.advances(pole) };
  return (
    <div className="wrap">
      <PageHead
        title={t(full ? "edit.title" : "edit.advance")}
        crumbs={[list, { label: charge.label, to: paths.charge(pole, charge.id) }]}
      />
      <Card className={full ? "charge-form" : "narrow"}>
        <Form method="post" encType="multipart/form-data" className="stack">
          <WrongForm answer={answer} />
          {full ? <ChargeFields view={view} answer={answer} /> : <AdvanceFields view={view} answer={answer} />}
          <div className="actions">
            <SubmitButton name="intent" value="submit" icon="check">
              {t(full ? "edit.save" : "advance.submit")}
            </SubmitButton>
            <Button variant="text" name="intent" value="draft">
              {t(full ? "new.draft" : "advance.draft")}
            </Button>
          </div>
        </Form>
      </Card>
    </div>
  );
}
