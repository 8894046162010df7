import type { Frequency, Repetition, Schedule } from "~server/bookings";
import { addDays, addMonths, parseLocalDate, weekdayOf, type LocalDate } from "~server/kernel/time";
import { readWhen, type AskedWhen, type Hours } from "../bookings/when";

/** How often, as the form asks it. */
export const FREQUENCIES = ["jour", "ouvres", "semaine", "mois"] as const;
/** On which day of the month: the same date, the same rank of its weekday, the last such weekday, the last day. */
export const MONTH_DAYS = ["date", "rang", "dernier", "fin"] as const;
/** Until when. */
export const ENDS = ["nombre", "date"] as const;

/** The fields of a repetition, by their names in the address. */
export type RepeatField = "intervalle" | "nombre" | "dernier" | "objet";

/** What was typed of a repetition, as typed. */
export interface TypedRepeat {
  readonly frequence: (typeof FREQUENCIES)[number];
  readonly intervalle: string;
  readonly jours: readonly number[];
  readonly mois: (typeof MONTH_DAYS)[number];
  readonly fin: (typeof ENDS)[number];
  readonly nombre: string;
  readonly dernier: string;
  readonly feries: boolean;
  readonly vacances: boolean;
  readonly objet: string;
  readonly partage: boolean;
}

/** What an address asks of a series. */
export interface AskedSeries {
  readonly when: AskedWhen;
  readonly typed: TypedRepeat;
  /** `message` is a key of `series.errors`. */
  readonly errors: readonly { readonly field: RepeatField; readonly message: RepeatField }[];
  /** Null while something is wrong. */
  readonly schedule: Schedule | null;
}

/** Reads a series; what is left out is what `usual` says, every week, ten times. */
export function readSeries(fields: URLSearchParams, usual: Hours, now: Date, zone: string): AskedSeries {
  const when = readWhen(fields, usual, now, zone);
  const text = (name: string, otherwise: string) => fields.get(name)?.trim() ?? otherwise;
  const among = <T extends string>(name: string, choices: readonly T[]): T =>
    choices.find((choice) => choice === fields.get(name)) ?? choices[0]!;
  const day = parseLocalDate(when.typed.jour);
  const typed: TypedRepeat = {
    frequence: fields.has("frequence") ? among("frequence", FREQUENCIES) : "semaine",
    intervalle: text("intervalle", "1"),
    jours: [...new Set(fields.getAll("jours").map(Number))].filter((weekday) => weekday >= 1 && weekday <= 7),
    mois: among("mois", MONTH_DAYS),
    fin: among("fin", ENDS),
    nombre: text("nombre", "10"),
    dernier: text("dernier", day ? addMonths(day, 3) : ""),
    feries: fields.has("frequence") ? fields.has("feries") : true,
    vacances: fields.has("vacances"),
    objet: text("objet", "").slice(0, 1000),
    partage: fields.has("partage"),
  };
  const interval = wholeNumber(typed.intervalle, 1, 52);
  const errors: { field: RepeatField; message: RepeatField }[] = [];
  if (interval === null && typed.frequence !== "ouvres") errors.push({ field: "intervalle", message: "intervalle" });
  const end = readEnd(typed);
  if (!end)
    errors.push(
      typed.fin === "date" ? { field: "dernier", message: "dernier" } : { field: "nombre", message: "nombre" },
    );
  if (typed.objet.length > 200) errors.push({ field: "objet", message: "objet" });
  const slot = when.when;
  if (!slot || !end || errors.length > 0) return { when, typed, errors, schedule: null };
  return {
    when,
    typed,
    errors,
    schedule: {
      firstDay: slot.day,
      from: slot.from,
      minutes: slot.to - slot.from,
      repetition: { frequency: frequencyOf(typed, interval ?? 1, slot.day), end },
      skipsBankHolidays: typed.feries,
      skipsSchoolHolidays: typed.vacances,
    },
  };
}

function readEnd({ fin, nombre, dernier }: TypedRepeat): Repetition["end"] | null {
  if (fin === "date") {
    const until = parseLocalDate(dernier);
    return until === null ? null : { until };
  }
  const count = wholeNumber(nombre, 1, 1_000_000);
  return count === null ? null : { count };
}

function frequencyOf({ frequence, jours, mois }: TypedRepeat, interval: number, day: LocalDate): Frequency {
  if (frequence === "jour") return { every: "day", interval };
  if (frequence === "ouvres") return { every: "week", interval: 1, weekdays: [1, 2, 3, 4, 5] };
  const weekday = weekdayOf(day);
  if (frequence === "semaine") return { every: "week", interval, weekdays: jours.length > 0 ? jours : [weekday] };
  const date = Number(day.slice(8));
  if (mois === "date") return { every: "month", interval, on: { day: date } };
  if (mois === "fin") return { every: "month", interval, on: { day: -1 } };
  // The fifth of a month is its last: not every month has five.
  const nth = Math.ceil(date / 7);
  return { every: "month", interval, on: { nth: mois === "dernier" || nth > 4 ? -1 : nth, weekday } };
}

/** What may be asked of the month of a day: the last ones only where it is one. */
export function monthDaysOf(day: LocalDate | null): (typeof MONTH_DAYS)[number][] {
  if (day === null) return [...MONTH_DAYS];
  const isLast = (other: LocalDate) => other.slice(0, 7) !== day.slice(0, 7);
  return MONTH_DAYS.filter((choice) => {
    if (choice === "fin") return isLast(addDays(day, 1));
    if (choice === "dernier") return isLast(addDays(day, 7));
    return choice === "date" || Number(day.slice(8)) <= 28;
  });
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
}
