import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, instantAt, localDateOf, type Period } from "../kernel/time";
import { lateFee, priceFor, withKilometres, type Asked, type Rate } from "./price";

const ZONES = ["Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "UTC"] as const;
const cents = (max: number) => fc.integer({ min: 0, max });
const priceOrNone = (max: number) => fc.option(cents(max), { nil: null });

const steps = fc.array(fc.record({ afterMinutes: fc.integer({ min: 1, max: 1440 }), hourCents: cents(3000) }), {
  maxLength: 3,
});
const periods = fc.array(
  fc
    .record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      edges: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 }),
      hourCents: cents(3000),
    })
    .map(({ weekdays, edges: [a = 0, b = 1], hourCents }) => ({
      weekdays,
      from: Math.min(a, b),
      to: Math.max(a, b),
      hourCents,
    })),
  { maxLength: 3 },
);

/** Any rate at all, those that no form would let pass included. */
const rates: fc.Arbitrary<Rate> = fc.record({
  customer: fc.constant("member" as const),
  hourCents: priceOrNone(3000),
  halfDayCents: priceOrNone(8000),
  dayCapCents: priceOrNone(15_000),
  weekCents: priceOrNone(60_000),
  steps,
  periods,
  freeMinutesMonth: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3000 })),
  kilometreCents: priceOrNone(200),
  kilometresIncluded: fc.integer({ min: 0, max: 200 }),
  unitCents: priceOrNone(5000),
  depositCents: cents(50_000),
});

/** Up to a month, around both changes of hour too. */
const uses = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    later: fc.integer({ min: 0, max: 600_000 }),
    minutes: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 44_640 })),
  })
  .map(({ zone, later, minutes }) => {
    const start = new Date(Date.UTC(2026, 9, 20) + later * 60_000);
    return { zone, period: { start, end: new Date(start.getTime() + minutes * 60_000) } };
  });

const facts = fc.record({
  quantity: fc.integer({ min: 1, max: 12 }),
  kilometres: fc.option(fc.integer({ min: 0, max: 2000 }), { nil: null }),
  freeMinutesUsed: fc.dictionary(fc.constantFrom("2026-10", "2026-11", "2026-12", "2027-03", "2027-04"), fc.nat(4000)),
});

function price(rate: Rate, use: { zone: string; period: Period }, more: Partial<Asked>) {
  return priceFor({ rates: [rate], customer: "member", ...use, ...more });
}

function daysOf({ zone, period: { start, end } }: { zone: string; period: Period }): number {
  return daysBetween(localDateOf(start, zone), localDateOf(new Date(end.getTime() - 1), zone)) + 1;
}

const longer = ({ zone, period: { start, end } }: { zone: string; period: Period }, before: number, after: number) => ({
  zone,
  period: { start: new Date(start.getTime() - before * 60_000), end: new Date(end.getTime() + after * 60_000) },
});

describe("whatever the rate, the period and the zone", () => {
  test("the reasons add up to the price, which is a whole number of cents and never negative", () => {
    fc.assert(
      fc.property(rates, uses, facts, (rate, use, more) => {
        const quote = price(rate, use, more);
        expect(quote.reasons.reduce((sum, reason) => sum + reason.cents, 0)).toBe(quote.cents);
        expect(quote.reasons.every((reason) => Number.isSafeInteger(reason.cents))).toBe(true);
        expect(quote.cents).toBeGreaterThanOrEqual(0);
        expect(quote.depositCents).toBe((rate.depositCents ?? 0) * more.quantity);
      }),
    );
  });

  test("more time, before or after, never costs less, as long as the free minutes are the same", () => {
    fc.assert(
      fc.property(rates, uses, facts, fc.nat(3000), fc.nat(3000), (rate, use, more, before, after) => {
        expect(price(rate, longer(use, before, after), more).cents).toBeGreaterThanOrEqual(
          price(rate, use, more).cents,
        );
      }),
      { numRuns: 400 },
    );
  });

  test("no limit is ever passed: of the day, of the week, of the two halves of each day", () => {
    fc.assert(
      fc.property(rates, uses, facts, (rate, use, { quantity }) => {
        const time = price({ ...rate, unitCents: null, kilometreCents: null }, use, { quantity }).cents;
        const days = daysOf(use);
        const limit = (most: number | null | undefined, times: number) => (most ?? Infinity) * times * quantity;
        expect(time).toBeLessThanOrEqual(limit(rate.dayCapCents, days));
        expect(time).toBeLessThanOrEqual(limit(rate.halfDayCents, days * 2));
        expect(time).toBeLessThanOrEqual(limit(rate.weekCents, Math.ceil(days / 7)));
      }),
    );
  });

  test("as many units cost as many times one, where no minute is given", () => {
    fc.assert(
      fc.property(rates, uses, facts, (rate, use, { quantity, kilometres }) => {
        const paid = { ...rate, freeMinutesMonth: 0 };
        const [one, many] = [price(paid, use, { kilometres }), price(paid, use, { kilometres, quantity })];
        expect(many.cents).toBe(one.cents * quantity);
      }),
    );
  });

  test("the minutes given are never more than the month has left, nor than the use lasts", () => {
    fc.assert(
      fc.property(rates, uses, facts, (rate, use, { quantity, freeMinutesUsed }) => {
        const { reasons } = price(rate, use, { quantity, freeMinutesUsed });
        const given = reasons.filter((reason) => reason.kind === "free");
        for (const { month, minutes, leftMinutes } of given) {
          const left = Math.max(0, (rate.freeMinutesMonth ?? 0) - (freeMinutesUsed[month] ?? 0));
          expect(minutes).toBeLessThanOrEqual(left);
          expect(minutes % quantity).toBe(0);
          expect(leftMinutes).toBe(left - minutes);
        }
        const used = ((use.period.end.getTime() - use.period.start.getTime()) / 60_000) * quantity;
        expect(given.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(used);
      }),
    );
  });

  test("free minutes never make a use dearer, and those already used never make it cheaper", () => {
    fc.assert(
      fc.property(rates, uses, facts, fc.nat(500), (rate, use, { quantity, freeMinutesUsed }, more) => {
        const withFree = price(rate, use, { quantity, freeMinutesUsed }).cents;
        expect(withFree).toBeLessThanOrEqual(price({ ...rate, freeMinutesMonth: 0 }, use, { quantity }).cents);
        const usedMore = Object.fromEntries(
          Object.entries(freeMinutesUsed).map(([month, minutes]) => [month, minutes + more]),
        );
        expect(price(rate, use, { quantity, freeMinutesUsed: usedMore }).cents).toBeGreaterThanOrEqual(withFree);
      }),
    );
  });

  test("the order in which rates, steps and periods are kept changes nothing", () => {
    fc.assert(
      fc.property(rates, uses, facts, (rate, use, more) => {
        const turned: Rate = {
          ...rate,
          steps: [...(rate.steps ?? [])].reverse(),
          periods: [...(rate.periods ?? [])].reverse(),
        };
        const other: Rate = { customer: "outsider", hourCents: 1, dayCapCents: null };
        const asked = { customer: "member" as const, ...use, ...more };
        expect(priceFor({ rates: [other, turned], ...asked })).toEqual(priceFor({ rates: [rate, other], ...asked }));
      }),
    );
  });

  test("at cost is nothing to pay", () => {
    fc.assert(
      fc.property(rates, uses, facts, (rate, use, more) => {
        expect(price({ ...rate, atCost: true }, use, more)).toMatchObject({ cents: 0, atCost: true });
      }),
    );
  });

  test("the minutes paid and given by the hour are those of the period", () => {
    fc.assert(
      fc.property(uses, steps, periods, fc.nat(3000), (use, someSteps, somePeriods, freeMinutesMonth) => {
        const rate: Rate = {
          customer: "member",
          hourCents: 600,
          dayCapCents: null,
          steps: someSteps,
          periods: somePeriods,
          freeMinutesMonth,
        };
        const minutes = price(rate, use, {}).reasons.reduce(
          (sum, reason) => sum + (reason.kind === "time" || reason.kind === "free" ? reason.minutes : 0),
          0,
        );
        expect(minutes).toBe((use.period.end.getTime() - use.period.start.getTime()) / 60_000);
      }),
    );
  });

  test("an hour at the same clock costs the same on every ordinary Tuesday of the year", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 0, max: 50 }), (rate, from, weeks) => {
        const on = (day: string) => {
          const start = instantAt(day, from, "Europe/Paris");
          return { zone: "Europe/Paris", period: { start, end: new Date(start.getTime() + 3_600_000) } };
        };
        const [first, other] = [on("2026-11-24"), on(addDays("2026-11-24", weeks * 7))];
        expect(price(rate, other, {}).cents).toBe(price(rate, first, {}).cents);
      }),
    );
  });
});

test("kilometres measured after make the price that they would have made before", () => {
  fc.assert(
    fc.property(rates, uses, facts, fc.nat(3000), (rate, use, more, kilometres) => {
      expect(withKilometres(price(rate, use, more), kilometres)).toEqual(price(rate, use, { ...more, kilometres }));
    }),
  );
});

test("what stays due of a late cancellation is between nothing and the price, and grows with both", () => {
  const percents = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(cents(10_000_000), percents, fc.nat(1000), percents, (paid, percent, morePaid, other) => {
      const fee = lateFee({ cents: paid }, percent);
      expect(fee).toBeGreaterThanOrEqual(0);
      expect(fee).toBeLessThanOrEqual(paid);
      expect(Math.abs(fee * 100 - paid * percent)).toBeLessThanOrEqual(50);
      expect(lateFee({ cents: paid + morePaid }, percent)).toBeGreaterThanOrEqual(fee);
      expect(lateFee({ cents: paid }, Math.max(percent, other))).toBeGreaterThanOrEqual(fee);
    }),
  );
});
