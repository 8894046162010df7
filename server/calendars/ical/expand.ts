import type { WrittenEvent, Lasting } from "./event";
import { timesOf, type Budget } from "./rule";
import { dateOf, midnightOf, type Stamp } from "./values";
import type { Zone } from "./zones";

const DAY = 24 * 3_600_000;

/** One time at which an event takes place. */
export interface Occurrence {
  readonly uid: string;
  /** Which instance of its series, in UTC or as a day ("20270405T070000Z", "20270405"); null for an event of its own. */
  readonly recurrence: string | null;
  readonly title: string;
  readonly place: string;
  readonly start: Date;
  readonly end: Date;
  /** For whole days: the first, and the one after the last. */
  readonly days: { readonly first: string; readonly end: string } | null;
  readonly free: boolean;
  /** It was to be, and will not: told so that it is taken out where it was brought in. */
  readonly cancelled: boolean;
}

/** An instance of a series before anything was changed about it. */
interface Instance {
  readonly local: number;
  readonly time: number;
  readonly lasts: Lasting;
}

/** The part of time looked at, in instants. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly budget: Budget;
  /** The zone in which whole days are days. */
  readonly ours: Zone;
}

/** Every time of the events that share a UID: `master` (the series, or the one event) and instances changed. */
export function expand(
  master: WrittenEvent | undefined,
  changes: readonly WrittenEvent[],
  window: Window,
): Occurrence[] {
  const found: Occurrence[] = [];
  const keep = (occurrence: Occurrence) => {
    const { start, end } = occurrence;
    const touches = end.getTime() > window.from || (start.getTime() >= window.from && +start === +end);
    if (touches && start.getTime() < window.to) found.push(occurrence);
  };
  const single = changes.filter(({ following }) => !following);
  const following = changes.filter((change) => change.following);
  const changed = new Set<Instance>();
  if (master) {
    const instances = instancesOf(master, shiftOf(following), window);
    for (const change of single) {
      for (const instance of instances) if (isAt(change.instance, instance, master)) changed.add(instance);
    }
    for (const instance of instances) {
      if (changed.has(instance)) continue;
      const change = lastBefore(following, instance, master);
      const moved = change?.instance
        ? { local: instance.local + change.start.local - change.instance.local, lasts: change.lasts }
        : instance;
      const told = change ?? master;
      keep(occurrence(told, moved.local, moved.lasts, { ...window, recurrence: recurrenceOf(master, instance) }));
    }
  }
  for (const change of single) {
    const named = change.instance ? nameOf(change.instance, master ?? change) : null;
    keep(occurrence(change, change.start.local, change.lasts, { ...window, recurrence: named }));
  }
  // Changed for good, of a series that is not in the file.
  if (!master) {
    for (const change of following) {
      keep(occurrence(change, change.start.local, change.lasts, { ...window, recurrence: null }));
    }
  }
  return found;
}

/** The instances that a series names, without those excepted, by start. */
function instancesOf(master: WrittenEvent, shift: number, { from, to, budget }: Window): Instance[] {
  const { start, zone, lasts } = master;
  const reach = { from: from - lengthOf(lasts) - shift - 2 * DAY, last: to + shift + 2 * DAY, budget };
  const found = new Map<number, Instance>();
  const add = (local: number, lasting: Lasting = lasts) => {
    if (!found.has(local)) found.set(local, { local, time: zone.resolve(local).time, lasts: lasting });
  };
  for (const { stamp, lasts: own } of master.added) add(localIn(stamp, master), own ?? lasts);
  if (master.rules.length === 0) add(start.local);
  for (const local of ruled(master, master.rules, reach)) add(local);
  for (const local of ruled(master, master.unless, reach)) found.delete(local);
  const excepted = master.excepted;
  return [...found.values()]
    .filter((instance) => !excepted.some((stamp) => isAt(stamp, instance, master)))
    .sort((a, b) => a.time - b.time);
}

/** The local times of rules. What the clock skips is no instance, and does not count (RFC 5545, 3.3.10). */
function* ruled(
  { start, zone }: WrittenEvent,
  rules: WrittenEvent["rules"],
  reach: { from: number; last: number; budget: Budget },
): Generator<number> {
  for (const rule of rules) {
    const { until, count } = rule;
    let seen = 0;
    for (const local of timesOf(rule, start.local, reach)) {
      const { time, exists } = start.kind === "day" ? { time: local, exists: true } : zone.resolve(local);
      if (until && isAfter(local, time, until, start.kind === "day" ? zone : null)) break;
      if (!exists) continue;
      if (count !== null && (seen += 1) > count) break;
      yield local;
    }
  }
}

function isAfter(local: number, time: number, until: Stamp, days: Zone | null): boolean {
  if (until.kind === "day") return midnightOf(local) > until.local;
  if (until.kind === "clock") return local > until.local;
  return days ? local > days.localOf(until.local) : time > until.local;
}

/** Whether a stamp (EXDATE, RECURRENCE-ID) names an instance: by its day where either is a day, else by its instant. */
function isAt(stamp: Stamp | null, { local, time }: Instance, master: WrittenEvent): boolean {
  if (!stamp) return false;
  if (stamp.kind === "day" || master.start.kind === "day") return midnightOf(stamp.local) === midnightOf(local);
  if (stamp.kind === "instant") return stamp.local === time;
  return stamp.local === local;
}

/** A stamp as the clock of the series shows it. */
function localIn(stamp: Stamp, { start, zone }: WrittenEvent): number {
  if (start.kind === "day") return midnightOf(stamp.local);
  return stamp.kind === "instant" ? zone.localOf(stamp.local) : stamp.local;
}

function lastBefore(
  following: readonly WrittenEvent[],
  { local, time }: Instance,
  master: WrittenEvent,
): WrittenEvent | undefined {
  let last: WrittenEvent | undefined;
  for (const change of following) {
    const stamp = change.instance;
    if (!stamp) continue;
    const begun = stamp.kind === "instant" && master.start.kind !== "day" ? stamp.local <= time : stamp.local <= local;
    if (begun && (!last?.instance || last.instance.local <= stamp.local)) last = change;
  }
  return last;
}

/** How far those that follow were moved at most. */
function shiftOf(following: readonly WrittenEvent[]): number {
  const shifts = following.map(({ start, instance, lasts }) =>
    Math.max(Math.abs(start.local - (instance?.local ?? start.local)), lengthOf(lasts)),
  );
  // More than a year is no move but a mistake; what it would bring is not looked for.
  return Math.min(Math.max(0, ...shifts), 366 * DAY);
}

function lengthOf(lasts: Lasting): number {
  return Math.min("clock" in lasts ? lasts.clock : lasts.days * DAY + lasts.elapsed, 366 * DAY);
}

function occurrence(
  { uid, title, place, start, zone, free, cancelled }: WrittenEvent,
  local: number,
  lasts: Lasting,
  { ours, recurrence }: { ours: Zone; recurrence: string | null },
): Occurrence {
  const told = { uid, recurrence, title, place, free, cancelled };
  if (start.kind === "day") {
    const end = local + ("clock" in lasts ? lasts.clock : lengthOf(lasts));
    const days = { first: dateOf(local), end: dateOf(end) };
    return { ...told, start: new Date(ours.resolve(local).time), end: new Date(ours.resolve(end).time), days };
  }
  const { time } = zone.resolve(local);
  const end =
    "clock" in lasts
      ? zone.resolve(local + lasts.clock).time
      : zone.resolve(local + lasts.days * DAY).time + lasts.elapsed;
  // A change of hour may swallow what lies between.
  return { ...told, start: new Date(time), end: new Date(end < time ? time + lengthOf(lasts) : end), days: null };
}

function recurrenceOf(master: WrittenEvent, { local, time }: Instance): string | null {
  if (master.rules.length === 0 && master.added.length === 0) return null;
  return master.start.kind === "day" ? compact(local).slice(0, 8) : `${compact(time)}Z`;
}

function nameOf(stamp: Stamp, master: WrittenEvent): string {
  if (stamp.kind === "day" || master.start.kind === "day") return compact(stamp.local).slice(0, 8);
  return `${compact(stamp.kind === "instant" ? stamp.local : master.zone.resolve(stamp.local).time)}Z`;
}

function compact(time: number): string {
  return new Date(time).toISOString().replace(/[-:]/g, "").slice(0, 15);
}
