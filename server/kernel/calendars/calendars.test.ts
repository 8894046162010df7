import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, weekdayOf, type LocalDate } from "../time";
import { bankHolidayOn, HOLIDAY_ZONES, isHolidayZone } from "./bank-holidays";
import official from "./official-bank-holidays.json";
import { ACADEMIES, SCHOOL_HOLIDAYS_KNOWN_UNTIL, SCHOOL_ZONES, schoolHolidayOn } from "./school-holidays";

function daysOf(year: string): LocalDate[] {
  const days = [];
  for (let date = `${year}-01-01`; date.startsWith(year); date = addDays(date, 1)) days.push(date);
  return days;
}

test("public holidays are those of the official list, 2006 to 2031, in all thirteen zones", () => {
  expect(Object.keys(official).sort()).toEqual([...HOLIDAY_ZONES].sort());
  for (const [zone, years] of Object.entries(official)) {
    if (!isHolidayZone(zone)) throw new Error(zone);
    expect(Object.keys(years)).toHaveLength(26);
    for (const [year, listed] of Object.entries(years)) {
      const computed = daysOf(year).filter((date) => bankHolidayOn(date, zone) !== null);
      expect(`${zone} ${computed.map((date) => date.slice(5)).join(" ")}`).toBe(`${zone} ${listed}`);
    }
  }
});

test("every year, Easter Monday, Ascension and Whit Monday fall where they must", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2999 }), (year) => {
      const found = daysOf(String(year)).flatMap((date) => {
        const holiday = bankHolidayOn(date, "alsace-moselle");
        return holiday ? [{ date, holiday }] : [];
      });
      const day = (wanted: string) => found.find(({ holiday }) => holiday === wanted)?.date;
      const monday = day("easter_monday")!;
      expect(weekdayOf(monday)).toBe(1);
      expect(monday >= `${year}-03-23` && monday <= `${year}-04-26`).toBe(true);
      expect(day("whit_monday")).toBe(addDays(monday, 49));
      expect(day("good_friday")).toBe(addDays(monday, -3));
      // Ascension may fall on 1 or 8 May, a holiday already.
      const ascension = addDays(monday, 38);
      expect(bankHolidayOn(ascension, "metropole")).not.toBeNull();
    }),
    { numRuns: 60 },
  );
});

test("school holidays differ by zone, and their first and last days count", () => {
  expect(SCHOOL_ZONES.map((zone) => schoolHolidayOn("2027-02-13", zone))).toEqual(["winter", null, "winter"]);
  expect(schoolHolidayOn("2026-12-18", "A")).toBeNull();
  expect(schoolHolidayOn("2026-12-19", "A")).toBe("christmas");
  expect(schoolHolidayOn("2027-01-03", "A")).toBe("christmas");
  expect(schoolHolidayOn("2027-01-04", "A")).toBeNull();
});

test("beyond what was published, no school holidays are told", () => {
  for (const zone of SCHOOL_ZONES) {
    expect(schoolHolidayOn(SCHOOL_HOLIDAYS_KNOWN_UNTIL, zone)).toBe("summer");
    expect(schoolHolidayOn(addDays(SCHOOL_HOLIDAYS_KNOWN_UNTIL, 1), zone)).toBeNull();
  }
});

test("every académie is in one zone", () => {
  const all = Object.values(ACADEMIES).flat();
  expect(all).toHaveLength(24);
  expect(new Set(all).size).toBe(24);
});
