/** Bounds of a file: far above any real calendar of a room, far below what could hurt. */
export const BOUNDS = {
  bytes: 2_000_000,
  lines: 100_000,
  /** Of one property, its folds put together. */
  lineLength: 50_000,
  depth: 6,
  events: 5_000,
  /** In the time looked at, all series together. */
  occurrences: 2_000,
  /** Periods looked at and times made, all rules together. */
  work: 300_000,
} as const;

/** Why a file as a whole cannot be read. */
export type FileProblem =
  | "empty_file"
  | "file_too_large"
  | "too_many_lines"
  | "line_too_long"
  | "not_text"
  | "not_a_calendar"
  | "too_deep"
  | "too_many_events"
  | "too_many_occurrences";

/** The one exception of this folder: caught by readCalendar(), never seen outside. */
export class Unreadable extends Error {
  constructor(readonly code: FileProblem) {
    super(code);
  }
}

/** A property: its name in capitals, its parameters, its value as written. */
export interface Property {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly value: string;
}

/** A component with its properties, and those inside it. */
export interface Component {
  readonly name: string;
  readonly properties: Property[];
  readonly components: Component[];
}

/** What the bytes say: UTF-8, else UTF-16 with its mark, else the old Western European encoding. @throws Unreadable */
export function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new Unreadable("empty_file");
  if (bytes.length > BOUNDS.bytes) throw new Unreadable("file_too_large");
  const text = decoded(bytes);
  // A picture, a spreadsheet, an archive: no calendar holds a NUL.
  if (text.includes("\0")) throw new Unreadable("not_text");
  return text;
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

const NAMED = /^[A-Za-z0-9-]{1,64}[;:]/;

/**
 * The calendars of a file. Tolerant as programs are careless: any line end, empty lines, a text that goes on without
 * being folded, components left open. @throws Unreadable
 */
export function readComponents(text: string): Component[] {
  const calendars: Component[] = [];
  const open: Component[] = [];
  for (const line of contentLines(text)) {
    const property = propertyOf(line);
    if (!property) continue;
    if (property.name === "BEGIN") {
      const component: Component = { name: property.value.trim().toUpperCase(), properties: [], components: [] };
      if (open.length >= BOUNDS.depth) throw new Unreadable("too_deep");
      const parent = open.at(-1);
      if (parent) parent.components.push(component);
      else if (component.name === "VCALENDAR") calendars.push(component);
      open.push(component);
    } else if (property.name === "END") {
      const name = property.value.trim().toUpperCase();
      const depth = open.findLastIndex((component) => component.name === name);
      if (depth >= 0) open.length = depth;
    } else {
      open.at(-1)?.properties.push(property);
    }
  }
  if (calendars.length === 0) throw new Unreadable("not_a_calendar");
  return calendars;
}

/** Lines put together again, one a property. */
function* contentLines(text: string): Generator<string> {
  let current = "";
  let lines = 0;
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start <= text.length) {
    let end = start;
    while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end += 1;
    const line = text.slice(start, end);
    start = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
    if (line === "") continue;
    if ((lines += 1) > BOUNDS.lines) throw new Unreadable("too_many_lines");
    if (line[0] === " " || line[0] === "\t") current += line.slice(1);
    else if (!NAMED.test(line) && !/^[A-Za-z0-9-]{1,64}$/.test(line)) {
      // Exchange writes descriptions over several lines without folding them: they are of no use to us.
      continue;
    } else {
      if (current) yield current;
      current = line;
    }
    if (current.length > BOUNDS.lineLength) throw new Unreadable("line_too_long");
  }
  if (current) yield current;
}

/** A line in its parts; null when it has no value. */
function propertyOf(line: string): Property | null {
  const params: Record<string, string> = {};
  let at = line.search(/[;:]/);
  if (at <= 0) return null;
  const name = line.slice(0, at).toUpperCase();
  while (line[at] === ";") {
    const equals = line.indexOf("=", at);
    if (equals < 0) return null;
    const key = line
      .slice(at + 1, equals)
      .trim()
      .toUpperCase();
    if (line[equals + 1] === '"') {
      const close = line.indexOf('"', equals + 2);
      if (close < 0) return null;
      params[key] = line.slice(equals + 2, close);
      at = close + 1;
    } else {
      const rest = line.slice(equals + 1).search(/[;:]/);
      if (rest < 0) return null;
      params[key] = line.slice(equals + 1, equals + 1 + rest);
      at = equals + 1 + rest;
    }
  }
  return line[at] === ":" ? { name, params, value: line.slice(at + 1) } : null;
}

/** The text of a value (RFC 5545, 3.3.11), in one line. */
export function plainText(value: string): string {
  return value
    .replace(/\\([\\;,nN])/g, (_, character: string) => (character === "n" || character === "N" ? " " : character))
    .replace(/\p{Cc}+/gu, " ")
    .trim();
}
