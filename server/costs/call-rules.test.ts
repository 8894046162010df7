import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callAmount, monthsOfCall, rankOfCall, type CallCount, givenBack } from "./call-rules";

const counts = fc.constantFrom<CallCount>(4, 12);
const budgets = fc.integer({ min: 0, max: 1_000_000_00 });

/** The year's calls, one after the other. */
function year(budget: number, count: CallCount): number[] {
  const called: Record<number, number> = {};
  for (let rank = 1; rank <= count; rank += 1) called[rank] = callAmount(budget, count, rank, called);
  return Object.values(called);
}

describe("the calls of a year", () => {
  it("make the budget exactly, and differ by a cent at most", () => {
    fc.assert(
      fc.property(budgets, counts, (budget, count) => {
        const calls = year(budget, count);
        expect(calls.reduce((all, cents) => all + cents, 0)).toBe(budget);
        expect(Math.max(...calls) - Math.min(...calls)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 10_000 },
    );
  });

  it("spread a budget changed on the way over those that are left, and still make it", () => {
    fc.assert(
      fc.property(budgets, budgets, counts, fc.integer({ min: 1, max: 11 }), (before, more, count, made) => {
        const called: Record<number, number> = {};
        const budget = before + more;
        for (let rank = 1; rank <= count; rank += 1) {
          called[rank] = callAmount(rank <= made % count ? before : budget, count, rank, called);
        }
        expect(Object.values(called).reduce((all, cents) => all + cents, 0)).toBe(budget);
      }),
      { numRuns: 10_000 },
    );
  });

  it("never ask for less than nothing, when the budget falls under what was called", () => {
    expect(callAmount(100, 4, 3, { 1: 500, 2: 500 })).toBe(0);
  });

  it("leave out the months that went by before the first of them", () => {
    // Begun in June: a twelfth for June, not a seventh.
    expect(callAmount(12_000, 12, 6, {})).toBe(1000);
    expect(callAmount(12_000, 12, 12, { 6: 1000, 7: 1000 })).toBe(1000);
  });

  it("are for whole months, by month or by quarter", () => {
    expect(monthsOfCall(2026, 12, 2)).toEqual({ from: "2026-02-01", until: "2026-02-28" });
    expect(monthsOfCall(2026, 4, 4)).toEqual({ from: "2026-10-01", until: "2026-12-31" });
    expect(rankOfCall("2026-11-25", 12)).toBe(11);
    expect(rankOfCall("2026-11-25", 4)).toBe(4);
    expect(rankOfCall("2026-03-31", 4)).toBe(1);
  });
});

describe("A call for a quarter", () => {
  const of = { callId: "q1", poolId: "rent", structureId: "gue" };
  const cents = fc.integer({ min: 0, max: 5_000_000 });

  it("is given back as its months cost: none pays a month twice, and over the quarter each pays what it cost", () => {
    fc.assert(
      fc.property(cents, fc.tuple(cents, cents, cents), (called, shares) => {
        let [left, paid] = [called, called];
        shares.forEach((share, rank) => {
          const last = rank === 2;
          const given = givenBack([{ ...of, cents: called, leftCents: left, last }], [{ ...of, cents: share }]).reduce(
            (all, one) => all + one.cents,
            0,
          );
          expect(given).toBeGreaterThanOrEqual(0);
          if (!last) expect(given).toBe(Math.min(left, share));
          left -= given;
          paid += share - given;
        });
        expect(left).toBe(0);
        expect(paid).toBe(shares[0] + shares[1] + shares[2]);
      }),
      { numRuns: 10_000 },
    );
  });

  it("waits behind what ends with the month, and gives nothing for a month that gives back", () => {
    const [monthly, quarter] = [
      { ...of, callId: "m1", cents: 600, leftCents: 600, last: true },
      { ...of, cents: 3_000, leftCents: 3_000, last: false },
    ];
    const given = (share: number) =>
      givenBack([quarter, monthly], [{ ...of, cents: share }]).map(({ call, cents: back }) => [call.callId, back]);
    expect(given(1_000)).toEqual([
      ["q1", 400],
      ["m1", 600],
    ]);
    expect(given(-1_000)).toEqual([["m1", 600]]);
  });

  it("makes the published example: 18 310.63 spent, 17 808.00 called, 502.63 to pay", () => {
    const spent = [600_000, 615_031, 616_032];
    let [left, due] = [1_780_800, 0];
    spent.forEach((share, rank) => {
      const [given] = givenBack(
        [{ ...of, cents: 1_780_800, leftCents: left, last: rank === 2 }],
        [{ ...of, cents: share }],
      );
      left -= given?.cents ?? 0;
      due += share - (given?.cents ?? 0);
    });
    expect(due).toBe(50_263);
  });
});
