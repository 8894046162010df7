import { done, refused, type Outcome } from "../kernel/outcome";
import { IMPORT_LIMITS, Unreadable, type FileProblem, type RawTable } from "./limits";
import { readSpreadsheet } from "./spreadsheet";
import { decodeText, readTextTable } from "./text-table";

const OLD_EXCEL = Buffer.from("d0cf11e0a1b11ae1", "hex");

/** Reads a file sent by somebody; its type is told by what is in it, never by its name. */
export function readTable(bytes: Buffer): Outcome<RawTable, FileProblem> {
  if (bytes.length === 0) return refused({ code: "file_empty" });
  if (bytes.length > IMPORT_LIMITS.bytes) return refused({ code: "file_too_large" });
  try {
    const table = tableOf(bytes);
    if (table === "old_excel" || table === "unknown_type") return refused({ code: table });
    return table.lines.length === 0 ? refused({ code: "file_empty" }) : done(table);
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.problem);
    throw error;
  }
}

function tableOf(bytes: Buffer): RawTable | "old_excel" | "unknown_type" {
  if (bytes.subarray(0, 8).equals(OLD_EXCEL)) return "old_excel";
  if (bytes.subarray(0, 2).toString("latin1") === "PK") return readSpreadsheet(bytes) ?? "unknown_type";
  const text = decodeText(bytes);
  if (text === null || text.startsWith("%PDF") || /^\s*(<!doctype|<html|<\?xml|\{\\rtf)/i.test(text))
    return "unknown_type";
  return readTextTable(text);
}
