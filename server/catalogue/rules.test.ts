import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CUSTOMERS, rateFor, type Customer, type Rate } from "./rates";
import {
  groupHours,
  hoursProblem,
  movedIn,
  photoWidths,
  ruleFacts,
  spanOfDays,
  spanOfMinutes,
  type OpeningHours,
} from "./rules";

const week = (weekdays: number[], opens: number, closes: number): OpeningHours[] =>
  weekdays.map((weekday) => ({ weekday, opens, closes }));

describe("opening hours", () => {
  test("days with the same hours are told together, as runs", () => {
    expect(groupHours([...week([1, 2, 3, 4, 5], 480, 1200), ...week([6], 540, 780)])).toEqual([
      { days: [{ from: 1, to: 5 }], intervals: [{ opens: 480, closes: 1200 }] },
      { days: [{ from: 6, to: 6 }], intervals: [{ opens: 540, closes: 780 }] },
    ]);
  });

  test("days apart with the same hours are still one group", () => {
    expect(groupHours(week([5, 1, 3], 480, 720))).toEqual([
      {
        days: [
          { from: 1, to: 1 },
          { from: 3, to: 3 },
          { from: 5, to: 5 },
        ],
        intervals: [{ opens: 480, closes: 720 }],
      },
    ]);
  });

  test("a day cut at noon has two intervals, in order", () => {
    expect(groupHours([...week([2], 840, 1080), ...week([2], 480, 720)])[0]?.intervals).toEqual([
      { opens: 480, closes: 720 },
      { opens: 840, closes: 1080 },
    ]);
  });

  test("groups say exactly the hours they were made of", () => {
    const interval = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      opens: fc.integer({ min: 0, max: 1439 }),
      closes: fc.integer({ min: 1, max: 1440 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(interval, { selector: ({ weekday, opens }) => `${weekday} ${opens}` }),
        (hours: OpeningHours[]) => {
          const told = groupHours(hours).flatMap(({ days, intervals }) =>
            days.flatMap(({ from, to }) =>
              Array.from({ length: to - from + 1 }, (_, day) => from + day).flatMap((weekday) =>
                intervals.map((open) => ({ weekday, ...open })),
              ),
            ),
          );
          const key = ({ weekday, opens, closes }: OpeningHours) => `${weekday} ${opens} ${closes}`;
          expect(told.map(key).sort()).toEqual(hours.map(key).sort());
        },
      ),
    );
  });

  test.each([
    ["nothing said of a day that is open", [null, null], [null, null], "hours_missing", "opens"],
    ["an end is missing", [480, null], [null, null], "hours_incomplete", "closes"],
    ["a beginning is missing", [null, 720], [null, null], "hours_incomplete", "opens"],
    ["it closes before it opens", [720, 480], [null, null], "hours_reversed", "closes"],
    ["the afternoon begins before the morning ends", [480, 780], [720, 1080], "hours_overlap", "reopens"],
    ["the afternoon comes first", [840, 1080], [480, 720], "hours_overlap", "reopens"],
    ["half an afternoon", [480, 720], [840, null], "hours_incomplete", "recloses"],
  ] as const)("%s: refused beside the field", (_, first, second, code, field) => {
    const named = ([opens, closes]: readonly [number | null, number | null]) => ({ opens, closes });
    expect(hoursProblem(named(first), named(second))).toEqual({ code, field });
  });

  test("a morning and an afternoon, even touching, are accepted", () => {
    expect(hoursProblem({ opens: 480, closes: 720 }, { opens: 840, closes: 1080 })).toBeNull();
    expect(hoursProblem({ opens: 480, closes: 720 }, { opens: 720, closes: 1080 })).toBeNull();
  });
});

describe("what is said of the rules", () => {
  const rules = {
    stepMinutes: 30,
    minMinutes: 60,
    maxMinutes: 600,
    noticeMinutes: 120,
    cancelNoticeMinutes: 1440,
    horizonDays: 90,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
  };

  test("buffers are only told when there are some", () => {
    expect(ruleFacts(rules, []).map(({ fact }) => fact)).toEqual(["hours", "duration", "ahead", "cancel"]);
    expect(ruleFacts({ ...rules, bufferAfterMinutes: 15 }, []).at(-1)).toEqual({
      fact: "buffers",
      before: 0,
      after: 15,
    });
  });

  test.each([
    [90, { unit: "months", count: 3 }],
    [365, { unit: "years", count: 1 }],
    [14, { unit: "weeks", count: 2 }],
    [10, { unit: "days", count: 10 }],
  ])("%i days ahead are said as people say them", (days, span) => {
    expect(spanOfDays(days)).toEqual(span);
  });

  test.each([
    [0, { unit: "minutes", count: 0 }],
    [90, { unit: "minutes", count: 90 }],
    [120, { unit: "hours", count: 2 }],
    [1440, { unit: "days", count: 1 }],
    [10_080, { unit: "weeks", count: 1 }],
  ])("%i minutes are said as people say them", (minutes, span) => {
    expect(spanOfMinutes(minutes)).toEqual(span);
  });
});

describe("prices", () => {
  const rate = (customer: Customer, hourCents: number): Rate => ({ customer, hourCents, dayCapCents: null });

  test("without a price of their own, people pay the nearest dearer one, or nothing", () => {
    const all = [rate("member", 600), rate("network", 900), rate("outsider", 1500)];
    expect(CUSTOMERS.map((customer) => rateFor(all, customer)?.hourCents)).toEqual([600, 900, 1500, 1500]);
    expect(rateFor([rate("outsider", 1500)], "network")?.hourCents).toBe(1500);
    expect(rateFor([rate("network", 900)], "outsider")).toBeNull();
    expect(rateFor([rate("outsider", 1500)], "member")).toBeNull();
  });
});

test("a photograph is kept at widths never larger than itself", () => {
  expect(photoWidths(4000)).toEqual([320, 640, 960, 1280, 1920]);
  expect(photoWidths(1000)).toEqual([320, 640, 960]);
  expect(photoWidths(319)).toEqual([]);
});

test("a photograph moves by one place and stays at either end", () => {
  expect(movedIn(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  expect(movedIn(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
  expect(movedIn(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
  expect(movedIn(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
  expect(movedIn(["a", "b", "c"], "z", 1)).toEqual(["a", "b", "c"]);
});
