import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Table } from "~/ui/figures";
import { Section } from "~/ui/surface";

type Row = { id: string; number: string; label: string; use: string; auxiliary: string; href: string | null };

/** Every account of the pôle; those to which something is posted open onto their lines. */
export function AccountList({ accounts }: { accounts: readonly Row[] }) {
  const t = useTranslations("ledger.accounts");
  return (
    <Section title={t("list")}>
      <Table caption={t("listCaption")} hideCaption scroll className="ledger-chart">
        <thead>
          <tr>
            <th scope="col">{t("number")}</th>
            <th scope="col">{t("label")}</th>
            <th scope="col">{t("use")}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ id, number, label, use, auxiliary, href }) => (
            <tr key={id}>
              <td>{href ? <Link to={href}>{number}</Link> : number}</td>
              <th scope="row">{label}</th>
              <td className="soft">{[use, auxiliary !== "none" && t("byStructure")].filter(Boolean).join(" · ")}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
