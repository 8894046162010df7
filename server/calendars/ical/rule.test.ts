import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { readRule, timesOf } from "./rule";

/** The first times of a rule, from its start or from later on. */
function times(text: string, start: string, { from = start, last = "2046-01-01T00:00:00", most = 40 } = {}): string[] {
  const rule = readRule(text);
  if (typeof rule === "string") throw new Error(rule);
  const at = (iso: string) => Date.parse(`${iso}Z`);
  const found: string[] = [];
  for (const time of timesOf(rule, at(start), { from: at(from), last: at(last), budget: { left: 1_000_000 } })) {
    if (found.length === (rule.count ?? most)) break;
    found.push(new Date(time).toISOString().slice(0, 19));
  }
  return found;
}

/** The same by another library. */
function byIcalJs(text: string, start: string, { last = "2046-01-01T00:00:00", most = 40 } = {}): string[] {
  const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateTimeString(start));
  const found: string[] = [];
  for (let next = iterator.next(); next && found.length < most; next = iterator.next()) {
    if (next.toString() > last) break;
    found.push(next.toString());
  }
  return found;
}

describe("the times of a rule", () => {
  test.each([
    ["FREQ=MONTHLY;BYDAY=-1FR", "2027-01-29T12:00:00", ["2027-01-29", "2027-02-26", "2027-03-26"]],
    ["FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31T12:00:00", ["2027-01-31", "2027-03-31", "2027-05-31"]],
    [
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
      "2027-01-29T12:00:00",
      ["2027-01-29", "2027-02-26", "2027-03-31"],
    ],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-11-13T12:00:00", ["2026-11-13", "2027-08-13", "2028-10-13"]],
    ["FREQ=YEARLY", "2028-02-29T12:00:00", ["2028-02-29", "2032-02-29", "2036-02-29"]],
    ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00:00", ["1997-05-12", "1998-05-11", "1999-05-17"]],
    ["FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00:00", ["1997-05-19", "1998-05-18", "1999-05-17"]],
    ["FREQ=YEARLY;BYYEARDAY=1,100,200;INTERVAL=3", "1997-01-01T09:00:00", ["1997-01-01", "1997-04-10", "1997-07-19"]],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00:00", ["1997-08-05", "1997-08-10", "1997-08-19"]],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00:00", ["1997-08-05", "1997-08-17", "1997-08-19"]],
    [
      "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
      "1996-11-05T09:00:00",
      ["1996-11-05", "2000-11-07", "2004-11-02"],
    ],
  ])("%s from %s are those of RFC 5545", (rule, start, days) => {
    expect(times(rule, start, { most: 3 }).map((time) => time.slice(0, 10))).toEqual(days);
  });

  const weekday = fc.constantFrom("MO", "TU", "WE", "TH", "FR", "SA", "SU");
  const list = <T>(one: fc.Arbitrary<T>) =>
    fc.uniqueArray(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(","));
  const start = fc
    .tuple(fc.integer({ min: 2020, max: 2030 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map((parts) => `${parts.map((part) => String(part).padStart(2, "0")).join("-")}T09:30:00`);
  const rules = fc
    .oneof(
      fc.constant("FREQ=DAILY"),
      list(weekday).map((days) => `FREQ=DAILY;BYDAY=${days}`),
      list(weekday).map((days) => `FREQ=WEEKLY;BYDAY=${days}`),
      list(fc.integer({ min: 1, max: 28 })).map((days) => `FREQ=MONTHLY;BYMONTHDAY=${days}`),
      fc.tuple(fc.integer({ min: 1, max: 4 }), weekday).map(([nth, day]) => `FREQ=MONTHLY;BYDAY=${nth}${day}`),
      weekday.map((day) => `FREQ=MONTHLY;BYDAY=-1${day}`),
      list(fc.integer({ min: 1, max: 12 })).map((months) => `FREQ=YEARLY;BYMONTH=${months};BYMONTHDAY=5`),
      fc
        .tuple(fc.integer({ min: 1, max: 12 }), weekday)
        .map(([month, day]) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=2${day}`),
    )
    .chain((rule) => fc.integer({ min: 1, max: 4 }).map((interval) => `${rule};INTERVAL=${interval}`));

  test("are the same as another library finds", () => {
    fc.assert(
      fc.property(rules, start, (rule, from) => {
        // The other one gives the start too, where the rule does not name it: RFC 5545 leaves that open.
        const later = (all: string[]) => all.filter((time) => time !== from).slice(0, 30);
        expect(later(times(rule, from))).toEqual(later(byIcalJs(rule, from)));
      }),
      { numRuns: 300 },
    );
  });

  test("are the same whether they are looked for from the start or from later on", () => {
    fc.assert(
      fc.property(rules, start, fc.integer({ min: 0, max: 4000 }), (rule, first, days) => {
        const from = new Date(Date.parse(`${first}Z`) + days * 86_400_000).toISOString().slice(0, 19);
        const late = times(rule, first, { from, most: 400 }).filter((time) => time >= from);
        const whole = times(rule, first, { most: 5000, last: late.at(-1) ?? from }).filter((time) => time >= from);
        expect(late.slice(0, 5)).toEqual(whole.slice(0, 5));
      }),
      { numRuns: 100 },
    );
  });
});
