import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDay,
  formatDayRange,
  formatDuration,
  formatInstant,
  formatList,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatPeriod,
  formatReference,
  formatTime,
  formatTimeRange,
  initials,
  monthName,
  relativeDay,
  weekdayName,
} from "./format";
import { parseTime } from "./time";

const PARIS = "Europe/Paris";
/** Spaces made visible: ~ does not break, ' is thin. */
const seen = (text: string) => text.replaceAll("\u00a0", "~").replaceAll("\u202f", "'");

describe("days", () => {
  it("are written in words, without capitals in French", () => {
    expect(seen(formatDay("2026-11-26", "fr"))).toBe("jeudi 26~novembre");
    expect(seen(formatDay("2026-11-26", "fr", { year: true }))).toBe("jeudi 26~novembre 2026");
    expect(seen(formatDay("2026-11-26", "fr", { weekday: false }))).toBe("26~novembre");
    expect(seen(formatDay("2026-11-26", "fr", { short: true }))).toBe("jeu. 26~nov.");
    expect(seen(formatDay("2026-11-26", "en"))).toBe("Thursday 26~November");
    expect(seen(formatDay("2026-11-26", "en", { short: true, year: true }))).toBe("Thu 26~Nov 2026");
  });

  it("the first of the month is 1er in French", () => {
    expect(seen(formatDay("2026-03-01", "fr"))).toBe("dimanche 1er~mars");
    expect(seen(formatDay("2026-03-01", "en"))).toBe("Sunday 1~March");
    expect(seen(formatDayRange("2026-03-01", "2026-03-05", "fr"))).toBe("1er~– 5~mars");
  });

  it("a range says its month once, its years when they differ", () => {
    expect(seen(formatDayRange("2026-11-23", "2026-11-28", "fr"))).toBe("23~– 28~novembre");
    expect(seen(formatDayRange("2026-11-30", "2026-12-05", "fr"))).toBe("30~novembre~– 5~décembre");
    expect(seen(formatDayRange("2026-12-28", "2027-01-03", "fr"))).toBe("28~décembre 2026~– 3~janvier 2027");
    expect(seen(formatDayRange("2026-11-26", "2026-11-26", "fr"))).toBe("26~novembre");
    expect(seen(formatDayRange("2026-11-23", "2026-11-28", "fr", { year: true }))).toBe("23~– 28~novembre 2026");
    expect(seen(formatDayRange("2026-11-23", "2026-11-28", "en", { short: true }))).toBe("23~– 28~Nov");
    expect(seen(formatDayRange("2026-11-23", "2026-11-28", "fr", { weekday: true }))).toBe(
      "lundi 23~novembre~– samedi 28~novembre",
    );
  });

  it("yesterday, today and tomorrow have names", () => {
    expect(relativeDay("2026-12-01", "2026-12-01", "fr")).toBe("aujourd’hui");
    expect(relativeDay("2026-12-01", "2026-11-30", "fr")).toBe("demain");
    expect(relativeDay("2026-11-30", "2026-12-01", "fr")).toBe("hier");
    expect(relativeDay("2026-11-30", "2026-12-01", "en")).toBe("yesterday");
    expect(relativeDay("2026-12-03", "2026-12-01", "fr")).toBeNull();
    expect(relativeDay("2026-11-28", "2026-12-01", "fr")).toBeNull();
  });

  it("weekdays and months are counted from one, and nothing is made up beyond", () => {
    expect(weekdayName(1, "fr")).toBe("lundi");
    expect(weekdayName(7, "en", true)).toBe("Sun");
    expect(monthName(8, "fr")).toBe("août");
    expect(monthName(12, "fr", true)).toBe("déc.");
    expect(formatMonth("2026-11-26", "fr")).toBe("novembre 2026");
    expect(() => weekdayName(0, "fr")).toThrow(RangeError);
    expect(() => monthName(13, "fr")).toThrow(RangeError);
  });
});

describe("hours", () => {
  it("say nothing of minutes that are not", () => {
    expect(seen(formatTime(870, "fr"))).toBe("14~h~30");
    expect(seen(formatTime(840, "fr"))).toBe("14~h");
    expect(seen(formatTime(545, "fr"))).toBe("9~h~05");
    expect(seen(formatTime(0, "fr"))).toBe("0~h");
    expect(seen(formatTime(1440, "fr"))).toBe("24~h");
    expect(formatTime(545, "en")).toBe("09:05");
    expect(seen(formatTimeRange(840, 1020, "fr"))).toBe("14~h~– 17~h");
    expect(seen(formatTimeRange(840, 1020, "en"))).toBe("14:00~– 17:00");
  });

  it("written in French, are read back the same", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1440 }), (time) => parseTime(formatTime(time, "fr")) === time));
  });

  it("a duration is in hours and minutes", () => {
    expect(seen(formatDuration(90, "fr"))).toBe("1~h~30");
    expect(seen(formatDuration(65, "fr"))).toBe("1~h~05");
    expect(seen(formatDuration(45, "fr"))).toBe("45~min");
    expect(seen(formatDuration(120, "fr"))).toBe("2~h");
    expect(seen(formatDuration(1440, "fr"))).toBe("24~h");
    expect(seen(formatDuration(0, "fr"))).toBe("0~min");
    expect(seen(formatDuration(-90, "fr"))).toBe("−1~h~30");
    expect(seen(formatDuration(74_130, "fr"))).toBe("1'235~h~30");
    expect(seen(formatDuration(90, "en"))).toBe("1~h~30~min");
  });
});

describe("periods and instants", () => {
  const period = (start: string, end: string, locale: "fr" | "en" = "fr") =>
    seen(formatPeriod(new Date(start), new Date(end), PARIS, locale));

  it("a period is read on the clock of the pôle", () => {
    expect(period("2026-11-26T13:00Z", "2026-11-26T16:00Z")).toBe("jeudi 26~novembre, 14~h~– 17~h");
    expect(period("2026-11-26T13:00Z", "2026-11-26T16:00Z", "en")).toBe("Thursday 26~November, 14:00~– 17:00");
  });

  it("over several days, it says both", () => {
    expect(period("2026-11-26T13:00Z", "2026-11-27T08:00Z")).toBe(
      "du jeudi 26~novembre, 14~h au vendredi 27~novembre, 9~h",
    );
    expect(period("2026-11-26T13:00Z", "2026-11-27T08:00Z", "en")).toBe(
      "from Thursday 26~November, 14:00 to Friday 27~November, 09:00",
    );
    expect(period("2026-12-31T13:00Z", "2027-01-01T08:00Z")).toBe(
      "du jeudi 31~décembre 2026, 14~h au vendredi 1er~janvier 2027, 9~h",
    );
  });

  it("what ends at midnight ends at 24 h, not on the next day", () => {
    expect(period("2026-11-26T17:00Z", "2026-11-26T23:00Z")).toBe("jeudi 26~novembre, 18~h~– 24~h");
    expect(period("2026-12-31T17:00Z", "2026-12-31T23:00Z")).toBe("jeudi 31~décembre, 18~h~– 24~h");
    expect(period("2026-11-26T17:00Z", "2026-11-27T23:00Z")).toBe(
      "du jeudi 26~novembre, 18~h au vendredi 27~novembre, 24~h",
    );
  });

  it("an instant says its day, its year and its hour", () => {
    const instant = new Date("2026-11-26T13:30:20Z");
    expect(seen(formatInstant(instant, PARIS, "fr"))).toBe("26~novembre 2026 à 14~h~30");
    expect(seen(formatInstant(instant, PARIS, "en"))).toBe("26~November 2026 at 14:30");
    expect(seen(formatInstant(instant, "Indian/Reunion", "fr"))).toBe("26~novembre 2026 à 17~h~30");
    expect(seen(formatInstant(instant, PARIS, "fr", { weekday: true, year: false }))).toBe(
      "jeudi 26~novembre à 14~h~30",
    );
  });
});

describe("figures", () => {
  it("money has two decimals, thin spaces and a true minus", () => {
    expect(seen(formatMoney(123_456, "fr"))).toBe("1'234,56~€");
    expect(seen(formatMoney(-1840, "fr"))).toBe("−18,40~€");
    expect(seen(formatMoney(5, "fr"))).toBe("0,05~€");
    expect(seen(formatMoney(0, "fr"))).toBe("0,00~€");
    expect(seen(formatMoney(-0, "fr"))).toBe("0,00~€");
    expect(seen(formatMoney(123_456_789_012, "fr"))).toBe("1'234'567'890,12~€");
    expect(formatMoney(123_456, "en")).toBe("€1,234.56");
    expect(formatMoney(-1840, "en")).toBe("−€18.40");
    expect(() => formatMoney(12.5, "fr")).toThrow(RangeError);
  });

  it("no cent is lost between the amount and its writing", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (cents) => {
        const read = formatMoney(cents, "fr")
          .replace("−", "-")
          .replace(/[^\d-]/g, "");
        expect(BigInt(read)).toBe(BigInt(cents));
      }),
    );
  });

  it("numbers, parts and references follow each language", () => {
    expect(seen(formatNumber(1236, "fr"))).toBe("1'236");
    expect(formatNumber(1236.5, "en")).toBe("1,236.5");
    expect(formatNumber(12.345, "fr")).toBe("12,35");
    expect(formatNumber(-3, "fr")).toBe("−3");
    expect(formatNumber(-0.001, "fr")).toBe("0");
    expect(seen(formatPercent(0.125, "fr"))).toBe("12,5~%");
    expect(formatPercent(0.125, "en")).toBe("12.5%");
    expect(seen(formatReference(12, "fr"))).toBe("n°~12");
    expect(seen(formatReference(12, "en"))).toBe("No.~12");
  });
});

describe("names", () => {
  it("a list ends with and", () => {
    expect(formatList([], "fr")).toBe("");
    expect(formatList(["a"], "fr")).toBe("a");
    expect(formatList(["a", "b"], "fr")).toBe("a et b");
    expect(formatList(["a", "b", "c"], "en")).toBe("a, b and c");
  });

  it("initials leave articles out", () => {
    const cases = {
      "Les Jardins du Gué": "JG",
      "Bielle & Compagnie": "BC",
      "Bois d’Appui": "BA",
      "La Grande Tablée": "GT",
      "Proche en Proche": "PP",
      Tempo: "TE",
      "École de l'Orme": "ÉO",
      "Claire Morin": "CM",
      "Jean-Pierre Martin": "JM",
      "La Une": "LU",
      "  ": "",
    };
    for (const [name, expected] of Object.entries(cases)) expect(initials(name)).toBe(expected);
  });
});
