import type { z } from "zod";
import type { Locale } from "~server/kernel/actor";
import { check, type Read } from "./api-request";

/** How a request names what a form names otherwise: `{ "place.name": "newPlace.name" }`, or a beginning of names. */
export type Names = Readonly<Record<string, string>>;

/** What a request says, put as a page's form would send it, and how its fields are named here. */
export interface AsForm {
  readonly form: unknown;
  readonly names: Names;
}

/**
 * Reads with the schema of a page's form what a program sent: one set of rules for both. What is wrong is told under
 * the names that the program knows.
 */
export function checkForm<T extends z.ZodType>(
  schema: T,
  { form, names }: AsForm,
  locale: Locale,
): Promise<Read<z.output<T>>> {
  const beginnings = Object.entries(names).sort(([a], [b]) => b.length - a.length);
  return check(schema, form, locale, (path) => {
    // Some checks of forms name a row as its page does: periods[0].from.
    const plain = path.replace(/\[(\d+)\]/g, ".$1");
    const known = beginnings.find(([of]) => plain === of || plain.startsWith(`${of}.`));
    return known ? `${known[1]}${plain.slice(known[0].length)}` : plain;
  });
}
