import { IMPORT_LIMITS, Unreadable, type RawTable } from "./limits";
import { attributeOf, xmlPieces } from "./xml";
import { openArchive, type Archive } from "./zip";

/**
 * The first sheet of a spreadsheet (.xlsx, .ods) as lines of text; null when the archive is neither. Formulas give
 * their last value; formats are left aside, so a date is the number of its day (see parseDay in cells.ts).
 * @throws Unreadable
 */
export function readSpreadsheet(bytes: Buffer): RawTable | null {
  const archive = openArchive(bytes);
  if (archive.has("xl/workbook.xml")) return readExcel(archive);
  if (archive.has("content.xml")) return readOpenDocument(archive.text("content.xml"));
  return null;
}

function readExcel(archive: Archive): RawTable {
  const shared = archive.has("xl/sharedStrings.xml") ? sharedStrings(archive.text("xl/sharedStrings.xml")) : [];
  const table = new TableBuilder();
  let [row, column, type, value, reads] = [0, 0, "", "", false];
  for (const piece of xmlPieces(archive.text(firstSheet(archive)))) {
    if (piece.kind === "text") {
      if (reads) value += piece.text;
    } else if (piece.kind === "open") {
      if (piece.name === "row") {
        row = Number(attributeOf(piece.attributes, "r")) || row + 1;
        column = 0;
      } else if (piece.name === "c") {
        column = columnOf(attributeOf(piece.attributes, "r")) ?? column + 1;
        type = attributeOf(piece.attributes, "t") ?? "n";
        value = "";
      } else if (piece.name === "v" || piece.name === "t") reads = !piece.empty;
    } else if (piece.name === "v" || piece.name === "t") reads = false;
    else if (piece.name === "c")
      table.put(row, column, type === "s" ? (shared[Number(value)] ?? "") : plain(type, value));
  }
  return table.done();
}

/** The sheet that the workbook names first. */
function firstSheet(archive: Archive): string {
  const relations = new Map<string, string>();
  if (archive.has("xl/_rels/workbook.xml.rels")) {
    for (const piece of xmlPieces(archive.text("xl/_rels/workbook.xml.rels"))) {
      if (piece.kind !== "open" || piece.name !== "Relationship") continue;
      relations.set(attributeOf(piece.attributes, "Id") ?? "", attributeOf(piece.attributes, "Target") ?? "");
    }
  }
  for (const piece of xmlPieces(archive.text("xl/workbook.xml"))) {
    if (piece.kind !== "open" || piece.name !== "sheet") continue;
    const id = /\br:id\s*=\s*["']([^"']+)/.exec(piece.attributes)?.[1] ?? "";
    const target = relations.get(id);
    if (target) return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    break;
  }
  return "xl/worksheets/sheet1.xml";
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let [text, reads, phonetic] = ["", false, false];
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === "text") {
      if (reads && !phonetic) text += piece.text;
    } else if (piece.kind === "open") {
      if (piece.name === "si") {
        text = "";
        if (piece.empty) strings.push("");
      } else if (piece.name === "t") reads = !piece.empty;
      else if (piece.name === "rPh") phonetic = true;
    } else if (piece.name === "t") reads = false;
    else if (piece.name === "rPh") phonetic = false;
    else if (piece.name === "si") strings.push(text);
  }
  return strings;
}

/** A number as people would type it: 13 or 14 figures stay figures, where Excel writes 7.3E13. */
function plain(type: string, value: string): string {
  if (type !== "n" || value === "") return type === "b" ? (value === "1" ? "oui" : "non") : value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return String(number);
  return Number.isFinite(number) ? String(Number(number.toPrecision(12))) : value;
}

/** "C12" is the third column. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  return letters ? [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) : null;
}

function readOpenDocument(xml: string): RawTable {
  const table = new TableBuilder();
  let [row, column, rows, columns, value, depth, reads] = [1, 1, 1, 1, "", 0, false];
  let line: { column: number; value: string }[] = [];
  let typed: string | undefined;
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === "text") {
      if (reads) value += piece.text;
    } else if (piece.kind === "open") {
      const { name, attributes, empty } = piece;
      if (name === "table" && !empty) depth += 1;
      else if (name === "table-row") {
        [column, line, rows] = [1, [], repeated(attributes, "number-rows-repeated")];
        if (empty) row += rows;
      } else if (name === "table-cell" || name === "covered-table-cell") {
        [value, columns] = ["", repeated(attributes, "number-columns-repeated")];
        const type = attributeOf(attributes, "value-type");
        typed = type === "float" || type === "currency" ? attributeOf(attributes, "value") : undefined;
        if (type === "date") typed = attributeOf(attributes, "date-value")?.slice(0, 10);
        if (empty) column += columns;
      } else if (name === "p") {
        if (value !== "") value += "\n";
        reads = !empty;
      } else if (name === "s" && reads) value += " ".repeat(Math.min(100, repeated(attributes, "c")));
      else if (name === "annotation") reads = false;
    } else if (piece.name === "p") reads = false;
    else if (piece.name === "table-cell" || piece.name === "covered-table-cell") {
      const text = typed ?? value;
      // A value repeated to the edge of the sheet is still one value: no table is wider than the limit.
      for (let again = 0; text !== "" && again < Math.min(columns, IMPORT_LIMITS.columns + 1); again += 1) {
        line.push({ column: column + again, value: text });
      }
      column += columns;
    } else if (piece.name === "table-row") {
      for (let again = 0; line.length > 0 && again < Math.min(rows, IMPORT_LIMITS.lines + 2); again += 1) {
        for (const cell of line) table.put(row + again, cell.column, cell.value);
      }
      row += rows;
      // Only the first sheet.
    } else if (piece.name === "table" && depth > 0) break;
  }
  return table.done();
}

function repeated(attributes: string, name: string): number {
  const count = Number(attributeOf(attributes, name) ?? 1);
  return Number.isInteger(count) && count > 0 ? count : 1;
}

/** Gathers cells in any order of columns, lines in order; refuses what is beyond the limits as soon as it comes. */
class TableBuilder {
  private readonly lines: { number: number; cells: string[] }[] = [];

  put(row: number, column: number, value: string): void {
    const text = value.trim();
    if (text === "") return;
    if (column > IMPORT_LIMITS.columns) throw new Unreadable({ code: "too_many_columns" });
    if (text.length > IMPORT_LIMITS.cell) throw new Unreadable({ code: "cell_too_long", line: row });
    let line = this.lines.at(-1);
    if (!line || line.number !== row) {
      if (this.lines.length > IMPORT_LIMITS.lines) throw new Unreadable({ code: "too_many_lines" });
      this.lines.push((line = { number: row, cells: [] }));
    }
    while (line.cells.length < column) line.cells.push("");
    line.cells[column - 1] = text;
  }

  done(): RawTable {
    return { lines: this.lines };
  }
}
