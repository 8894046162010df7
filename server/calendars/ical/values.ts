const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * A time as it is written: a day, what a clock shows (somewhere), or an instant. `local` is in milliseconds since 1970
 * as if the clock were in UTC.
 */
export type Stamp =
  | { readonly kind: "day"; readonly local: number }
  | { readonly kind: "clock"; readonly local: number; readonly zone: string | null }
  | { readonly kind: "instant"; readonly local: number };

const STAMP = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/;

/** A date or a date-time; null when it is neither, or is no day or hour that exists. */
export function readStamp(text: string, zone: string | null = null): Stamp | null {
  const parts = STAMP.exec(text.trim());
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const read = new Date(local);
  if (year < 1000 || read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day || hour > 23 || minute > 59)
    return null;
  if (parts[4] === undefined) return { kind: "day", local };
  return parts[7] ? { kind: "instant", local } : { kind: "clock", local, zone };
}

/** A length: whole days, which follow the clock, and time, which elapses. */
export interface Length {
  readonly days: number;
  readonly elapsed: number;
}

const LENGTH = /^([+-])?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/;

/** A DURATION; null when it is none, or is negative. */
export function readLength(text: string): Length | null {
  const parts = LENGTH.exec(text.trim());
  if (!parts || parts[1] === "-" || !/\d/.test(text)) return null;
  const [weeks, days, hours, minutes, seconds] = parts.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { days: weeks * 7 + days, elapsed: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}

/** "+0130" in milliseconds; null when it is no offset. */
export function readOffset(text: string): number | null {
  const parts = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text.trim());
  if (!parts) return null;
  const size = (Number(parts[2]) * 60 + Number(parts[3])) * MINUTE + Number(parts[4] ?? 0) * 1000;
  return size < DAY ? (parts[1] === "-" ? -size : size) : null;
}

/** "2026-11-26" of a local time. */
export function dateOf(local: number): string {
  return new Date(local).toISOString().slice(0, 10);
}

/** Midnight of a local time's day. */
export function midnightOf(local: number): number {
  return Math.floor(local / DAY) * DAY;
}
