import { z } from "zod";

// The messages of these schemas are keys of `errors`, put into words by the page.

/** A number, which conform makes of what was typed when it can. */
export const number = () => z.number({ error: ({ input }) => (input === undefined ? "required" : "invalid") });

/** Text on one or several lines; what PostgreSQL cannot keep (NUL) and the spaces around are dropped. */
export function text(max: number) {
  return z.string({ error: "required" }).transform((typed, context) => {
    const kept = clean(typed);
    if (kept === "") context.addIssue({ code: "custom", message: "required" });
    if (kept.length > max) context.addIssue({ code: "custom", message: "too_long" });
    return kept;
  });
}

/** The same, perhaps empty. */
export function optionalText(max: number) {
  return z
    .string()
    .optional()
    .transform((typed, context) => {
      const kept = clean(typed ?? "");
      if (kept.length > max) context.addIssue({ code: "custom", message: "too_long" });
      return kept;
    });
}

function clean(typed: string): string {
  return typed.replaceAll("\0", "").replace(/\r\n?/g, "\n").trim();
}
