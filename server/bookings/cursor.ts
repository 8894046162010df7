import { kept } from "./text";

/** Where a list stopped, as an opaque word that comes back to ask for what follows. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** What writeCursor() wrote; null for anything else, which starts again from the beginning. */
export function readCursor(cursor: string | null | undefined): unknown[] | null {
  if (!cursor) return null;
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(place) ? place.map((part: unknown) => (typeof part === "string" ? kept(part) : part)) : null;
  } catch {
    return null;
  }
}
