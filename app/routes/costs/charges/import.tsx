import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { chargeChoices, chargeImportOf, confirmChargeImport } from "~server/costs";
import { ImportLines, ImportVerdict } from "./import-parts";
import { importView } from "./import-view";

/** A table of charges, from its preview to what came of it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const seen = await chargeImportOf(actor, args.params.chargeImport ?? "");
  const t = await translator(actor.locale, "costsCharges");
  const { pools } = await chargeChoices(actor);
  return {
    title: await pageTitle(actor.locale, t("imports.preview")),
    pole: actor.poleSlug,
    id: seen.id,
    file: seen.fileName,
    count: seen.plan.length,
    created: seen.created,
    state: seen.state,
    view: importView(
      seen,
      pools.map(({ name }) => name),
      actor,
      t,
    ),
  };
});

/** The confirmation: all of it, or nothing. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const id = args.params.chargeImport ?? "";
  const outcome = await confirmChargeImport(actor, id);
  if (outcome.ok) return redirectWithFlash(paths.chargeImport(actor.poleSlug, id), { key: "charges_imported" });
  return data({ problem: outcome.problem.code }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function ChargeImportPage() {
  const { pole, id, file, count, created, state, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  const crumbs = [
    { label: t("title"), to: paths.charges(pole) },
    { label: t("imports.title"), to: paths.chargeImports(pole) },
  ];
  if (state !== "preview") {
    const isDone = state === "done";
    return (
      <div className="wrap">
        <PageHead
          title={isDone ? t("imports.done", { count: created }) : t("imports.failed")}
          lead={t(isDone ? "imports.doneText" : "imports.failedText")}
          crumbs={crumbs}
        />
        <p className="actions">
          <ButtonLink to={isDone ? paths.charges(pole, { import: id }) : paths.chargeImports(pole)}>
            {t(isDone ? "imports.see" : "imports.other")}
          </ButtonLink>
        </p>
      </div>
    );
  }
  return (
    <div className="wrap">
      <PageHead title={t("imports.preview")} lead={t("imports.previewLead", { file, count })} crumbs={crumbs} />
      <div className="stack">
        {answer && (
          <Alert tone="no" live>
            {t("imports.notReady")}
          </Alert>
        )}
        {view.before && (
          <Alert tone="wait" title={t("imports.before")} level={2}>
            {view.before}
          </Alert>
        )}
        <ImportVerdict pole={pole} view={view} />
      </div>
      <ImportLines view={view} />
    </div>
  );
}
