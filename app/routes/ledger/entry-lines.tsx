import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Table } from "~/ui/figures";
import type { EntryView } from "./journal-view";

/** The lines of an entry: account, whose, debit, credit, letter. */
export function EntryLines({ entry }: { entry: EntryView }) {
  const t = useTranslations("ledger");
  return (
    <Table caption={t("entry.lines")} hideCaption scroll className="ledger-lines">
      <thead>
        <tr>
          <th scope="col">{t("account")}</th>
          <th scope="col" className="num">
            {t("debit")}
          </th>
          <th scope="col" className="num">
            {t("credit")}
          </th>
          <th scope="col">{t("letter")}</th>
        </tr>
      </thead>
      <tbody>
        {entry.lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">
              <Link to={line.accountHref}>{line.account}</Link> {line.accountLabel}
              {line.structure && (
                <>
                  {" · "}
                  {line.structureHref ? <Link to={line.structureHref}>{line.structure}</Link> : line.structure}
                </>
              )}
              {line.label && <small className="soft">{line.label}</small>}
            </th>
            <td className="num nowrap">{line.debit}</td>
            <td className="num nowrap">{line.credit}</td>
            <td>{line.letter}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
