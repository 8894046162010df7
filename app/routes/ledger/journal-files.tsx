import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";

type Files = { pole: string; query: Record<string, string>; years: readonly number[]; siren: boolean };

/** The journal as files: for a spreadsheet, for hledger, for the tax office. */
export function JournalFiles({ pole, query, years, siren }: Files) {
  const t = useTranslations("ledger.journal");
  const file = { variant: "text", icon: "download", size: "sm", reloadDocument: true } as const;
  return (
    <div className="row no-print">
      <ButtonLink {...file} to={paths.journalCsv(pole, query)}>
        {t("csv")}
      </ButtonLink>
      <ButtonLink {...file} to={paths.journalHledger(pole, query)}>
        {t("hledger")}
      </ButtonLink>
      {siren ? (
        years.map((year) => (
          <ButtonLink {...file} key={year} to={paths.fec(pole, year)}>
            {t("fec", { year: String(year) })}
          </ButtonLink>
        ))
      ) : (
        <Link className="small" to={paths.accountsOfBooks(pole)}>
          {t("fecNeedsSiren")}
        </Link>
      )}
    </div>
  );
}
