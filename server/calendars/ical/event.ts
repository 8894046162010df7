import type { Component, Property } from "./lines";
import { plainText } from "./lines";
import { readRule, type Rule } from "./rule";
import { midnightOf, readLength, readStamp, type Length, type Stamp } from "./values";
import { UTC, type Zone } from "./zones";

const DAY = 24 * 3_600_000;

/** What is wrong with one event. The last three keep it all the same: its rule is left out, its clock is taken for ours. */
export type EventProblem =
  "no_start" | "bad_start" | "bad_end" | "ends_before_start" | "bad_rule" | "too_often" | "unknown_zone";

/** How long: as the clock shows it (from DTEND), or as it elapses (from DURATION). */
export type Lasting = { readonly clock: number } | Length;

/** A VEVENT as written: a series, one event, or one instance of a series that was changed. */
export interface WrittenEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly title: string;
  readonly place: string;
  readonly start: Stamp;
  readonly zone: Zone;
  readonly lasts: Lasting;
  readonly rules: readonly Rule[];
  readonly unless: readonly Rule[];
  readonly added: readonly { readonly stamp: Stamp; readonly lasts: Lasting | null }[];
  readonly excepted: readonly Stamp[];
  /** Which instance it stands for, and whether for those that follow too. */
  readonly instance: Stamp | null;
  readonly following: boolean;
  readonly cancelled: boolean;
  /** Whether it leaves the person, or the room, free. */
  readonly free: boolean;
  readonly problems: readonly EventProblem[];
}

/** Finds a zone by its name in the file; ours for a clock that names none. */
export interface Clocks {
  readonly ours: Zone;
  named(id: string): Zone | null;
}

/** Reads a VEVENT; only its title and what is wrong with it, when nothing can be made of it. */
export function readEvent(
  { properties }: Component,
  clocks: Clocks,
): WrittenEvent | { readonly title: string; readonly problem: EventProblem } {
  const all = (name: string) => properties.filter((property) => property.name === name);
  const one = (name: string) => properties.find((property) => property.name === name);
  const title = plainText(one("SUMMARY")?.value ?? "").slice(0, 200);
  const problems = new Set<EventProblem>();

  const zoneOf = (stamp: Stamp): Zone => {
    if (stamp.kind === "instant") return UTC;
    if (stamp.kind === "day" || stamp.zone === null) return clocks.ours;
    const zone = clocks.named(stamp.zone);
    if (!zone) problems.add("unknown_zone");
    return zone ?? clocks.ours;
  };
  const stamps = (name: string): Stamp[] =>
    all(name).flatMap(({ params, value }) =>
      value.split(",").flatMap((text) => readStamp(text, params.TZID ?? null) ?? []),
    );

  const written = one("DTSTART");
  if (!written) return { title, problem: "no_start" };
  const start = stampOf(written);
  if (!start) return { title, problem: "bad_start" };
  const lasts = lastingOf(start, one("DTEND"), one("DURATION"), zoneOf);
  if (typeof lasts === "string") return { title, problem: lasts };

  const rules = (name: string): Rule[] =>
    all(name).flatMap(({ value }) => {
      const rule = readRule(value);
      if (typeof rule !== "string") return rule;
      problems.add(rule);
      return [];
    });
  const added = all("RDATE").flatMap(({ params, value }) =>
    value.split(",").flatMap((text) => {
      const [from = "", to] = text.split("/");
      const stamp = readStamp(from, params.TZID ?? null);
      if (!stamp) return [];
      if (to === undefined) return { stamp, lasts: null };
      const end = readStamp(to, params.TZID ?? null);
      return { stamp, lasts: end ? { clock: Math.max(0, end.local - stamp.local) } : readLength(to) };
    }),
  );
  const instance = one("RECURRENCE-ID");
  const zone = zoneOf(start);
  const event = {
    uid: (one("UID")?.value ?? "").trim().slice(0, 400),
    sequence: Number(/^\d{1,9}$/.exec(one("SEQUENCE")?.value.trim() ?? "")?.[0] ?? 0),
    title,
    place: plainText(one("LOCATION")?.value ?? "").slice(0, 200),
    start,
    zone,
    lasts,
    rules: rules("RRULE"),
    unless: rules("EXRULE"),
    added,
    excepted: stamps("EXDATE"),
    instance: instance ? stampOf(instance) : null,
    following: instance?.params.RANGE?.toUpperCase() === "THISANDFUTURE",
    cancelled: one("STATUS")?.value.trim().toUpperCase() === "CANCELLED",
    free: one("TRANSP")?.value.trim().toUpperCase() === "TRANSPARENT",
  };
  return { ...event, problems: [...problems] };
}

function stampOf({ params, value }: Property): Stamp | null {
  return readStamp(value, params.TZID ?? null);
}

function lastingOf(
  start: Stamp,
  end: Property | undefined,
  duration: Property | undefined,
  zoneOf: (stamp: Stamp) => Zone,
): Lasting | "bad_end" | "ends_before_start" {
  const isDay = start.kind === "day";
  if (!end) {
    if (!duration) return { clock: isDay ? DAY : 0 };
    const length = readLength(duration.value);
    if (!length) return "bad_end";
    return isDay ? { clock: Math.max(DAY, length.days * DAY + midnightOf(length.elapsed + DAY - 1)) } : length;
  }
  const until = stampOf(end);
  if (!until) return "bad_end";
  if (until.local < start.local && (isDay || until.kind === start.kind)) return "ends_before_start";
  // A day that ends at an hour ends with that day, but for midnight.
  if (isDay) return { clock: Math.max(DAY, midnightOf(until.local + DAY - 1) - start.local) };
  const [from, to] = [zoneOf(start), zoneOf(until)];
  if (until.kind === "day" || from === to) return { clock: Math.max(0, until.local - start.local) };
  const elapsed = to.resolve(until.local).time - from.resolve(start.local).time;
  return elapsed < 0 ? "ends_before_start" : { days: 0, elapsed };
}
