import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Empty } from "~/ui/empty";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { whatIf, whatIfChoices } from "~server/costs";
import { formatMonth } from "~server/kernel/format";
import { CostsNav } from "../section-nav";
import { readWhatIf, SIMPLE_KEYS } from "./asked";
import { SideBySideTable, WhatIfForm } from "./parts";
import { whatIfView } from "./view";

/** What another key, another member, a subsidy refused would have given: nothing is written. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { locale, poleSlug: pole } = actor;
  const t = await translator(locale, "costs");
  const { months, pools, members, fundings } = await whatIfChoices(actor);
  const title = await pageTitle(locale, t("whatIf.title"));
  const asked = readWhatIf(new URL(args.request.url).searchParams, months[0] ?? "2000-01-01");
  const anything = Object.keys(asked.changes).length > 0;
  const view = anything ? whatIfView(await whatIf(actor, asked.months, asked.changes), locale, t) : null;
  const named = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  const nobody = { value: "", label: t("whatIf.nobody") };
  const body = {
    ...{ view, title, values: asked.values, wrongFixed: asked.wrongFixed, empty: months.length === 0 },
    reset: paths.costsWhatIf(pole),
    costs: paths.costs(pole),
    period: asked.values.periode ? formatMonth(asked.months.from, locale) : t("whatIf.twelve"),
    choices: {
      periode: [
        { value: "", label: t("whatIf.twelve") },
        ...months.map((month) => ({ value: month.slice(0, 7), label: formatMonth(month, locale) })),
      ],
      poste: [{ value: "", label: "–" }, ...named(pools)],
      cle: [
        { value: "", label: t("whatIf.keyKept") },
        ...SIMPLE_KEYS.map((key) => ({ value: key, label: t(`whatIf.keys.${key}`) })),
      ],
      ajout: [nobody, ...named(members)],
      retrait: [nobody, ...named(members)],
      refus: [{ value: "", label: t("whatIf.none") }, ...named(fundings)],
    },
  };
  return data(body, { status: asked.wrongFixed ? 422 : 200 });
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function CostsWhatIf() {
  const page = useLoaderData<typeof loader>();
  const t = useTranslations("costs");
  const { view, empty, period } = page;
  return (
    <div className="wrap costs">
      <PageHead
        title={t("whatIf.title")}
        lead={t("whatIf.lead")}
        crumbs={[{ label: t("title"), to: page.costs }]}
        actions={view && <PrintButton />}
      />
      <CostsNav />
      {empty ? (
        <Empty picture="bunch" title={t("whatIf.noMonth")}>
          {t("whatIf.noMonthText")}
        </Empty>
      ) : (
        <WhatIfForm asked={page} choices={page.choices} reset={page.reset} />
      )}
      {!view && !empty && <p className="soft">{t("whatIf.nothing")}</p>}
      {view && (
        <>
          {view.problems.length > 0 && (
            <Alert tone="wait" title={t("whatIf.problems")}>
              <ul>
                {view.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </Alert>
          )}
          {!view.moved && view.problems.length === 0 && <Alert tone="you">{t("whatIf.same")}</Alert>}
          <SideBySideTable view={view} of="members" period={period} />
          <SideBySideTable view={view} of="pools" period={period} />
        </>
      )}
    </div>
  );
}
