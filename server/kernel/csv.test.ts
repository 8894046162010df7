import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine, unguarded } from "./csv";

it("a number is written as French spreadsheets read it, and nothing is nothing", () => {
  expect(csvLine([12.5, -3, null, "", "Étang"])).toBe("12,5;-3;;;Étang\r\n");
});

it("an amount has its two decimals, whatever it comes to", () => {
  const amounts = [42_110, 3_000, -5, 0, -0, 1_000_000_010].map((cents) => ({ cents }));
  expect(csvLine(amounts)).toBe("421,10;30,00;-0,05;0,00;0,00;10000000,10\r\n");
});

it("a text that would be a formula is only a text", () => {
  for (const typed of ['=HYPERLINK("http://x")', "+33 1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"]) {
    const [[read] = [""]] = parse(csvLine([typed]), { delimiter: ";" });
    expect(read).toBe(`'${typed}`);
  }
});

it("a text with a comma is one cell for who parts at commas too; an amount keeps its own", () => {
  expect(csvLine(["Loyer, charges comprises", 1243.17, "12,5"])).toBe('"Loyer, charges comprises";1243,17;"12,5"\r\n');
});

it("whatever is written is read back, formulas and apostrophes too", () => {
  const sign = fc.constantFrom(..."=+-@'\t\r\u2212;,\"aé1 ".split(""));
  const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: sign, maxLength: 6 }));
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const read: string[][] = parse(csvLine(cells), { delimiter: ";", record_delimiter: "\r\n" });
      expect(read.map((row) => row.map(unguarded))).toEqual([cells]);
      for (const one of read[0] ?? []) expect(one).not.toMatch(/^[=+\-@\t\r\u2212\uff0b\uff0d\uff1d\uff20]/);
    }),
    { numRuns: 10_000 },
  );
});
