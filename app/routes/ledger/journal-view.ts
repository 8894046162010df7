import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatInstant, formatMoney, formatMonth } from "~server/kernel/format";
import { isReversible, type JournalEntry } from "~server/ledger";
import { inColumns, sourceLink, sourceWords, type LedgerWords } from "./words";

/** An entry in words, as the journal and its own page show it. */
export function entryView(entry: JournalEntry, { locale, timeZone, poleSlug: pole }: Actor, t: LedgerWords) {
  const day = (date: string) => formatDay(date, locale, { weekday: false, year: true });
  const link = (other: JournalEntry["reverses"]) => other && { ...other, href: paths.entry(pole, other.id) };
  return {
    id: entry.id,
    href: paths.entry(pole, entry.id),
    number: entry.number,
    year: entry.fiscalYear,
    journal: entry.journal,
    journalName: t(`journals.${entry.journal}`),
    day: day(entry.date),
    month: formatMonth(entry.date, locale),
    piece: entry.pieceRef,
    pieceDay: day(entry.pieceDate),
    label: entry.label,
    total: formatMoney(entry.totalCents, locale),
    source: sourceWords(t, entry.source),
    sourceHref: sourceLink(pole, entry.source, entry),
    reverses: link(entry.reverses),
    reversedBy: link(entry.reversedBy),
    reason: entry.reason,
    person: entry.person ?? t("entry.job"),
    postedAt: formatInstant(entry.postedAt, timeZone, locale),
    hash: entry.hash,
    reversible: isReversible(entry),
    ofDocument: !entry.reverses && !entry.reversedBy && !isReversible(entry),
    lines: entry.lines.map((line) => ({
      key: line.line,
      account: line.account,
      accountHref: paths.accountLines(pole, line.accountId),
      accountLabel: line.accountLabel,
      structure: line.structure,
      structureHref: line.auxiliary && line.structureId && paths.memberAccount(pole, line.structureId),
      label: line.label,
      letter: line.letter,
      ...inColumns(line.cents, locale),
    })),
  };
}

/** What the pages show of an entry. */
export type EntryView = ReturnType<typeof entryView>;
