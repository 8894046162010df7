import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Section } from "~/ui/surface";
import type { EntryView } from "./journal-view";

/** Where an entry comes from: its journal, its document, who posted it, its seal. */
export function EntryFacts({ entry }: { entry: EntryView }) {
  const t = useTranslations("ledger.entry");
  const facts: [string, React.ReactNode][] = [
    [t("journal"), `${entry.journal} · ${entry.journalName}`],
    [t("month"), entry.month],
    [t("document"), entry.piece],
    [t("pieceDay"), entry.pieceDay],
    [t("postedBy"), entry.person],
    [t("postedAt"), entry.postedAt],
  ];
  return (
    <Section title={t("facts")}>
      <dl className="ledger-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {entry.source && (
          <div>
            <dt>{entry.sourceHref ? <Link to={entry.sourceHref}>{entry.source}</Link> : entry.source}</dt>
          </div>
        )}
        <div className="ledger-hash">
          <dt>{t("hash")}</dt>
          <dd>
            <code>{entry.hash}</code>
            <small className="soft">{t("hashHelp")}</small>
          </dd>
        </div>
      </dl>
    </Section>
  );
}
