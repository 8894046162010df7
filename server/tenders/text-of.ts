/** What was typed as it is kept, or what is wrong with it. */
type Read =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: "required" | "too_long" };

/** Words of `max` characters at most: what PostgreSQL cannot keep (NUL) and the spaces around are dropped. */
export function textOf(typed: string, max: number, { optional = false } = {}): Read {
  const value = typed.replaceAll("\0", "").replace(/\r\n?/g, "\n").trim();
  if (value === "" && !optional) return { ok: false, problem: "required" };
  // As the database counts: characters, not halves of them.
  if ([...value].length > max) return { ok: false, problem: "too_long" };
  return { ok: true, value };
}
