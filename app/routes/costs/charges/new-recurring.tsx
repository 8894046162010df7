import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Field, Input, Select } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { addRecurring, chargeChoices, RecurringForm } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { chargeFormView } from "./charge-form-view";
import { cameForm, formWrong, readCame } from "./form-answer";
import { fieldId, WrongForm } from "./form-parts";
import { NoPool } from "./no-pool";

const EVERY = [1, 2, 3, 6, 12] as const;

/** What comes again, said once, with its end. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const t = await translator(actor.locale, "costsCharges");
  const view = await chargeFormView(await chargeChoices(actor), actor);
  const day = view.values.documentOn;
  return {
    title: await pageTitle(actor.locale, t("recurringList.form.title")),
    pole: actor.poleSlug,
    view,
    every: EVERY.map((months) => ({ value: String(months), label: t("recurringList.every", { months }) })),
    // From this month to the end of the year.
    starts: `${day.slice(0, 7)}-01`,
    ends: `${day.slice(0, 4)}-12-31`,
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const came = await cameForm(args.request);
  const read = await readCame(came, RecurringForm, actor);
  if (!read.ok) return read.answer;
  const { pool, amount, ...rest } = read.value;
  const outcome = await addRecurring(actor, { ...rest, poolId: pool, amountCents: amount });
  if (!outcome.ok) return formWrong(came.form, [outcome.problem], actor);
  return redirectWithFlash(paths.recurringCharges(actor.poleSlug), { key: "recurring_added" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NewRecurring() {
  const { pole, view, every, starts, ends } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  const wiring = (
    name: "pool" | "supplier" | "label" | "amount" | "account" | "paidBy" | "everyMonths" | "startsOn" | "endsOn",
  ) => ({
    id: fieldId(name),
    label: t(`fields.${name}`),
    error: answer?.errors[name],
  });
  const typed = answer?.typed ?? {};
  return (
    <div className="wrap">
      <PageHead
        title={t("recurringList.form.title")}
        lead={t("recurringList.form.lead")}
        crumbs={[
          { label: t("title"), to: paths.charges(pole) },
          { label: t("recurringList.title"), to: paths.recurringCharges(pole) },
        ]}
      />
      {view.pools.length === 0 ? (
        <NoPool />
      ) : (
        <Card className="charge-form">
          <Form method="post" className="stack">
            <WrongForm answer={answer} />
            <input type="hidden" name="id" value={typed.id ?? view.id} />
            <div className="fields">
              <Field {...wiring("pool")}>
                <Select name="pool" options={view.pools} defaultValue={typed.pool} required />
              </Field>
              <Field {...wiring("supplier")}>
                <Input name="supplier" maxLength={120} defaultValue={typed.supplier} required />
              </Field>
            </div>
            <Field {...wiring("label")}>
              <Input name="label" maxLength={160} defaultValue={typed.label} required />
            </Field>
            <div className="fields">
              <Field {...wiring("amount")} hint={t("recurringList.form.amountHint")}>
                <Input name="amount" inputMode="decimal" autoComplete="off" defaultValue={typed.amount} required />
              </Field>
              <Field {...wiring("everyMonths")}>
                <Select name="everyMonths" options={every} defaultValue={typed.everyMonths ?? "1"} />
              </Field>
            </div>
            <div className="fields">
              <Field {...wiring("startsOn")}>
                <Input type="date" name="startsOn" defaultValue={typed.startsOn ?? starts} required />
              </Field>
              <Field {...wiring("endsOn")} hint={t("recurringList.form.endsHint")}>
                <Input type="date" name="endsOn" defaultValue={typed.endsOn ?? ends} required />
              </Field>
            </div>
            <div className="fields">
              <Field {...wiring("account")} hint={t("hints.account")} optional>
                <Select name="account" options={view.accounts} defaultValue={typed.account} />
              </Field>
              <Field {...wiring("paidBy")}>
                <Select name="paidBy" options={view.payers} defaultValue={typed.paidBy} />
              </Field>
            </div>
            <div className="actions">
              <SubmitButton icon="check">{t("recurringList.form.submit")}</SubmitButton>
            </div>
          </Form>
        </Card>
      )}
    </div>
  );
}
