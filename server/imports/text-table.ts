import { CsvError, parse } from "csv-parse/sync";
import { unguarded } from "../kernel/csv";
import { IMPORT_LIMITS, Unreadable, type RawTable } from "./limits";

/** The characters that Windows-1252 puts where Latin-1 has control codes, from 0x80; Node's decoder forgets them. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * The text of a file: UTF-8, UTF-16 with or without its mark, else Windows-1252, which is what French spreadsheets
 * write when they are not asked. Null when it is no text.
 */
export function decodeText(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return readable(new TextDecoder("utf-16le").decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return readable(new TextDecoder("utf-16be").decode(bytes));
  const sample = bytes.subarray(0, 1000);
  const zeros = [0, 1].map((parity) => sample.filter((byte, index) => byte === 0 && index % 2 === parity).length);
  const half = sample.length / 2;
  if (half > 1 && zeros[1]! > half * 0.6 && zeros[0]! === 0) return readable(new TextDecoder("utf-16le").decode(bytes));
  if (half > 1 && zeros[0]! > half * 0.6 && zeros[1]! === 0) return readable(new TextDecoder("utf-16be").decode(bytes));
  try {
    return readable(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    const latin = bytes.toString("latin1");
    return readable(latin.replace(/[\u0080-\u009f]/g, (char) => WINDOWS[char.charCodeAt(0) - 0x80] ?? char));
  }
}

/** Control characters are not typed by people: a picture or a program is not a table. */
function readable(text: string): string | null {
  const head = text.slice(0, 4000);
  const controls = [...head].filter((char) => char < " " && !"\t\n\r\f\v".includes(char)).length;
  return controls > head.length / 100 ? null : text.replaceAll("\0", "").replace(/^\ufeff/, "");
}

/** The separator that the first line uses most, outside quotes: ";" in France, "," elsewhere, or a tab. */
export function separatorOf(text: string): ";" | "," | "\t" {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.replace(/^\s+/, "").slice(0, 20_000))?.[0] ?? "";
  const bare = first.replace(/"(?:[^"]|"")*"/g, "");
  const count = (separator: string) => bare.split(separator).length - 1;
  const [best] = ([";", "\t", ","] as const).toSorted((a, b) => count(b) - count(a));
  return best ?? ";";
}

/**
 * A text with separators as lines of cells; empty lines are left out, and the apostrophe by which Grappe's own files keep a
 * text from being a formula. @throws Unreadable
 */
export function readTextTable(source: string): RawTable {
  // Excel's own first line, which says the separator.
  const told = /^sep=([;,\t|])\r?\n/i.exec(source);
  const text = told ? source.slice(told[0].length) : source;
  try {
    const records = parse(text, {
      delimiter: told?.[1] ?? separatorOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      // A record swallowed whole by a quote that nobody closes would hold the file twice.
      max_record_size: IMPORT_LIMITS.cell * 12,
      to: IMPORT_LIMITS.lines + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    let before = told ? 1 : 0;
    const lines = records.map(({ record, info }) => {
      const end = info.lines + (told ? 1 : 0);
      const breaks = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
      const number = Math.max(before + 1, end - breaks);
      before = end;
      return { number, cells: record.map((cell) => unguarded(cell.trim()).trim()) };
    });
    const kept = lines.filter(({ cells }) => cells.some((cell) => cell !== ""));
    if (kept.length > IMPORT_LIMITS.lines + 1) throw new Unreadable({ code: "too_many_lines" });
    for (const { number, cells } of kept) {
      if (cells.length > IMPORT_LIMITS.columns) throw new Unreadable({ code: "too_many_columns" });
      if (cells.some((cell) => cell.length > IMPORT_LIMITS.cell))
        throw new Unreadable({ code: "cell_too_long", line: number });
    }
    return { lines: kept };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = (error as unknown as { lines?: number }).lines ?? 1;
    // Without a quote, a line that is too large is only that.
    if (error.code === "CSV_MAX_RECORD_SIZE" && !text.includes('"')) {
      throw new Unreadable({ code: "cell_too_long", line: at });
    }
    if (error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE") {
      throw new Unreadable({ code: "quote_open", line: at });
    }
    throw new Unreadable({ code: "damaged" });
  }
}
