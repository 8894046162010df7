import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { Empty } from "~/ui/empty";
import { Table } from "~/ui/figures";
import { PageHead, Sheet } from "~/ui/surface";
import { periodsList } from "~server/costs";
import { formatMoney, formatMonth } from "~server/kernel/format";
import { CostsNav } from "../section-nav";

/** Every month of the books, for who keeps them. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const months = await periodsList(actor);
  const t = await translator(actor.locale, "costsPeriod");
  return {
    pole: actor.poleSlug,
    title: await pageTitle(actor.locale, t("list.title")),
    months: months.map(({ startsOn, state, spentCents, charges, disputes }) => ({
      ...{ state, charges, disputes },
      name: capital(formatMonth(startsOn, actor.locale)),
      to: paths.costPeriod(actor.poleSlug, startsOn.slice(0, 7)),
      spent: formatMoney(spentCents, actor.locale),
    })),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export default function Periods() {
  const { pole, months } = useLoaderData<typeof loader>();
  const t = useTranslations("costsPeriod");
  return (
    <div className="wrap">
      <PageHead title={t("list.title")} lead={t("list.lead")} crumbs={[{ label: t("costs"), to: paths.costs(pole) }]} />
      <CostsNav />
      {months.length === 0 ? (
        <Empty picture="bunch" title={t("list.empty")}>
          {t("list.emptyText")}
        </Empty>
      ) : (
        <Sheet className="section">
          <Table caption={t("list.title")} hideCaption className="table--in per-list">
            <thead>
              <tr>
                <th scope="col">{t("list.month")}</th>
                <th scope="col">{t("list.state")}</th>
                <th scope="col" className="num per-wide">
                  {t("list.charges")}
                </th>
                <th scope="col" className="num">
                  {t("stat.spent")}
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map(({ to, name, state, charges, disputes, spent }) => (
                <tr key={to}>
                  <th scope="row">
                    <Link to={to}>{name}</Link>
                  </th>
                  <td>
                    <Badge tone={state === "closed" ? "ok" : state === "open" ? undefined : "wait"}>
                      {t(`state.${state}`)}
                    </Badge>
                    {disputes > 0 && <span className="flag">{t("disputes.count", { count: disputes })}</span>}
                  </td>
                  <td className="num per-wide">{charges}</td>
                  <td className="num">{spent}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Sheet>
      )}
    </div>
  );
}
