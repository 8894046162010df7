import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  dayBounds,
  daysBetween,
  instantAt,
  isTimeZone,
  localDateOf,
  minutesOf,
  parseLocalDate,
  parseTypedDate,
  parseTime,
  resolveWallClock,
  startOfMonth,
  startOfWeek,
  timeText,
  wallClock,
  weekdayOf,
} from "./time";

const PARIS = "Europe/Paris";
const HOUR = 3_600_000;

// Half-hour changes (Lord Howe), a zone with 45 minutes, a day that never was (Apia, 30 December 2011), midnights that
// do not exist (São Paulo until 2018, Beirut), summer time the other way round (Casablanca).
const zones = fc.constantFrom(
  PARIS,
  "Pacific/Auckland",
  "America/Sao_Paulo",
  "Indian/Reunion",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Asia/Beirut",
  "Africa/Casablanca",
  "UTC",
);
const instants = fc
  .integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 })
  .map((minute) => new Date(minute * 60_000));
const dates = fc.integer({ min: 0, max: 25_000 }).map((days) => addDays("1990-01-01", days));

/** Changes of hour are rare: half of the instants drawn here are within hours of one. */
const delicate = fc.oneof(
  fc.tuple(zones, instants),
  fc
    .tuple(
      fc.constantFrom(
        [PARIS, "2027-03-28T01:00Z"],
        [PARIS, "2027-10-31T01:00Z"],
        ["Pacific/Auckland", "2027-04-03T14:00Z"],
        ["Pacific/Auckland", "2027-09-25T14:00Z"],
        ["America/Sao_Paulo", "2017-10-15T03:00Z"],
        ["America/Sao_Paulo", "2018-02-18T02:00Z"],
        ["Australia/Lord_Howe", "2027-04-03T15:00Z"],
        ["Pacific/Apia", "2011-12-30T10:00Z"],
      ),
      fc.integer({ min: -400, max: 400 }),
    )
    .map(([[zone, change], minutes]): [string, Date] => [zone, new Date(Date.parse(change) + minutes * 60_000)]),
);

/** What Intl says, asked in another way than the code does. */
function readByIntl(instant: Date, zone: string) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => parts.find((found) => found.type === type)!.value;
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  return { date, minutes: Number(part("hour")) * 60 + Number(part("minute")) };
}

describe("the wall clock of a pôle", () => {
  it("shows what Intl shows, in every zone", () => {
    fc.assert(
      fc.property(delicate, ([zone, instant]) => {
        expect(wallClock(instant, zone)).toEqual(readByIntl(instant, zone));
      }),
      { numRuns: 1000 },
    );
  });

  it("read then resolved gives the same instant, but for the hour that comes twice", () => {
    fc.assert(
      fc.property(delicate, ([zone, instant]) => {
        const { date, minutes } = wallClock(instant, zone);
        const resolved = resolveWallClock(date, minutes, zone);
        if (resolved.kind === "twice") {
          expect([resolved.first, resolved.second]).toContainEqual(instant);
          expect(resolved.first < resolved.second).toBe(true);
          expect(wallClock(resolved.first, zone)).toEqual(wallClock(resolved.second, zone));
        } else {
          expect(resolved).toEqual({ kind: "one", instant });
          expect(instantAt(date, minutes, zone)).toEqual(instant);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("a time that is skipped resolves to the first instant after the gap", () => {
    fc.assert(
      fc.property(zones, dates, fc.integer({ min: 0, max: 1440 }), (zone, date, minutes) => {
        const resolved = resolveWallClock(date, minutes, zone);
        if (resolved.kind !== "gap") return;
        expect(minutesOf(resolved.after, date, zone)).toBeGreaterThan(minutes);
        expect(minutesOf(new Date(resolved.after.getTime() - 1), date, zone)).toBeLessThan(minutes);
        expect(minutesOf(resolved.before, date, zone)).toBeLessThan(minutes);
      }),
      { numRuns: 2000 },
    );
  });

  it("28 March 2027, 2:30 does not exist in Paris: 1:30 before it, 3:00 after", () => {
    expect(resolveWallClock("2027-03-28", 150, PARIS)).toEqual({
      kind: "gap",
      before: new Date("2027-03-28T00:30Z"),
      after: new Date("2027-03-28T01:00Z"),
    });
    expect(instantAt("2027-03-28", 150, PARIS)).toEqual(new Date("2027-03-28T01:00Z"));
    expect(wallClock(instantAt("2027-03-28", 150, PARIS), PARIS)).toEqual({ date: "2027-03-28", minutes: 180 });
    expect(resolveWallClock("2027-03-28", 120, PARIS).kind).toBe("gap");
    expect(resolveWallClock("2027-03-28", 119, PARIS).kind).toBe("one");
    expect(resolveWallClock("2027-03-28", 180, PARIS).kind).toBe("one");
  });

  it("31 October 2027, 2:30 comes twice in Paris, and the first is taken", () => {
    expect(resolveWallClock("2027-10-31", 150, PARIS)).toEqual({
      kind: "twice",
      first: new Date("2027-10-31T00:30Z"),
      second: new Date("2027-10-31T01:30Z"),
    });
    expect(instantAt("2027-10-31", 150, PARIS)).toEqual(new Date("2027-10-31T00:30Z"));
    expect(resolveWallClock("2027-10-31", 120, PARIS).kind).toBe("twice");
    expect(resolveWallClock("2027-10-31", 119, PARIS).kind).toBe("one");
    expect(resolveWallClock("2027-10-31", 180, PARIS).kind).toBe("one");
  });

  it("a whole day that never was resolves to the day after it", () => {
    expect(instantAt("2011-12-30", 720, "Pacific/Apia")).toEqual(new Date("2011-12-30T10:00Z"));
    expect(localDateOf(new Date("2011-12-30T10:00Z"), "Pacific/Apia")).toBe("2011-12-31");
    const { start, end } = dayBounds("2011-12-30", "Pacific/Apia");
    expect(start).toEqual(end);
  });

  it("days last 23, 24 or 25 hours", () => {
    const hours = (date: string, zone: string) => {
      const { start, end } = dayBounds(date, zone);
      return (end.getTime() - start.getTime()) / HOUR;
    };
    expect(hours("2027-03-28", PARIS)).toBe(23);
    expect(hours("2027-10-31", PARIS)).toBe(25);
    expect(hours("2027-06-01", PARIS)).toBe(24);
    expect(hours("2027-09-26", "Pacific/Auckland")).toBe(23);
    expect(hours("2027-04-04", "Pacific/Auckland")).toBe(25);
    expect(hours("2027-04-04", "Australia/Lord_Howe")).toBe(24.5);
    expect(hours("2017-10-15", "America/Sao_Paulo")).toBe(23);
    expect(hours("2018-02-17", "America/Sao_Paulo")).toBe(25);
    expect(hours("2027-03-28", "Indian/Reunion")).toBe(24);
  });

  it("days follow one another without a hole, and hold their instants", () => {
    fc.assert(
      fc.property(delicate, ([zone, instant]) => {
        const date = localDateOf(instant, zone);
        const { start, end } = dayBounds(date, zone);
        expect(start <= instant && instant < end).toBe(true);
        expect(dayBounds(addDays(date, 1), zone).start).toEqual(end);
      }),
      { numRuns: 1000 },
    );
  });

  it("1440 minutes is the midnight that ends the day", () => {
    fc.assert(
      fc.property(zones, dates, (zone, date) => {
        expect(instantAt(date, 1440, zone)).toEqual(instantAt(addDays(date, 1), 0, zone));
      }),
    );
  });

  it("a day is drawn at the hours its clock shows, the neighbours' hours outside it", () => {
    expect(minutesOf(new Date("2026-11-26T13:30Z"), "2026-11-26", PARIS)).toBe(870);
    expect(minutesOf(new Date("2026-11-25T21:00Z"), "2026-11-26", PARIS)).toBe(-120);
    expect(minutesOf(new Date("2026-11-26T23:00Z"), "2026-11-26", PARIS)).toBe(1440);
    expect(minutesOf(new Date("2027-03-28T12:00Z"), "2027-03-28", PARIS)).toBe(14 * 60);
  });

  it("seconds are dropped, before 1970 too", () => {
    expect(wallClock(new Date("2026-11-26T13:30:59.999Z"), PARIS)).toEqual({ date: "2026-11-26", minutes: 870 });
    expect(wallClock(new Date("1969-07-20T20:17:40Z"), "UTC")).toEqual({ date: "1969-07-20", minutes: 1217 });
  });

  it("the zone of the machine changes nothing", () => {
    const machine = process.env.TZ;
    try {
      for (const zone of ["America/New_York", "Asia/Tokyo", "UTC", "Pacific/Apia"]) {
        process.env.TZ = zone;
        expect(localDateOf(new Date("2026-11-26T23:30Z"), PARIS)).toBe("2026-11-27");
        expect(instantAt("2026-11-26", 0, PARIS)).toEqual(new Date("2026-11-25T23:00Z"));
        expect(addDays("2027-03-28", 1)).toBe("2027-03-29");
        expect(weekdayOf("2026-11-26")).toBe(4);
      }
    } finally {
      if (machine === undefined) delete process.env.TZ;
      else process.env.TZ = machine;
    }
  });

  it("a zone, an instant or a date that does not exist is an error, never a wrong hour", () => {
    expect(() => wallClock(new Date(), "Europe/Lyon")).toThrow(RangeError);
    expect(() => wallClock(new Date(Number.NaN), PARIS)).toThrow(RangeError);
    expect(() => instantAt("demain", 0, PARIS)).toThrow(RangeError);
    expect(isTimeZone("Europe/Paris")).toBe(true);
    expect(isTimeZone("UTC")).toBe(true);
    expect(isTimeZone("Europe/Lyon")).toBe(false);
    expect(isTimeZone("+02:00")).toBe(false);
    expect(isTimeZone("")).toBe(false);
  });
});

describe("the calendar", () => {
  it("adding days and counting them are each other's opposite", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it("months end on their last day", () => {
    expect(addMonths("2027-01-31", 1)).toBe("2027-02-28");
    expect(addMonths("2028-01-31", 1)).toBe("2028-02-29");
    expect(addMonths("2026-11-30", 3)).toBe("2027-02-28");
    expect(addMonths("2027-01-15", -1)).toBe("2026-12-15");
    expect(addMonths("2027-03-31", -13)).toBe("2026-02-28");
  });

  it("weeks begin on Monday", () => {
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(weekdayOf("2026-11-29")).toBe(7);
    expect(weekdayOf("1969-12-29")).toBe(1);
    expect(startOfWeek("2026-11-29")).toBe("2026-11-23");
    expect(startOfWeek("2026-11-23")).toBe("2026-11-23");
    expect(startOfMonth("2026-11-29")).toBe("2026-11-01");
    fc.assert(
      fc.property(dates, (date) => {
        expect(weekdayOf(date)).toBe(new Date(`${date}T12:00Z`).getUTCDay() || 7);
        expect(weekdayOf(startOfWeek(date))).toBe(1);
      }),
    );
  });

  it("only real dates are read", () => {
    expect(parseLocalDate("2026-11-26")).toBe("2026-11-26");
    expect(parseLocalDate(" 2028-02-29 ")).toBe("2028-02-29");
    for (const text of ["2027-02-29", "2026-13-01", "2026-00-10", "26/11/2026", "2026-11-26T10:00", "0026-11-26", ""]) {
      expect(parseLocalDate(text)).toBeNull();
    }
  });

  it("hours are read as people type them", () => {
    for (const text of ["14:30", "14h30", "14 h 30", "14 H 30", "14\u00a0h\u00a030", "14:30:00", " 14:30 "]) {
      expect(parseTime(text)).toBe(870);
    }
    for (const text of ["9", "9h", "9 h", "09:00", "9h00"]) expect(parseTime(text)).toBe(540);
    expect(parseTime("0:00")).toBe(0);
    expect(parseTime("24:00")).toBe(1440);
    for (const text of ["24:01", "25:00", "14:60", "14:3", "1430", "midi", "-1:00", "14:30:15", ""]) {
      expect(parseTime(text)).toBeNull();
    }
  });

  it("an hour written is the hour read", () => {
    expect(timeText(545)).toBe("09:05");
    fc.assert(fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => parseTime(timeText(minutes)) === minutes));
  });
});

it("a day typed as French people write it is read as the one of a calendar", () => {
  expect(["26/11/2026", " 1/2/2028 ", "2026-11-26"].map(parseTypedDate)).toEqual([
    "2026-11-26",
    "2028-02-01",
    "2026-11-26",
  ]);
  for (const text of ["31/02/2026", "11/26/2026", "26/11/26", "26-11-2026", "demain", ""])
    expect(parseTypedDate(text)).toBeNull();
});
