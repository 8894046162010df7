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
import { PageHead } from "~/ui/surface";
import { BEHIND, readBehind, readYear } from "./asked";
import { detailsOf } from "./details-view";

/** The needs, lots, deliveries that make a figure of the page of results, with their total. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const search = new URL(args.request.url).searchParams;
  const t = await translator(actor.locale, "impact");
  const year = readYear(search, new Date(), actor.timeZone);
  const behind = readBehind(search);
  const heading = t(`details.${BEHIND[behind]}`, { year: String(year) });
  return {
    heading,
    details: await detailsOf(actor, year, behind, t),
    lead: behind === "reponses" ? t("details.sealed") : null,
    back: paths.needsImpact(actor.poleSlug, { annee: year }),
    title: await pageTitle(actor.locale, heading),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ImpactDetails() {
  const { heading, details, lead, back } = useLoaderData<typeof loader>();
  const { head, rows, total } = details;
  const t = useTranslations("impact");
  return (
    <div className="wrap">
      <PageHead title={heading} lead={lead} crumbs={[{ label: t("title"), to: back }]} />
      {rows.length === 0 ? (
        <Empty
          picture="search"
          title={t("details.empty")}
          actions={<ButtonLink to={back}>{t("details.back")}</ButtonLink>}
        >
          {t("details.emptyText")}
        </Empty>
      ) : (
        <Table caption={heading} hideCaption scroll className="impact-list">
          <thead>
            <tr>
              {head.map(({ key, num }) => (
                <th key={key} scope="col" className={num ? "num" : undefined}>
                  {t(`col.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [first, ...others] }) => (
              <tr key={key}>
                <th scope="row">
                  {first?.to ? <Link to={first.to}>{first.text}</Link> : first?.text}
                  {first?.sub && <small>{first.sub}</small>}
                </th>
                {others.map(({ text, sub }, place) => (
                  <td key={place} className={head[place + 1]?.num ? "num nowrap" : undefined}>
                    {text}
                    {sub && <small>{sub}</small>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {total && (
            <tfoot>
              <tr>
                <th scope="row">{total.lines ? t("details.totalOf", { count: total.lines }) : t("details.total")}</th>
                {total.cells.map((text, place) => (
                  <td key={place} className={head[place + 1]?.num ? "num nowrap" : undefined}>
                    {text}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </Table>
      )}
    </div>
  );
}
