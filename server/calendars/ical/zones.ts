import { resolveWallClock, wallClock } from "../../kernel/time";
import type { Component } from "./lines";
import { readRule, timesOf, type Budget } from "./rule";
import { dateOf, midnightOf, readOffset, readStamp } from "./values";

const MINUTE = 60_000;
const YEAR = 366 * 24 * 3_600_000;

/** A clock somewhere; `local` is what it shows, in milliseconds since 1970 as if it were in UTC. */
export interface Zone {
  /** The instant of a reading: the first of two; for one that does not exist, counted on from before it (RFC 5545, 3.3.5). */
  resolve(local: number): { readonly time: number; readonly exists: boolean };
  localOf(time: number): number;
}

export const UTC: Zone = {
  resolve: (local) => ({ time: local, exists: true }),
  localOf: (time) => time,
};

/** A zone of the IANA list, "Europe/Paris". */
export function namedZone(name: string): Zone {
  return {
    resolve: (local) => {
      const day = midnightOf(local);
      const minutes = Math.floor((local - day) / MINUTE);
      const rest = local - day - minutes * MINUTE;
      const found = resolveWallClock(dateOf(day), minutes, name);
      if (found.kind === "one") return { time: found.instant.getTime() + rest, exists: true };
      if (found.kind === "twice") return { time: found.first.getTime() + rest, exists: true };
      const before = found.before.getTime();
      return { time: before + rest + (local - rest - localIn(before, name)), exists: false };
    },
    localOf: (time) => localIn(time, name),
  };
}

function localIn(time: number, zone: string): number {
  const { date, minutes } = wallClock(new Date(time), zone);
  return Date.parse(`${date}T00:00Z`) + minutes * MINUTE + (time % MINUTE);
}

/** What Windows calls the zones of our pôles and their neighbours, where the file does not describe them. */
const WINDOWS: Readonly<Record<string, string>> = {
  UTC: "UTC",
  "Romance Standard Time": "Europe/Paris",
  "W. Europe Standard Time": "Europe/Berlin",
  "Central Europe Standard Time": "Europe/Budapest",
  "GMT Standard Time": "Europe/London",
  "Greenwich Standard Time": "Africa/Abidjan",
  "Mauritius Standard Time": "Indian/Mauritius",
  "SA Western Standard Time": "America/Guadeloupe",
  "SA Eastern Standard Time": "America/Cayenne",
};

/** The IANA name in a TZID, perhaps behind a vendor's prefix ("/mozilla.org/20070129_1/Europe/Paris"); null without one. */
function ianaName(id: string): string | null {
  const parts = id.split("/").filter(Boolean);
  for (let from = 0; from < Math.min(parts.length, 6); from += 1) {
    const name = parts.slice(from).join("/");
    // "Paris" alone is nothing, and an offset is no zone of rules.
    if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){1,2}$|^UTC$|^GMT$/.test(name)) continue;
    try {
      new Intl.DateTimeFormat("en", { timeZone: name });
      return name;
    } catch {
      // Not in the list.
    }
  }
  return null;
}

/** The zones of a file, by the names that it gives them; null for one that nobody knows. */
export function zonesOf(
  calendars: readonly Component[],
  window: { from: number; to: number; budget: Budget },
): (id: string) => Zone | null {
  const described = new Map<string, Component>();
  for (const component of calendars.flatMap(({ components }) => components)) {
    const id = component.name === "VTIMEZONE" && component.properties.find(({ name }) => name === "TZID")?.value;
    if (id) described.set(id, component);
  }
  const known = new Map<string, Zone | null>();
  return (id) => {
    let zone = known.get(id);
    if (zone === undefined) {
      const name = ianaName(id);
      const component = described.get(id);
      const windows = WINDOWS[id];
      zone = name
        ? namedZone(name)
        : ((component && describedZone(component, window)) ?? (windows ? namedZone(windows) : null));
      known.set(id, zone);
    }
    return zone;
  };
}

/** The moment at which a clock changes: what it shows, and its distances to UTC before and after. */
interface Onset {
  readonly local: number;
  readonly before: number;
  readonly after: number;
}

/** A zone as its VTIMEZONE tells it; null when that tells nothing. */
function describedZone(component: Component, { from, to, budget }: { from: number; to: number; budget: Budget }) {
  const onsets: Onset[] = component.components.flatMap(({ properties }) => {
    const value = (name: string) => properties.find((property) => property.name === name)?.value ?? "";
    const start = readStamp(value("DTSTART"));
    const before = readOffset(value("TZOFFSETFROM"));
    const after = readOffset(value("TZOFFSETTO"));
    if (!start || before === null || after === null) return [];
    const locals = new Set([start.local]);
    for (const { name, value: text } of properties) {
      if (name === "RDATE") {
        for (const one of text.split(",")) {
          const stamp = readStamp(one);
          if (stamp) locals.add(stamp.local);
        }
      }
      const rule = name === "RRULE" ? readRule(text) : null;
      if (!rule || typeof rule === "string") continue;
      const { until } = rule;
      let count = 0;
      for (const time of timesOf(rule, start.local, { from: from - 3 * YEAR, last: to + YEAR, budget })) {
        if (until && (until.kind === "instant" ? time - before : time) > until.local) break;
        if (rule.count !== null && (count += 1) > rule.count) break;
        locals.add(time);
      }
    }
    return [...locals].map((local) => ({ local, before, after }));
  });
  onsets.sort((a, b) => a.local - a.before - (b.local - b.before));
  const [first] = onsets;
  if (!first) return null;
  const zone: Zone = {
    resolve: (local) => {
      const last = onsets.findLast((onset) => onset.local <= local);
      if (!last) return { time: local - first.before, exists: true };
      const exists = local >= last.local + Math.max(0, last.after - last.before);
      return { time: local - (exists ? last.after : last.before), exists };
    },
    localOf: (time) => {
      const last = onsets.findLast((onset) => onset.local - onset.before <= time);
      return time + (last ? last.after : first.before);
    },
  };
  return zone;
}
