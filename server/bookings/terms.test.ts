import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantAt, parseTime } from "../kernel/time";
import {
  cancellationDeadline,
  cancellationFee,
  decideCancellation,
  decideChange,
  decideRestoration,
  termsAfterMove,
  termsOf,
} from "./terms";

/** Thursday 26 November 2026. */
const DAY = "2026-11-26";
const NOW = at("2026-11-26", "07:00");

function at(day: string, time: string): Date {
  return instantAt(day, parseTime(time) ?? 0, "Europe/Paris");
}

describe("moving", () => {
  const booking = { state: "confirmed", start: at(DAY, "14:00"), changeNoticeMinutes: 60 } as const;

  test("its structure moves it up to its own notice, a manager until the end", () => {
    expect(decideChange(booking, false, at(DAY, "13:00"))).toBeNull();
    expect(decideChange(booking, false, at(DAY, "13:01"))).toEqual({
      code: "too_late_to_change",
      noticeMinutes: 60,
      deadline: at(DAY, "13:00"),
    });
    expect(decideChange(booking, true, at(DAY, "14:30"))).toBeNull();
    expect(decideChange({ ...booking, changeNoticeMinutes: 0 }, false, at(DAY, "14:00"))?.code).toBe("already_started");
  });
});

describe("cancelling", () => {
  const start = at(DAY, "14:00");
  const terms = (lateCancelPercent: number | null, cents = 1801, cancelNoticeMinutes = 120) =>
    termsOf({ cancelNoticeMinutes, lateCancelPercent }, { start, price: { cents } });
  const booking = { state: "confirmed", start, terms: terms(null) } as const;

  test("its structure cancels up to the notice, to the instant", () => {
    const deadline = cancellationDeadline(booking.start, 120);
    expect(decideCancellation(booking, false, deadline)).toBeNull();
    expect(decideCancellation(booking, false, new Date(deadline.getTime() + 1))).toEqual({
      code: "too_late_to_cancel",
      noticeMinutes: 120,
      deadline,
    });
  });

  test("what has started is not cancelled, but by a manager", () => {
    const during = at(DAY, "14:00");
    expect(decideCancellation({ ...booking, terms: terms(null, 0, 0) }, false, during)).toEqual({
      code: "already_started",
    });
    expect(decideCancellation(booking, true, during)).toBeNull();
    expect(decideCancellation({ ...booking, state: "settled" }, true, NOW)).toEqual({ code: "already_started" });
  });

  test("after the notice, a part of the price stays due where the terms say so", () => {
    const paid = { ...booking, terms: terms(50) };
    const late = at(DAY, "12:30");
    expect(decideCancellation(paid, false, late)).toBeNull();
    expect(cancellationFee(paid, false, late)).toBe(901);
    expect(cancellationFee(paid, false, at(DAY, "12:00"))).toBe(0);
    expect(cancellationFee(paid, true, late)).toBe(0);
    expect(cancellationFee({ ...paid, state: "requested" }, false, late)).toBe(0);
    expect(cancellationFee(booking, false, late)).toBe(0);
    expect(decideCancellation({ ...paid, terms: terms(0) }, false, late)).toBeNull();
    expect(decideCancellation(paid, false, at(DAY, "14:00"))).toEqual({ code: "already_started" });
  });

  test("the fee is never more than the price, nor less than nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 100 }), (cents, percent) => {
        const fee = cancellationFee({ ...booking, terms: terms(percent, cents) }, false, at(DAY, "13:00"));
        expect(Number.isInteger(fee)).toBe(true);
        expect(Math.abs(fee - (cents * percent) / 100)).toBeLessThanOrEqual(0.5);
        expect(fee).toBeLessThanOrEqual(cents);
      }),
    );
  });

  test("a cancellation is undone within ten minutes", () => {
    const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
    expect(decideRestoration(NOW, minutesLater(10))).toBeNull();
    expect(decideRestoration(NOW, minutesLater(11))).toEqual({ code: "too_late_to_restore", minutes: 10 });
    expect(decideRestoration(null, NOW)).toEqual({ code: "not_cancelled" });
  });
});

describe("moving, then cancelling", () => {
  const HALF = { cancelNoticeMinutes: 120, lateCancelPercent: 50 };
  const first = {
    state: "confirmed",
    terms: termsOf(HALF, { start: at(DAY, "14:00"), price: { cents: 2000 } }),
  } as const;
  const nextWeek = termsOf(HALF, { start: at("2026-12-03", "14:00"), price: { cents: 600 } });
  const moved = (now: Date, excused = false) => termsAfterMove(first, nextWeek, { now, excused });

  test("moved in time, a booking has the terms of its new time alone", () => {
    expect(moved(at(DAY, "12:00"))).toEqual(nextWeek);
  });

  test("moved late, it costs as much to cancel as before it was moved, however far and cheap its new time is", () => {
    const now = at(DAY, "12:01");
    expect(cancellationFee({ state: "confirmed", terms: moved(now) }, false, now)).toBe(1000);
    // Where the new time wants an answer first, too.
    expect(cancellationFee({ state: "requested", terms: moved(now) }, false, now)).toBe(1000);
    expect(moved(now, true)).toEqual(nextWeek);
  });

  test("moved late to something dearer, it costs what that costs once that is late too", () => {
    const dearer = termsOf(HALF, { start: at("2026-12-03", "14:00"), price: { cents: 5000 } });
    const now = at(DAY, "13:00");
    const terms = termsAfterMove(first, dearer, { now, excused: false });
    expect(cancellationFee({ state: "confirmed", terms }, false, now)).toBe(1000);
    expect(cancellationFee({ state: "confirmed", terms }, false, at("2026-12-03", "13:00"))).toBe(2500);
  });

  test("moved late, then again in time, it still costs what it did", () => {
    const now = at(DAY, "13:00");
    const terms = termsAfterMove({ state: "confirmed", terms: moved(now) }, nextWeek, { now, excused: false });
    expect(cancellationFee({ state: "confirmed", terms }, false, now)).toBe(1000);
  });

  test("what could not be cancelled any more still cannot once it is moved", () => {
    const strict = termsOf(
      { cancelNoticeMinutes: 120, lateCancelPercent: null },
      { start: at(DAY, "14:00"), price: { cents: 2000 } },
    );
    const now = at(DAY, "13:00");
    const terms = termsAfterMove({ state: "confirmed", terms: strict }, nextWeek, { now, excused: false });
    const start = at("2026-12-03", "14:00");
    expect(decideCancellation({ state: "confirmed", start, terms }, false, now)?.code).toBe("too_late_to_cancel");
  });

  test("no number of moves makes a cancellation cheaper than it was before them", () => {
    const instant = fc.integer({ min: 0, max: 20_000 }).map((minutes) => new Date(NOW.getTime() + minutes * 60_000));
    const rules = fc.record({
      cancelNoticeMinutes: fc.integer({ min: 0, max: 5000 }),
      lateCancelPercent: fc.integer({ min: 0, max: 100 }),
    });
    const step = fc.record({ start: instant, rules, cents: fc.integer({ min: 0, max: 100_000 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 5 }), instant, ([made, ...moves], now) => {
        let terms = termsOf(made!.rules, { start: made!.start, price: { cents: made!.cents } });
        for (const { start, rules: its, cents } of moves) {
          const before = cancellationFee({ state: "confirmed", terms }, false, now);
          const after = termsOf(its, { start, price: { cents } });
          terms = termsAfterMove({ state: "confirmed", terms }, after, { now, excused: false });
          expect(cancellationFee({ state: "confirmed", terms }, false, now)).toBeGreaterThanOrEqual(before);
        }
      }),
    );
  });
});
