import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, Input } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { chargeOf, correctCharge, CorrectionForm } from "~server/costs";
import { formatMoney } from "~server/kernel/format";
import { newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { cameForm, formWrong, readCame } from "./form-answer";
import { fieldId, WrongForm } from "./form-parts";

/** What is wrong with an approved charge, and what is right. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const charge = await chargeOf(actor, args.params.charge ?? "");
  if (charge.state !== "approved" || charge.corrects) throw redirect(paths.charge(actor.poleSlug, charge.id));
  const t = await translator(actor.locale, "costsCharges");
  const money = (cents: number) => formatMoney(cents, actor.locale);
  const remaining = charge.corrections.reduce((sum, { amountCents }) => sum + amountCents, charge.amountCents);
  const heading = t("correct.title", { number: charge.number ?? "" });
  return {
    title: await pageTitle(actor.locale, heading),
    heading,
    pole: actor.poleSlug,
    id: newId(),
    charge: { id: charge.id, label: charge.label },
    was: t("correct.was", {
      label: charge.label,
      supplier: charge.supplier,
      amount: money(charge.amountCents),
    }),
    remains: charge.corrections.length > 0 ? t("correct.remains", { amount: money(remaining) }) : null,
    remaining: money(remaining),
  };
});

/** Posts the correction; then, where another is to be entered, opens its form filled in. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const chargeId = args.params.charge ?? "";
  const came = await cameForm(args.request);
  const read = await readCame(came, CorrectionForm, actor);
  if (!read.ok) return read.answer;
  const { how, right, reason } = read.value;
  const id = formText(came.form, "id") || undefined;
  const outcome = await correctCharge(actor, chargeId, { id, rightCents: how === "amount" ? right : null, reason });
  if (!outcome.ok) return formWrong(came.form, [outcome.problem], actor);
  const next =
    how === "again" ? paths.addCharge(actor.poleSlug, { modele: chargeId }) : paths.charge(actor.poleSlug, chargeId);
  return redirectWithFlash(next, { key: "charge_corrected" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function CorrectCharge() {
  const { heading, pole, id, charge, was, remains, remaining } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  const typed = answer?.typed ?? {};
  const hints = {
    whole: t("correct.wholeHint", { amount: remaining }),
    amount: t("correct.amountHint"),
    again: t("correct.againHint"),
  };
  return (
    <div className="wrap">
      <PageHead
        title={heading}
        lead={t("correct.lead")}
        crumbs={[
          { label: t("title"), to: paths.charges(pole) },
          { label: charge.label, to: paths.charge(pole, charge.id) },
        ]}
      />
      <Card className="narrow">
        <Form method="post" className="stack">
          <WrongForm answer={answer} />
          <p>
            {was} {remains}
          </p>
          <input type="hidden" name="id" value={typed.id ?? id} />
          <FieldSet label={t("correct.how")} error={answer?.errors.how}>
            {(["whole", "amount", "again"] as const).map((how) => (
              <Check
                key={how}
                type="radio"
                name="how"
                value={how}
                id={how === "whole" ? fieldId("how") : undefined}
                label={t(`correct.${how}`)}
                hint={hints[how]}
                defaultChecked={typed.how === how}
              />
            ))}
          </FieldSet>
          <Field id={fieldId("right")} label={t("fields.right")} error={answer?.errors.right} optional>
            <Input name="right" inputMode="decimal" autoComplete="off" defaultValue={typed.right} />
          </Field>
          <Field
            id={fieldId("reason")}
            label={t("fields.reason")}
            hint={t("correct.reasonHint")}
            error={answer?.errors.reason}
          >
            <Input name="reason" maxLength={120} defaultValue={typed.reason} required />
          </Field>
          <div className="actions">
            <SubmitButton icon="check">{t("correct.submit")}</SubmitButton>
          </div>
        </Form>
      </Card>
    </div>
  );
}
