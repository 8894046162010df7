import { fold } from "../../kernel/fold";
import { parseLocalDate, type LocalDate } from "../../kernel/time";
import { unitOf } from "./key-form";
import type { ReadingForm, Used } from "./readings";

/** What is wrong with a line that was pasted: its number from 1, and why. */
export interface LineProblem {
  readonly line: number;
  readonly code: "columns" | "date" | "structure" | "quantity";
}

/**
 * "320", "1 250", "2,5", "2 h 30" as what is kept (minutes, for hours; whole numbers for the rest); null for anything
 * else, for nothing and for a fraction of what is not time.
 */
export function readQuantity(text: string, measure: Used): number | null {
  const typed = text.replace(/[\s\u00a0\u202f]/g, "").replace(/(km|repas|places?)$/i, "");
  const unit = unitOf(measure);
  if (unit > 1) {
    const clock = /^(\d{1,6})(?:h|:)(\d{2})?$/i.exec(typed);
    if (clock) return positive(Number(clock[1]) * 60 + Number(clock[2] ?? 0));
  }
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(typed);
  if (!match) return null;
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  const quantity = (hundredths * unit) / 100;
  return unit > 1 ? positive(Math.round(quantity)) : positive(quantity);
}

function positive(quantity: number): number | null {
  return Number.isSafeInteger(quantity) && quantity > 0 ? quantity : null;
}

/**
 * Reads lines pasted from a table: date or month; structure; quantity; a note. Columns by tabulation or semicolon, dates
 * as 15/10/2026, 2026-10-15, 10/2026 or 2026-10 (its last day: the month's whole use). Empty lines and a heading (no
 * figure in its first column) are left out.
 */
export function readPasted(
  text: string,
  measure: Used,
  structures: readonly { readonly id: string; readonly name: string }[],
): { readings: ReadingForm[]; problems: LineProblem[] } {
  const byName = new Map(structures.map(({ id, name }) => [fold(name), id]));
  const readings: ReadingForm[] = [];
  const problems: LineProblem[] = [];
  text.split(/\r?\n/).forEach((row, rank) => {
    const cells = row.split(row.includes("\t") ? "\t" : ";").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    const [when = "", who = "", much = "", about = ""] = cells;
    if (row.trim() === "" || (rank === 0 && !/\d/.test(when))) return;
    const problem = (code: LineProblem["code"]) => problems.push({ line: rank + 1, code });
    if (cells.length < 3) return problem("columns");
    const usedOn = readDay(when);
    const structureId = byName.get(fold(who));
    const quantity = readQuantity(much, measure);
    if (!usedOn) return problem("date");
    if (!structureId) return problem("structure");
    if (quantity === null) return problem("quantity");
    return readings.push({ structureId, measure, quantity, usedOn, about: about.slice(0, 200) });
  });
  return { readings, problems };
}

/** A day; the last one of a month that has no day. Null for anything else. */
export function readDay(text: string): LocalDate | null {
  const [, day, month, year] = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (month && year) return day ? dayOf(year, month, day) : lastDay(year, month);
  const [, isoYear, isoMonth] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  return isoYear && isoMonth ? lastDay(isoYear, isoMonth) : parseLocalDate(text);
}

function dayOf(year: string, month: string, day: string): LocalDate | null {
  return parseLocalDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

function lastDay(year: string, month: string): LocalDate | null {
  if (!dayOf(year, month, "1")) return null;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
