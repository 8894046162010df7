import { z } from "zod";
import { isId } from "../kernel/ids";
import { parseLocalDate, parseTime, parseTypedDate } from "../kernel/time";
import { kept } from "./text";

const time = z
  .string()
  .optional()
  .transform((typed, context) => {
    const minutes = typed ? parseTime(typed) : null;
    if (typed && minutes === null) context.addIssue({ code: "custom", message: "time_invalid" });
    return minutes;
  });

/** A day as it may be typed; what is none stays as it is, to be shown again. */
const day = z
  .string()
  .optional()
  .default("")
  .transform((typed) => parseTypedDate(typed) ?? typed);

/** What the page of blockings sends: one more (from a day and an hour to others), or one to take away (`retirer`). */
export const blockingForm = z
  .object({
    retirer: z.string().refine(isId, "invalid").optional(),
    id: z.string().refine(isId, "invalid").optional().default(""),
    kind: z.enum(["closed", "maintenance", "reserved"], "invalid").optional().default("closed"),
    du: day,
    de: time,
    au: day,
    a: time,
    reason: z
      .string()
      .max(300, "too_long")
      .optional()
      .transform((typed) => kept(typed ?? "").trim()),
    /** Some of the units; none: all of them. */
    unites: z.array(z.string().refine(isId, "invalid")).max(500, "invalid").optional().default([]),
    except: z.array(z.string().refine(isId, "invalid")).max(1000, "invalid").optional().default([]),
  })
  .check(({ value, issues }) => {
    if (value.retirer) return;
    const wrong = (path: "id" | "du" | "au", message: string) =>
      issues.push({ code: "custom", message, path: [path], input: value[path] });
    if (value.id === "") wrong("id", "required");
    if (value.du === "") wrong("du", "required");
    else if (!parseLocalDate(value.du)) wrong("du", "invalid_date");
    if (value.au !== "" && !parseLocalDate(value.au)) wrong("au", "invalid_date");
  });
