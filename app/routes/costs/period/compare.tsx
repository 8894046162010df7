import type { CSSProperties } from "react";
import { useTranslations } from "use-intl";
import { Table } from "~/ui/figures";
import { Section } from "~/ui/surface";
import type { PeriodView } from "./period-view";

/** The month beside the one before, pool by pool: a picture that is a table. */
export function Compare({ view: { compare, name } }: { view: PeriodView }) {
  const t = useTranslations("costsPeriod");
  if (!compare || compare.pools.length === 0) return null;
  const bar = (width: number) => ({ "--v": width }) as CSSProperties;
  return (
    <Section title={t("compare.title", { now: name, before: compare.before })} id="comparaison">
      <Table caption={t("compare.caption", { before: compare.before })} className="bars per-bars">
        <thead>
          <tr>
            <th scope="col">{t("compare.pool")}</th>
            <td className="bar" />
            <th scope="col" className="num">
              {name}
            </th>
            <th scope="col" className="num per-wide">
              {compare.beforeTitle}
            </th>
            <th scope="col" className="num">
              {t("compare.change")}
            </th>
          </tr>
        </thead>
        <tbody>
          {compare.pools.map((pool) => (
            <tr key={pool.id}>
              <th scope="row">{pool.name}</th>
              <td className="bar" aria-hidden="true">
                <span style={bar(pool.width)} />
                <span style={bar(pool.widthThen)} />
              </td>
              <td className="num">{pool.now}</td>
              <td className="num soft per-wide">{pool.then}</td>
              <td className="num">{pool.change}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
