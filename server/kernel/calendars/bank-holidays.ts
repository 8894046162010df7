import { addDays, weekdayOf, type LocalDate } from "../time";

/** Where a public holiday holds, as the official list divides France. */
export const HOLIDAY_ZONES = [
  "metropole",
  "alsace-moselle",
  "guadeloupe",
  "guyane",
  "la-reunion",
  "martinique",
  "mayotte",
  "nouvelle-caledonie",
  "polynesie-francaise",
  "saint-barthelemy",
  "saint-martin",
  "saint-pierre-et-miquelon",
  "wallis-et-futuna",
] as const;
export type HolidayZone = (typeof HOLIDAY_ZONES)[number];

/** Which holiday it is: a key of the messages. */
export type BankHoliday =
  | "new_year"
  | "good_friday"
  | "easter_monday"
  | "labour_day"
  | "victory"
  | "ascension"
  | "whit_monday"
  | "national_day"
  | "assumption"
  | "all_saints"
  | "armistice"
  | "christmas"
  | "boxing_day"
  | "abolition";

const EVERYWHERE: Readonly<Record<string, BankHoliday>> = {
  "01-01": "new_year",
  "05-01": "labour_day",
  "05-08": "victory",
  "07-14": "national_day",
  "08-15": "assumption",
  "11-01": "all_saints",
  "11-11": "armistice",
  "12-25": "christmas",
};

/** The abolition of slavery, where it is a holiday. In Saint-Martin it came a day earlier until 2017. */
const ABOLITION: Partial<Record<HolidayZone, string>> = {
  mayotte: "04-27",
  martinique: "05-22",
  guadeloupe: "05-27",
  "saint-martin": "05-28",
  guyane: "06-10",
  "saint-barthelemy": "10-09",
  "la-reunion": "12-20",
};

/** The public holiday of a day in a zone, or null. Two on one day (8 May and Ascension in 2005): the fixed one. */
export function bankHolidayOn(date: LocalDate, zone: HolidayZone): BankHoliday | null {
  const [year, day] = [Number(date.slice(0, 4)), date.slice(5)];
  const fixed = EVERYWHERE[day];
  if (fixed) return fixed;
  if (zone === "alsace-moselle" && day === "12-26") return "boxing_day";
  const abolition = zone === "saint-martin" && year < 2018 ? "05-27" : ABOLITION[zone];
  if (day === abolition) return "abolition";
  // The others follow Easter, and fall on a Monday, a Thursday or a Friday of spring.
  if (day < "03-20" || day > "06-14" || ![1, 4, 5].includes(weekdayOf(date))) return null;
  const easter = easterOf(year);
  if (date === addDays(easter, 1)) return "easter_monday";
  if (date === addDays(easter, 39)) return "ascension";
  if (date === addDays(easter, 50)) return "whit_monday";
  return zone === "alsace-moselle" && date === addDays(easter, -2) ? "good_friday" : null;
}

/** Whether `name` is a zone of the official list. */
export function isHolidayZone(name: string): name is HolidayZone {
  return (HOLIDAY_ZONES as readonly string[]).includes(name);
}

/** Easter Sunday of the Gregorian calendar, by the rule of 1876 (Meeus, Jones and Butcher). */
function easterOf(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 114;
  const month = String(Math.floor(days / 31)).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${month}-${String((days % 31) + 1).padStart(2, "0")}`;
}
