import type { Locale } from "~server/kernel/actor";
import { formatDay } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";

/** How long ago something was, for the messages `identity.when`. */
export type Since =
  | { readonly key: "now" }
  | { readonly key: "minutes" | "hours"; readonly count: number }
  | { readonly key: "day"; readonly day: string };

/** How long before `now` an instant was, in the words people use. */
export function since(instant: Date, now: Date, { zone, locale }: { zone: string; locale: Locale }): Since {
  const minutes = Math.floor((now.getTime() - instant.getTime()) / 60_000);
  if (minutes < 2) return { key: "now" };
  if (minutes < 60) return { key: "minutes", count: minutes };
  if (minutes < 24 * 60) return { key: "hours", count: Math.floor(minutes / 60) };
  return { key: "day", day: dayOf(instant, { zone, locale }) };
}

/** The day of an instant: "3 mars 2026". */
export function dayOf(instant: Date, { zone, locale }: { zone: string; locale: Locale }): string {
  return formatDay(localDateOf(instant, zone), locale, { weekday: false, year: true });
}
