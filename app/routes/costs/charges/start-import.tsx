import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card, PageHead } from "~/ui/surface";
import { CHARGE_COLUMNS, MAX_CHARGE_LINES, previewCharges } from "~server/costs";
import { IMPORT_LIMITS } from "~server/imports";
import { formatNumber } from "~server/kernel/format";
import { allow } from "~server/kernel/permissions";
import { fileSentence } from "../../imports/file-words";

/** Bringing a table of charges in. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const t = await translator(actor.locale, "costsCharges");
  return {
    title: await pageTitle(actor.locale, t("imports.title")),
    pole: actor.poleSlug,
    lines: formatNumber(MAX_CHARGE_LINES, actor.locale),
    megabytes: IMPORT_LIMITS.bytes / 1_000_000,
    columns: Object.values(CHARGE_COLUMNS)
      .map(([heading]) => heading)
      .join(", "),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  // Before reading what may be heavy.
  allow(actor, "costs.manage");
  const file = (await fieldsOf(args.request)).get("file");
  const t = await translator(actor.locale, "imports");
  if (!(file instanceof File) || (file.size === 0 && file.name === "")) {
    return data({ problem: t("file.file_missing") }, { status: 422 });
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  const outcome = await previewCharges(actor, { name: file.name, bytes });
  if (outcome.ok) throw redirect(paths.chargeImport(actor.poleSlug, outcome.value));
  const lines = { lines: MAX_CHARGE_LINES };
  const problem =
    outcome.problem.code === "too_many_lines"
      ? t("file.too_many_lines", lines)
      : fileSentence(t, outcome.problem, actor.locale);
  return data({ problem }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function StartChargeImport() {
  const { pole, lines, megabytes, columns } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  return (
    <div className="wrap">
      <PageHead
        title={t("imports.title")}
        lead={t("imports.lead")}
        crumbs={[{ label: t("title"), to: paths.charges(pole) }]}
      />
      <Card className="narrow">
        <Form method="post" encType="multipart/form-data" className="stack">
          <Field label={t("imports.file")} hint={t("imports.hint", { lines, megabytes })} error={answer?.problem}>
            <Input type="file" name="file" accept=".csv,.txt,.tsv,.xlsx,.ods,text/csv" required />
          </Field>
          <div className="actions">
            <SubmitButton icon="upload">{t("imports.submit")}</SubmitButton>
          </div>
          <p className="small soft">{t("imports.safe")}</p>
          <p className="small soft">{t("imports.columns", { columns })}</p>
          <p>
            <a className="btn btn--text btn--sm" href={paths.chargeImportTemplate(pole)} download>
              <Icon name="download" size="sm" />
              {t("imports.template")}
            </a>
          </p>
        </Form>
      </Card>
    </div>
  );
}
