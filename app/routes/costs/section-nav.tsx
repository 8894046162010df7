import { useLocation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Tabs } from "~/ui/surface";
import { useRootData } from "~/viewer";

/** The pages of « Comptes » that one chooses among: under the title of each of them. */
export function CostsNav() {
  const t = useTranslations("costs");
  const { pathname } = useLocation();
  const acting = useRootData()?.frame.acting;
  if (!acting) return null;
  const pole = acting.poleSlug;
  // For the pôle's manager, for a member's treasurer, or for both; in the order of a month's work.
  const pages: readonly { to: string; label: string; manager: boolean; member: boolean }[] = [
    { to: paths.costs(pole), label: t("nav.overview"), manager: true, member: true },
    { to: paths.charges(pole), label: t("nav.charges"), manager: true, member: false },
    { to: paths.advances(pole), label: t("nav.advances"), manager: false, member: true },
    { to: paths.costPools(pole), label: t("nav.pools"), manager: true, member: true },
    { to: paths.budget(pole), label: t("nav.budget"), manager: true, member: true },
    { to: paths.fundings(pole), label: t("nav.fundings"), manager: true, member: true },
    { to: paths.fees(pole), label: t("nav.fees"), manager: true, member: true },
    { to: paths.journal(pole), label: t("nav.journal"), manager: true, member: false },
    { to: paths.costPeriods(pole), label: t("nav.months"), manager: true, member: false },
    { to: paths.costMeasures(pole), label: t("nav.measures"), manager: true, member: true },
    { to: paths.costReadings(pole), label: t("nav.readings"), manager: true, member: true },
    { to: paths.costsWhatIf(pole), label: t("nav.whatIf"), manager: true, member: false },
  ];
  const here = pages
    .map(({ to }) => to)
    .filter((to) => pathname === to || pathname.startsWith(`${to}/`))
    .reduce((longest, to) => (to.length > longest.length ? to : longest), "");
  const items = pages
    // An employee sees what the structure advanced, no statement.
    .filter(({ manager, member }) => acting.seesCosts && (acting.isManager ? manager : member))
    .map(({ to, label }) => ({ to, label, current: to === here }));
  return items.length < 2 ? null : <Tabs label={t("section")} items={items} />;
}
