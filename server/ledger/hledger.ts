import { groupBy } from "../kernel/group-by";
import type { JournalEntry } from "./entries";

/** What hledger reads first: the currency's format. */
export const HLEDGER_HEAD = "; Grappe\ncommodity 1000.00 EUR\n\n";

/**
 * Entries as hledger's journal has them: one transaction each, an account by number, a structure's own under it, by the
 * names of hledgerNames().
 */
export function hledgerText(entries: readonly JournalEntry[], names: ReadonlyMap<string, string>): string {
  return entries
    .map((entry) => {
      const head = `${entry.date} * (${entry.fiscalYear}-${entry.number}) ${words(entry.pieceRef)} | ${words(entry.label)}`;
      const facts = `    ; journal: ${entry.journal}, sha256: ${entry.hash}`;
      const lines = entry.lines.map(
        ({ account, auxiliary, cents }) =>
          `    ${hledgerAccount(account, auxiliary && (names.get(auxiliary) ?? auxiliary))}  ${amount(cents)} EUR`,
      );
      return [head, facts, ...lines, ""].join("\n");
    })
    .map((text) => `${text}\n`)
    .join("");
}

/** The name of an account: "411", "411:Les Jardins du Gué". */
export function hledgerAccount(number: string, name: string | null): string {
  return name === null ? number : `${number}:${name}`;
}

/**
 * What structures are called in hledger, by slug: their names without what it would misread. Where two come to the same,
 * or to nothing, the slug is added in parentheses, which no name keeps: accounts of two are never added up as one.
 */
export function hledgerNames(
  structures: readonly { readonly slug: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  const clean = (name: string) => words(name).replaceAll(":", " ").replace(/ {2,}/g, " ").trim();
  const many = groupBy(structures, ({ name }) => clean(name));
  return new Map(
    structures.map(({ slug, name }) => {
      const alone = clean(name) !== "" && many.get(clean(name))?.length === 1;
      return [slug, alone ? clean(name) : `${clean(name)} (${slug})`.trim()];
    }),
  );
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
