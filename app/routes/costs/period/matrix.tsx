import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Empty } from "~/ui/empty";
import { Table } from "~/ui/figures";
import { Grain } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Section, Sheet } from "~/ui/surface";
import type { PeriodView } from "./period-view";

/** Who bears what: structures by pools, each amount a link to what it is made of. On a telephone: share and balance. */
export function Matrix({ view: { matrix } }: { view: PeriodView }) {
  const t = useTranslations("costsPeriod");
  if (matrix.rows.length === 0) {
    return (
      <Section title={t("matrix.title")} id="parts">
        <Empty picture="bunch" title={t("matrix.empty")}>
          {t("matrix.emptyText")}
        </Empty>
      </Section>
    );
  }
  return (
    <Section title={t("matrix.title")} id="parts" aside={<p className="small soft">{t("matrix.note")}</p>}>
      <Sheet>
        <Table caption={t("matrix.caption")} hideCaption scroll className="table--in matrix">
          <thead>
            <tr>
              <th scope="col">{t("matrix.member")}</th>
              {matrix.pools.map(({ id, name, note, to }) => (
                <th scope="col" key={id} className="num pool">
                  <Link to={to}>{name}</Link>
                  <small>{note}</small>
                </th>
              ))}
              <th scope="col" className="num">
                {t("matrix.shares")}
              </th>
              {matrix.called && (
                <th scope="col" className="num call">
                  {t("matrix.calls")}
                </th>
              )}
              {matrix.others && (
                <th scope="col" className="num call">
                  {t("matrix.other")}
                </th>
              )}
              <th scope="col" className="num">
                {t("matrix.net")}
              </th>
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link to={row.statement} className="who">
                    <Grain initials={row.initials} colour={row.colour} size="xs" />
                    <span>{row.name}</span>
                  </Link>
                  {row.disputes && (
                    <span className="flag">
                      <Icon name="flag" size="sm" />
                      {t("matrix.disputes")}
                    </span>
                  )}
                </th>
                {row.cells.map(({ id, to, text, zero }) => (
                  <td key={id} className="num pool">
                    {zero ? (
                      <span className="zero">{text}</span>
                    ) : (
                      <Link className="amt" to={to}>
                        {text}
                      </Link>
                    )}
                  </td>
                ))}
                <td className="num tot">
                  <Link className="amt" to={row.statement}>
                    {row.shares}
                  </Link>
                </td>
                {matrix.called && <td className="num soft call">{row.calls}</td>}
                {matrix.others && <td className="num soft call">{row.other}</td>}
                <td className="num bal">{row.net}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("matrix.total")}</th>
              {matrix.pools.map(({ id, total }) => (
                <td key={id} className="num pool">
                  {total}
                </td>
              ))}
              <td className="num tot">{matrix.totals.shares}</td>
              {matrix.called && <td className="num call">{matrix.totals.calls}</td>}
              {matrix.others && <td className="num call">{matrix.totals.other}</td>}
              <td className="num">{matrix.totals.net}</td>
            </tr>
          </tfoot>
        </Table>
      </Sheet>
      <p className="small soft matrix-note">{t("matrix.phone")}</p>
    </Section>
  );
}
