import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, intersect, merge, overlaps, subtract, type Interval } from "./intervals";

const DAY = 60;
const interval = fc.record({ start: fc.nat(DAY), end: fc.nat(DAY) });
const intervals = fc.array(interval, { maxLength: 12 });

/** The model: every minute that an interval holds, one by one. */
function minutes(list: readonly Interval[]): boolean[] {
  return Array.from({ length: DAY }, (_, minute) => list.some(({ start, end }) => start <= minute && minute < end));
}

function isMerged(list: readonly Interval[]): boolean {
  return list.every(({ start, end }, rank) => start < end && (rank === 0 || list[rank - 1]!.end < start));
}

describe("intervals", () => {
  it("what touches does not overlap, and is joined", () => {
    const [morning, afternoon] = [
      { start: 540, end: 720 },
      { start: 720, end: 1020 },
    ];
    expect(overlaps(morning, afternoon)).toBe(false);
    expect(merge([afternoon, morning])).toEqual([{ start: 540, end: 1020 }]);
    expect(contains({ start: 540, end: 1020 }, afternoon)).toBe(true);
    expect(contains(morning, afternoon)).toBe(false);
  });

  it("a booking in the middle of the day leaves a morning and an evening", () => {
    expect(subtract([{ start: 480, end: 1200 }], [{ start: 600, end: 720 }])).toEqual([
      { start: 480, end: 600 },
      { start: 720, end: 1200 },
    ]);
  });

  it("merging, subtracting and intersecting agree with a minute by minute count", () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const [inA, inB] = [minutes(a), minutes(b)];
        const [merged, subtracted, common] = [merge(a), subtract(a, b), intersect(a, b)];
        expect(minutes(merged)).toEqual(inA);
        expect(minutes(subtracted)).toEqual(inA.map((open, minute) => open && !inB[minute]));
        expect(minutes(common)).toEqual(inA.map((open, minute) => open && !!inB[minute]));
        for (const result of [merged, subtracted, common]) expect(isMerged(result)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("two intervals overlap when they share a minute", () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        expect(overlaps(a, b)).toBe(minutes([a]).some((held, minute) => held && minutes([b])[minute]));
      }),
    );
  });

  it("an interval contains another, not empty, when it holds each of its minutes", () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        fc.pre(b.start < b.end);
        expect(contains(a, b)).toBe(minutes([b]).every((held, minute) => !held || minutes([a])[minute]));
      }),
    );
  });

  it("what was given is left as it was", () => {
    const open = [Object.freeze({ start: 0, end: 10 }), Object.freeze({ start: 5, end: 20 })];
    merge(Object.freeze(open));
    expect(open).toEqual([
      { start: 0, end: 10 },
      { start: 5, end: 20 },
    ]);
  });
});
