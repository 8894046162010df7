import type { LocalDate } from "../time";

/** The zones of the school calendar. */
export const SCHOOL_ZONES = ["A", "B", "C"] as const;
export type SchoolZone = (typeof SCHOOL_ZONES)[number];

/** Which holidays: a key of the messages. */
export type SchoolHoliday = "autumn" | "christmas" | "winter" | "spring" | "ascension" | "summer";

/** The académies of each zone since 2016. */
export const ACADEMIES: Readonly<Record<SchoolZone, readonly string[]>> = {
  A: ["Besançon", "Bordeaux", "Clermont-Ferrand", "Dijon", "Grenoble", "Limoges", "Lyon", "Poitiers"],
  B: [
    ..."Aix-Marseille Amiens Lille Nancy-Metz Nantes Nice Normandie Orléans-Tours Reims Rennes Strasbourg".split(" "),
  ],
  C: ["Créteil", "Montpellier", "Paris", "Toulouse", "Versailles"],
};

/** Where each comes from, and under which licence: README.md beside. First and last day without class. */
const HOLIDAYS: readonly (readonly [SchoolHoliday, zones: string, first: LocalDate, last: LocalDate])[] = [
  ["autumn", "ABC", "2024-10-19", "2024-11-03"],
  ["christmas", "ABC", "2024-12-21", "2025-01-05"],
  ["winter", "B", "2025-02-08", "2025-02-23"],
  ["winter", "C", "2025-02-15", "2025-03-02"],
  ["winter", "A", "2025-02-22", "2025-03-09"],
  ["spring", "B", "2025-04-05", "2025-04-21"],
  ["spring", "C", "2025-04-12", "2025-04-27"],
  ["spring", "A", "2025-04-19", "2025-05-04"],
  ["ascension", "ABC", "2025-05-30", "2025-05-31"],
  ["summer", "ABC", "2025-07-05", "2025-08-31"],
  ["autumn", "ABC", "2025-10-18", "2025-11-02"],
  ["christmas", "ABC", "2025-12-20", "2026-01-04"],
  ["winter", "A", "2026-02-07", "2026-02-22"],
  ["winter", "B", "2026-02-14", "2026-03-01"],
  ["winter", "C", "2026-02-21", "2026-03-08"],
  ["spring", "A", "2026-04-04", "2026-04-19"],
  ["spring", "B", "2026-04-11", "2026-04-26"],
  ["spring", "C", "2026-04-18", "2026-05-03"],
  ["ascension", "ABC", "2026-05-15", "2026-05-16"],
  ["summer", "ABC", "2026-07-04", "2026-08-31"],
  ["autumn", "ABC", "2026-10-17", "2026-11-01"],
  ["christmas", "ABC", "2026-12-19", "2027-01-03"],
  ["winter", "C", "2027-02-06", "2027-02-21"],
  ["winter", "A", "2027-02-13", "2027-02-28"],
  ["winter", "B", "2027-02-20", "2027-03-07"],
  ["spring", "C", "2027-04-03", "2027-04-18"],
  ["spring", "A", "2027-04-10", "2027-04-25"],
  ["spring", "B", "2027-04-17", "2027-05-02"],
  ["summer", "ABC", "2027-07-03", "2027-08-31"],
];

/** The last day about which the school calendar is known. */
export const SCHOOL_HOLIDAYS_KNOWN_UNTIL: LocalDate = "2027-08-31";

/** The school holidays of a day in a zone, or null: none then, or not known yet. */
export function schoolHolidayOn(date: LocalDate, zone: SchoolZone): SchoolHoliday | null {
  const found = HOLIDAYS.find(([, zones, first, last]) => first <= date && date <= last && zones.includes(zone));
  return found?.[0] ?? null;
}

/** Whether `name` is a zone of the school calendar. */
export function isSchoolZone(name: string): name is SchoolZone {
  return (SCHOOL_ZONES as readonly string[]).includes(name);
}
