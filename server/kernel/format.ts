import type { Locale } from "./actor";
import { assertCents, type Cents } from "./money";
import { addDays, daysBetween, MINUTES_PER_DAY, wallClock, weekdayOf, type LocalDate, type WallClock } from "./time";

// Tables rather than Intl: Node and the browsers do not write the same spaces, which breaks hydration.
const WEEKDAYS = {
  fr: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
} as const;
const SHORT_WEEKDAYS = {
  fr: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
} as const;
const MONTHS = {
  fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};
const SHORT_MONTHS = {
  fr: "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(" "),
  en: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
};
/** Words that do not count in a name's initials. */
const PARTICLES = new Set("a à and au aux d de des du en et l la le les of the un une &".split(" "));

const NO_BREAK = "\u00a0";
const THIN = "\u202f";
const MINUS = "\u2212";
const DASH = "\u2013";

/** How a day is written; by default with its weekday, without its year, in full. */
export interface DayStyle {
  readonly weekday?: boolean;
  readonly year?: boolean;
  readonly short?: boolean;
}

/** "lundi" for 1 to "dimanche" for 7; short "lun.", "Mon". */
export function weekdayName(weekday: number, locale: Locale, short = false): string {
  return nth(short ? SHORT_WEEKDAYS[locale] : WEEKDAYS[locale], weekday);
}

/** "janvier" for 1 to "décembre" for 12; short "janv.", "Jan". */
export function monthName(month: number, locale: Locale, short = false): string {
  return nth(short ? SHORT_MONTHS[locale] : MONTHS[locale], month);
}

function nth(names: readonly string[], rank: number): string {
  const name = names[rank - 1];
  if (name === undefined) throw new RangeError(`No name for ${rank}`);
  return name;
}

/** "jeudi 26 novembre", "dimanche 1er mars 2026", "jeu. 26 nov."; the number and its month never part. */
export function formatDay(date: LocalDate, locale: Locale, style: DayStyle = {}): string {
  const { weekday = true, year = false, short = false } = style;
  const words = [`${dayOfMonth(date, locale)}${NO_BREAK}${monthName(Number(date.slice(5, 7)), locale, short)}`];
  if (weekday) words.unshift(weekdayName(weekdayOf(date), locale, short));
  if (year) words.push(date.slice(0, 4));
  return words.join(" ");
}

function dayOfMonth(date: LocalDate, locale: Locale): string {
  const day = Number(date.slice(8, 10));
  return locale === "fr" && day === 1 ? "1er" : String(day);
}

/** Both days included: "23 – 28 novembre", "30 novembre – 5 décembre"; the years when they differ or are asked for. */
export function formatDayRange(first: LocalDate, last: LocalDate, locale: Locale, style: DayStyle = {}): string {
  const oneYear = first.slice(0, 4) === last.slice(0, 4);
  const end = { weekday: false, ...style, year: style.year || !oneYear };
  if (first === last) return formatDay(first, locale, end);
  const withMonth = end.weekday || first.slice(0, 7) !== last.slice(0, 7);
  const start = withMonth ? formatDay(first, locale, { ...end, year: !oneYear }) : dayOfMonth(first, locale);
  return joinRange(start, formatDay(last, locale, end));
}

/** "novembre 2026": the head of a month's page. */
export function formatMonth(date: LocalDate, locale: Locale): string {
  return `${monthName(Number(date.slice(5, 7)), locale)} ${date.slice(0, 4)}`;
}

/** "aujourd’hui", "demain", "hier", or null when the day is further. */
export function relativeDay(date: LocalDate, today: LocalDate, locale: Locale): string | null {
  const words = { fr: ["hier", "aujourd’hui", "demain"], en: ["yesterday", "today", "tomorrow"] };
  return words[locale][daysBetween(today, date) + 1] ?? null;
}

/** Minutes since midnight as "14 h 30", "14 h" or "14:30". */
export function formatTime(minutes: number, locale: Locale): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (locale === "en") return `${pad(hours)}:${pad(rest)}`;
  return rest === 0 ? `${hours}${NO_BREAK}h` : `${hours}${NO_BREAK}h${NO_BREAK}${pad(rest)}`;
}

/** "14 h – 17 h", "14:00 – 17:00". */
export function formatTimeRange(start: number, end: number, locale: Locale): string {
  return joinRange(formatTime(start, locale), formatTime(end, locale));
}

/** May break after the dash, never before. */
function joinRange(start: string, end: string): string {
  return `${start}${NO_BREAK}${DASH} ${end}`;
}

/**
 * A period as the clock of `zone` shows it: "jeudi 26 novembre, 14 h – 17 h", or over several days "du jeudi
 * 26 novembre, 14 h au vendredi 27 novembre, 9 h". An end at midnight is 24 h of the day it ends. Years as asked for,
 * or when they differ.
 */
export function formatPeriod(start: Date, end: Date, zone: string, locale: Locale, style: DayStyle = {}): string {
  const from = wallClock(start, zone);
  const to = endOf(wallClock(end, zone), from);
  const year = style.year || from.date.slice(0, 4) !== to.date.slice(0, 4);
  const day = (date: LocalDate) => formatDay(date, locale, { ...style, year });
  if (from.date === to.date) return `${day(from.date)}, ${formatTimeRange(from.minutes, to.minutes, locale)}`;
  const [first, last] = [from, to].map(({ date, minutes }) => `${day(date)}, ${formatTime(minutes, locale)}`);
  return locale === "fr" ? `du ${first} au ${last}` : `from ${first} to ${last}`;
}

function endOf(end: WallClock, start: WallClock): WallClock {
  if (end.minutes > 0 || end.date <= start.date) return end;
  return { date: addDays(end.date, -1), minutes: MINUTES_PER_DAY };
}

/** An instant as the clock of `zone` shows it: "26 novembre 2026 à 14 h 30", "26 November 2026 at 14:30". */
export function formatInstant(instant: Date, zone: string, locale: Locale, style: DayStyle = {}): string {
  const { date, minutes } = wallClock(instant, zone);
  const day = formatDay(date, locale, { weekday: false, year: true, ...style });
  return `${day} ${locale === "fr" ? "à" : "at"} ${formatTime(minutes, locale)}`;
}

/** "45 min", "2 h", "1 h 30" (English "1 h 30 min"). */
export function formatDuration(minutes: number, locale: Locale): string {
  const sign = minutes < 0 ? MINUS : "";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  if (hours === 0) return `${sign}${rest}${NO_BREAK}min`;
  const inHours = `${sign}${formatNumber(hours, locale)}${NO_BREAK}h`;
  if (rest === 0) return inHours;
  return locale === "fr" ? `${inHours}${NO_BREAK}${pad(rest)}` : `${inHours}${NO_BREAK}${rest}${NO_BREAK}min`;
}

/** "1 234,56 €", "−18,40 €"; English "€1,234.56". @throws RangeError on a fraction of a cent */
export function formatMoney(cents: Cents, locale: Locale): string {
  assertCents(cents);
  const size = Math.abs(cents);
  const amount = decimal(String(Math.floor(size / 100)), String(size % 100).padStart(2, "0"), locale);
  const sign = cents < 0 ? MINUS : "";
  return locale === "fr" ? `${sign}${amount}${NO_BREAK}€` : `${sign}€${amount}`;
}

/** "1 234,5", "1,234.5": two decimals at most, without idle zeros. */
export function formatNumber(value: number, locale: Locale): string {
  const rounded = Math.round(Math.abs(value) * 100) / 100;
  const [whole = "", fraction = ""] = String(rounded).split(".");
  const sign = value < 0 && rounded > 0 ? MINUS : "";
  return sign + decimal(whole, fraction, locale);
}

/** A part of one, 0.125, as "12,5 %" or "12.5%". */
export function formatPercent(part: number, locale: Locale): string {
  return formatNumber(part * 100, locale) + (locale === "fr" ? `${NO_BREAK}%` : "%");
}

/** "n° 12", "No. 12". */
export function formatReference(number: number | string, locale: Locale): string {
  return `${locale === "fr" ? "n°" : "No."}${NO_BREAK}${number}`;
}

function decimal(whole: string, fraction: string, locale: Locale): string {
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === "fr" ? THIN : ",");
  return fraction ? `${grouped}${locale === "fr" ? "," : "."}${fraction}` : grouped;
}

/** "a", "a et b", "a, b et c". */
export function formatList(items: readonly string[], locale: Locale): string {
  const last = items.at(-1);
  if (last === undefined || items.length === 1) return last ?? "";
  return `${items.slice(0, -1).join(", ")} ${locale === "fr" ? "et" : "and"} ${last}`;
}

/** Two letters for a grain: "JG" for "Les Jardins du Gué", "CM" for "Claire Morin", "TE" for "Tempo". */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? [];
  const telling = words.filter((word) => !PARTICLES.has(word.toLowerCase()));
  const [first, second] = telling.length > 0 ? telling : words;
  if (!first) return "";
  const letters = second ? [...first].slice(0, 1).concat([...second].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join("").toUpperCase();
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
