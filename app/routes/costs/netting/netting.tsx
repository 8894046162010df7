import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { Badge } from "~/ui/badge";
import { Empty } from "~/ui/empty";
import { ExportLink } from "~/ui/export-link";
import { Stat, Stats, Table } from "~/ui/figures";
import { PrintButton } from "~/ui/print-button";
import { PageHead, Section } from "~/ui/surface";
import { nettingOf } from "~server/costs";
import { nettingView, type NettingView } from "./netting-view";

/** One amount for each member, through the pôle; and the proposal of a plan with fewer transfers. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const page = await nettingView(actor, await nettingOf(actor, args.params.period ?? ""));
  return { title: await pageTitle(actor.locale, page.title), page };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NettingPage() {
  const { page } = useLoaderData<typeof loader>();
  const t = useTranslations("costsNetting");
  return (
    <div className="wrap">
      <PageHead
        title={page.title}
        lead={page.lead}
        crumbs={page.crumbs}
        here={page.here}
        actions={
          <>
            {page.csv && <ExportLink to={page.csv} />}
            <PrintButton />
          </>
        }
      >
        {page.draft && <p className="small soft">{page.draft}</p>}
      </PageHead>
      {page.rows.length === 0 ? (
        <Empty picture="bunch" title={t("empty.title")}>
          {t("empty.words")}
        </Empty>
      ) : (
        <>
          {page.sums && (
            <>
              <Stats className="net-sums">
                <Stat label={t("paid")} figure={page.sums.paid} />
                <Stat label={t("received")} figure={page.sums.received} />
                <Stat label={page.sums.poleWords} figure={page.sums.pole} />
              </Stats>
              <p className="small soft">{page.sums.equation}</p>
            </>
          )}
          <Amounts page={page} />
          {page.plan && <Plan plan={page.plan} />}
        </>
      )}
    </div>
  );
}

function Amounts({ page }: { page: NettingView }) {
  const t = useTranslations("costsNetting");
  return (
    <Section title={t("amounts")}>
      <Table caption={t("caption")} hideCaption scroll className="net-table">
        <thead>
          <tr>
            <th scope="col">{t("member")}</th>
            {page.columns.map((column) => (
              <th scope="col" className="num net-part" key={column}>
                {column}
              </th>
            ))}
            <th scope="col">{t("way")}</th>
            <th scope="col" className="num">
              {t("amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map(({ id, name, to, figures, words, tone, amount }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={to}>{name}</Link>
              </th>
              {figures.map((figure, rank) => (
                <td className="num net-part" key={page.columns[rank]}>
                  {figure}
                </td>
              ))}
              <td>
                <Badge bare tone={tone}>
                  {words}
                </Badge>
              </td>
              <td className="num">
                <b>{amount}</b>
              </td>
            </tr>
          ))}
        </tbody>
        {page.totals && (
          <tfoot>
            <tr>
              <th scope="row">{t("total")}</th>
              {page.totals.map((figure, rank) => (
                <td className="num net-part" key={page.columns[rank]}>
                  {figure}
                </td>
              ))}
              <td>{page.sums?.poleWords}</td>
              <td className="num">{page.sums?.pole}</td>
            </tr>
          </tfoot>
        )}
      </Table>
    </Section>
  );
}

function Plan({ plan }: { plan: NonNullable<NettingView["plan"]> }) {
  const t = useTranslations("costsNetting.plan");
  return (
    <Section title={t("title")}>
      <div className="stack text">
        <p>
          <b>{plan.compared}</b> {plan.saves ? plan.exact : t("saves")}
        </p>
        {plan.saves && <p>{t("proposal")}</p>}
        <p>{t("invoices")}</p>
      </div>
      {plan.saves && (
        <Table caption={t("caption")} hideCaption className="net-plan">
          <thead>
            <tr>
              <th scope="col">{t("from")}</th>
              <th scope="col">{t("to")}</th>
              <th scope="col" className="num">
                {t("amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.rows.map(({ id, from, to, amount }) => (
              <tr key={id}>
                <th scope="row">{from}</th>
                <td>{to}</td>
                <td className="num">{amount}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
