import { z } from "zod";
import { isId } from "../kernel/ids";
import { parseLocalDate, parseTime } from "../kernel/time";
import { number, optionalText } from "./text-fields";

const id = z.string({ error: "required" }).refine(isId, "invalid");

/** What units are called, by their ids. */
export const unitLabelsForm = z.object({ label: z.record(id, optionalText(80)).optional().default({}) });

/** How many more units. */
export const addUnitsForm = z.object({
  count: number().int("invalid").min(1, "invalid").max(100, "too_large"),
});

/** A part to add: all of another thing, or so many of it. */
export const addPartForm = z.object({
  sourceId: id,
  takes: number().int("invalid").min(1, "invalid").max(1000, "too_large").optional(),
});

const hour = z.string({ error: "required" }).transform((typed, context) => {
  const minutes = parseTime(typed);
  if (minutes === null) context.addIssue({ code: "custom", message: "time_invalid" });
  return minutes ?? 0;
});

/** A session to add, within one day of the pôle's clock; "00:00" as an end is the midnight that ends the day. */
export const sessionForm = z
  .object({
    id,
    day: z.string({ error: "required" }).transform((typed, context) => {
      const day = parseLocalDate(typed);
      if (day === null) context.addIssue({ code: "custom", message: "invalid" });
      return day ?? "";
    }),
    from: hour,
    to: hour.transform((minutes) => (minutes === 0 ? 1440 : minutes)),
    title: optionalText(200),
  })
  .check(({ value, issues }) => {
    if (value.to <= value.from) {
      issues.push({ code: "custom", message: "hours_reversed", path: ["to"], input: value.to });
    }
  });

/** A session to cancel; `sure`: with the places taken in it, whose people are told `message`. */
export const callOffForm = z.object({
  cancel: z.string(),
  sure: z.string().optional(),
  message: optionalText(500),
});

/** What is proposed with a thing. */
export const addonsForm = z.object({ addon: z.array(id).optional().default([]) });
