import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantAt, parseTime } from "../kernel/time";
import { everyWeek } from "./opening";
import {
  countedDays,
  decideQuota,
  NO_USAGE,
  usageWith,
  type Counted,
  type Prime,
  type Quota,
  type Usage,
  type Used,
} from "./quotas";

const PARIS = "Europe/Paris";
const PRIME: Prime = { from: 540, to: 1020, weekdays: [1, 2, 3, 4, 5] };
const HOURS = everyWeek([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 })));

function at(text: string): Date {
  const [date = "", time = ""] = text.split(" ");
  return instantAt(date, parseTime(time) ?? NaN, PARIS);
}

function used(start: string, end: string, quantity = 1): Used {
  return { start: at(start), end: at(end), quantity };
}

function resource(quota: Partial<Quota> & Pick<Quota, "measure" | "amount">, more: Partial<Counted> = {}): Counted {
  const quotas = [{ customer: "member", primeOnly: false, ...quota } as const];
  return { hours: HOURS, prime: PRIME, rules: { units: 1, takesAllUnits: true }, ...more, quotas };
}

function usage(...bookings: Used[]): Usage {
  return bookings.reduce(usageWith, NO_USAGE);
}

const decide = (counted: Counted, had: Usage, wanted: Used) => decideQuota(counted, "member", had, wanted, PARIS);

describe("hours a month or a week", () => {
  const month = resource({ measure: "month_minutes", amount: 1200 });

  test("to the last minute is allowed, one step more is refused with what is left", () => {
    const had = usage(used("2026-11-02 8:00", "2026-11-02 20:00"), used("2026-11-03 8:00", "2026-11-03 14:00"));
    expect(decide(month, had, used("2026-11-26 14:00", "2026-11-26 16:00"))).toEqual([]);
    expect(decide(month, had, used("2026-11-26 14:00", "2026-11-26 16:30"))).toEqual([
      {
        code: "quota_exceeded",
        measure: "month_minutes",
        amount: 1200,
        left: 120,
        since: "2026-11-01",
        renewsOn: "2026-12-01",
        prime: null,
      },
    ]);
  });

  test("each month counts for itself, a night over its end in both", () => {
    const full = usage(used("2026-11-02 0:00", "2026-11-02 20:00"));
    expect(decide(month, full, used("2026-12-01 8:00", "2026-12-01 20:00"))).toEqual([]);
    expect(decide(month, full, used("2026-11-30 23:00", "2026-12-01 2:00"))).toMatchObject([
      { left: 0, renewsOn: "2026-12-01" },
    ]);
    const december = usage(used("2026-12-02 0:00", "2026-12-02 19:00"));
    expect(decide(month, december, used("2026-11-30 22:00", "2026-12-01 1:00"))).toEqual([]);
    expect(decide(month, december, used("2026-11-30 22:00", "2026-12-01 2:00"))).toMatchObject([
      { left: 60, since: "2026-12-01" },
    ]);
  });

  test("a week begins on Monday at midnight of the wall clock", () => {
    const week = resource({ measure: "week_minutes", amount: 120 });
    const had = usage(used("2026-11-22 20:00", "2026-11-22 22:00"));
    expect(decide(week, had, used("2026-11-23 0:00", "2026-11-23 2:00"))).toEqual([]);
    expect(decide(week, had, used("2026-11-16 8:00", "2026-11-16 9:00"))).toMatchObject([
      { left: 0, since: "2026-11-16", renewsOn: "2026-11-23" },
    ]);
  });

  test("the night of a change of hour counts the time that passes", () => {
    const night = resource({ measure: "month_minutes", amount: 240 });
    expect(decide(night, NO_USAGE, used("2027-10-31 1:00", "2027-10-31 4:00"))).toEqual([]);
    expect(decide(night, NO_USAGE, used("2027-10-31 1:00", "2027-10-31 4:30"))).toMatchObject([{ left: 240 }]);
    expect(decide(night, NO_USAGE, used("2027-03-28 1:00", "2027-03-28 6:00"))).toEqual([]);
  });

  test("two projectors for an hour count as one for two hours; a whole hall counts once", () => {
    const projectors = { rules: { units: 6, takesAllUnits: false } };
    const quota = { measure: "week_minutes", amount: 120 } as const;
    const wanted = used("2026-11-26 14:00", "2026-11-26 15:00", 3);
    expect(decide(resource(quota, projectors), NO_USAGE, wanted)).toHaveLength(1);
    expect(decide(resource(quota), NO_USAGE, wanted)).toEqual([]);
  });

  test("a quota is for one kind of customer", () => {
    const full = usage(used("2026-11-02 0:00", "2026-11-02 20:00"));
    expect(decideQuota(month, "network", full, used("2026-11-26 14:00", "2026-11-26 16:00"), PARIS)).toEqual([]);
  });
});

describe("the hours that everybody wants", () => {
  const prime = resource({ measure: "month_minutes", amount: 600, primeOnly: true });

  test("only what falls within them is counted, on their days", () => {
    const had = usage(used("2026-11-02 6:00", "2026-11-02 18:00"), used("2026-11-07 0:00", "2026-11-08 0:00"));
    // Eight hours are counted of the first (9 to 17), none of the second (a Saturday).
    expect(decide(prime, had, used("2026-11-26 15:00", "2026-11-26 20:00"))).toEqual([]);
    expect(decide(prime, had, used("2026-11-26 14:00", "2026-11-26 20:00"))).toMatchObject([
      { left: 120, prime: PRIME },
    ]);
    expect(decide(prime, had, used("2026-11-26 17:00", "2026-11-26 23:00"))).toEqual([]);
    expect(decide(prime, had, used("2026-11-28 9:00", "2026-11-28 17:00"))).toEqual([]);
  });

  test("a share is of the month's prime time, and only while it is open", () => {
    // November 2026 has 21 working days of 8 hours: 168 hours, of which a quarter is 42.
    const share = resource({ measure: "prime_percent", amount: 25 });
    const had = usage(...[2, 3, 4, 5, 6].map((day) => used(`2026-11-0${day} 9:00`, `2026-11-0${day} 17:00`)));
    expect(decide(share, had, used("2026-11-26 9:00", "2026-11-26 11:00"))).toEqual([]);
    expect(decide(share, had, used("2026-11-26 9:00", "2026-11-26 11:30"))).toMatchObject([{ left: 120, amount: 25 }]);
    const closed = { hours: { ...HOURS, closures: [{ first: "2026-11-09", last: "2026-11-30", label: "" }] } };
    expect(decide(resource({ measure: "prime_percent", amount: 25 }, closed), NO_USAGE, had.bookings[0]!)).toEqual([]);
    expect(decide(resource({ measure: "prime_percent", amount: 25 }, closed), had, had.bookings[0]!)).toHaveLength(1);
  });

  test("where they are not told, a share limits nothing", () => {
    const none = resource({ measure: "prime_percent", amount: 1 }, { prime: null });
    expect(decide(none, NO_USAGE, used("2026-11-26 9:00", "2026-11-26 17:00"))).toEqual([]);
  });
});

test("bookings to come are counted one by one", () => {
  const three = resource({ measure: "simultaneous", amount: 3 });
  const wanted = used("2026-11-26 14:00", "2026-11-26 15:00");
  expect(decide(three, { bookings: [], live: 2 }, wanted)).toEqual([]);
  expect(decide(three, { bookings: [], live: 3 }, wanted)).toMatchObject([{ measure: "simultaneous", left: 0 }]);
});

describe("properties", () => {
  const slot = fc
    .record({ hour: fc.integer({ min: 0, max: 24 * 60 }), length: fc.integer({ min: 1, max: 30 }) })
    .map(({ hour, length }) => {
      const start = new Date(at("2026-10-20 0:00").getTime() + hour * 3_600_000);
      return { start, end: new Date(start.getTime() + length * 1_800_000), quantity: 1 };
    });
  const measure = fc.constantFrom<Quota["measure"]>("week_minutes", "month_minutes", "prime_percent", "simultaneous");
  const quota = fc
    .record({ measure, amount: fc.integer({ min: 1, max: 100 }), primeOnly: fc.boolean() })
    .map(({ amount, ...rest }) => ({
      ...rest,
      amount: rest.measure.endsWith("minutes") ? amount * 60 : amount,
    }));

  test("what was granted one by one never exceeds the quota of any week or month", () => {
    fc.assert(
      fc.property(quota, fc.array(slot, { maxLength: 25 }), (rule, asked) => {
        const counted = resource(rule);
        let had = NO_USAGE;
        for (const wanted of asked) {
          if (decide(counted, had, wanted).length === 0) had = usageWith(had, wanted);
        }
        // Counted another way: hour by hour of the clock.
        const sums = new Map<string, number>();
        for (const { start, end } of had.bookings) {
          for (let time = start.getTime(); time < end.getTime(); time += 1_800_000) {
            const shown = new Date(time).toLocaleString("sv", { timeZone: PARIS });
            const weekday = (new Date(`${shown.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
            const isPrime = weekday < 5 && shown.slice(11) >= "09:00:00" && shown.slice(11) < "17:00:00";
            if ((rule.primeOnly || rule.measure === "prime_percent") && !isPrime) continue;
            const monday = new Date(Date.parse(`${shown.slice(0, 10)}T00:00:00Z`) - weekday * 86_400_000);
            const key = rule.measure === "week_minutes" ? monday.toISOString().slice(0, 10) : shown.slice(0, 7);
            sums.set(key, (sums.get(key) ?? 0) + 30);
          }
        }
        if (rule.measure === "simultaneous") expect(had.live).toBeLessThanOrEqual(rule.amount);
        else {
          // A month has 23 working days of 8 hours at most.
          const most = rule.measure === "prime_percent" ? (23 * 480 * rule.amount) / 100 : rule.amount;
          for (const sum of sums.values()) expect(sum).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  test("having less, or asking for less, is never refused where more was allowed", () => {
    fc.assert(
      fc.property(quota, fc.array(slot, { maxLength: 8 }), slot, fc.nat(7), (rule, list, wanted, dropped) => {
        const counted = resource(rule);
        if (decide(counted, usage(...list), wanted).length > 0) return;
        const less = list.filter((_, rank) => rank !== dropped);
        const half = { ...wanted, end: new Date((wanted.start.getTime() + wanted.end.getTime()) / 2) };
        expect(decide(counted, usage(...less), wanted)).toEqual([]);
        expect(decide(counted, usage(...list), half)).toEqual([]);
      }),
    );
  });

  test("what is told to be left can be booked, and no more", () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 8 }), slot, (list, wanted) => {
        const counted = resource({ measure: "week_minutes", amount: 600 });
        const had = usage(...list);
        const [exceeded] = decide(counted, had, wanted);
        if (!exceeded?.since) return;
        const start = at(`${exceeded.since} 0:00`);
        const lasting = (minutes: number) => ({ ...wanted, start, end: new Date(start.getTime() + minutes * 60_000) });
        if (exceeded.left > 0) expect(decide(counted, had, lasting(exceeded.left))).toEqual([]);
        expect(decide(counted, had, lasting(exceeded.left + 1))).toHaveLength(1);
      }),
    );
  });

  test("the days counted hold every week and month that a booking touches", () => {
    expect(countedDays(used("2026-11-30 22:00", "2026-12-01 2:00"), PARIS)).toEqual({
      first: "2026-11-01",
      last: "2026-12-31",
    });
    expect(countedDays(used("2026-08-01 8:00", "2026-08-01 9:00"), PARIS)).toEqual({
      first: "2026-07-27",
      last: "2026-08-31",
    });
  });
});
