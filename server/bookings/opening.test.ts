import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, instantAt } from "../kernel/time";
import { closedOn, dayOfYear, everyWeek, hoursOn, nextStart, openPeriods, seasonOn, type Hours } from "./opening";

const PARIS = "Europe/Paris";
const week = (opens: number, closes: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: opens * 60, closes: closes * 60 }));
/** From 8 to 20; from 10 to 16 in winter; never in August; closed a few days and on holidays. */
const HOURS: Hours = {
  week: week(8, 20),
  seasons: [
    { name: "Août", startsOn: 801, endsOn: 831, hours: [] },
    { name: "Hiver", startsOn: 1101, endsOn: 331, hours: week(10, 16) },
  ],
  closures: [{ first: "2027-05-10", last: "2027-05-12", label: "Travaux" }],
  bankHolidays: "metropole",
  schoolHolidays: "B",
};
const hoursOf = (date: string) => hoursOn(HOURS, date).map(({ start, end }) => [start / 60, end / 60]);

describe("hours of the year", () => {
  test("a season over the end of the year holds on both sides of it, its first and last days included", () => {
    expect(hoursOf("2026-10-16")).toEqual([[8, 20]]);
    expect(hoursOf("2026-11-02")).toEqual([[10, 16]]);
    expect(hoursOf("2027-01-11")).toEqual([[10, 16]]);
    expect(hoursOf("2027-03-31")).toEqual([[10, 16]]);
    expect(hoursOf("2027-04-01")).toEqual([[8, 20]]);
    expect(seasonOn(HOURS.seasons, "2027-02-28")?.name).toBe("Hiver");
  });

  test("a season without hours is closed all through", () => {
    expect(hoursOf("2028-08-16")).toEqual([]);
    expect(closedOn(HOURS, "2028-08-16")).toBeNull();
  });

  test("closures and holidays are closed, and each says why", () => {
    expect(["2027-05-09", "2027-05-10", "2027-05-12", "2027-05-13"].map((date) => hoursOf(date).length)).toEqual([
      1, 0, 0, 1,
    ]);
    expect(closedOn(HOURS, "2027-05-11")).toEqual({ why: "closure", label: "Travaux" });
    expect(closedOn(HOURS, "2027-05-06")).toEqual({ why: "bank_holiday", holiday: "ascension" });
    expect(closedOn(HOURS, "2027-02-20")).toEqual({ why: "school_holidays", holiday: "winter" });
    expect(closedOn(HOURS, "2027-02-19")).toBeNull();
    expect(closedOn({ ...HOURS, bankHolidays: null, schoolHolidays: null }, "2026-12-25")).toBeNull();
  });

  test("of two seasons on one day, the first holds", () => {
    const [first, second] = [week(9, 10), week(11, 12)];
    const seasons = [
      { name: "a", startsOn: 101, endsOn: 630, hours: first },
      { name: "b", startsOn: 601, endsOn: 1231, hours: second },
    ];
    const hours = { ...everyWeek([]), seasons };
    expect(hoursOn(hours, "2027-06-15")).toEqual([{ start: 540, end: 600 }]);
    expect(hoursOn(hours, "2027-07-01")).toEqual([{ start: 660, end: 720 }]);
  });

  test("the next start goes over closures and holidays, into the season that follows", () => {
    const rules = { stepMinutes: 30, minMinutes: 60 };
    const from = instantAt("2027-02-19", 15 * 60 + 30, PARIS);
    expect(nextStart(HOURS, from, "2027-06-01", rules, PARIS)).toEqual(instantAt("2027-03-08", 600, PARIS));
    const closed = { ...everyWeek([]), seasons: [{ name: "Juin", startsOn: 601, endsOn: 601, hours: week(8, 9) }] };
    expect(nextStart(closed, from, "2027-07-01", rules, PARIS)).toEqual(instantAt("2027-06-01", 480, PARIS));
    expect(nextStart(closed, from, "2027-05-31", rules, PARIS)).toBeNull();
  });

  test("a day is open for as long as its own hours say, whatever the change of hour", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), (later) => {
        const date = addDays("2026-11-01", later);
        const open = openPeriods(HOURS, date, date, PARIS);
        const minutes = hoursOn(HOURS, date).reduce((sum, { start, end }) => sum + end - start, 0);
        const elapsed = open.reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0);
        expect(elapsed).toBe(minutes);
        if (closedOn(HOURS, date) || (dayOfYear(date) >= 801 && dayOfYear(date) <= 831)) expect(open).toEqual([]);
        else expect(open).toHaveLength(1);
      }),
    );
  });
});
