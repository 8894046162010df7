import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BookingState } from "../bookings";
import {
  CHECK_IN_MINUTES_BEFORE,
  decideCheckIn,
  decideOdometer,
  decideReturn,
  freeAgainAt,
  nextStep,
  noShowAt,
  START_STEPS,
  stopsAtOnce,
  type Usable,
} from "./rules";

const at = (time: string) => new Date(`2026-11-26T${time}:00Z`);
const booking = (more: Partial<Usable> = {}): Usable => ({
  state: "confirmed",
  startStep: "check_in",
  start: at("14:00"),
  end: at("16:00"),
  ...more,
});

describe("taking what was booked", () => {
  test("is possible from fifteen minutes before the start until the end", () => {
    expect(decideCheckIn(booking(), at("13:44"))).toEqual({ code: "too_early", from: at("13:45") });
    expect(decideCheckIn(booking(), at("13:45"))).toBeNull();
    expect(decideCheckIn(booking(), at("15:59"))).toBeNull();
    expect(decideCheckIn(booking(), at("16:00"))).toEqual({ code: "over" });
  });

  test("is for confirmed bookings alone", () => {
    for (const state of ["requested", "cancelled", "declined", "expired"] as const)
      expect(decideCheckIn(booking({ state }), at("14:00"))).toEqual({ code: "not_confirmed" });
    expect(decideCheckIn(booking({ state: "no_show" }), at("14:30"))).toEqual({ code: "released" });
  });

  test("is nothing where the resource asks nothing", () => {
    expect(decideCheckIn(booking({ startStep: "none" }), at("14:00"))).toEqual({ code: "nothing_asked" });
  });
});

describe("giving it back", () => {
  test("follows the taking, late too", () => {
    expect(decideReturn(booking())).toEqual({ code: "not_taken" });
    expect(decideReturn(booking({ state: "checked_in" }))).toBeNull();
  });

  test("is proposed after the end only for what must come back", () => {
    const taken = (startStep: Usable["startStep"]) =>
      nextStep(booking({ state: "checked_in", startStep }), at("18:00"));
    expect(taken("odometer")).toBe("end");
    expect(taken("keys")).toBe("end");
    expect(taken("check_in")).toBeNull();
  });

  test("frees the rest of the time, after the time to tidy", () => {
    expect(freeAgainAt(at("15:00"), 30)).toEqual(at("15:30"));
  });
});

test("what is proposed is never refused", () => {
  const states: BookingState[] = [
    "requested",
    "confirmed",
    "checked_in",
    "returned",
    "cancelled",
    "no_show",
    "settled",
  ];
  const moment = fc
    .integer({ min: -600, max: 600 })
    .map((minutes) => new Date(at("14:00").getTime() + minutes * 60_000));
  fc.assert(
    fc.property(fc.constantFrom(...states), fc.constantFrom(...START_STEPS), moment, (state, startStep, now) => {
      const asked = booking({ state, startStep });
      const next = nextStep(asked, now);
      if (next === "start") expect(decideCheckIn(asked, now)).toBeNull();
      if (next === "end") expect(decideReturn(asked)).toBeNull();
    }),
  );
});

describe("the odometer", () => {
  const last = { odometer: 45_210, at: at("08:00") };

  test("never runs backwards", () => {
    expect(decideOdometer(45_209, last, false, at("14:00"))).toEqual({ code: "odometer_backwards", last: 45_210 });
    expect(decideOdometer(45_209, last, true, at("14:00"))).toEqual({ code: "odometer_backwards", last: 45_210 });
    expect(decideOdometer(45_210, last, false, at("14:00"))).toBeNull();
  });

  test("is asked for, and the first reading is believed", () => {
    expect(decideOdometer(null, last, false, at("14:00"))).toEqual({ code: "odometer_missing" });
    expect(decideOdometer(312_000, null, false, at("14:00"))).toBeNull();
  });

  test("is asked again when a digit too many makes it leap, then believed", () => {
    expect(decideOdometer(452_100, last, false, at("14:00"))).toEqual({
      code: "odometer_leap",
      last: 45_210,
      kilometres: 406_890,
    });
    expect(decideOdometer(452_100, last, true, at("14:00"))).toBeNull();
  });
});

describe("a booking that nobody comes to", () => {
  test("is released after the resource's delay, and at the latest noted at its end", () => {
    expect(noShowAt({ ...booking(), noShowMinutes: 20 })).toEqual(at("14:20"));
    expect(noShowAt({ ...booking(), noShowMinutes: 600 })).toEqual(at("16:00"));
  });

  test("is never released where nobody waits, or nobody need come", () => {
    expect(noShowAt({ ...booking(), noShowMinutes: null })).toBeNull();
    expect(noShowAt({ ...booking({ startStep: "none" }), noShowMinutes: 20 })).toBeNull();
  });

  test("can be taken until then, whatever the delay", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1440 }), (noShowMinutes) => {
        const released = noShowAt({ ...booking(), noShowMinutes });
        if (!released) throw new Error("It is released.");
        expect(decideCheckIn(booking(), new Date(released.getTime() - 1))).toBeNull();
        expect(released.getTime()).toBeGreaterThan(at("14:00").getTime() - CHECK_IN_MINUTES_BEFORE * 60_000);
      }),
    );
  });
});

test("a report stops a thing for who has it, until its owner let it be used again; for its owner always", () => {
  const said = { stopsUse: true, hasIt: true, byOwner: false, letServe: false };
  expect(stopsAtOnce(said)).toBe(true);
  expect(stopsAtOnce({ ...said, stopsUse: false })).toBe(false);
  expect(stopsAtOnce({ ...said, hasIt: false })).toBe(false);
  expect(stopsAtOnce({ ...said, letServe: true })).toBe(false);
  expect(stopsAtOnce({ stopsUse: true, hasIt: false, byOwner: true, letServe: true })).toBe(true);
});
