import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextCode, settle, type OpenLine } from "./lettering-rules";

const line = (id: string, cents: number, date = "2026-10-01", document = id): OpenLine => ({
  id,
  cents,
  date,
  document,
});

describe("lines that settle each other", () => {
  it("are a share and its payment, the oldest share first", () => {
    expect(settle([line("c", -500, "2026-10-09"), line("b", 500, "2026-10-02"), line("a", 500, "2026-10-01")])).toEqual(
      [["a", "c"]],
    );
  });

  it("are those of one document before any other of the same amount", () => {
    const lines = [line("a", 500), line("b", 500, "2026-10-02", "F-12"), line("c", -500, "2026-10-09", "F-12")];
    expect(settle(lines)).toEqual([["b", "c"]]);
  });

  it("are a payment and the shares that it pays, and what is left stays open", () => {
    const lines = [
      line("a", 300),
      line("b", 450, "2026-10-02"),
      line("c", 200, "2026-10-03"),
      line("p", -500, "2026-10-20"),
    ];
    expect(settle(lines)).toEqual([["a", "c", "p"]]);
  });

  it("are all that is left when it makes nothing", () => {
    const lines = [line("a", 300), line("b", 400), line("c", -350), line("d", -350)];
    expect(settle(lines)).toEqual([["a", "b", "c", "d"]]);
  });

  it("are none where no sum is exact: a cent of difference is a difference", () => {
    expect(settle([line("a", 300), line("b", -299)])).toEqual([]);
    expect(settle([])).toEqual([]);
  });

  const lines = fc
    .array(
      fc.record({
        cents: fc.integer({ min: -9, max: 9 }).filter((cents) => cents !== 0),
        day: fc.integer({ min: 1, max: 28 }),
        of: fc.integer({ min: 1, max: 6 }),
      }),
      { maxLength: 14 },
    )
    .map((all) =>
      all.map(({ cents, day, of }, index) =>
        line(`l${index}`, cents, `2026-10-${String(day).padStart(2, "0")}`, `d${of}`),
      ),
    );

  it("make zero, are each in one group, and are the same whatever the order they are given in", () => {
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.nat()), (given, order) => {
        const groups = settle(given);
        const cents = new Map(given.map((one) => [one.id, one.cents]));
        for (const group of groups) {
          expect(group.length).toBeGreaterThan(1);
          expect(group.reduce((sum, id) => sum + (cents.get(id) ?? NaN), 0)).toBe(0);
        }
        const used = groups.flat();
        expect(new Set(used).size).toBe(used.length);
        const shuffled = given.map((one) => [order.next().value ?? 0, one] as const).sort(([a], [b]) => a - b);
        expect(settle(shuffled.map(([, one]) => one))).toEqual(groups);
      }),
      { numRuns: 10_000 },
    );
  });

  it("leave no two lines that are each other's opposite", () => {
    fc.assert(
      fc.property(lines, (given) => {
        const used = new Set(settle(given).flat());
        const left = given.filter(({ id }) => !used.has(id)).map(({ cents }) => cents);
        expect(left.some((cents) => left.includes(-cents))).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe("the letters of an account", () => {
  it("follow one another", () => {
    expect([null, "AA", "AZ", "ZZ", "ABZ"].map(nextCode)).toEqual(["AA", "AB", "BA", "AAA", "ACA"]);
  });
});
