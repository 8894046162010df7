import { useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Segments, Tabs } from "~/ui/surface";
import { useRootData } from "~/viewer";
import { sectionNav } from "./section-pages";

/**
 * The pages of « Comptes » that one chooses among, under the title of each of them: the parts of a month's work, then
 * the pages of the part one is in.
 */
export function CostsNav() {
  const t = useTranslations("costs");
  const { pathname } = useLocation();
  const acting = useRootData()?.frame.acting;
  const row = useRef<HTMLDivElement>(null);
  // On a telephone the parts go past the edge: the one that one is in comes into sight.
  useEffect(() => {
    const tabs = row.current?.firstElementChild;
    const here = tabs?.querySelector<HTMLElement>("[aria-current]");
    if (tabs && here) tabs.scrollLeft = here.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
  }, [pathname]);
  // An employee sees what the structure advanced, no statement.
  if (!acting?.seesCosts) return null;
  const { parts, pages } = sectionNav(acting.isManager ? "manager" : "member", pathname, (page) =>
    PAGES[page](acting.poleSlug),
  );
  const here = parts.find(({ current }) => current);
  return (
    <div className="costs-nav no-print" ref={row}>
      <Tabs label={t("section")} items={parts.map((part) => ({ ...part, label: t(`nav.${part.key}`) }))} />
      {here && pages.length > 1 && (
        <Segments
          label={t(`nav.${here.key}`)}
          items={pages.map((page) => ({ ...page, label: t(`nav.${page.key}`) }))}
        />
      )}
    </div>
  );
}

const PAGES = {
  overview: paths.costs,
  months: paths.costPeriods,
  charges: paths.charges,
  recurring: paths.recurringCharges,
  advances: paths.advances,
  pools: paths.costPools,
  measures: paths.costMeasures,
  readings: paths.costReadings,
  budget: paths.budget,
  fundings: paths.fundings,
  fees: paths.fees,
  journal: paths.journal,
  balances: paths.balances,
  accounts: paths.accountsOfBooks,
  whatIf: paths.costsWhatIf,
} as const;
