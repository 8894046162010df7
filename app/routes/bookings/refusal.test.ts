import { expect, test } from "vitest";
import { translator } from "~/i18n/translator";
import { refusalSentence, suggestionWords, type AnyRefusal } from "./refusal";

const zone = "Europe/Paris";
const now = new Date("2026-11-26T09:00:00Z");
const at = (time: string, date = "2026-11-26") => new Date(`${date}T${time}:00+01:00`);

async function say(refusal: AnyRefusal, locale: "fr" | "en" = "fr", kind = "room") {
  return plain(refusalSentence(await translator(locale, "bookings"), refusal, { locale, zone, now, kind }));
}

/** Without the spaces and apostrophes of typography. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ").replace(/’/g, "'");

const hours = [
  { start: 480, end: 720 },
  { start: 780, end: 1200 },
];

const MONTH = {
  code: "quota_exceeded",
  measure: "month_minutes",
  amount: 1200,
  left: 90,
  since: "2026-11-01",
  renewsOn: "2026-12-01",
  prime: null,
} as const;

test.each<[AnyRefusal, string, string]>([
  [{ code: "archived" }, "Cette ressource ne se partage plus.", "This is no longer shared."],
  [
    { code: "too_soon", noticeMinutes: 120, earliest: at("14:00") },
    "Cette salle se réserve 2 h avant. La prochaine heure possible est 14 h.",
    "This room is booked 2 h ahead. The next possible time is 14:00.",
  ],
  [
    { code: "too_soon", noticeMinutes: 2880, earliest: at("08:00", "2026-11-30") },
    "Cette salle se réserve 2 jours avant. Le prochain moment possible est le lundi 30 novembre à 8 h.",
    "This room is booked 2 days ahead. The next possible moment is Monday 30 November at 08:00.",
  ],
  [{ code: "in_the_past", earliest: null }, "Cette heure est passée.", "That time is past."],
  [
    { code: "outside_hours", day: "2026-11-26", hours },
    "Cette salle n'est pas ouverte tout ce temps. Le jeudi 26 novembre, elle ouvre de 8 h à 12 h et de 13 h à 20 h.",
    "This room is not open all that time. On Thursday 26 November it opens from 08:00 to 12:00 and from 13:00 to 20:00.",
  ],
  [
    { code: "outside_hours", day: "2026-11-29", hours: [] },
    "Cette salle est fermée le dimanche 29 novembre.",
    "This room is closed on Sunday 29 November.",
  ],
  [
    {
      code: "outside_hours",
      day: "2026-12-25",
      hours: [],
      closed: { why: "bank_holiday", holiday: "christmas" },
    },
    "Cette salle est fermée le vendredi 25 décembre : Noël.",
    "This room is closed on Friday 25 December: Christmas Day.",
  ],
  [
    { code: "outside_hours", day: "2026-12-28", hours: [], closed: { why: "closure", label: "travaux" } },
    "Cette salle est fermée le lundi 28 décembre : travaux.",
    "This room is closed on Monday 28 December: travaux.",
  ],
  [
    { ...MONTH, left: 0, prime: { from: 540, to: 1020, weekdays: [1, 2, 3, 4, 5] } },
    "Vos 20 h du mois sont utilisées. Hors de 9 h – 17 h, elle reste libre. Le compte repart le mardi 1er décembre.",
    "Your 20 h of the month are used up. Outside 09:00 – 17:00 it stays free. Counting starts anew on Tuesday 1 December.",
  ],
  [
    { ...MONTH, since: "2026-12-01", renewsOn: "2027-01-01" },
    "Il vous reste 1 h 30 sur vos 20 h du mois (décembre). Le compte repart le vendredi 1er janvier.",
    "You have 1 h 30 min left of your 20 h of the month (December). Counting starts anew on Friday 1 January.",
  ],
  [
    { ...MONTH, measure: "week_minutes", amount: 240, left: 0, since: "2026-11-23", renewsOn: "2026-11-30" },
    "Vos 4 h de la semaine sont utilisées. Le compte repart le lundi 30 novembre.",
    "Your 4 h of the week are used up. Counting starts anew on Monday 30 November.",
  ],
  [
    { code: "not_open_to_you", openTo: "named" },
    "Cette salle est réservée à quelques structures, que celle qui la partage a choisies. Demandez-lui d'y ajouter la vôtre.",
    "This room is for a few structures, chosen by the one that shares it. Ask it to add yours.",
  ],
  [
    { code: "too_many_people", attendees: 20, capacity: 14 },
    "Cette salle compte 14 places, pour 20 personnes.",
    "This room has 14 seats, for 20 people.",
  ],
  [
    { code: "blocked", kind: "maintenance", reason: "révision", until: at("18:00") },
    "Cette salle ne se réserve pas à ce moment-là : révision. Elle le sera de nouveau à partir du jeudi 26 novembre, 18 h.",
    "This room cannot be booked then: révision. It can be again from Thursday 26 November, 18:00.",
  ],
  [
    { code: "not_a_session", next: [{ start: at("09:00"), end: at("12:00") }] },
    "Cette salle se réserve par séances, aux dates prévues. Prochaines dates : jeudi 26 novembre, 9 h – 12 h.",
    "This room is booked by session, on the planned dates. Next dates: Thursday 26 November, 09:00 – 12:00.",
  ],
  [
    { code: "not_enough_units", quantity: 3, units: 1 },
    "Une seule est libre, sur 3 demandées.",
    "Only one is free, of 3 asked for.",
  ],
  [
    { code: "wall_clock_gap", date: "2027-03-28", minutes: 150, after: 180 },
    "Cette nuit-là, l'horloge avance d'une heure : 2 h 30 n'existe pas. La première heure qui existe est 3 h.",
    "That night the clock goes forward an hour: 02:30 does not exist. The first time that does is 03:00.",
  ],
  [
    { code: "too_late_to_cancel", noticeMinutes: 120, deadline: at("18:00", "2026-11-25") },
    "Cette réservation s'annulait jusqu'au mercredi 25 novembre à 18 h. Votre pôle peut encore l'annuler pour vous.",
    "This booking could be cancelled until Wednesday 25 November at 18:00. Your pôle can still cancel it for you.",
  ],
])("%j has its sentence in both languages", async (refusal, french, english) => {
  expect(await say(refusal)).toBe(french);
  expect(await say(refusal, "en")).toBe(english);
});

test("a refusal agrees with the kind of what was asked for", async () => {
  expect(await say({ code: "outside_hours", day: "2026-11-26", hours }, "fr", "vehicle")).toBe(
    "Ce véhicule n'est pas ouvert tout ce temps. Le jeudi 26 novembre, il ouvre de 8 h à 12 h et de 13 h à 20 h.",
  );
});

test("every refusal has a sentence, with nothing left to fill in", async () => {
  const all: AnyRefusal[] = [
    { code: "ends_before_start" },
    { code: "too_far", horizonDays: 90, lastDay: "2027-02-24" },
    { code: "off_step", stepMinutes: 30 },
    { code: "too_short", minMinutes: 60 },
    { code: "too_long", maxMinutes: 2880 },
    { code: "outside_hours", day: "2026-11-26", hours, closed: { why: "closure", label: "" } },
    { ...MONTH, measure: "prime_percent", amount: 30, prime: { from: 540, to: 1020, weekdays: [1] } },
    { ...MONTH, measure: "prime_percent", amount: 30, left: 0, since: "2026-12-01" },
    { ...MONTH, measure: "simultaneous", amount: 1, left: 0, since: null, renewsOn: null },
    { ...MONTH, measure: "simultaneous", amount: 3, left: 0, since: null, renewsOn: null },
    { code: "not_open_to_you", openTo: "pole" },
    { code: "not_open_to_you", openTo: "network" },
    { code: "too_late_to_change", noticeMinutes: 60, deadline: at("18:00") },
    { code: "slot_taken" },
    { code: "blocked", kind: "maintenance", reason: "", until: at("18:00") },
    { code: "not_a_session", next: [] },
    { code: "already_used" },
    { code: "not_allowed", reason: "observer" },
    { code: "not_allowed", reason: "no_structure" },
    { code: "not_allowed", reason: "role" },
    { code: "wall_clock_twice", date: "2027-10-31", minutes: 150, first: at("14:00"), second: at("15:00") },
    { code: "already_started" },
    { code: "fee_due", feeCents: 900 },
    { code: "not_cancelled" },
    { code: "too_late_to_restore", minutes: 10 },
    { code: "slot_taken_since" },
    { code: "free_minutes_taken" },
    { code: "parent_ended" },
  ];
  for (const refusal of all) {
    for (const locale of ["fr", "en"] as const) {
      expect(await say(refusal, locale)).toMatch(/^[A-ZÀ-Ý].*\.$/s);
      expect(await say(refusal, locale)).not.toMatch(/[{}]|undefined|NaN|problems\./);
    }
  }
});

test("a way out says how it differs, and when", async () => {
  const t = await translator("fr", "bookings");
  const asked = { start: at("14:00"), end: at("17:00") };
  const words = (kind: "later" | "shorter" | "other", start: Date, end: Date) => {
    const suggestion = { kind, resourceId: "1", resourceName: "Salle Haute", start, end };
    const { how, when } = suggestionWords(t, suggestion, asked, { locale: "fr", zone });
    return [plain(how), plain(when)];
  };
  expect(words("later", at("15:00"), at("18:00"))).toEqual(["1 h plus tard", "15 h – 18 h"]);
  expect(words("shorter", at("14:00"), at("16:00"))).toEqual(["1 h de moins", "14 h – 16 h"]);
  expect(words("other", at("14:00"), at("17:00"))).toEqual(["Une autre salle", "14 h – 17 h"]);
  const other = {
    kind: "other" as const,
    resourceId: "1",
    resourceName: "Minibus",
    start: at("14:00"),
    end: at("17:00"),
  };
  expect(suggestionWords(t, other, asked, { locale: "fr", zone, kind: "vehicle" }).how).toBe("Un autre véhicule");
  expect(words("later", at("14:00", "2026-11-27"), at("17:00", "2026-11-27"))).toEqual([
    "Un autre jour",
    "vendredi 27 novembre, 14 h – 17 h",
  ]);
});
