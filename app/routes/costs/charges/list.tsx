import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { ExportLink } from "~/ui/export-link";
import { PageHead } from "~/ui/surface";
import { approveCharges, chargeChoices, chargesOf } from "~server/costs";
import { CostsNav } from "../section-nav";
import { ChargeFilterForm, ChargeRows } from "./list-parts";
import { listView, PAGE, readAsked } from "./list-view";
import { comingWords } from "./recurring-view";
import { NoPool } from "./no-pool";
import { readAgain, seenVersions } from "./seen-versions";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "costsCharges");
  const asked = readAsked(new URL(args.request.url).searchParams);
  const list = await chargesOf(actor, asked.filters, { offset: (asked.page - 1) * PAGE, limit: PAGE });
  const choices = await chargeChoices(actor);
  return {
    title: await pageTitle(actor.locale, t("title")),
    pole: actor.poleSlug,
    view: listView(list, asked, choices, actor, t),
    coming: await comingWords(actor, t),
  };
});

/** Approves what is ticked, all or none. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const form = await fieldsOf(args.request);
  const ids = form.getAll("charge").filter((id) => typeof id === "string");
  const { search } = new URL(args.request.url);
  const seen = seenVersions(ids, (id) => formText(form, `version-${id}`));
  const outcome = await approveCharges(actor, ids, seen);
  if (outcome.ok && ids.length > 0) {
    return redirectWithFlash(paths.charges(actor.poleSlug) + search, { key: "charges_approved" });
  }
  const t = await translator(actor.locale, "costsCharges");
  const errors = await translator(actor.locale, "errors");
  return data(
    { problem: outcome.ok ? t("chooseOne") : errors(readAgain(outcome.problem, "charges_changed").code) },
    { status: 422 },
  );
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

/** What the pôle spends, for who keeps its books. */
export default function Charges() {
  const { pole, view, coming } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  const add = (
    <ButtonLink to={paths.addCharge(pole)} icon="plus">
      {t("add")}
    </ButtonLink>
  );
  return (
    <div className="wrap">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          view.pools.length > 0 && (
            <>
              {add}
              <ButtonLink variant="line" to={paths.chargeImports(pole)} icon="upload">
                {t("import")}
              </ButtonLink>
            </>
          )
        }
      />
      <CostsNav />
      {answer && (
        <Alert tone="no" live>
          {answer.problem}
        </Alert>
      )}
      {coming && <p className="charge-coming small soft">{coming}</p>}
      {view.pools.length === 0 && view.lines.length === 0 ? (
        <NoPool />
      ) : (
        <>
          <ChargeFilterForm pole={pole} view={view} />
          {view.lines.length > 0 ? (
            <>
              <ChargeRows pole={pole} view={view} />
              <ExportLink to={paths.chargesCsv(pole, view.query)} />
            </>
          ) : view.filtered ? (
            <Empty
              picture="search"
              title={t("nothing")}
              actions={
                <ButtonLink variant="line" to={paths.charges(pole)}>
                  {t("clear")}
                </ButtonLink>
              }
            >
              {t("nothingText")}
            </Empty>
          ) : (
            <Empty picture="box" title={t("empty")} actions={add}>
              {t("emptyText")}
            </Empty>
          )}
        </>
      )}
    </div>
  );
}
