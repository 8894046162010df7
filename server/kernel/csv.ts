/** A cell: a text, a number, an amount (in euros and two decimals, whatever it comes to), or nothing. */
export type CsvCell = string | number | { readonly cents: number } | null;

/**
 * A line of a CSV file as French spreadsheets open it: cells apart by ";", quoted where they must be, and where a program
 * that also parts at "," would cut a text. A text that a spreadsheet would take for a formula (it begins with = + - @, a
 * tab or a return) gets an apostrophe before it (see unguarded()); numbers are given as numbers and stay so.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cell).join(";")}\r\n`;
}

/** What a file begins with, so that Excel reads it as UTF-8. */
export const CSV_MARK = "\ufeff";

/** A text as it was before csvLine() kept it from being a formula: what Grappe wrote is read back as it was. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}

/** What would be a formula, and what already looks like one that was kept from it. */
const FORMULA = /^'*[=+\-@\t\r\u2212\uff0b\uff0d\uff1d\uff20]/;
const GUARDED = /^'+[=+\-@\t\r\u2212\uff0b\uff0d\uff1d\uff20]/;

function cell(value: CsvCell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  if (typeof value === "object")
    return (value.cents / 100)
      .toFixed(2)
      .replace(".", ",")
      .replace(/^-(0,00)$/, "$1");
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[;,"\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
