import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysBetween, weekdayOf } from "../kernel/time";
import {
  criteriaOf,
  guardOf,
  missingOf,
  MODELS,
  pointsLeft,
  proposedClosing,
  proposedQuestions,
} from "./posting-rules";
import { timeLeft } from "./rules";

const day = fc
  .date({ min: new Date("2024-01-01"), max: new Date("2034-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("the models of criteria", () => {
  it.each(MODELS)("make 100 points with one price: %s", (model) => {
    const criteria = criteriaOf(model);
    expect(pointsLeft(criteria)).toBe(0);
    expect(criteria.filter(({ kind }) => kind === "price")).toHaveLength(1);
    expect(criteria.every(({ weight }) => weight >= 1)).toBe(true);
  });

  it("weigh insertion and proximity in a responsible purchase, and nothing but the price in the first", () => {
    expect(criteriaOf("responsible").map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["social", "proximity", "environment"]),
    );
    expect(criteriaOf("price").map(({ kind, weight }) => [kind, weight])).toEqual([["price", 100]]);
  });
});

describe("points left to give", () => {
  it("are what is missing to 100, whatever the criteria; taking one away gives its points back", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 8 }), (weights) => {
        const criteria = weights.map((weight) => ({ weight }));
        const [first, ...others] = criteria;
        expect(pointsLeft(others)).toBe(pointsLeft(criteria) + first!.weight);
      }),
    );
  });
});

describe("the dates proposed", () => {
  it("close on a working day, in three weeks or the first after; questions end before, a week sooner", () => {
    const christmas = (date: string) => date.endsWith("-12-25");
    fc.assert(
      fc.property(day, (today) => {
        const closing = proposedClosing(today, christmas);
        expect(weekdayOf(closing)).toBeLessThanOrEqual(5);
        expect(christmas(closing)).toBe(false);
        expect(daysBetween(today, closing)).toBeGreaterThanOrEqual(21);
        expect(daysBetween(today, closing)).toBeLessThanOrEqual(24);
        expect(daysBetween(proposedQuestions(closing, today), closing)).toBe(7);
      }),
    );
    expect(proposedClosing("2026-12-04", christmas)).toBe("2026-12-28");
  });
});

describe("a need", () => {
  const lot = (number: number, weights: number[], title = "Lot") => ({
    ...{ id: String(number), number, title, description: "", estimateCents: null, estimateShown: true },
    ...{ reservedTo: null, minimumHours: 0, unsuccessfulReason: null },
    criteria: weights.map((weight, n) => ({
      ...{ id: String(n), lotId: String(number), kind: "quality" as const, label: "", weight },
      ...{ scale: 5, minimum: null, guideline: "" },
    })),
  });
  const now = new Date("2026-11-01T10:00Z");
  const need = {
    ...{ kind: "call" as const, title: "Verdir la cour", lots: [lot(1, [60, 40])] },
    ...{ closesAt: new Date("2026-11-30T11:00Z"), questionsUntil: new Date("2026-11-23T11:00Z") },
  };
  const codes = (changed: Partial<Parameters<typeof missingOf>[0]>) =>
    missingOf({ ...need, ...changed }, now).map(({ code }) => code);

  it("may be published once nothing is missing, and says each thing that is", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ title: " " })).toEqual(["title"]);
    expect(codes({ lots: [] })).toEqual(["no_lot"]);
    expect(codes({ lots: [lot(1, [60, 39]), lot(2, [100], "")] })).toEqual(["weights", "lot_title"]);
    expect(codes({ closesAt: null })).toEqual(["closing"]);
    expect(codes({ closesAt: now })).toEqual(["closing_past"]);
    expect(codes({ questionsUntil: new Date("2026-12-01") })).toEqual(["questions_late"]);
  });

  it("needs no criteria when it asks for quotes, or who would be interested", () => {
    expect(codes({ kind: "quotes", lots: [lot(1, [])] })).toEqual([]);
    expect(codes({ kind: "interest", lots: [lot(1, [])] })).toEqual([]);
  });
});

describe("the guard of public buyers", () => {
  const guard = (publicBuyer: boolean, kind: "call" | "interest", ...cents: (number | null)[]) =>
    guardOf({ buyer: { publicBuyer }, kind, lots: cents.map((estimateCents) => ({ estimateCents })) }, 6_000_000);

  it("lets anybody else call for what they want", () => {
    expect(guard(false, "call", 900_000_000)).toBe("free");
  });

  it("lets a public buyer call under the threshold of the day, all lots together, and ask about interest above", () => {
    expect(guard(true, "call", 5_999_999)).toBe("rotate");
    expect(guard(true, "call", 6_000_000)).toBe("over_threshold");
    expect(guard(true, "call", 3_000_000, 3_000_000)).toBe("over_threshold");
    expect(guard(true, "interest", 900_000_000)).toBe("sourcing");
  });

  it("asks a public buyer for the estimate of each lot", () => {
    expect(guard(true, "call", null)).toBe("estimate_missing");
    expect(guard(true, "call", 100, null)).toBe("estimate_missing");
    expect(guard(true, "call", 6_000_000, null)).toBe("over_threshold");
  });

  it("never lets a larger estimate through where a smaller one is refused", () => {
    const estimate = fc.integer({ min: 0, max: 20_000_000 });
    fc.assert(
      fc.property(estimate, estimate, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        if (guard(true, "call", less) === "over_threshold") expect(guard(true, "call", more)).toBe("over_threshold");
      }),
    );
  });
});

describe("the time left before a closing", () => {
  it("is told in whole days, hours and minutes, until the millisecond before it", () => {
    const closing = new Date("2026-12-11T11:00:00.000Z");
    expect(timeLeft(closing, new Date("2026-11-23T08:59:30Z"))).toEqual({ days: 18, hours: 2, minutes: 0 });
    expect(timeLeft(closing, new Date("2026-12-11T10:59:59.999Z"))).toEqual({ days: 0, hours: 0, minutes: 0 });
    expect(timeLeft(closing, closing)).toBeNull();
  });
});
