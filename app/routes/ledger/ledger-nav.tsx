import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { CostsNav } from "~/routes/costs/section-nav";
import { Segments } from "~/ui/surface";

/** The pages of the books, for their manager. */
export function LedgerNav({ pole, here }: { pole: string; here?: "journal" | "balances" | "accounts" }) {
  const t = useTranslations("ledger.nav");
  const to = { journal: paths.journal(pole), balances: paths.balances(pole), accounts: paths.accountsOfBooks(pole) };
  return (
    <div className="ledger-nav no-print">
      <CostsNav />
      <Segments
        label={t("label")}
        items={(["journal", "balances", "accounts"] as const).map((key) => ({
          to: to[key],
          label: t(key),
          current: key === here,
        }))}
      />
    </div>
  );
}
