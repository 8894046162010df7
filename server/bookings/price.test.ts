import { describe, expect, test } from "vitest";
import { instantAt, type Period } from "../kernel/time";
import { lateFee, customerOf, priceFor, rateFor, sumOf, withKilometres, type Asked, type Rate } from "./price";

const PARIS = "Europe/Paris";
const MEMBER: Rate = { customer: "member", hourCents: 600, dayCapCents: 3600 };
const OUTSIDER: Rate = { customer: "outsider", hourCents: 1500, dayCapCents: null };
/** A van: by the half day, the day, the week, and the kilometre beyond fifty. */
const VAN: Rate = {
  customer: "member",
  hourCents: null,
  halfDayCents: 2000,
  dayCapCents: 3500,
  weekCents: 15_000,
  kilometreCents: 25,
  kilometresIncluded: 50,
  depositCents: 30_000,
};
const THURSDAY = "2026-11-26";

function period(date: string, from: number, minutes: number): Period {
  const start = instantAt(date, from, PARIS);
  return { start, end: new Date(start.getTime() + minutes * 60_000) };
}

function priceOf(rate: Rate, when: Period, more: Partial<Asked> = {}) {
  return priceFor({ rates: [rate], customer: rate.customer, period: when, zone: PARIS, ...more });
}

const shown = (price: { reasons: readonly { kind: string; cents: number }[] }) =>
  price.reasons.map(({ kind, cents }) => [kind, cents]);

describe("by the hour and the day", () => {
  test("three hours at 6 € are 18 €, and the day's limit is told though not reached", () => {
    expect(priceOf(MEMBER, period(THURSDAY, 840, 180))).toEqual({
      cents: 1800,
      customer: "member",
      depositCents: 0,
      atCost: false,
      reasons: [
        { kind: "time", customer: "member", day: THURSDAY, minutes: 180, quantity: 1, hourCents: 600, cents: 1800 },
        { kind: "day_cap", day: THURSDAY, quantity: 1, capCents: 3600, cents: 0 },
      ],
    });
  });

  test("a day costs no more than its limit", () => {
    const { cents, reasons } = priceOf(MEMBER, period(THURSDAY, 480, 720));
    expect(cents).toBe(3600);
    expect(reasons.at(-1)).toMatchObject({ kind: "day_cap", cents: -3600 });
  });

  test("the limit is of each day: a night is two days", () => {
    const night = priceOf({ ...MEMBER, dayCapCents: 1000 }, period(THURSDAY, 20 * 60, 480));
    expect(night.cents).toBe(2000);
    expect(night.reasons).toMatchObject([
      { kind: "time", day: THURSDAY, minutes: 240 },
      { kind: "day_cap", day: THURSDAY },
      { kind: "time", day: "2026-11-27", minutes: 240 },
      { kind: "day_cap", day: "2026-11-27" },
    ]);
  });

  test("a day of 25 hours has 25, one of 23 has 23", () => {
    const hourly = { ...MEMBER, dayCapCents: null };
    expect(priceOf(hourly, period("2027-10-31", 0, 1500)).reasons).toMatchObject([
      { day: "2027-10-31", minutes: 1500, cents: 25 * 600 },
    ]);
    expect(priceOf(hourly, period("2027-03-28", 0, 1380)).reasons).toMatchObject([
      { day: "2027-03-28", minutes: 1380, cents: 23 * 600 },
    ]);
  });

  test("several units cost several times as much, limit included", () => {
    expect(priceOf(MEMBER, period(THURSDAY, 480, 720), { quantity: 3 }).cents).toBe(3 * 3600);
  });

  test("half an hour of an odd rate is rounded to the cent", () => {
    expect(priceOf({ ...MEMBER, hourCents: 333 }, period(THURSDAY, 600, 30)).cents).toBe(167);
  });
});

describe("by the half day and the week", () => {
  test("a half day is a morning or an afternoon of the pôle's clock, when that is less than its hours", () => {
    const rate = { ...MEMBER, halfDayCents: 1500 };
    expect(shown(priceOf(rate, period(THURSDAY, 9 * 60, 120)))).toEqual([
      ["time", 1200],
      ["day_cap", 0],
    ]);
    expect(priceOf(rate, period(THURSDAY, 9 * 60, 240)).reasons).toMatchObject([
      { kind: "half_day", half: "morning", cents: 1500 },
      { kind: "day_cap", cents: 0 },
    ]);
    // From 9:00 to 15:00: the morning, then two hours.
    expect(shown(priceOf(rate, period(THURSDAY, 9 * 60, 360)))).toEqual([
      ["half_day", 1500],
      ["time", 1200],
      ["day_cap", 0],
    ]);
  });

  test("where hours have no price, a part of a half day is paid as one, and a part of a day as a day", () => {
    expect(shown(priceOf(VAN, period(THURSDAY, 8 * 60, 60)))).toEqual([
      ["half_day", 2000],
      ["day_cap", 0],
      ["kilometres", 0],
    ]);
    expect(priceOf(VAN, period(THURSDAY, 8 * 60, 600)).cents).toBe(3500);
    const daily: Rate = { customer: "member", hourCents: null, dayCapCents: 3500 };
    expect(priceOf(daily, period(THURSDAY, 8 * 60, 60)).reasons).toEqual([
      { kind: "day", customer: "member", day: THURSDAY, quantity: 1, dayCents: 3500, cents: 3500 },
    ]);
  });

  test("seven days that follow one another cost a week at most, wherever the week begins", () => {
    // Nine days: Thursday morning alone, then seven whole days by the week, then a morning.
    const { cents, reasons } = priceOf(VAN, period(THURSDAY, 9 * 60, 8 * 1440 + 60));
    expect(reasons.filter(({ kind }) => kind === "week")).toMatchObject([{ cents: 15_000 }]);
    expect(cents).toBe(15_000 + 3500 + 2000);
  });

  test("where only the week has a price, a day is paid as one", () => {
    const weekly: Rate = { customer: "member", hourCents: null, dayCapCents: null, weekCents: 9000 };
    expect(priceOf(weekly, period(THURSDAY, 9 * 60, 60)).cents).toBe(9000);
    expect(priceOf(weekly, period(THURSDAY, 0, 8 * 1440)).cents).toBe(18_000);
  });
});

describe("steps and hours at their own price", () => {
  const STEPS: Rate = { ...MEMBER, dayCapCents: null, steps: [{ afterMinutes: 240, hourCents: 400 }] };
  const EVENING: Rate = {
    ...MEMBER,
    dayCapCents: null,
    periods: [
      { weekdays: [1, 2, 3, 4, 5], from: 18 * 60, to: 1440, hourCents: 900 },
      { weekdays: [6, 7], from: 0, to: 1440, hourCents: 1000 },
    ],
  };

  test("beyond four hours of a day the hour costs less; the next day begins again", () => {
    expect(priceOf(STEPS, period(THURSDAY, 540, 360)).reasons).toMatchObject([
      { minutes: 240, hourCents: 600, cents: 2400 },
      { minutes: 120, hourCents: 400, afterMinutes: 240, cents: 800 },
    ]);
    expect(priceOf(STEPS, period(THURSDAY, 19 * 60, 600)).cents).toBe(2 * (2400 + 400));
  });

  test("the evening and the week-end have prices of their own", () => {
    expect(priceOf(EVENING, period(THURSDAY, 16 * 60, 240)).reasons).toMatchObject([
      { minutes: 120, hourCents: 600 },
      { minutes: 120, hourCents: 900, special: true, cents: 1800 },
    ]);
    expect(priceOf(EVENING, period("2026-11-28", 600, 60)).cents).toBe(1000);
  });

  test("periods are read on the clock: the night it goes back, from 1:00 to 4:00 is four hours at the night's price", () => {
    const night: Rate = {
      ...MEMBER,
      dayCapCents: null,
      periods: [{ weekdays: [7], from: 60, to: 240, hourCents: 100 }],
    };
    expect(priceOf(night, period("2027-10-31", 0, 360)).reasons).toMatchObject([
      { minutes: 120, hourCents: 600 },
      { minutes: 240, hourCents: 100 },
    ]);
    expect(priceOf(night, period("2027-03-28", 0, 240)).reasons).toMatchObject([
      { minutes: 120, hourCents: 600 },
      { minutes: 120, hourCents: 100 },
    ]);
  });

  test("where two periods overlap, the cheaper holds", () => {
    const two = {
      ...EVENING,
      periods: [...(EVENING.periods ?? []), { weekdays: [4], from: 0, to: 1440, hourCents: 200 }],
    };
    expect(priceOf(two, period(THURSDAY, 20 * 60, 60)).cents).toBe(200);
  });
});

describe("free minutes of the month", () => {
  const FREE: Rate = { ...MEMBER, dayCapCents: null, freeMinutesMonth: 240 };

  test("the first minutes are free while some of the month are left", () => {
    const { cents, reasons } = priceOf(FREE, period(THURSDAY, 840, 180), { freeMinutesUsed: { "2026-11": 150 } });
    expect(reasons).toMatchObject([
      { kind: "free", month: "2026-11", minutes: 90, allowanceMinutes: 240, leftMinutes: 0, cents: 0 },
      { kind: "time", minutes: 90, cents: 900 },
    ]);
    expect(cents).toBe(900);
  });

  test("another month's are not touched, and a booking across two takes of each", () => {
    const across = period("2026-11-30", 23 * 60, 120);
    const used = { "2026-11": 240, "2026-10": 240 };
    expect(priceOf(FREE, across, { freeMinutesUsed: used }).reasons).toMatchObject([
      { kind: "free", month: "2026-11", minutes: 0, leftMinutes: 0 },
      { kind: "free", month: "2026-12", minutes: 60, leftMinutes: 180 },
      { kind: "time", day: "2026-11-30", minutes: 60 },
    ]);
  });

  test("several units take several times as many", () => {
    expect(priceOf(FREE, period(THURSDAY, 840, 180), { quantity: 2 }).reasons).toMatchObject([
      { kind: "free", minutes: 240, leftMinutes: 0 },
      { kind: "time", minutes: 60, quantity: 2, cents: 1200 },
    ]);
  });
});

describe("kilometres, units, deposit, at cost", () => {
  test("kilometres beyond those included are paid, of each vehicle", () => {
    const when = period(THURSDAY, 480, 60);
    expect(priceOf(VAN, when, { kilometres: 120 }).cents).toBe(2000 + 70 * 25);
    expect(priceOf(VAN, when, { kilometres: 40 }).cents).toBe(2000);
    expect(priceOf(VAN, when, { kilometres: 120, quantity: 2 }).cents).toBe(2 * (2000 + 70 * 25));
  });

  test("while nobody has said how many, they are told and cost nothing; measured at the return, they alone change", () => {
    const foreseen = priceOf(VAN, period(THURSDAY, 480, 60));
    expect(foreseen.reasons.at(-1)).toMatchObject({ kind: "kilometres", kilometres: null, included: 50, cents: 0 });
    const measured = withKilometres(foreseen, 90);
    expect(measured).toMatchObject({ cents: 2000 + 40 * 25, depositCents: 30_000 });
    expect(measured.reasons.slice(0, -1)).toEqual(foreseen.reasons.slice(0, -1));
    expect(withKilometres(measured, 10).cents).toBe(2000);
  });

  test("the deposit is told beside the price, which it is no part of", () => {
    expect(priceOf(VAN, period(THURSDAY, 480, 60), { quantity: 2 })).toMatchObject({
      cents: 4000,
      depositCents: 60_000,
    });
  });

  test("twelve meals at 9,50 € are 114 €, however long lunch lasts", () => {
    const meal: Rate = { customer: "member", hourCents: null, dayCapCents: null, unitCents: 950 };
    expect(priceOf(meal, period(THURSDAY, 720, 90), { quantity: 12 })).toMatchObject({
      cents: 11_400,
      reasons: [{ kind: "unit", quantity: 12, unitCents: 950, cents: 11_400 }],
    });
  });

  test("at cost nothing is paid, whatever else the rate says", () => {
    const job = { ...VAN, atCost: true };
    expect(priceOf(job, period(THURSDAY, 480, 2000), { kilometres: 500, quantity: 3 })).toMatchObject({
      cents: 0,
      atCost: true,
      reasons: [{ kind: "at_cost", customer: "member", cents: 0 }],
    });
  });

  test("a room, its coffee and its projector cost what each costs", () => {
    const room = priceOf(MEMBER, period(THURSDAY, 840, 180));
    const coffee = priceOf(
      { customer: "member", hourCents: null, dayCapCents: null, unitCents: 250 },
      period(THURSDAY, 840, 30),
      {
        quantity: 8,
      },
    );
    expect(sumOf([room, coffee, priceOf(VAN, period(THURSDAY, 840, 30))])).toEqual({
      cents: 1800 + 2000 + 2000,
      depositCents: 30_000,
    });
    expect(sumOf([])).toEqual({ cents: 0, depositCents: 0 });
  });
});

describe("whose price", () => {
  test("a partner and a guest pay the network's rate, or else the outsider's; a member's is never theirs", () => {
    const kinds = ["member", "partner", "observer", null] as const;
    expect(kinds.map((membership) => customerOf({ membership, guest: null }))).toEqual([
      "member",
      "network",
      "network",
      "outsider",
    ]);
    expect(customerOf({ membership: null, guest: "network" })).toBe("network");
    expect(customerOf({ membership: null, guest: "outsider" })).toBe("outsider");
    expect(customerOf({ membership: null, guest: "public" })).toBe("public");
    expect(rateFor([MEMBER, OUTSIDER], "network")).toBe(OUTSIDER);
    expect(rateFor([MEMBER], "network")).toBeNull();
    expect(rateFor([MEMBER, OUTSIDER], "public")).toBe(OUTSIDER);
  });

  test("without a rate, or at a rate that proposes nothing, nothing is charged, and it is said so", () => {
    const when = period(THURSDAY, 600, 60);
    const nothing = { cents: 0, reasons: [{ kind: "no_charge", customer: "member", cents: 0 }] };
    expect(priceFor({ rates: [], customer: "member", period: when, zone: PARIS })).toMatchObject(nothing);
    expect(priceOf({ customer: "member", hourCents: null, dayCapCents: null }, when)).toMatchObject(nothing);
  });
});

describe("cancelled too late", () => {
  test("a part of the price stays due, to the nearest cent", () => {
    expect([lateFee({ cents: 1800 }, 50), lateFee({ cents: 1801 }, 50)]).toEqual([900, 901]);
    expect([lateFee({ cents: 1800 }, 0), lateFee({ cents: 1800 }, 100)]).toEqual([0, 1800]);
  });
});
