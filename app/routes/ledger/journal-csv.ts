import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "~/http/csv";
import { requireFileReader } from "~/http/file-reader";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { allow } from "~server/kernel/permissions";
import { allEntries, type JournalEntry } from "~server/ledger";
import { readJournal } from "./asked";

const HEADINGS = [
  ...([
    "year",
    "number",
    "journal",
    "day",
    "piece",
    "pieceDay",
    "label",
    "account",
    "accountLabel",
    "structure",
  ] as const),
  ...(["debit", "credit", "letter", "line", "hash"] as const),
];

/** The journal, or what is looked for in it: a line for each line of an entry. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireFileReader(args, "ledger", { guests: false });
  // Refused before the file begins.
  allow(actor, "ledger.view");
  const t = await translator(actor.locale, "ledger");
  const { filter } = readJournal(new URL(args.request.url).searchParams);
  const headings = HEADINGS.map((key) => t(`csv.${key}`));
  return csvFile(`${t("csv.file")}-${actor.poleSlug}`, headings, lines(allEntries(actor, filter)));
});

async function* lines(pages: AsyncGenerator<JournalEntry[]>) {
  for await (const entries of pages) yield entries.flatMap(linesOf);
}

function linesOf(entry: JournalEntry) {
  return entry.lines.map((line) => [
    entry.fiscalYear,
    entry.number,
    entry.journal,
    entry.date,
    entry.pieceRef,
    entry.pieceDate,
    entry.label,
    line.account,
    line.accountLabel,
    line.structure,
    line.cents > 0 ? { cents: line.cents } : null,
    line.cents < 0 ? { cents: -line.cents } : null,
    line.letter,
    line.label,
    entry.hash,
  ]);
}
