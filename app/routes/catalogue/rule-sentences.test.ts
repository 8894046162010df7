import { describe, expect, test } from "vitest";
import { translator } from "~/i18n/translator";
import { kindOf, type OpeningHours } from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { resourceFacts } from "./facts";
import { priceWords } from "./resource-card";
import { hoursInShort, ruleSentences } from "./rule-sentences";

const { rules } = kindOf("room").defaults;
const week = (weekdays: number[], opens: number, closes: number): OpeningHours[] =>
  weekdays.map((weekday) => ({ weekday, opens, closes }));
const OFFICE = [...week([1, 2, 3, 4, 5], 480, 1200), ...week([6], 540, 780)];

/** Plain spaces and apostrophes, for reading the expectations. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ").replaceAll("’", "'");

async function sentences(locale: Locale, hours: OpeningHours[] = OFFICE, changes: Partial<typeof rules> = {}) {
  const t = await translator(locale, "catalogue");
  return ruleSentences({ kind: "room", rules: { ...rules, ...changes }, hours }, t, locale).map(({ text }) =>
    plain(text),
  );
}

describe("rules in sentences", () => {
  test("read like the model of the room's page", async () => {
    expect(await sentences("fr")).toEqual([
      "Ouverte du lundi au vendredi de 8 h à 20 h, le samedi de 9 h à 13 h.",
      "Une réservation dure de 1 heure à 10 heures, par pas de 30 minutes.",
      "Vous pouvez réserver jusqu'à 3 mois à l'avance, et au plus tard 2 heures avant.",
      "L'annulation est possible jusqu'à 1 jour avant le début.",
    ]);
    expect(await sentences("en")).toEqual([
      "Open Monday to Friday from 8:00 to 20:00, on Saturday from 9:00 to 13:00.".replaceAll(/ (8|9):/g, " 0$1:"),
      "A booking lasts from 1 hour to 10 hours, in steps of 30 minutes.",
      "You can book up to 3 months ahead, and at the latest 2 hours before.",
      "You can cancel up to 1 day before it begins.",
    ]);
  });

  test("say a break, days apart, the whole day, and nothing at all", async () => {
    const first = async (hours: OpeningHours[]) => (await sentences("fr", hours))[0];
    expect(await first([...week([2], 570, 720), ...week([2], 840, 1080)])).toBe(
      "Ouverte le mardi de 9 h 30 à 12 h et de 14 h à 18 h.",
    );
    expect(await first(week([1, 3, 4, 5], 480, 720))).toBe(
      "Ouverte le lundi et du mercredi au vendredi de 8 h à 12 h.",
    );
    expect(await first(week([6, 7], 0, 1440))).toBe("Ouverte le samedi et le dimanche jour et nuit.");
    expect(await first(week([1, 2, 3, 4, 5, 6, 7], 0, 1440))).toBe("Ouverte jour et nuit, tous les jours.");
    expect(await first(week([1, 2, 3, 4, 5, 6, 7], 480, 1440))).toBe("Ouverte tous les jours de 8 h à 24 h.");
    expect(await first([])).toBe("Fermée pour l'instant : aucune heure d'ouverture n'est donnée.");
  });

  test("say rules that are not there as freedom", async () => {
    const said = await sentences("fr", OFFICE, {
      minMinutes: 90,
      maxMinutes: 90,
      noticeMinutes: 0,
      cancelNoticeMinutes: 0,
      horizonDays: 365,
      bufferAfterMinutes: 15,
    });
    expect(said.slice(1)).toEqual([
      "Une réservation dure 1 h 30.",
      "Vous pouvez réserver jusqu'à 1 an à l'avance, et jusqu'au dernier moment.",
      "L'annulation est possible jusqu'au début.",
      "15 minutes sont gardées après chaque réservation, pour ranger.",
    ]);
  });
});

test("a week is told in few lines", async () => {
  const t = await translator("fr", "catalogue");
  expect(hoursInShort(OFFICE, t, "fr").map(plain)).toEqual(["lun. – ven. 8 h – 20 h", "sam. 9 h – 13 h"]);
  expect(hoursInShort([], t, "fr")).toEqual([]);
});

test("facts tell measures, access and equipment, with a word about each", async () => {
  const t = await translator("fr", "catalogue");
  const facts = resourceFacts(
    {
      kind: "room",
      capacity: 14,
      accessible: true,
      features: ["video", "wifi"],
      attributes: {
        surface: 42,
        ceiling: 3.5,
        floor: -1,
        layouts: ["table", "theatre"],
        notes: { video: "75 pouces" },
      },
    },
    t,
    "fr",
  );
  expect(facts.map(({ strong, note }) => [plain(strong), note && plain(note)])).toEqual([
    ["14 places", "autour d'une table et en conférence"],
    ["42 m²", "3,5 m sous plafond, sous-sol"],
    ["Plain-pied", null],
    ["Visioconférence", "75 pouces"],
    ["Wifi", null],
  ]);
});

test("a price says its hour and its day, or that there is nothing to pay", async () => {
  const t = await translator("fr", "catalogue");
  const said = (hourCents: number, dayCapCents: number | null) => {
    const { amount, reason } = priceWords({ customer: "member", hourCents, dayCapCents }, t, "fr");
    return [plain(amount), reason && plain(reason)];
  };
  expect(said(600, 3600)).toEqual(["6,00 € l'heure", "36,00 € la journée, au plus"]);
  expect(said(600, null)).toEqual(["6,00 € l'heure", null]);
  expect(said(0, null)).toEqual(["Gratuit", null]);
  expect(priceWords(null, t, "fr").amount).toBe("Rien à payer");
});
