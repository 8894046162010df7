import { isId } from "~server/kernel/ids";
import { addMonths, localDateOf, parseLocalDate, startOfMonth, type LocalDate } from "~server/kernel/time";
import { JOURNALS, type JournalFilter, type MonthRange } from "~server/ledger";

/** "2026-10" of an address as the first day of that month; undefined for anything else. */
function readMonth(text: string | null): LocalDate | undefined {
  return (text && /^\d{4}-\d{2}$/.test(text) && parseLocalDate(`${text}-01`)) || undefined;
}

/** A page number of an address, from 1. */
export function readPage(search: URLSearchParams): number {
  const page = Number(search.get("page"));
  return Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1;
}

/** What the address of the journal looks for, and how it is written again. */
export function readJournal(search: URLSearchParams): { filter: JournalFilter; query: Record<string, string> } {
  const typed = (name: string) => search.get(name)?.trim() ?? "";
  const id = (name: string) => (isId(typed(name)) ? typed(name) : undefined);
  const year = /^\d{4}$/.test(typed("exercice")) ? Number(typed("exercice")) : undefined;
  const filter: JournalFilter = {
    journal: JOURNALS.find((journal) => journal === typed("journal")),
    month: readMonth(search.get("mois")),
    year,
    accountId: id("compte"),
    structureId: id("structure"),
    text: typed("q").slice(0, 100) || undefined,
  };
  const query = {
    journal: filter.journal ?? "",
    mois: filter.month?.slice(0, 7) ?? "",
    exercice: year ? String(year) : "",
    compte: filter.accountId ?? "",
    structure: filter.structureId ?? "",
    q: filter.text ?? "",
  };
  return { filter, query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "")) };
}

/** The months of an address; by default those of the running year, to the current one. */
export function readRange(search: URLSearchParams, now: Date, timeZone: string): MonthRange {
  const month = startOfMonth(localDateOf(now, timeZone));
  const until = readMonth(search.get("a")) ?? month;
  const from = readMonth(search.get("de")) ?? `${until.slice(0, 4)}-01-01`;
  return from <= until ? { from, until } : { from: until, until: from };
}

/** The months one may choose: from the first of the books to the current one, the latest first. */
export function monthsBetween(first: LocalDate, last: LocalDate): LocalDate[] {
  const months: LocalDate[] = [];
  for (let month = last; month >= first && months.length < 240; month = addMonths(month, -1)) months.push(month);
  return months;
}
