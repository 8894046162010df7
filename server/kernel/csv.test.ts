import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine } from "./csv";

it("a number is written as French spreadsheets read it, and nothing is nothing", () => {
  expect(csvLine([12.5, -3, null, "", "Étang"])).toBe("12,5;-3;;;Étang\r\n");
});

it("a text that would be a formula is only a text", () => {
  for (const typed of ['=HYPERLINK("http://x")', "+33 1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"]) {
    const [[read] = [""]] = parse(csvLine([typed]), { delimiter: ";" });
    expect(read).toBe(`'${typed}`);
  }
});

it("whatever is written is read back", () => {
  const text = fc.string({ unit: "grapheme" }).filter((one) => !/^[=+\-@\t\r\u2212\uff0b\uff0d\uff1d\uff20]/.test(one));
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      expect(parse(csvLine(cells), { delimiter: ";", record_delimiter: "\r\n" })).toEqual([cells]);
    }),
  );
});
