import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Table } from "~/ui/figures";
import type { LinesView } from "./lines-view";

type Props = LinesView & {
  /** Whether each line says of which structure, or of which account it is. */
  of: "structure" | "account";
  /** The form whose boxes choose lines to letter; none where nobody may. */
  choosing?: string | undefined;
};

/** The lines of an account in the order of days, with the balance after each. */
export function LinesTable({ opening, closing, lines, of, choosing }: Props) {
  const t = useTranslations("ledger");
  return (
    <Table caption={t("lines.caption")} hideCaption scroll stack className="ledger-account">
      <thead>
        <tr>
          <th scope="col" className="wide-only">
            {t("day")}
          </th>
          <th scope="col">{t("label")}</th>
          <th scope="col" className="num wide-only">
            {t("debit")}
          </th>
          <th scope="col" className="num wide-only">
            {t("credit")}
          </th>
          <th scope="col" className="num narrow-only">
            {t("amount")}
          </th>
          <th scope="col" className="num">
            {t("balance")}
          </th>
          <th scope="col">{t("letter")}</th>
        </tr>
      </thead>
      <tbody>
        <tr className="ledger-sum">
          <td className="wide-only" />
          <th scope="row">{t("lines.opening")}</th>
          <td className="wide-only" />
          <td className="wide-only" />
          <td className="narrow-only" />
          <td className="num nowrap key">{opening}</td>
          <td />
        </tr>
        {lines.map((line) => (
          <tr key={line.key}>
            <td className="nowrap wide-only">{line.day}</td>
            <th scope="row">
              {line.href ? <Link to={line.href}>{line.label}</Link> : line.label}
              <small className="soft narrow-only">{line.day}</small>
              <small className="soft">
                {[line.about, of === "structure" ? line.structure : line.account].filter(Boolean).join(" · ")}
              </small>
            </th>
            <td className="num nowrap wide-only">{line.debit}</td>
            <td className="num nowrap wide-only">{line.credit}</td>
            <td className="num nowrap narrow-only key">{line.amount}</td>
            <td className="num nowrap" data-label={t("balance")}>
              {line.balance}
            </td>
            <td data-label={t("letter")}>
              {line.letter?.code}
              {!line.letter && choosing && (
                <label className="tap ledger-choose no-print">
                  <span className="sr">
                    {t("member.choose", { label: line.label, day: line.day, amount: line.amount })}
                  </span>
                  <input type="checkbox" name="line" value={line.key} form={choosing} />
                </label>
              )}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td className="wide-only" />
          <th scope="row">{t("lines.closing")}</th>
          <td className="wide-only" />
          <td className="wide-only" />
          <td className="narrow-only" />
          <td className="num nowrap key">{closing}</td>
          <td />
        </tr>
      </tfoot>
    </Table>
  );
}
