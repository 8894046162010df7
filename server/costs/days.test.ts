import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "../kernel/time";
import { basisOf, cutByVersions, cutByWeights, daysIn, daysPresent, monthOf, monthsOf } from "./days";
import { fractionText } from "./fraction";

const OCTOBER = "2026-10-01";
const always = [{ id: "v1", startsOn: "2025-01-01", endsOn: null }];

describe("the days on which weights are measured", () => {
  test("a bill of one day is for its month", () => {
    expect(basisOf({ from: "2026-10-12", until: "2026-10-12" }, OCTOBER)).toEqual(monthOf("2026-10"));
  });

  test("a late one keeps its own months; a quarter is three", () => {
    expect(basisOf({ from: "2026-07-15", until: "2026-09-14" }, OCTOBER)).toEqual({
      from: "2026-07-01",
      until: "2026-09-30",
    });
  });

  test("what is to come is not measured: a year paid in advance is shared as its month is", () => {
    expect(basisOf({ from: "2026-10-10", until: "2027-10-09" }, OCTOBER)).toEqual(monthOf(OCTOBER));
    expect(basisOf({ from: "2027-01-01", until: "2027-12-31" }, OCTOBER)).toEqual(monthOf(OCTOBER));
  });

  test("months of a stretch: whole ones, and parts by their days", () => {
    expect(fractionText(monthsOf({ from: "2026-07-01", until: "2026-09-30" }))).toBe("3");
    expect(fractionText(monthsOf({ from: "2026-02-15", until: "2026-03-31" }))).toBe("3/2");
    expect(fractionText(monthsOf({ from: "2026-10-12", until: "2026-10-12" }))).toBe("1/31");
  });

  test("days of presence: from the first to the last, both counted", () => {
    const month = monthOf(OCTOBER);
    expect(daysPresent(month, "2026-01-01", null)).toBe(31);
    expect(daysPresent(month, "2026-10-31", null)).toBe(1);
    expect(daysPresent(month, "2026-01-01", "2026-10-15")).toBe(15);
    expect(daysPresent(month, "2026-11-01", null)).toBe(0);
    expect(daysPresent(month, "2025-01-01", "2026-09-30")).toBe(0);
  });
});

describe("an amount is cut where the key changes", () => {
  const versions = [
    { id: "v1", startsOn: "2026-01-01", endsOn: "2026-10-19" },
    { id: "v2", startsOn: "2026-10-20", endsOn: null },
  ];
  const whole = monthOf(OCTOBER);

  test("by days of service: 19 and 12 of October's 31", () => {
    expect(cutByVersions(31_000n, whole, whole, versions)).toEqual([
      { versionId: "v1", from: "2026-10-01", until: "2026-10-19", cents: 19_000n },
      { versionId: "v2", from: "2026-10-20", until: "2026-10-31", cents: 12_000n },
    ]);
  });

  test("a service that one version covers is its alone, on the days of the month when it is valid", () => {
    const service = { from: "2026-10-02", until: "2026-10-09" };
    expect(cutByVersions(500n, service, whole, versions)).toEqual([
      { versionId: "v1", from: "2026-10-01", until: "2026-10-19", cents: 500n },
    ]);
  });

  test("a service that is all to come counts by the days of the month", () => {
    const service = { from: "2027-01-01", until: "2027-12-31" };
    expect(cutByVersions(31n, service, basisOf(service, OCTOBER), versions).map(({ cents }) => cents)).toEqual([
      19n,
      12n,
    ]);
  });

  test("a day without a key is refused, not forgotten", () => {
    const late = [{ id: "v1", startsOn: "2026-10-05", endsOn: null }];
    expect(() => cutByVersions(100n, whole, whole, late)).toThrow(expect.objectContaining({ code: "no_key" }));
    expect(cutByVersions(100n, { from: "2026-10-06", until: "2026-10-07" }, whole, late)).toHaveLength(1);
  });

  test("whatever is cut, the pieces make the amount, follow one another and lie in the basis", () => {
    const service = fc.tuple(fc.nat(400), fc.nat(120)).map(([from, days]) => {
      const first = addDays("2025-11-01", from);
      return { from: first, until: addDays(first, days) };
    });
    const changes = fc.uniqueArray(fc.nat(500), { maxLength: 3 }).map((days) => [...days].sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), service, changes, (cents, served, days) => {
        const starts = ["2025-01-01", ...days.map((day) => addDays("2025-11-01", day))];
        const all = starts.map((startsOn, i) => {
          const next = starts[i + 1];
          return { id: `v${i}`, startsOn, endsOn: next ? addDays(next, -1) : null };
        });
        const basis = basisOf(served, OCTOBER);
        const pieces = cutByVersions(
          BigInt(cents),
          served,
          basis,
          all.filter(({ startsOn, endsOn }) => endsOn === null || startsOn <= endsOn),
        );
        if (pieces.reduce((sum, piece) => sum + piece.cents, 0n) !== BigInt(cents)) throw new Error("the amount");
        pieces.forEach((piece, i) => {
          if (piece.from < basis.from || piece.until > basis.until) throw new Error("out of the basis");
          if (i > 0 && daysBetween(pieces[i - 1]!.until, piece.from) < 1) throw new Error("one over the other");
          if (daysIn(piece) < 1) throw new Error("empty");
        });
      }),
      { numRuns: 10_000 },
    );
    expect(cutByVersions(0n, monthOf(OCTOBER), monthOf(OCTOBER), always)).toEqual([]);
  });
});

test("an amount cut by weights: the first part takes the cent that is left", () => {
  expect(cutByWeights(100n, [1, 1, 1])).toEqual([34n, 33n, 33n]);
  expect(cutByWeights(-100n, [1, 0, 1])).toEqual([-50n, 0n, -50n]);
});
