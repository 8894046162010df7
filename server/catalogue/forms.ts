import { z } from "zod";
import { merge } from "../kernel/intervals";
import { isId } from "../kernel/ids";
import { parseTime } from "../kernel/time";
import { parseAmount, parseDecimal } from "./amounts";
import { useForm } from "./forms-use";
import type { Attribute, AttributeValue, BookingRules, Kind, ResourceAttributes } from "./kinds";
import type { Rate } from "./rates";
import { hoursProblem, type OpeningHours } from "./rules";
import { number, optionalText, text } from "./text-fields";

// The messages of these schemas are keys of `catalogue.errors`, put into words by the page.
const id = z.string({ error: "required" }).refine(isId, "invalid");

/** What photographs show, by their ids. */
export const photosForm = z.object({ alt: z.record(id, optionalText(300)).optional().default({}) });

/** Where a resource is: nowhere said, a place of the pôle, or one described here for the first time. */
export type PlaceChoice =
  | { readonly choice: "none" }
  | { readonly choice: "known"; readonly id: string }
  | { readonly choice: "new"; readonly place: NewPlace };

export interface NewPlace {
  readonly name: string;
  readonly address: string;
  readonly town: string;
  readonly access: string;
}

const placeChoice = z
  .object({
    choice: optionalText(40),
    name: optionalText(120),
    address: optionalText(200),
    town: optionalText(80),
    access: optionalText(1000),
  })
  .transform(({ choice, ...place }, context): PlaceChoice => {
    if (choice === "") return { choice: "none" };
    if (choice !== "new" && isId(choice)) return { choice: "known", id: choice };
    if (choice !== "new") context.addIssue({ code: "custom", message: "invalid", path: ["choice"] });
    if (place.name === "") context.addIssue({ code: "custom", message: "required", path: ["name"] });
    return { choice: "new", place };
  });

// "00:00" at the end of a day is the midnight that ends it.
const time = z
  .string()
  .optional()
  .transform((typed, context) => {
    const minutes = typed ? parseTime(typed) : null;
    if (typed && minutes === null) context.addIssue({ code: "custom", message: "time_invalid" });
    return minutes;
  });
const closing = time.transform((minutes) => (minutes === 0 ? 1440 : minutes));

const day = z
  .object({ open: z.boolean().optional(), opens: time, closes: closing, reopens: time, recloses: closing })
  .transform(({ open, opens, closes, reopens, recloses }, context) => {
    if (!open) return [];
    const wrong = hoursProblem({ opens, closes }, { opens: reopens, closes: recloses });
    if (wrong) context.addIssue({ code: "custom", message: wrong.code, path: [wrong.field] });
    return merge([
      { start: opens ?? 0, end: closes ?? 0 },
      { start: reopens ?? 0, end: recloses ?? 0 },
    ]);
  });

/** Monday first. With `sameWeekdays`, Monday's hours stand for Tuesday to Friday, whatever was typed there. */
const week = z
  .object({ sameWeekdays: z.boolean().optional().default(false), days: z.unknown() })
  .transform(({ sameWeekdays, days }) => {
    const given: unknown[] = Array.isArray(days) ? days : [];
    const asMonday = (index: number) => sameWeekdays && index > 0 && index < 5;
    return { sameWeekdays, days: Array.from({ length: 7 }, (_, index) => (asMonday(index) ? {} : given[index]) ?? {}) };
  })
  .pipe(z.object({ sameWeekdays: z.boolean(), days: z.array(day) }))
  .transform(({ sameWeekdays, days }) =>
    days.flatMap((intervals, index) => {
      const open = sameWeekdays && index > 0 && index < 5 ? (days[0] ?? []) : intervals;
      return open.map(({ start, end }): OpeningHours => ({ weekday: index + 1, opens: start, closes: end }));
    }),
  );

const minutes = (max: number) => number().int("invalid").min(0, "invalid").max(max, "invalid");

/** The steps that the database knows: each divides the hour. */
export const STEPS: readonly number[] = [5, 10, 15, 30, 60];

const bookingRules = z
  .object({
    stepMinutes: minutes(60).refine((step) => STEPS.includes(step), "invalid"),
    minMinutes: minutes(44_640).min(5, "invalid"),
    maxMinutes: minutes(44_640).min(5, "invalid"),
    noticeMinutes: minutes(525_600),
    cancelNoticeMinutes: minutes(525_600),
    horizonDays: number().int("invalid").min(1, "invalid").max(730, "invalid"),
    bufferBeforeMinutes: minutes(1440),
    bufferAfterMinutes: minutes(1440),
  })
  .check(({ value, issues }) => {
    const wrong = (field: keyof BookingRules, message: string) =>
      issues.push({ code: "custom", message, path: [field], input: value[field] });
    if (value.maxMinutes < value.minMinutes) wrong("maxMinutes", "max_below_min");
    if (value.minMinutes % value.stepMinutes !== 0) wrong("minMinutes", "not_in_steps");
    else if (value.maxMinutes % value.stepMinutes !== 0) wrong("maxMinutes", "not_in_steps");
    if (value.horizonDays * 1440 <= value.noticeMinutes) wrong("noticeMinutes", "notice_beyond_horizon");
  });

const amount = z
  .string()
  .optional()
  .transform((typed, context) => {
    const cents = typed ? parseAmount(typed) : null;
    if (typed && cents === null) context.addIssue({ code: "custom", message: "amount_invalid" });
    return cents;
  });

const rate = z.object({ hour: amount, dayCap: amount }).check(({ value: { hour, dayCap }, issues }) => {
  const wrong = (field: string, message: string) =>
    issues.push({ code: "custom", message, path: [field], input: dayCap });
  if (dayCap !== null && hour === null) wrong("hour", "required");
  else if (dayCap !== null && hour !== null && dayCap < hour) wrong("dayCap", "cap_below_hour");
});

/** A price left empty is none: see rateFor(). */
const rates = z.object({ member: rate, network: rate, outsider: rate }).transform((typed) =>
  (["member", "network", "outsider"] as const).flatMap((customer): Rate[] => {
    const { hour, dayCap } = typed[customer];
    return hour === null ? [] : [{ customer, hourCents: hour, dayCapCents: dayCap }];
  }),
);

/** The part of the form that its rules in sentences are made of. */
export const rulesForm = z.object({ hours: week, rules: bookingRules });

const capacity = number().int("invalid").min(1, "invalid").max(10_000, "too_large");

/** The form of a resource of `kind`, shared by adding and editing. */
export function resourceForm(kind: Kind) {
  const features = Object.keys(kind.features);
  return z
    .object({
      id,
      // What the person saw when they began; absent when adding.
      version: z.number().int().positive().optional(),
      structureId: id,
      name: text(120),
      description: optionalText(4000),
      place: placeChoice,
      capacity: kind.people ? capacity : capacity.optional().transform(() => kind.defaults.capacity),
      accessible: z.boolean().optional().default(false),
      features: z.array(z.enum(features)).transform((chosen) => features.filter((key) => chosen.includes(key))),
      notes: z.object(Object.fromEntries(["accessible", ...features].map((key) => [key, optionalText(80)]))),
      attributes: z.object(
        Object.fromEntries(Object.entries(kind.attributes).map(([key, attribute]) => [key, attributeField(attribute)])),
      ),
      hours: week,
      rules: bookingRules,
      // Asked with a new resource; then they have a page of their own.
      rates: rates.optional(),
      use: useForm(kind),
    })
    .transform(({ notes, attributes, ...typed }) => {
      const said = Object.entries(attributes).filter(
        ([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0),
      );
      // A word about something that is not there any more goes with it.
      const kept = Object.entries(notes).filter(
        ([key, note]) => note && (key === "accessible" ? typed.accessible : typed.features.includes(key)),
      );
      const all: ResourceAttributes = { ...Object.fromEntries(said), notes: Object.fromEntries(kept) };
      return { ...typed, attributes: all };
    });
}

/** What adding or editing a resource asks for, read and checked. */
export type ResourceForm = z.output<ReturnType<typeof resourceForm>>;

function attributeField(attribute: Attribute): z.ZodType<AttributeValue | undefined> {
  if (attribute.type === "choices") {
    const { options } = attribute;
    return z.array(z.enum(options)).transform((chosen) => options.filter((option) => chosen.includes(option)));
  }
  if (attribute.type === "text") return optionalText(attribute.max).transform((typed) => typed || undefined);
  if (attribute.type === "choice") return z.enum(attribute.options, "invalid").optional();
  return z
    .string()
    .optional()
    .transform((typed, context) => {
      const value = typed ? parseDecimal(typed) : undefined;
      if (value === undefined) return undefined;
      const wrong =
        value === null || (attribute.type === "integer" && !Number.isInteger(value))
          ? "invalid"
          : value < attribute.min
            ? "too_small"
            : value > attribute.max
              ? "too_large"
              : null;
      if (wrong) context.addIssue({ code: "custom", message: wrong });
      return value ?? undefined;
    });
}
