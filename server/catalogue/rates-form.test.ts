import { parseWithZod } from "@conform-to/zod/v4";
import { describe, expect, test } from "vitest";
import { kindOf, type KindKey } from "./kinds";
import { ratesForm } from "./rates-form";

function read(typed: Record<string, string>, kind: KindKey = "room") {
  const form = new FormData();
  for (const [name, value] of Object.entries({ version: "3", ...typed })) form.set(name, value);
  return parseWithZod(form, { schema: ratesForm(kindOf(kind)) });
}

function ratesIn(typed: Record<string, string>, kind: KindKey = "room") {
  const submission = read(typed, kind);
  if (submission.status !== "success") throw new Error(JSON.stringify(submission.error));
  return submission.value.rates;
}

const member = (fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ way: "paid", ...fields }).map(([name, value]) => [`rates.member.${name}`, value]),
  );

function errorsOf(fields: Record<string, string>, kind: KindKey = "room") {
  const submission = read(member(fields), kind);
  return submission.status === "error" ? submission.error : undefined;
}

describe("the form of prices", () => {
  test("amounts are read as the French type them, and what is left empty is not proposed", () => {
    const typed = member({ hour: "6", halfDay: "18,00 €", day: "1\u202f234,56", freeHours: "1,5", deposit: "150" });
    expect(ratesIn(typed)).toEqual([
      {
        customer: "member",
        hourCents: 600,
        halfDayCents: 1800,
        dayCapCents: 123_456,
        weekCents: null,
        steps: [],
        periods: [],
        freeMinutesMonth: 90,
        kilometreCents: null,
        kilometresIncluded: 0,
        unitCents: null,
        depositCents: 15_000,
        atCost: false,
      },
    ]);
  });

  test("steps and periods are read row by row; a row left empty is none", () => {
    const [rate] = ratesIn(
      member({
        hour: "6",
        "steps[0].after": "4",
        "steps[0].hour": "4",
        "steps[1].after": "",
        "steps[1].hour": "",
        "periods[0].days": "12345",
        "periods[0].from": "18:00",
        "periods[0].to": "00:00",
        "periods[0].hour": "9",
        "periods[1].days": "67",
        "periods[1].hour": "10",
        "periods[2].days": "7",
      }),
    );
    expect(rate).toMatchObject({
      steps: [{ afterMinutes: 240, hourCents: 400 }],
      periods: [
        { weekdays: [1, 2, 3, 4, 5], from: 1080, to: 1440, hourCents: 900 },
        { weekdays: [6, 7], from: 0, to: 1440, hourCents: 1000 },
      ],
    });
  });

  test("hours are decimals or a clock's, to the minute", () => {
    for (const [typed, minutes] of [
      ["0,55", 33],
      ["1:20", 80],
      ["1 h 40", 100],
      ["120:05", 7205],
    ] as const) {
      expect(ratesIn(member({ hour: "6", freeHours: typed }))).toMatchObject([{ freeMinutesMonth: minutes }]);
    }
    expect(errorsOf({ hour: "6", freeHours: "1:75" })).toEqual({ "rates.member.freeHours": ["invalid"] });
    expect(errorsOf({ hour: "6", kilometre: "1", included: "1:30" }, "vehicle")).toEqual({
      "rates.member.included": ["invalid"],
    });
  });

  test("each kind keeps what makes sense for it", () => {
    const typed = member({ hour: "6", unit: "9,50", kilometre: "0,25", included: "50" });
    expect(ratesIn(typed, "vehicle")).toMatchObject([
      { hourCents: 600, unitCents: null, kilometreCents: 25, kilometresIncluded: 50 },
    ]);
    expect(ratesIn(typed, "service")).toMatchObject([{ hourCents: null, unitCents: 950, kilometreCents: null }]);
    expect(ratesIn(typed, "room")).toMatchObject([{ hourCents: 600, unitCents: null, kilometreCents: null }]);
  });

  test("at cost there is no price to type, and nothing in particular is no rate", () => {
    expect(ratesIn({ "rates.member.way": "cost", "rates.member.hour": "6" })).toEqual([
      { customer: "member", hourCents: null, dayCapCents: null, depositCents: 0, atCost: true },
    ]);
    expect(ratesIn({ "rates.member.way": "none", "rates.member.hour": "6" })).toEqual([]);
    expect(ratesIn({})).toEqual([]);
  });

  test("what is wrong is said beside its field", () => {
    expect(errorsOf({})).toEqual({ "rates.member.way": ["price_required"] });
    expect(errorsOf({ unit: "5" })).toEqual({ "rates.member.way": ["price_required"] });
    expect(errorsOf({ hour: "six" })).toMatchObject({ "rates.member.hour": ["amount_invalid"] });
    expect(errorsOf({ hour: "-6" })).toMatchObject({ "rates.member.hour": ["amount_invalid"] });
    expect(errorsOf({ hour: "6", halfDay: "5", day: "4", week: "3" })).toEqual({
      "rates.member.halfDay": ["halfDay_below_shorter"],
      "rates.member.day": ["day_below_shorter"],
      "rates.member.week": ["week_below_shorter"],
    });
    expect(errorsOf({ day: "30", "steps[0].after": "4", "steps[0].hour": "4" })).toEqual({
      "rates.member.hour": ["hour_required"],
    });
    expect(errorsOf({ hour: "6", "steps[0].after": "4" })).toEqual({ "rates.member.steps[0].hour": ["required"] });
    expect(errorsOf({ hour: "6", freeHours: "0,33" })).toEqual({ "rates.member.freeHours": ["invalid"] });
    expect(errorsOf({ hour: "6", freeHours: "745" })).toEqual({ "rates.member.freeHours": ["invalid"] });
    expect(errorsOf({ hour: "6", included: "50" }, "vehicle")).toEqual({ "rates.member.kilometre": ["required"] });
  });

  test("a period does not run past midnight, and two do not cover the same hour", () => {
    const night = {
      hour: "6",
      "periods[0].days": "67",
      "periods[0].from": "20:00",
      "periods[0].to": "02:00",
      "periods[0].hour": "9",
    };
    expect(errorsOf(night)).toEqual({ "rates.member.periods[0].to": ["period_past_midnight"] });
    const twice = {
      ...night,
      "periods[0].to": "23:00",
      "periods[1].days": "7",
      "periods[1].from": "22:00",
      "periods[1].to": "23:30",
      "periods[1].hour": "9",
    };
    expect(errorsOf(twice)).toEqual({ "rates.member.periods[1].from": ["periods_overlap"] });
    expect(errorsOf({ ...twice, "periods[1].days": "12345" })).toBeUndefined();
  });
});
