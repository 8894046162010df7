import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CSV_MARK, csvLine, unguarded } from "../kernel/csv";
import { readHeadings } from "./headings";
import { IMPORT_LIMITS } from "./limits";
import { readTable } from "./read-table";
import { templateFile } from "./template";
import { writeXlsx, zip } from "./write-xlsx";

const cells = (bytes: Buffer) => {
  const table = readTable(bytes);
  if (!table.ok) throw new Error(table.problem.code);
  return table.value.lines.map((line) => line.cells);
};
const problem = (bytes: Buffer) => {
  const table = readTable(bytes);
  return table.ok ? null : table.problem.code;
};
const TEXT = "Nom;Ville\nL’Étang – salle à 6 €;Brizac\n";
const LINES = [
  ["Nom", "Ville"],
  ["L’Étang – salle à 6 €", "Brizac"],
];

describe("a text table", () => {
  it("that Grappe wrote is read as it was: amounts, commas, what would be a formula", () => {
    const line = ["=SOMME(A1)", "-12 °C, dehors", "'+33", "Loyer ; charges", 'le "Gué"', 1243.17, -3];
    const file = Buffer.from(CSV_MARK + csvLine(["Nom"]) + csvLine(line));
    expect(cells(file)[1]).toEqual([...line.slice(0, 5), "1243,17", "-3"]);
  });

  it("is read in every encoding that spreadsheets write", () => {
    const utf16 = Buffer.from(TEXT, "utf16le");
    const windows = Buffer.from(TEXT.replace("’", "\u0092").replace("–", "\u0096").replace("€", "\u0080"), "latin1");
    const encodings = {
      "UTF-8": Buffer.from(TEXT),
      "UTF-8 with its mark": Buffer.from(`\ufeff${TEXT}`),
      "UTF-16LE with its mark": Buffer.from(`\ufeff${TEXT}`, "utf16le"),
      "UTF-16LE without": utf16,
      "UTF-16BE with its mark": Buffer.from(`\ufeff${TEXT}`, "utf16le").swap16(),
      "UTF-16BE without": Buffer.from(utf16).swap16(),
      "Windows-1252": windows,
    };
    for (const [name, bytes] of Object.entries(encodings)) expect([name, cells(bytes)]).toEqual([name, LINES]);
  });

  it("is read with any separator, quoted newlines included", () => {
    expect(cells(Buffer.from('a,b\n"x, y",2'))).toEqual([
      ["a", "b"],
      ["x, y", "2"],
    ]);
    expect(cells(Buffer.from("a\tb\nx\t2"))).toEqual([
      ["a", "b"],
      ["x", "2"],
    ]);
    expect(cells(Buffer.from("sep=,\r\na,b\r\n1,2"))).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
    expect(cells(Buffer.from('a;b\n"deux\nlignes";"dit ""oui"""\n'))).toEqual([
      ["a", "b"],
      ["deux\nlignes", 'dit "oui"'],
    ]);
  });

  it("numbers its lines as programs show them", () => {
    const table = readTable(Buffer.from('a;b\n\n"deux\nlignes";x\nc;d\n'));
    expect(table.ok && table.value.lines.map(({ number }) => number)).toEqual([1, 3, 5]);
  });

  it("gives back whatever cells were written", () => {
    const cell = fc
      .string({ maxLength: 20 })
      .map((text) => text.replace(/[\p{Cc}\ufeff]/gu, "").trim())
      // What an apostrophe keeps from being a formula is read without it (above).
      .filter((text) => unguarded(text) === text);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 10 }), (lines) => {
        const quoted = lines
          .map((line) => line.map((text) => `"${text.replaceAll('"', '""')}"`).join(";"))
          .join("\r\n");
        const kept = lines.filter((line) => line.some((text) => text !== ""));
        fc.pre(kept.length > 0);
        expect(cells(Buffer.from(`"t";"u"\r\n${quoted}`)).slice(1)).toEqual(kept);
      }),
    );
  });

  it("tells what cannot be read, in few words", () => {
    expect(problem(Buffer.alloc(0))).toBe("file_empty");
    expect(problem(Buffer.from("\n\n  \n"))).toBe("file_empty");
    expect(problem(Buffer.from('a;b\n"jamais fermé;2\n3;4'))).toBe("quote_open");
    expect(problem(Buffer.from("%PDF-1.7 …"))).toBe("unknown_type");
    expect(problem(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))).toBe("unknown_type");
    expect(problem(Buffer.from("<!doctype html><table>"))).toBe("unknown_type");
    expect(problem(Buffer.from("d0cf11e0a1b11ae100000000", "hex"))).toBe("old_excel");
  });

  it("of 100 000 lines, or of very long ones, is refused", () => {
    expect(problem(Buffer.from(`a;b\n${"x;y\n".repeat(100_000)}`))).toBe("too_many_lines");
    expect(problem(Buffer.from(`a;b\n${"x;y\n".repeat(IMPORT_LIMITS.lines)}`))).toBeNull();
    expect(problem(Buffer.from(`a;b\n${"z".repeat(6000)};y`))).toBe("cell_too_long");
    expect(problem(Buffer.from(`a;b\n${"z".repeat(100_000)};y`))).toBe("cell_too_long");
    expect(problem(Buffer.from(`a;b\n"${"z;y\n".repeat(4000)}`))).toBe("quote_open");
    expect(problem(Buffer.from(";".repeat(100)))).toBe("file_empty");
    expect(problem(Buffer.from(`${"a;".repeat(100)}\n`))).toBe("too_many_columns");
    expect(problem(Buffer.alloc(IMPORT_LIMITS.bytes + 1, "a"))).toBe("file_too_large");
  });
});

describe("a spreadsheet", () => {
  const sheet = (rows: string, shared?: string) =>
    zip({
      "xl/workbook.xml": "<workbook><sheets><sheet name='A' r:id='r1'/></sheets></workbook>",
      "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ...(shared ? { "xl/sharedStrings.xml": shared } : {}),
    });

  it("gives the text of its first sheet: shared, inline, numbers, gaps", () => {
    const shared = "<sst><si><t>Nom</t></si><si><r><t>Les </t></r><r><t>Jardins &amp; Co</t></r></si></sst>";
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>SIRET</t></is></c></row>' +
      '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3"><v>7.3282932000074E13</v></c><c r="D3"><f>1+1</f><v>6.5</v></c></row>';
    const table = readTable(sheet(rows, shared));
    expect(table.ok && table.value.lines).toEqual([
      { number: 1, cells: ["Nom", "", "SIRET"] },
      { number: 3, cells: ["Les Jardins & Co", "", "73282932000074", "6.5"] },
    ]);
  });

  it("of LibreOffice too, without the thousand empty columns at its right", () => {
    const content =
      "<office:document-content><table:table><table:table-row><table:table-cell office:value-type='string'><text:p>Nom</text:p></table:table-cell>" +
      "<table:table-cell office:value-type='float' office:value='14'><text:p>14,00</text:p></table:table-cell>" +
      "<table:table-cell table:number-columns-repeated='16382'/></table:table-row>" +
      "<table:table-row table:number-rows-repeated='1048575'><table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>" +
      "<table:table><table:table-row><table:table-cell><text:p>autre feuille</text:p></table:table-cell></table:table-row></table:table></office:document-content>";
    expect(cells(zip({ "content.xml": content }))).toEqual([["Nom", "14"]]);
  });

  it("that is a bomb is refused before it is unpacked", () => {
    expect(problem(zip({ "xl/workbook.xml": "", "xl/worksheets/sheet1.xml": Buffer.alloc(200_000_000, 32) }))).toBe(
      "unpacks_too_large",
    );
    const repeated =
      "<table><table-row number-rows-repeated='1048576'><table-cell number-columns-repeated='16384'><p>x</p></table-cell></table-row></table>";
    expect(problem(zip({ "content.xml": repeated }))).toBe("too_many_columns");
    const rows =
      "<table><table-row number-rows-repeated='1048576'><table-cell><p>x</p></table-cell></table-row></table>";
    expect(problem(zip({ "content.xml": rows }))).toBe("too_many_lines");
    const laughs =
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>';
    expect(problem(zip({ "xl/workbook.xml": "", "xl/worksheets/sheet1.xml": laughs }))).toBe("file_empty");
  });

  it("that is cut, or is no spreadsheet, is refused", () => {
    const good = writeXlsx("A", [["Nom"], ["x"]]);
    expect(cells(good)).toEqual([["Nom"], ["x"]]);
    expect(problem(good.subarray(0, good.length - 40))).toBe("damaged");
    expect(problem(zip({ "word/document.xml": "<w/>" }))).toBe("unknown_type");
    fc.assert(
      fc.property(fc.integer({ min: 4, max: good.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const broken = Buffer.from(good);
        broken[at] = byte;
        readTable(broken);
      }),
    );
  });
});

describe("headings", () => {
  const read = (heads: string) =>
    readHeadings("structures", {
      lines: [
        { number: 1, cells: heads.split(";") },
        { number: 2, cells: ["x", "y", "z"] },
      ],
    });

  it("are known with or without accents, case and signs; the others are told", () => {
    const table = read("RAISON SOCIALE;n° siret *;Couleur préférée");
    expect(table.ok && table.value.columns.map(({ field }) => field)).toEqual(["name", "siret"]);
    expect(table.ok && table.value.ignored).toEqual(["Couleur préférée"]);
  });

  it("that say one thing twice count once", () => {
    const table = read("Nom;Name;Ville");
    expect(table.ok && [table.value.lines[0]?.cells, table.value.ignored]).toEqual([
      { name: "x", town: "z" },
      ["Name"],
    ]);
  });

  it("without the needed one are refused, with what was found", () => {
    expect(read("Foo;Bar;Ville")).toEqual({
      ok: false,
      problem: { code: "headings_missing", headings: ["Nom"], found: ["Foo", "Bar", "Ville"] },
    });
  });

  it.each(["structures", "people", "resources"] as const)(
    "of the template of %s are all known, in both formats",
    (kind) => {
      for (const format of ["csv", "xlsx"] as const) {
        const table = readTable(templateFile(kind, format));
        const typed = table.ok && readHeadings(kind, table.value);
        expect(typed && typed.ok && [typed.value.ignored, typed.value.lines.length]).toEqual([[], 2]);
      }
    },
  );
});
