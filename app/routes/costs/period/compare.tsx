import { useTranslations } from "use-intl";
import { Section } from "~/ui/surface";
import { FigureTable } from "../figure-table";
import type { PeriodView } from "./period-view";

/** The month beside the one before, pool by pool: a picture that is a table. */
export function Compare({ view: { compare, name } }: { view: PeriodView }) {
  const t = useTranslations("costsPeriod");
  if (!compare || compare.pools.length === 0) return null;
  return (
    <Section title={t("compare.title", { now: name, before: compare.before })} id="comparaison">
      <FigureTable
        caption={t("compare.caption", { before: compare.before })}
        className="per-bars"
        head={t("compare.pool")}
        name={(pool) => pool.name}
        rows={compare.pools}
        columns={[
          { key: "now", head: name, cell: ({ now }) => now },
          { key: "then", head: compare.beforeTitle, cell: ({ then }) => then, soft: true, wide: true },
          { key: "change", head: t("compare.change"), cell: ({ change }) => change },
        ]}
      />
    </Section>
  );
}
