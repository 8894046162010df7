import { data, redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
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
import { errorWords } from "../pools/problem-answer";
import { CostsNav } from "../section-nav";
import { readWhatIf, withoutBlanks } from "./asked";
import { askedKey, type AskedKey } from "./asked-key";
import { whatIfFormView } from "./form-view";
import { SideBySideTable, WhatIfForm } from "./parts";
import { whatIfView } from "./view";

/** What another key, another member, a subsidy refused would have given: nothing is written. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { locale, poleSlug: pole } = actor;
  const t = await translator(locale, "costs");
  const choices = await whatIfChoices(actor);
  const url = new URL(args.request.url);
  const short = withoutBlanks(url);
  if (short !== null) return redirect(short);
  const asked = readWhatIf(url.searchParams, choices.months[0] ?? "2000-01-01");
  const key = await askedKey(actor, asked, url.searchParams);
  const errors = { ...asked.errors, ...key?.errors };
  const right = Object.keys(errors).length === 0;
  const changes = { ...asked.changes, ...(key?.change && { key: key.change }) };
  const anything = right && Object.keys(changes).length > 0;
  const body = {
    ...(await whatIfFormView(choices, actor)),
    view: anything ? whatIfView(await whatIf(actor, asked.months, changes), locale, t) : null,
    title: await pageTitle(locale, t("whatIf.title")),
    asked: { values: asked.values, errors: await errorWords(errors, locale) },
    keyForm: key && { ...shownKey(key), shown: asked.keySent },
    empty: choices.months.length === 0,
    reset: paths.costsWhatIf(pole),
    costs: paths.costs(pole),
    period: asked.values.periode ? formatMonth(asked.months.from, locale) : t("whatIf.twelve"),
  };
  return data(body, { status: right ? 200 : 422 });
});

/** What of a key its form shows. */
function shownKey({ form, limited, tooMany, values }: AskedKey) {
  return { form, limited, tooMany, values };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function CostsWhatIf() {
  const page = useLoaderData<typeof loader>();
  const t = useTranslations("costs");
  const { view, empty, period, asked, keyForm } = page;
  const waiting = Object.keys(asked.errors).length > 0 || keyForm?.shown === false;
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
        <WhatIfForm {...page} />
      )}
      {!view && !empty && !waiting && <p className="soft costs-what-if-hint">{t("whatIf.nothing")}</p>}
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
