import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { Table } from "~/ui/figures";
import { PrintButton } from "~/ui/print-button";
import { PageHead, Section } from "~/ui/surface";
import { madeOf } from "~server/costs";
import { madeOfView, type PartView } from "./made-of-view";
import { LineWhy } from "./statement-lines";
import { sayStatement } from "./words";

/** One pool of a statement, whole: why this amount, and each booking, reading and measure that weighs in it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const key = { month: args.params.period ?? "", structureId: args.params.structure ?? "" };
  const made = await madeOf(actor, key, args.params.pool ?? "");
  const page = madeOfView(actor, made, await sayStatement(actor.locale));
  return { title: await pageTitle(actor.locale, page.title), page };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function MadeOfPage() {
  const { page } = useLoaderData<typeof loader>();
  const t = useTranslations("costsStatement");
  return (
    <div className="wrap st-paper">
      <PageHead title={page.title} lead={page.lead} crumbs={page.crumbs} here={page.here} actions={<PrintButton />} />
      <div className="why card">
        <LineWhy line={page.line} unfolded />
      </div>
      <Section title={page.section}>
        {page.parts.map((part) => (
          <Part key={part.id} part={part} />
        ))}
      </Section>
      <div className="st-legal small soft">
        <p>
          {page.legal} {t("legal.confirm")}
        </p>
        <p className="print-only">{page.printed}</p>
      </div>
    </div>
  );
}

function Part({ part }: { part: PartView }) {
  const t = useTranslations("costsStatement.madeOf");
  return (
    <div className="st-part">
      {part.heading && <h3>{part.heading}</h3>}
      <p>
        {part.presence} {part.none}
      </p>
      {part.differs && <p className="soft">{part.differs}</p>}
      {part.standing.length > 0 && (
        <Table caption={t("measures")}>
          <thead>
            <tr>
              <th scope="col">{t("when")}</th>
              <th scope="col" className="num">
                {t("days")}
              </th>
              <th scope="col">{t("value")}</th>
              <th scope="col" className="num">
                {t("counted")}
              </th>
            </tr>
          </thead>
          <tbody>
            {part.standing.map(({ id, when, days, unit, value }) => (
              <tr key={id}>
                <th scope="row">{when}</th>
                <td className="num">{days}</td>
                <td>{unit}</td>
                <td className="num">{value}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {part.readings && (
        <Table caption={t("readings")}>
          <thead>
            <tr>
              <th scope="col">{t("when")}</th>
              <th scope="col">{t("about")}</th>
              <th scope="col">{t("value")}</th>
              <th scope="col" className="num">
                {t("counted")}
              </th>
            </tr>
          </thead>
          <tbody>
            {part.readings.map(({ id, when, about, unit, value }) => (
              <tr key={id}>
                <th scope="row">{when}</th>
                <td>{about}</td>
                <td>{unit}</td>
                <td className="num">{value}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {part.bookings && <Bookings bookings={part.bookings} />}
    </div>
  );
}

function Bookings({ bookings: { units, rows, more, total } }: { bookings: NonNullable<PartView["bookings"]> }) {
  const t = useTranslations("costsStatement.madeOf");
  if (rows.length === 0) return <p className="soft">{t("noneBookings")}</p>;
  return (
    <>
      <Table caption={t("bookings")}>
        <thead>
          <tr>
            <th scope="col">{t("when")}</th>
            <th scope="col">{t("what")}</th>
            {units.map((unit) => (
              <th scope="col" className="num" key={unit}>
                {unit}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, when, what, to, figures }) => (
            <tr key={id}>
              <th scope="row">{to ? <Link to={to}>{when}</Link> : when}</th>
              <td>{what}</td>
              {figures.map((figure, rank) => (
                <td className="num" key={units[rank]}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t("total")}
            </th>
            {total.map((figure, rank) => (
              <td className="num" key={units[rank]}>
                {figure}
              </td>
            ))}
          </tr>
        </tfoot>
      </Table>
      {more && <p className="small soft">{more}</p>}
    </>
  );
}
