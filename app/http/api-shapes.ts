import { z } from "zod";
import { isId } from "~server/kernel/ids";
import { wallClock } from "~server/kernel/time";
import { Upload } from "./api-request";

/** An instant in an answer: ISO 8601 with the pôle's offset, "2026-11-26T14:00:00+01:00" (see isoWithOffset). */
export const Instant = z.iso
  .datetime({ offset: true })
  .meta({ id: "Instant", examples: ["2026-11-26T14:00:00+01:00"] });

/** The years that an instant may be of: the wall clock and PostgreSQL write others in their own ways. */
const YEARS = [1900, 2999] as const;

/** An instant in a query or a body, read as a Date; an offset (or Z) is required. */
export const InstantInput = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((instant) => instant.getUTCFullYear() >= YEARS[0] && instant.getUTCFullYear() <= YEARS[1]);

/** A file, in the body of an endpoint that is `upload: true`. */
export const FileInput = z
  .custom<Upload>((part) => part instanceof Upload, "required")
  .meta({ type: "string", format: "binary" });

/** An identifier, in lower case. */
export const Id = z.stringFormat("uuid", isId);

/** An amount, taxes included. */
export const Money = z.object({ amountCents: z.int(), currency: z.literal("EUR") }).meta({ id: "Money" });

/** An amount, net of tax. */
export const NetMoney = z
  .object({ amountCents: z.int(), currency: z.literal("EUR") })
  .meta({ id: "NetMoney", description: "Net of tax." });

/** `14` as "2026-11-26T14:00:00+01:00": the wall clock of `zone`, with its distance from UTC at that moment. */
export function isoWithOffset(instant: Date, zone: string): string {
  const clock = wallClock(instant, zone);
  const seconds = Math.floor(instant.getTime() / 1000) * 1000;
  const [year = 0, month = 0, day = 0] = clock.date.split("-").map(Number);
  const shown = Date.UTC(year, month - 1, day, 0, clock.minutes) + (((seconds % 60_000) + 60_000) % 60_000);
  const offset = (shown - seconds) / 60_000;
  const size = Math.abs(offset);
  const twoDigits = (number: number) => String(number).padStart(2, "0");
  const sign = offset < 0 ? "-" : "+";
  return `${new Date(shown).toISOString().slice(0, 19)}${sign}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

/** The same with the milliseconds, where they decide: "2026-11-26T14:00:00.250+01:00". */
export function isoToTheMillisecond(instant: Date, zone: string): string {
  const millis = String(instant.getUTCMilliseconds()).padStart(3, "0");
  return isoWithOffset(instant, zone).replace(/(?=[+-]\d\d:\d\d$)/, `.${millis}`);
}

/** Cents as the API says money. */
export function money(amountCents: number): z.infer<typeof Money> {
  return { amountCents, currency: "EUR" };
}

/** What was taken away: it was there, and is no more. */
export const Ended = z.object({ id: Id, ended: z.literal(true) }).meta({ id: "Ended" });

/** The answer of a list. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/**
 * The `cursor` parameter of a list, read as the `position` that encodeCursor() was given: the sort values and id of
 * the last item sent. Opaque to clients; anything else than a cursor of this list is refused as any wrong parameter.
 */
export function cursorOf<T extends z.ZodType>(position: T) {
  return z.string().transform((text, context): z.output<T> => {
    const read = position.safeParse(decodeCursor(text));
    if (read.success) return read.data;
    context.addIssue({ code: "custom", message: "cursor" });
    return z.NEVER;
  });
}

/** The `nextCursor` that stands for `position`. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

function decodeCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString()) as unknown;
  } catch {
    return undefined;
  }
}

/** The `limit` parameter of a list: 50 unless told, 200 at most. */
export const limit = z.coerce.number().int().min(1).max(200).default(50);

/** The `cursor` of a list made by pageOf(). */
export const listCursor = cursorOf(z.tuple([z.int().min(1), Id])).optional();

/**
 * A page of a list that is always read whole. It goes on with the item that came next, wherever that is now: what was
 * answered or left meanwhile makes nothing be skipped. When that one is gone too, where it was.
 */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  { cursor, limit: most }: { cursor?: [number, string] | undefined; limit: number },
): { items: T[]; nextCursor: string | null } {
  const [rank, id] = cursor ?? [0, null];
  const found = items.findIndex((item) => item.id === id);
  const from = found < 0 ? rank : found;
  const next = items[from + most];
  return { items: items.slice(from, from + most), nextCursor: next ? encodeCursor([from + most, next.id]) : null };
}
