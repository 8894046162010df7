import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, FieldSet, Input } from "~/ui/field";
import { PageHead } from "~/ui/surface";
import { declareReferences, ownCosts } from "~server/costs";
import { readReferences, referenceFields } from "./references-form";

/** What a member would pay elsewhere for what it shares: a declaration of its own, to compare. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "costs");
  const { pools } = await ownCosts(actor);
  return {
    pools: referenceFields(pools, actor.locale),
    back: paths.costs(actor.poleSlug),
    title: await pageTitle(actor.locale, t("references.title")),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { pools } = await ownCosts(actor);
  const read = readReferences(
    await fieldsOf(args.request),
    pools.map(({ id }) => id),
  );
  if (!read.ok) return data(read, { status: 422 });
  await declareReferences(actor, read.declared);
  return redirect(paths.costs(actor.poleSlug));
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function CostReferences() {
  const { pools, back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [t, common] = [useTranslations("costs"), useTranslations("common")];
  const crumbs = [{ label: t("title"), to: back }];
  if (pools.length === 0) {
    return (
      <div className="wrap">
        <PageHead title={t("references.title")} crumbs={crumbs} />
        <Empty
          picture="bunch"
          title={t("references.none")}
          actions={<ButtonLink to={back}>{common("back")}</ButtonLink>}
        >
          {t("references.noneText")}
        </Empty>
      </div>
    );
  }
  const wrong = answer && "errors" in answer ? answer : null;
  const words = (name: string) => wrong?.errors[name] && t(`references.${wrong.errors[name]}`);
  const errors = Object.keys(wrong?.errors ?? {}).map((id) => ({ id, message: words(id) ?? "" }));
  return (
    <div className="wrap narrow">
      <PageHead title={t("references.title")} lead={t("references.lead")} crumbs={crumbs} />
      <Form method="post" className="stack">
        <ErrorSummary errors={errors} title={t("references.toCorrect")} />
        {pools.map(({ id, name, now, price, source }, rank) => (
          <FieldSet key={id} label={name} hint={t("references.now", { amount: now })}>
            <div className="two costs-reference">
              <Field
                id={`prix-${id}`}
                label={t("references.price")}
                hint={rank === 0 && t("references.priceHint")}
                error={words(`prix-${id}`)}
                optional
              >
                <Input name={`prix-${id}`} inputMode="decimal" defaultValue={wrong?.values[`prix-${id}`] ?? price} />
              </Field>
              <Field
                id={`source-${id}`}
                label={t("references.source")}
                hint={rank === 0 && t("references.sourceHint")}
                error={words(`source-${id}`)}
                optional
              >
                <Input name={`source-${id}`} defaultValue={wrong?.values[`source-${id}`] ?? source} />
              </Field>
            </div>
          </FieldSet>
        ))}
        <div className="actions">
          <SubmitButton>{t("references.save")}</SubmitButton>
          <ButtonLink variant="text" to={back}>
            {common("cancel")}
          </ButtonLink>
        </div>
        <p className="small soft measure">{t("own.why")}</p>
      </Form>
    </div>
  );
}
