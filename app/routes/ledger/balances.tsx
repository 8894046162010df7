import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Table } from "~/ui/figures";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { poolNamesOf } from "~server/costs";
import { formatMonth } from "~server/kernel/format";
import { trialBalance } from "~server/ledger";
import { readRange } from "./asked";
import { balancesView, checkView, runView } from "./balances-view";
import { CheckSection } from "./check-section";
import { CostsNav } from "~/routes/costs/section-nav";
import { RangeForm } from "./range-form";
import { rangeView } from "./words";

/** Every account over months, and what the last check of the books found. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { locale, timeZone, poleSlug: pole } = actor;
  const asked = readRange(new URL(args.request.url).searchParams, new Date(), timeZone);
  const [t, books] = await Promise.all([translator(locale, "ledger"), trialBalance(actor, asked)]);
  const [last, first] = [books.periods[0]?.startsOn ?? asked.until, books.periods.at(-1)?.startsOn ?? asked.from];
  return {
    title: await pageTitle(locale, t("balances.title")),
    pole,
    range: rangeView(asked, first, last, locale),
    months: { from: formatMonth(asked.from, locale), until: formatMonth(asked.until, locale) },
    ...balancesView(books.accounts, pole, asked, locale),
    check: checkView(books.check, books.check?.faults ? await poolNamesOf(actor) : new Map<string, string>(), actor, t),
    run: runView(books.run, actor, t),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Balances() {
  const { pole, range, months, accounts, total, check, run } = useLoaderData<typeof loader>();
  const t = useTranslations("ledger");
  return (
    <div className="wrap ledger">
      <PageHead
        title={t("balances.title")}
        lead={t("balances.lead", months)}
        actions={
          <>
            <PrintButton />
            <ButtonLink to={paths.recordPayment(pole)} icon="banknote">
              {t("pay")}
            </ButtonLink>
          </>
        }
      />
      <CostsNav />
      <RangeForm range={range} />
      {accounts.length === 0 ? (
        <Empty picture="box" title={t("balances.empty")} card>
          {t("balances.emptyText")}
        </Empty>
      ) : (
        <Table caption={t("balances.table")} hideCaption scroll stack className="ledger-balances">
          <thead>
            <tr>
              <th scope="col">{t("account")}</th>
              <th scope="col" className="num wide-only">
                {t("balances.before")}
              </th>
              <th scope="col" className="num">
                {t("debit")}
              </th>
              <th scope="col" className="num">
                {t("credit")}
              </th>
              <th scope="col" className="num">
                {t("balances.after")}
              </th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={account.id}>
                <th scope="row">
                  <Link to={account.href}>{account.number}</Link> {account.label}
                </th>
                <td className="num nowrap wide-only">{account.before}</td>
                <td className="num nowrap" data-label={t("debit")}>
                  {account.debit}
                </td>
                <td className="num nowrap" data-label={t("credit")}>
                  {account.credit}
                </td>
                <td className="num nowrap key">
                  <b>{account.after}</b>
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("balances.total")}</th>
              <td className="num nowrap wide-only">{total.before}</td>
              <td className="num nowrap" data-label={t("debit")}>
                {total.debit}
              </td>
              <td className="num nowrap" data-label={t("credit")}>
                {total.credit}
              </td>
              <td className="num nowrap key">{total.after}</td>
            </tr>
          </tfoot>
        </Table>
      )}
      {accounts.length > 0 && <p className="soft small">{t(total.equal ? "balances.equal" : "balances.unequal")}</p>}
      <CheckSection pole={pole} check={check} run={run} />
    </div>
  );
}
