/**
 * A line of a CSV file as French spreadsheets open it: cells apart by ";", quoted where they must be. A text that a
 * spreadsheet would take for a formula (it begins with = + - @, a tab or a return) gets an apostrophe before it; numbers
 * are given as numbers and stay so.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(";")}\r\n`;
}

/** What a file begins with, so that Excel reads it as UTF-8. */
export const CSV_MARK = "\ufeff";

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  const harmless = /^[=+\-@\t\r\u2212\uff0b\uff0d\uff1d\uff20]/.test(value) ? `'${value}` : value;
  return /[;"\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
