import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weekdayOf } from "~server/kernel/time";
import { comingHalfDays, readWhen, slotAt, slotOn, timesBetween, timeValues, type Hours } from "./when";

const ZONE = "Europe/Paris";
/** Monday 23 November 2026, 10:10 in Paris. */
const NOW = new Date("2026-11-23T09:10:00Z");
const USUAL: Hours = { day: "2026-11-24", from: 540, to: 720, people: null };

const read = (address: string, now = NOW) => readWhen(new URLSearchParams(address), USUAL, now, ZONE);
const messages = (address: string, now = NOW) =>
  read(address, now).errors.map(({ field, message }) => [field, message]);

describe("the slot that an address asks for", () => {
  it("is the usual one where nothing is asked", () => {
    expect(read("").when).toMatchObject(USUAL);
    expect(read("").errors).toEqual([]);
  });

  it("is read on the pôle's clock", () => {
    const { when } = read("jour=2026-11-26&de=14:00&a=17:00&personnes=8");
    expect(when).toMatchObject({ day: "2026-11-26", from: 840, to: 1020, people: 8 });
    expect(when?.start.toISOString()).toBe("2026-11-26T13:00:00.000Z");
    expect(when?.query).toEqual({ jour: "2026-11-26", de: "14:00", a: "17:00", personnes: 8 });
  });

  it("may be on another date, typed beside the list of days", () => {
    expect(read("jour=other&jourOther=2026-12-24&de=9h&a=11h30").when).toMatchObject({ day: "2026-12-24", to: 690 });
  });

  it("ends at midnight where its end is written 0 h", () => {
    expect(read("jour=2026-11-26&de=22:00&a=00:00").when).toMatchObject({ from: 1320, to: 1440 });
  });

  it("may last several days, whose end is an hour of the last one", () => {
    const { when } = read("jour=2026-11-26&de=14:00&a=09:00&jusquau=2026-11-28");
    expect(when).toMatchObject({ day: "2026-11-26", until: "2026-11-28", from: 840, to: 540 });
    expect(when?.query).toEqual({ jour: "2026-11-26", de: "14:00", a: "09:00", jusquau: "2026-11-28" });
    expect(messages("jour=2026-11-26&de=14:00&a=09:00&jusquau=2026-11-25")).toEqual([["jusquau", "lastDayBefore"]]);
    expect(messages("jour=2026-11-26&de=14:00&a=09:00&jusquau=demain")).toEqual([["jusquau", "unknownDay"]]);
  });

  it("is refused field by field, with what was typed", () => {
    const asked = read("jour=2026-02-30&de=26:00&a=&personnes=beaucoup");
    expect(asked.when).toBeNull();
    expect(asked.typed).toEqual({ jour: "2026-02-30", de: "26:00", a: "", jusquau: "", personnes: "beaucoup" });
    expect(asked.errors.map(({ field, message }) => [field, message])).toEqual([
      ["jour", "unknownDay"],
      ["de", "unknownHour"],
      ["a", "unknownHour"],
      ["personnes", "people"],
    ]);
  });

  it("does not end before it starts, nor start before now", () => {
    expect(messages("jour=2026-11-26&de=14:00&a=13:00")).toEqual([["a", "endBeforeStart"]]);
    expect(messages("jour=2026-11-26&de=14:00&a=14:00")).toEqual([["a", "endBeforeStart"]]);
    expect(messages("jour=2026-11-22&de=14:00&a=15:00")).toEqual([["jour", "pastDay"]]);
    expect(messages("jour=2026-11-23&de=10:00&a=11:00")).toEqual([["de", "pastHour"]]);
  });

  it("is not in the hour that the clock skips, and says which comes first", () => {
    const { errors } = read("jour=2027-03-28&de=02:30&a=04:00");
    expect(errors).toEqual([{ field: "de", message: "skippedHour", at: 180 }]);
  });

  it("says which of two, in the hour that comes twice", () => {
    expect(messages("jour=2027-10-31&de=02:30&a=04:00")).toEqual([["de", "hourTwice"]]);
    const first = read("jour=2027-10-31&de=02:30-1&a=04:00").when;
    const second = read("jour=2027-10-31&de=02:30-2&a=04:00").when;
    expect(first?.start.toISOString()).toBe("2027-10-31T00:30:00.000Z");
    expect(second?.start.toISOString()).toBe("2027-10-31T01:30:00.000Z");
    expect(second?.query.de).toBe("02:30-2");
    expect(timeValues("2027-10-31", 150, ZONE)).toEqual(["02:30-1", "02:30-2"]);
    expect(timeValues("2027-10-30", 150, ZONE)).toEqual(["02:30"]);
  });

  it("is read back from its own address, whatever the day and the hours", () => {
    const day = fc.integer({ min: 1, max: 700 }).map((days) => new Date(NOW.getTime() + days * 86_400_000));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 40 }), (date, quarter, quarters) => {
        const start = new Date(Math.floor(date.getTime() / 86_400_000) * 86_400_000 + quarter * 900_000);
        const slot = slotAt(start, new Date(start.getTime() + quarters * 900_000), null, ZONE);
        const { jour, de, a, jusquau = "" } = slot.query;
        const again = readWhen(new URLSearchParams({ jour, de, a, jusquau, personnes: "" }), USUAL, NOW, ZONE);
        expect(again.when).toEqual(slot);
      }),
    );
  });
});

describe("the half days proposed in one gesture", () => {
  it("begin with what is left of today, and skip the week-end", () => {
    const friday = new Date("2026-11-27T10:40:00Z");
    expect(comingHalfDays(friday, ZONE, 3)).toEqual([
      { day: "2026-11-27", part: "afternoon", from: 840, to: 1020 },
      { day: "2026-11-30", part: "morning", from: 540, to: 720 },
      { day: "2026-11-30", part: "afternoon", from: 840, to: 1020 },
    ]);
  });

  it("begin later in a half day that has begun, while an hour of it is left", () => {
    expect(comingHalfDays(NOW, ZONE, 1)).toEqual([{ day: "2026-11-23", part: "morning", from: 630, to: 720 }]);
  });

  it("hold the coming Thursday afternoon", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 * 24 * 60 }), (minutes) => {
        const now = new Date(NOW.getTime() + minutes * 60_000);
        const halves = comingHalfDays(now, ZONE, 10).map(({ day, part }) => `${weekdayOf(day)} ${part}`);
        expect(halves).toContain("4 afternoon");
      }),
    );
  });
});

it("lists of hours hold the hour that was asked beside them", () => {
  expect(timesBetween(480, 600, 60, [500])).toEqual([480, 500, 540, 600]);
  expect(slotOn({ ...USUAL, people: 3 }, ZONE).query).toEqual({
    jour: "2026-11-24",
    de: "09:00",
    a: "12:00",
    personnes: 3,
  });
});
