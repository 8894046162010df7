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
import { AdvanceForm, chargeChoices, enterCharge } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { AdvanceFields } from "./charge-fields";
import { chargeFormView } from "./charge-form-view";
import { advanceInput } from "./charge-input";
import { cameForm, formWrong, readCame } from "./form-answer";
import { WrongForm } from "./form-parts";
import { NoPool } from "./no-pool";

/** What somebody paid for the pôle, declared in a minute. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.advance");
  const t = await translator(actor.locale, "costsCharges");
  return {
    title: await pageTitle(actor.locale, t("advance.title")),
    pole: actor.poleSlug,
    view: await chargeFormView(await chargeChoices(actor), actor),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.advance");
  const came = await cameForm(args.request);
  const read = await readCame(came, AdvanceForm, actor);
  if (!read.ok) return read.answer;
  const draft = came.intent === "draft";
  const outcome = await enterCharge(actor, { ...advanceInput(read.value), proofs: came.proofs, draft }, "advance");
  if (!outcome.ok) return formWrong(came.form, [outcome.problem], actor);
  return redirectWithFlash(paths.charge(actor.poleSlug, outcome.value), {
    key: draft ? "advance_kept" : "advance_declared",
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NewAdvance() {
  const { pole, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  return (
    <div className="wrap">
      <PageHead
        title={t("advance.title")}
        lead={t("advance.lead")}
        crumbs={[{ label: t("advances.title"), to: paths.advances(pole) }]}
      />
      {view.pools.length === 0 ? (
        <NoPool member />
      ) : (
        <Card className="narrow">
          <Form method="post" encType="multipart/form-data" className="stack">
            <WrongForm answer={answer} />
            <AdvanceFields view={view} answer={answer} />
            <div className="actions">
              <SubmitButton name="intent" value="submit" icon="send">
                {t("advance.submit")}
              </SubmitButton>
              <Button variant="text" name="intent" value="draft">
                {t("advance.draft")}
              </Button>
            </div>
          </Form>
        </Card>
      )}
    </div>
  );
}
