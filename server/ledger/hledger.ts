import type { JournalEntry } from "./entries";

/** What hledger reads first: the currency's format. */
export const HLEDGER_HEAD = "; Grappe\ncommodity 1000.00 EUR\n\n";

/** Entries as hledger's journal has them: one transaction each, an account by number, a structure's own under it. */
export function hledgerText(entries: readonly JournalEntry[]): string {
  return entries
    .map((entry) => {
      const head = `${entry.date} * (${entry.fiscalYear}-${entry.number}) ${words(entry.pieceRef)} | ${words(entry.label)}`;
      const facts = `    ; journal: ${entry.journal}, sha256: ${entry.hash}`;
      const lines = entry.lines.map(
        ({ account, structure, auxiliary, cents }) =>
          `    ${hledgerAccount(account, auxiliary ? structure : null)}  ${amount(cents)} EUR`,
      );
      return [head, facts, ...lines, ""].join("\n");
    })
    .map((text) => `${text}\n`)
    .join("");
}

/** The name of an account: "411", "411:Les Jardins du Gué". */
export function hledgerAccount(number: string, structure: string | null): string {
  return structure === null
    ? number
    : `${number}:${words(structure).replaceAll(":", " ").replace(/ {2,}/g, " ").trim()}`;
}

/** On one line, without what hledger would take for a comment, a note or the end of an account's name. */
const words = (text: string) =>
  text
    .replace(/[;|()[\]\s]+/g, " ")
    .replace(/^[*!]+/, "")
    .trim();

function amount(cents: number): string {
  const size = Math.abs(cents);
  return `${cents < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
}
