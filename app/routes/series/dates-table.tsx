import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

/** The dates of a series, a row each: when, whether it can be had, what is done about it. A list on a telephone. */
export function DatesTable({ children }: { children: ReactNode }) {
  const t = useTranslations("series.preview");
  return (
    <table className="table series-table">
      <caption className="sr">{t("caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("date")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col">{t("what")}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
