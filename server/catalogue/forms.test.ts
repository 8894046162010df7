import { parseWithZod } from "@conform-to/zod/v4";
import { describe, expect, test } from "vitest";
import { newId } from "../kernel/ids";
import { resourceForm } from "./forms";
import { kindOf } from "./kinds";

const schema = resourceForm(kindOf("room"));

/** A form as a browser sends it, complete unless told otherwise. */
function typed(changes: Record<string, string | string[] | null> = {}): FormData {
  const fields: Record<string, string | string[] | null> = {
    id: newId(),
    structureId: newId(),
    name: "Salle du Pressoir",
    capacity: "14",
    "rules.stepMinutes": "30",
    "rules.minMinutes": "60",
    "rules.maxMinutes": "600",
    "rules.noticeMinutes": "120",
    "rules.cancelNoticeMinutes": "1440",
    "rules.horizonDays": "90",
    "rules.bufferBeforeMinutes": "0",
    "rules.bufferAfterMinutes": "0",
    "rates.member.hour": "6,00",
    "hours.days[0].open": "on",
    "hours.days[0].opens": "08:00",
    "hours.days[0].closes": "20:00",
    ...changes,
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of value === null ? [] : [value].flat()) form.append(name, one);
  }
  return form;
}

function read(changes: Record<string, string | string[] | null> = {}) {
  const submission = parseWithZod(typed(changes), { schema });
  if (submission.status !== "success") throw new Error(JSON.stringify(submission.error));
  return submission.value;
}

function errors(changes: Record<string, string | string[] | null>) {
  const submission = parseWithZod(typed(changes), { schema });
  return submission.status === "success" ? {} : submission.error;
}

describe("the form of a room", () => {
  test("the least that must be said is enough", () => {
    const form = read();
    expect(form).toMatchObject({ name: "Salle du Pressoir", capacity: 14, accessible: false, features: [] });
    expect(form.place).toEqual({ choice: "none" });
    expect(form.hours).toEqual([{ weekday: 1, opens: 480, closes: 1200 }]);
    expect(form.rates).toEqual([{ customer: "member", hourCents: 600, dayCapCents: null }]);
  });

  test("everything that is wrong is said at once, beside its field", () => {
    expect(
      errors({
        name: "   ",
        capacity: "0",
        "place.choice": "new",
        "attributes.surface": "grande",
        "attributes.floor": "1,5",
        "hours.days[2].open": "on",
        "hours.days[2].opens": "14:00",
        "hours.days[2].closes": "9 heures",
        "rules.maxMinutes": "30",
        "rates.member.hour": "six",
        "rates.network.dayCap": "10",
        "rates.outsider.hour": "12",
        "rates.outsider.dayCap": "6",
      }),
    ).toEqual({
      name: ["required"],
      capacity: ["invalid"],
      "place.name": ["required"],
      "attributes.surface": ["invalid"],
      "attributes.floor": ["invalid"],
      "hours.days[2].closes": ["time_invalid"],
      "rules.maxMinutes": ["max_below_min"],
      "rates.member.hour": ["amount_invalid"],
      "rates.network.hour": ["required"],
      "rates.outsider.dayCap": ["cap_below_hour"],
    });
  });

  test("hours that overlap are refused beside the second opening", () => {
    expect(errors({ "hours.days[0].reopens": "19:00", "hours.days[0].recloses": "22:00" })).toEqual({
      "hours.days[0].reopens": ["hours_overlap"],
    });
  });

  test("Monday's hours that stand for the week are wrong once", () => {
    expect(errors({ "hours.sameWeekdays": "on", "hours.days[0].closes": "07:00" })).toEqual({
      "hours.days[0].closes": ["hours_reversed"],
    });
  });

  test("Monday's hours stand for the week when asked, even if other hours were typed under it", () => {
    const { hours } = read({
      "hours.sameWeekdays": "on",
      "hours.days[1].open": "on",
      "hours.days[1].opens": "23:00",
      "hours.days[1].closes": "01:00",
      "hours.days[5].open": "on",
      "hours.days[5].opens": "09:00",
      "hours.days[5].closes": "13:00",
    });
    expect(hours).toEqual([
      ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: 480, closes: 1200 })),
      { weekday: 6, opens: 540, closes: 780 },
    ]);
  });

  test("a day that is not open has no hours, whatever was typed", () => {
    expect(read({ "hours.days[0].open": null }).hours).toEqual([]);
  });

  test("midnight at the end of a day closes it, and touching hours are one", () => {
    expect(
      read({
        "hours.days[0].closes": "12:00",
        "hours.days[0].reopens": "12:00",
        "hours.days[0].recloses": "00:00",
      }).hours,
    ).toEqual([{ weekday: 1, opens: 480, closes: 1440 }]);
  });

  test("durations must be whole steps", () => {
    expect(errors({ "rules.stepMinutes": "60", "rules.minMinutes": "90" })).toEqual({
      "rules.minMinutes": ["not_in_steps"],
    });
  });

  test("a notice longer than how far one may book would forbid everything", () => {
    expect(errors({ "rules.horizonDays": "7", "rules.noticeMinutes": "20160" })).toEqual({
      "rules.noticeMinutes": ["notice_beyond_horizon"],
    });
  });

  test("a word about what is not there is forgotten", () => {
    const form = read({ features: ["wifi", "screen"], "notes.screen": "75 pouces", "notes.kitchen": "grande" });
    expect(form.features).toEqual(["screen", "wifi"]);
    expect(form.attributes.notes).toEqual({ screen: "75 pouces" });
  });

  test("features and layouts that the kind does not know are refused", () => {
    expect(errors({ features: ["jacuzzi"] })).toHaveProperty("features[0]");
    expect(errors({ "attributes.layouts": ["pyramid"] })).toHaveProperty("attributes.layouts[0]");
  });

  test("characters that the database cannot keep are dropped, lines are kept", () => {
    const form = read({ name: "Sa\0lle", description: "Un\r\ndeux" });
    expect(form.name).toBe("Salle");
    expect(form.description).toBe("Un\ndeux");
  });

  test("texts that are too long are refused", () => {
    expect(errors({ name: "a".repeat(121), description: "b".repeat(4001) })).toEqual({
      name: ["too_long"],
      description: ["too_long"],
    });
  });

  test("numbers that are not are refused, not a fault", () => {
    expect(errors({ capacity: "" })).toEqual({ capacity: ["required"] });
    expect(errors({ capacity: "beaucoup" })).toEqual({ capacity: ["invalid"] });
    for (const capacity of ["", "1e400", "NaN", "12,5", "-3", "99999999999999999999"]) {
      expect(Object.keys(errors({ capacity }) ?? {})).toEqual(["capacity"]);
    }
  });
});
