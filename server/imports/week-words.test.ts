import fc from "fast-check";
import { expect, it } from "vitest";
import { formatTimeRange, weekdayName } from "../kernel/format";
import { parseWeek } from "./week-words";

const week = (text: string) =>
  parseWeek(text)?.map(({ weekday, opens, closes }) => `${weekday} ${opens / 60}-${closes / 60}`);
const days = (from: number, to: number, hours: string) =>
  Array.from({ length: to - from + 1 }, (_, day) => `${from + day} ${hours}`);

it.each([
  ["lun-ven 8h-20h", days(1, 5, "8-20")],
  ["Lundi au vendredi de 8 h à 20 h", days(1, 5, "8-20")],
  ["du lundi au vendredi : 8:00 – 20:00", days(1, 5, "8-20")],
  ["tous les jours 8h-22h", days(1, 7, "8-22")],
  ["8h-22h", days(1, 7, "8-22")],
  ["7j/7 24h/24", days(1, 7, "0-24")],
  ["sam, dim 9h30-13h", ["6 9.5-13", "7 9.5-13"]],
  ["week-end 9h-13h", ["6 9-13", "7 9-13"]],
  ["lun-mar 8h-12h et 14h-18h ; sam 9h-13h", ["1 8-12", "1 14-18", "2 8-12", "2 14-18", "6 9-13"]],
  ["mon-tue 8h-12h", ["1 8-12", "2 8-12"]],
  ["lun 18h-0h", ["1 18-24"]],
  ["lun 8h-12h, 12h-14h", ["1 8-14"]],
  ["ven-lun 8h-9h", ["1 8-9", "5 8-9", "6 8-9", "7 8-9"]],
])("the opening hours « %s » are understood", (text, openings) => expect(week(text)).toEqual(openings));

it.each(["parfois", "lun-ven", "8h", "lun 20h-8h", "lun 25h-26h", "lun 8h-9h-10h", "", "sur rendez-vous"])(
  "« %s » is no week",
  (text) => expect(parseWeek(text)).toBeNull(),
);

it("reads back any day and hours as pages write them", () => {
  const minutes = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      minutes,
      minutes,
      fc.constantFrom("fr" as const, "en" as const),
      (weekday, a, b, locale) => {
        fc.pre(a !== b);
        const [opens, closes] = [Math.min(a, b), Math.max(a, b)];
        const text = `${weekdayName(weekday, locale)} ${formatTimeRange(opens, closes, locale)}`;
        expect(parseWeek(text)).toEqual([{ weekday, opens, closes }]);
      },
    ),
  );
});

it("never breaks, whatever is typed", () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void parseWeek(text)));
});
