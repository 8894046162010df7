import { formText } from "~/form-text";
import { readMoney } from "~server/costs";
import type { Actor, Locale } from "~server/kernel/actor";
import type { Cents } from "~server/kernel/money";
import { localDateOf, parseLocalDate, startOfMonth, type LocalDate } from "~server/kernel/time";

/** The year that an address asks for, else this one in the pôle. */
export function askedYear(request: Request, { timeZone }: Actor): number {
  const asked = /^\d{4}$/.exec(new URL(request.url).searchParams.get("annee") ?? "")?.[0];
  const year = Number(asked ?? localDateOf(new Date(), timeZone).slice(0, 4));
  return Math.min(2199, Math.max(2001, year));
}

/** The first day of the month that an address asks for ("2026-11"), else of this one in the pôle. */
export function askedMonth(request: Request, { timeZone }: Actor): LocalDate {
  const asked = parseLocalDate(`${new URL(request.url).searchParams.get("mois") ?? ""}-01`);
  return asked && asked >= "2001-01-01" && asked < "2199-01-01"
    ? asked
    : startOfMonth(localDateOf(new Date(), timeZone));
}

/** An amount that was typed, 0 or more, in cents; null for anything else. */
export function typedMoney(form: FormData, name: string): Cents | null {
  const cents = readMoney(formText(form, name));
  return cents !== null && cents >= 0 ? cents : null;
}

/** A day that was typed; null for anything else. */
export function typedDay(form: FormData, name: string): LocalDate | null {
  return parseLocalDate(formText(form, name));
}

/** An amount as it is typed: "1200", "1200,50". */
export function moneyToType(cents: Cents | null, locale: Locale): string {
  if (cents === null) return "";
  const [euros, rest] = [Math.floor(cents / 100), String(cents % 100).padStart(2, "0")];
  return rest === "00" ? String(euros) : `${euros}${locale === "fr" ? "," : "."}${rest}`;
}
