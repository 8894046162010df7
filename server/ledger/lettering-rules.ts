import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";

/** A line that nothing settles yet. `document` is what it was written for: its piece, its source. */
export type OpenLine = { id: string; cents: Cents; date: LocalDate; document: string };

/** How many lines settle one, at most, and how many combinations are tried before giving up. */
const MOST_LINES = 6;
const MOST_TRIES = 20_000;

/**
 * Lines of one account that settle each other exactly, to zero: those of one document; then amounts that are opposite, the
 * oldest first; then one line against several on the other side, the oldest first; then all that is left, if it makes
 * zero. Each line is in one group at most. The order in which they are given changes nothing.
 */
export function settle(lines: readonly OpenLine[]): string[][] {
  const open = new Map([...lines].sort(byAge).map((line) => [line.id, line]));
  const groups: string[][] = [];
  const take = (group: readonly OpenLine[]) => {
    for (const { id } of group) open.delete(id);
    groups.push(group.map(({ id }) => id));
  };
  for (const group of grouped(open.values(), ({ document }) => document)) if (settles(group)) take(group);
  for (const group of grouped(open.values(), ({ cents }) => String(Math.abs(cents)))) {
    const [debits, credits] = [group.filter(({ cents }) => cents > 0), group.filter(({ cents }) => cents < 0)];
    debits.slice(0, credits.length).forEach((debit, index) => {
      const credit = credits[index];
      if (credit) take([debit, credit]);
    });
  }
  for (const line of [...open.values()].sort((a, b) => Math.abs(b.cents) - Math.abs(a.cents) || byAge(a, b))) {
    if (!open.has(line.id)) continue;
    const others = [...open.values()].filter(
      ({ cents }) => cents * line.cents < 0 && Math.abs(cents) < Math.abs(line.cents),
    );
    const found = summing(others, Math.abs(line.cents));
    if (found) take([line, ...found].sort(byAge));
  }
  const rest = [...open.values()];
  if (settles(rest)) take(rest);
  return groups;
}

const settles = (group: readonly OpenLine[]) =>
  group.length > 1 && group.reduce((sum, { cents }) => sum + cents, 0) === 0;

const byAge = (a: OpenLine, b: OpenLine) =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

function grouped(lines: Iterable<OpenLine>, key: (line: OpenLine) => string): OpenLine[][] {
  const groups = new Map<string, OpenLine[]>();
  for (const line of lines) groups.set(key(line), [...(groups.get(key(line)) ?? []), line]);
  return [...groups.values()];
}

/** The oldest of `lines` whose sizes make `total`; null where there is none, or it is too long to find. */
function summing(lines: readonly OpenLine[], total: Cents): OpenLine[] | null {
  let tries = 0;
  const search = (from: number, left: Cents, room: number): OpenLine[] | null => {
    for (let index = from; index < lines.length && room > 0; index += 1) {
      if (++tries > MOST_TRIES) return null;
      const line = lines[index];
      const size = Math.abs(line?.cents ?? 0);
      if (!line || size > left) continue;
      if (size === left) return [line];
      const rest = search(index + 1, left - size, room - 1);
      if (rest) return [line, ...rest];
    }
    return null;
  };
  return search(0, total, MOST_LINES);
}

/** The letters after those in use: AA, AB… ZZ, AAA… */
export function nextCode(last: string | null): string {
  if (last === null) return "AA";
  const letters = [...last];
  for (let at = letters.length - 1; at >= 0; at -= 1) {
    if (letters[at] !== "Z") {
      letters[at] = String.fromCharCode((letters[at] ?? "A").charCodeAt(0) + 1);
      return letters.join("");
    }
    letters[at] = "A";
  }
  return `A${letters.join("")}`;
}
