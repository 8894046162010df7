/** What a file may weigh and hold. Past any of these it is refused with a sentence, before it is read further. */
export const IMPORT_LIMITS = {
  /** The file as it is sent. */
  bytes: 5_000_000,
  /** Each part of a spreadsheet once unpacked: a few kilobytes can say gigabytes. */
  unpackedBytes: 25_000_000,
  /** Lines under the headings. */
  lines: 5_000,
  columns: 60,
  /** Characters of one cell. */
  cell: 5_000,
} as const;

/** Why a file is not read at all. `line` is that of the file, from 1. */
export type FileProblem =
  | { readonly code: "file_missing" | "file_empty" | "no_lines" | "damaged" | "old_excel" | "unknown_type" }
  | { readonly code: "file_too_large" | "unpacks_too_large" | "too_many_lines" | "too_many_columns" }
  | { readonly code: "cell_too_long" | "quote_open"; readonly line: number }
  | { readonly code: "headings_missing"; readonly headings: readonly string[]; readonly found: readonly string[] };

/** A file as lines of cells, with the number of each line as programs show it. */
export interface RawTable {
  readonly lines: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/** Thrown while a file is read, and turned into its answer in read-table.ts: nothing else catches it. */
export class Unreadable extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem.code);
  }
}
