import type { BookingNews } from "../bookings";
import type { Locale } from "../kernel/actor";

/** What happened to many dates of a series at once. */
export const SERIES_NEWS = ["confirmed", "changed", "cancelled"] as const;

export type SeriesNews = (typeof SERIES_NEWS)[number];

/** The states of a booking in which its news is still true. */
const TRUE_IN: Partial<Record<BookingNews, readonly string[]>> = {
  requested: ["requested"],
  offered: ["offered"],
  declined: ["declined"],
  expired: ["expired"],
  offer_lapsed: ["expired"],
  cancelled: ["cancelled"],
};
const ENDED: readonly string[] = ["cancelled", "declined", "expired"];

/** Whether a booking takes a time in somebody's calendar after that news. */
export function isOver(news: BookingNews): boolean {
  return TRUE_IN[news]?.some((state) => ENDED.includes(state)) ?? false;
}

/** Over a line: control characters, and those that make text read backwards. */
const INVISIBLE = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/g;

/**
 * Text that somebody typed, fit for one line of a mail (a subject, a name): nothing in it can begin another header.
 */
export function oneLine(text: string, longest = 200): string {
  const line = text
    .replace(INVISIBLE, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : line;
}

/** The same for a text of several lines: line feeds stay, other control characters go. */
export function severalLines(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .replace(/\r\n?|\p{Zl}|\p{Zp}/gu, "\n")
    .replace(/[^\P{Cc}\n]+/gu, " ")
    .trim();
}

/** Whether mail can be sent to `address`: one plain address, with nothing that a mail server could read as a second. */
export function isPlainAddress(address: string): boolean {
  return address.length <= 254 && /^[^\s\p{Cc}<>()[\],;:"\\@]+@[^\s\p{Cc}<>()[\],;:"\\@]+$/u.test(address);
}

/** "Grappe <x@y>" or "x@y" in parts. */
export function parseSender(text: string): { name: string; address: string } {
  const match = /^\s*(?:"?([^"<]*?)"?\s*<([^<>\s]+)>|([^<>\s]+))\s*$/.exec(text);
  const address = match?.[2] ?? match?.[3] ?? "";
  if (!isPlainAddress(address)) throw new Error(`Not a sender: ${text}`);
  return { name: oneLine(match?.[1] ?? ""), address };
}

/**
 * Whether news is still true of a booking when its mail is about to be written. News that is no longer true is not
 * told: a later job tells what came after.
 */
export function isStillTrue(news: BookingNews, state: string): boolean {
  return TRUE_IN[news]?.includes(state) ?? !ENDED.includes(state);
}

/** The languages we write in; French for anybody without a choice. */
export function localeOf(chosen: string | null): Locale {
  return chosen === "en" ? "en" : "fr";
}

/** `text` with each `{name}` replaced. What is put in is never read again for other names. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** For text within HTML or an attribute between double quotes. */
export function escapeHtml(text: string): string {
  const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => named[character] ?? character);
}
