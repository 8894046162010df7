import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { addDays, wallClock, weekdayOf, type LocalDate } from "../../kernel/time";
import { datesOf, daysOf, MOST_DATES, type Holidays, type Schedule } from "./dates";
import { EVERY_WORKDAY, isEveryWorkday, repetitionOf, rruleOf, type Frequency, type Repetition } from "./repetition";

const PARIS = "Europe/Paris";
const NONE: Holidays = { isBankHoliday: () => false, isSchoolHoliday: () => false };
const WEEKLY: Frequency = { every: "week", interval: 1, weekdays: [4] };

function schedule(changes: Partial<Schedule> = {}): Schedule {
  return {
    firstDay: "2026-11-26",
    from: 540,
    minutes: 120,
    repetition: { frequency: WEEKLY, end: { count: 4 } },
    skipsBankHolidays: false,
    skipsSchoolHolidays: false,
    ...changes,
  };
}

function days(firstDay: LocalDate, frequency: Frequency, end: Repetition["end"]): LocalDate[] | string {
  const found = daysOf(firstDay, { frequency, end });
  return found.ok ? found.value : found.problem.code;
}

describe("the days of a rule", () => {
  test("every other day, every day of work, every week on two days, every other week", () => {
    expect(days("2026-11-26", { every: "day", interval: 2 }, { count: 3 })).toEqual([
      "2026-11-26",
      "2026-11-28",
      "2026-11-30",
    ]);
    expect(days("2026-11-26", EVERY_WORKDAY, { count: 3 })).toEqual(["2026-11-26", "2026-11-27", "2026-11-30"]);
    expect(days("2026-11-26", { every: "week", interval: 1, weekdays: [2, 4] }, { count: 3 })).toEqual([
      "2026-11-26",
      "2026-12-01",
      "2026-12-03",
    ]);
    // Weeks are those of the first date: Monday 30 is in the week after Thursday 26.
    expect(days("2026-11-26", { every: "week", interval: 2, weekdays: [1, 4] }, { count: 3 })).toEqual([
      "2026-11-26",
      "2026-12-07",
      "2026-12-10",
    ]);
  });

  test("every month on a date, on the last day, on the first Monday, on the last Friday", () => {
    const month = (on: Extract<Frequency, { every: "month" }>["on"], interval = 1): Frequency => ({
      every: "month",
      interval,
      on,
    });
    expect(days("2026-11-26", month({ day: 15 }), { count: 2 })).toEqual(["2026-12-15", "2027-01-15"]);
    expect(days("2026-11-26", month({ day: -1 }), { count: 4 })).toEqual([
      "2026-11-30",
      "2026-12-31",
      "2027-01-31",
      "2027-02-28",
    ]);
    // As RFC 5545 says: a month without a 31st has no such date.
    expect(days("2027-01-01", month({ day: 31 }), { count: 3 })).toEqual(["2027-01-31", "2027-03-31", "2027-05-31"]);
    expect(days("2026-11-26", month({ nth: 1, weekday: 1 }), { count: 2 })).toEqual(["2026-12-07", "2027-01-04"]);
    expect(days("2026-11-26", month({ nth: -1, weekday: 5 }, 3), { count: 2 })).toEqual(["2026-11-27", "2027-02-26"]);
  });

  test("until a day, that day included", () => {
    expect(days("2026-11-26", WEEKLY, { until: "2026-12-10" })).toEqual(["2026-11-26", "2026-12-03", "2026-12-10"]);
  });

  test("a rule that names too many days, lasts too long, ends before it begins or names none is refused", () => {
    const daily: Frequency = { every: "day", interval: 1 };
    expect(daysOf("2026-11-26", { frequency: daily, end: { count: 10_000 } })).toMatchObject({
      problem: { code: "too_many_dates", most: MOST_DATES },
    });
    expect(days("2026-11-26", daily, { until: "2028-06-01" })).toBe("too_many_dates");
    expect(daysOf("2026-11-26", { frequency: WEEKLY, end: { until: "2999-01-01" } })).toMatchObject({
      problem: { code: "series_too_long", lastDay: "2028-11-26" },
    });
    expect(days("2026-11-26", { every: "month", interval: 1, on: { day: 1 } }, { count: 30 })).toBe("series_too_long");
    expect(days("2026-11-26", WEEKLY, { until: "2026-11-25" })).toBe("until_before_start");
    expect(days("2026-11-26", WEEKLY, { until: "2026-11-26" })).toEqual(["2026-11-26"]);
    expect(days("2026-11-27", WEEKLY, { until: "2026-12-02" })).toBe("no_dates");
  });
});

describe("the dates of a series", () => {
  test("9:00 stays 9:00 when the clock goes forward", () => {
    const found = datesOf(schedule({ firstDay: "2027-03-25" }), NONE, PARIS);
    expect(found.ok && found.value.dates.slice(0, 2).map(({ start }) => start.toISOString())).toEqual([
      "2027-03-25T08:00:00.000Z",
      "2027-04-01T07:00:00.000Z",
    ]);
  });

  test("an hour that the clock skips is the first that exists, and told; the next day is as usual", () => {
    const repetition: Repetition = { frequency: { every: "day", interval: 1 }, end: { count: 2 } };
    const night = schedule({ firstDay: "2027-03-28", from: 150, minutes: 60, repetition });
    const found = datesOf(night, NONE, PARIS);
    expect(found.ok && found.value.dates).toMatchObject([
      { clock: "gap", start: new Date("2027-03-28T01:00Z"), end: new Date("2027-03-28T01:30Z") },
      { clock: null, start: new Date("2027-03-29T00:30Z"), end: new Date("2027-03-29T01:30Z") },
    ]);
    const within = datesOf({ ...night, from: 135, minutes: 30 }, NONE, PARIS);
    expect(within.ok && within.value.dates[0]).toMatchObject({
      start: new Date("2027-03-28T01:00Z"),
      end: new Date("2027-03-28T01:30Z"),
    });
  });

  test("of an hour that comes twice, the first is meant, and told", () => {
    const found = datesOf(schedule({ firstDay: "2027-10-31", from: 150, minutes: 90 }), NONE, PARIS);
    expect(found.ok && found.value.dates[0]).toMatchObject({ day: "2027-11-04", clock: null });
    const sundays: Repetition = { frequency: { every: "week", interval: 1, weekdays: [7] }, end: { count: 1 } };
    const twice = datesOf(
      schedule({ firstDay: "2027-10-31", from: 150, minutes: 90, repetition: sundays }),
      NONE,
      PARIS,
    );
    expect(twice.ok && twice.value.dates).toMatchObject([{ clock: "twice", start: new Date("2027-10-31T00:30Z") }]);
  });

  test("holidays that are skipped count among the number asked for, and are told", () => {
    const christmas: Holidays = { ...NONE, isBankHoliday: (day) => day === "2026-12-10" };
    const found = datesOf(schedule({ skipsBankHolidays: true }), christmas, PARIS);
    expect(found.ok && found.value.dates).toHaveLength(3);
    expect(found.ok && found.value.skipped).toEqual([{ day: "2026-12-10", why: "bank_holiday" }]);
    const never = datesOf(schedule({ skipsSchoolHolidays: true }), { ...NONE, isSchoolHoliday: () => true }, PARIS);
    expect(never).toMatchObject({ problem: { code: "no_dates", skipped: 4 } });
  });

  test("dates that begin before the one before them is over are refused", () => {
    const daily: Repetition = { frequency: { every: "day", interval: 1 }, end: { count: 3 } };
    expect(datesOf(schedule({ minutes: 1500, repetition: daily }), NONE, PARIS)).toMatchObject({
      problem: { code: "dates_overlap" },
    });
  });
});

const weekday = fc.integer({ min: 1, max: 7 });
const interval = fc.integer({ min: 1, max: 4 });
const frequency: fc.Arbitrary<Frequency> = fc.oneof(
  fc.record({ every: fc.constant("day" as const), interval }),
  fc.record({
    every: fc.constant("week" as const),
    interval,
    weekdays: fc.uniqueArray(weekday, { minLength: 1, maxLength: 7 }),
  }),
  fc.record({
    every: fc.constant("month" as const),
    interval,
    on: fc.oneof(
      fc.record({ day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant(-1)) }),
      fc.record({ nth: fc.constantFrom(1, 2, 3, 4, -1), weekday }),
    ),
  }),
);
const firstDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays("2026-01-01", days));
const ending = fc.record({ first: firstDay, count: fc.option(fc.integer({ min: 1, max: 60 })), days: fc.nat(500) });
const asked = fc.record({ frequency, ending, from: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15) });

function scheduleOf({
  frequency: each,
  ending: { first, count, days: length },
  from,
}: typeof asked extends fc.Arbitrary<infer T> ? T : never): Schedule {
  const end = count === null ? { until: addDays(first, length) } : { count };
  return schedule({ firstDay: first, from, minutes: 60, repetition: { frequency: each, end } });
}

describe("whatever the rule", () => {
  test("dates are in order and distinct, at the same hour of the clock, no more than asked, none after the last day", () => {
    fc.assert(
      fc.property(asked, (each) => {
        const wanted = scheduleOf(each);
        const found = datesOf(wanted, NONE, PARIS);
        if (!found.ok) return;
        const { dates } = found.value;
        const { end } = wanted.repetition;
        for (const [rank, { day, start, end: until, clock, recurrence }] of dates.entries()) {
          if (rank > 0) expect(start.getTime()).toBeGreaterThanOrEqual(dates[rank - 1]!.end.getTime());
          expect(until.getTime()).toBeGreaterThan(start.getTime());
          if (clock !== "gap") expect(wallClock(start, PARIS)).toEqual({ date: day, minutes: wanted.from });
          expect(recurrence.startsWith(day)).toBe(true);
          expect(day >= wanted.firstDay).toBe(true);
          if ("until" in end) expect(day <= end.until).toBe(true);
        }
        if ("count" in end) expect(dates).toHaveLength(end.count);
      }),
    );
  });

  test("skipping holidays leaves dates out, and adds or changes none", () => {
    fc.assert(
      fc.property(asked, fc.nat(6), (each, remainder) => {
        const all = datesOf(scheduleOf(each), NONE, PARIS);
        const holidays: Holidays = { ...NONE, isBankHoliday: (day) => weekdayOf(day) % 3 === remainder % 3 };
        const without = datesOf({ ...scheduleOf(each), skipsBankHolidays: true }, holidays, PARIS);
        if (!all.ok || !without.ok) return;
        const kept = all.value.dates.filter(({ day }) => !holidays.isBankHoliday(day));
        expect(without.value.dates).toEqual(kept);
        expect(without.value.skipped).toHaveLength(all.value.dates.length - kept.length);
      }),
    );
  });

  test("its text says the same to another program, and is read back as it was", () => {
    fc.assert(
      fc.property(asked, (each) => {
        const { repetition, firstDay: first } = scheduleOf(each);
        const text = rruleOf(repetition);
        expect(rruleOf(repetitionOf(text)!)).toBe(text);
        expect(ICAL.Recur.fromString(text).toString().split(";").sort()).toEqual(text.split(";").sort());
        const ours = daysOf(first, repetition);
        if (!ours.ok) return;
        const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString(ours.value[0]!));
        const theirs: string[] = [];
        for (let next = iterator.next(); next && theirs.length <= MOST_DATES; next = iterator.next()) {
          theirs.push(next.toString());
        }
        expect(theirs).toEqual(ours.value);
      }),
    );
  });
});

test("a text that is not one of ours is not read, were it right", () => {
  for (const text of ["", "FREQ=YEARLY;COUNT=2", "FREQ=DAILY", "FREQ=DAILY;BYHOUR=9;COUNT=2", "COUNT=2;FREQ=DAILY"]) {
    expect(repetitionOf(text)).toBeNull();
  }
});

test("every day of work is told from the same days with another", () => {
  expect(isEveryWorkday(EVERY_WORKDAY)).toBe(true);
  expect(isEveryWorkday({ every: "week", interval: 1, weekdays: [5, 4, 3, 2, 1] })).toBe(true);
  expect(isEveryWorkday({ every: "week", interval: 1, weekdays: [1, 2, 3, 4, 5, 6] })).toBe(false);
});
