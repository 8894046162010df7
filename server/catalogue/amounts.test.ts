import fc from "fast-check";
import { expect, test } from "vitest";
import { formatMoney } from "../kernel/format";
import { parseAmount, parseDecimal } from "./amounts";

test.each([
  ["6", 600],
  ["6,00", 600],
  ["6.00", 600],
  ["6,5", 650],
  ["6,", 600],
  [" 12,30 € ", 1230],
  ["1 234,56", 123_456],
  ["1\u202f234,56\u00a0€", 123_456],
  ["0", 0],
  ["100000", 10_000_000],
])("%s is an amount", (typed, cents) => {
  expect(parseAmount(typed)).toBe(cents);
});

test.each(["", "six", "-6", "6,005", "1.234", "6,0,0", "12 34", "1e3", "0x10", "100000,01", "٦"])(
  "%s is not an amount",
  (typed) => {
    expect(parseAmount(typed)).toBeNull();
  },
);

test("what Grappe writes, Grappe reads", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (cents) => {
      expect(parseAmount(formatMoney(cents, "fr"))).toBe(cents);
    }),
  );
});

test("surfaces and heights are typed with a comma or a point", () => {
  expect(parseDecimal("3,5")).toBe(3.5);
  expect(parseDecimal("3.50")).toBe(3.5);
  expect(parseDecimal("-1")).toBe(-1);
  expect(parseDecimal("\u22121")).toBe(-1);
  expect(parseDecimal("42 m²")).toBeNull();
  expect(parseDecimal("1e9")).toBeNull();
});
