import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatMoney } from "~server/kernel/format";
import type { Statement } from "~server/ledger";
import { inColumns } from "./words";

/** The lines of an account in words. `open`: whether their entries may be opened. */
export function linesView({ opening, closing, lines }: Statement, { locale, poleSlug: pole }: Actor, open: boolean) {
  return {
    opening: formatMoney(opening, locale),
    closing: formatMoney(closing, locale),
    lines: lines.map((line) => ({
      key: line.key,
      href: open ? paths.entry(pole, line.entryId) : null,
      day: formatDay(line.date, locale, { weekday: false, year: true, short: true }),
      label: line.label,
      about: [`${line.journal} ${line.number}`, line.pieceRef].join(" · "),
      account: `${line.account} ${line.accountLabel}`,
      structure: line.structure,
      ...inColumns(line.cents, locale),
      amount: formatMoney(line.cents, locale),
      balance: formatMoney(line.balance, locale),
      letter: line.letter,
    })),
  };
}

/** What the pages show of an account's lines. */
export type LinesView = ReturnType<typeof linesView>;
