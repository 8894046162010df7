import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
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
import { chargeChoices, ChargeForm, chargeOf, enterCharge } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { ChargeFields } from "./charge-fields";
import { chargeFormView } from "./charge-form-view";
import { chargeInput } from "./charge-input";
import { cameForm, formWrong, readCame } from "./form-answer";
import { WrongForm } from "./form-parts";
import { NoPool } from "./no-pool";

/** The form of a charge; with `modele`, filled in from another. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const modelId = new URL(args.request.url).searchParams.get("modele");
  const [t, choices, model] = await Promise.all([
    translator(actor.locale, "costsCharges"),
    chargeChoices(actor),
    modelId ? chargeOf(actor, modelId) : undefined,
  ]);
  return {
    title: await pageTitle(actor.locale, t("new.title")),
    pole: actor.poleSlug,
    replaces: model?.number ? t("hints.corrects", { number: model.number }) : null,
    view: await chargeFormView(choices, actor, model && { model }),
  };
});

/** Enters it; approves it at once where that is what was pressed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const came = await cameForm(args.request);
  const read = await readCame(came, ChargeForm, actor);
  if (!read.ok) return read.answer;
  const asked = { draft: came.intent === "draft", approved: came.intent === "approve" };
  const entered = await enterCharge(actor, { ...chargeInput(read.value), proofs: came.proofs, ...asked });
  if (!entered.ok) return formWrong(came.form, [entered.problem], actor);
  // Sent twice, or with the id of another: what it is now is what counts, and its page shows it.
  const { state } = await chargeOf(actor, entered.value);
  return redirectWithFlash(paths.charge(actor.poleSlug, entered.value), {
    key: state === "approved" ? "charge_approved" : "charge_saved",
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NewCharge() {
  const { pole, view, replaces } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  return (
    <div className="wrap">
      <PageHead
        title={t("new.title")}
        lead={replaces ?? t("new.lead")}
        crumbs={[{ label: t("title"), to: paths.charges(pole) }]}
      />
      {view.pools.length === 0 ? (
        <NoPool />
      ) : (
        <Card className="charge-form">
          <Form method="post" encType="multipart/form-data" className="stack">
            <WrongForm answer={answer} />
            <ChargeFields view={view} answer={answer} />
            <div className="actions">
              <SubmitButton name="intent" value="approve" icon="check">
                {t("new.approve")}
              </SubmitButton>
              <Button variant="line" name="intent" value="submit">
                {t("new.submit")}
              </Button>
              <Button variant="text" name="intent" value="draft" formNoValidate>
                {t("new.draft")}
              </Button>
            </div>
          </Form>
        </Card>
      )}
    </div>
  );
}
