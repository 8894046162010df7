import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantAt } from "../kernel/time";
import { customerOf, minutesByDay, priceFor, priceOf, rateFor, type Rate } from "./price";

const PARIS = "Europe/Paris";
const MEMBER: Rate = { customer: "member", hourCents: 600, dayCapCents: 3600 };
const OUTSIDER: Rate = { customer: "outsider", hourCents: 1500, dayCapCents: null };

function period(date: string, from: number, minutes: number) {
  const start = instantAt(date, from, PARIS);
  return { start, end: new Date(start.getTime() + minutes * 60_000) };
}

describe("the price of a booking", () => {
  test("three hours at 6 € are 18 €, and the day's limit is told though not reached", () => {
    expect(priceFor([MEMBER], "member", period("2026-11-26", 840, 180), 1, PARIS)).toEqual({
      cents: 1800,
      reasons: [
        {
          kind: "time",
          customer: "member",
          day: "2026-11-26",
          minutes: 180,
          quantity: 1,
          hourCents: 600,
          cents: 1800,
        },
        { kind: "day_cap", day: "2026-11-26", quantity: 1, capCents: 3600, cents: 0 },
      ],
    });
  });

  test("a day costs no more than its limit", () => {
    const { cents, reasons } = priceFor([MEMBER], "member", period("2026-11-26", 480, 720), 1, PARIS);
    expect(cents).toBe(3600);
    expect(reasons.at(-1)).toMatchObject({ kind: "day_cap", cents: -3600 });
  });

  test("the limit is of each day: a night is two days", () => {
    const night = period("2026-11-26", 20 * 60, 480);
    expect(minutesByDay(night, PARIS)).toEqual([
      { day: "2026-11-26", minutes: 240 },
      { day: "2026-11-27", minutes: 240 },
    ]);
    expect(priceFor([{ ...MEMBER, dayCapCents: 1000 }], "member", night, 1, PARIS).cents).toBe(2000);
  });

  test("a day of 25 hours has 25, one of 23 has 23", () => {
    expect(minutesByDay(period("2027-10-31", 0, 1500), PARIS)).toEqual([{ day: "2027-10-31", minutes: 1500 }]);
    expect(minutesByDay(period("2027-03-28", 0, 1380), PARIS)).toEqual([{ day: "2027-03-28", minutes: 1380 }]);
  });

  test("several units cost several times as much, limit included", () => {
    const long = period("2026-11-26", 480, 720);
    expect(priceFor([MEMBER], "member", long, 3, PARIS).cents).toBe(3 * 3600);
  });

  test("half an hour of an odd rate is rounded to the cent", () => {
    expect(priceFor([{ ...MEMBER, hourCents: 333 }], "member", period("2026-11-26", 600, 30), 1, PARIS).cents).toBe(
      167,
    );
  });

  test("a partner pays the network's rate, or else the outsider's; a member's is never theirs", () => {
    expect([customerOf("member"), customerOf("partner"), customerOf("observer"), customerOf(null)]).toEqual([
      "member",
      "network",
      "network",
      "outsider",
    ]);
    expect(rateFor([MEMBER, OUTSIDER], "network")).toBe(OUTSIDER);
    expect(rateFor([MEMBER], "network")).toBeNull();
  });

  test("without a rate nothing is charged, and it is said so", () => {
    expect(priceFor([], "member", period("2026-11-26", 600, 60), 1, PARIS)).toEqual({
      cents: 0,
      reasons: [{ kind: "no_charge", customer: "member", cents: 0 }],
    });
  });
});

describe("properties", () => {
  const rates = fc.record({
    customer: fc.constant("member" as const),
    hourCents: fc.integer({ min: 0, max: 100_000 }),
    dayCapCents: fc.option(fc.integer({ min: 0, max: 500_000 })),
  });
  const uses = fc.array(fc.record({ day: fc.constant("2026-11-26"), minutes: fc.integer({ min: 1, max: 1500 }) }), {
    minLength: 1,
    maxLength: 31,
  });

  test("the reasons add up to the price", () => {
    fc.assert(
      fc.property(rates, uses, fc.integer({ min: 1, max: 20 }), (rate, days, quantity) => {
        const { cents, reasons } = priceOf(rate, days, quantity);
        expect(reasons.reduce((sum, reason) => sum + reason.cents, 0)).toBe(cents);
      }),
    );
  });

  test("it is never negative, and never above the limits of its days", () => {
    fc.assert(
      fc.property(rates, uses, fc.integer({ min: 1, max: 20 }), (rate, days, quantity) => {
        const { cents } = priceOf(rate, days, quantity);
        expect(cents).toBeGreaterThanOrEqual(0);
        if (rate.dayCapCents !== null) expect(cents).toBeLessThanOrEqual(rate.dayCapCents * quantity * days.length);
      }),
    );
  });

  test("more time never costs less", () => {
    fc.assert(
      fc.property(rates, uses, fc.nat(600), (rate, days, more) => {
        const longer = days.map(({ day, minutes }) => ({ day, minutes: minutes + more }));
        expect(priceOf(rate, longer).cents).toBeGreaterThanOrEqual(priceOf(rate, days).cents);
      }),
    );
  });

  test("the minutes of its days are those of the period, in every zone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(PARIS, "America/St_Johns", "Australia/Lord_Howe", "UTC"),
        fc.integer({ min: 0, max: 800_000 }),
        fc.integer({ min: 1, max: 44_640 }),
        (zone, later, minutes) => {
          const start = new Date(Date.UTC(2026, 10, 26) + later * 60_000);
          const days = minutesByDay({ start, end: new Date(start.getTime() + minutes * 60_000) }, zone);
          expect(days.reduce((sum, day) => sum + day.minutes, 0)).toBe(minutes);
          expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
        },
      ),
    );
  });
});
