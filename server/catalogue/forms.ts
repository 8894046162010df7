import { z } from "zod";
import { isId } from "../kernel/ids";
import { parseAmount, parseDecimal } from "./amounts";
import { useForm } from "./forms-use";
import type { Attribute, AttributeValue, Kind, ResourceAttributes } from "./kinds";
import type { Rate } from "./rates";
import { number, optionalText, text } from "./text-fields";
import { bookingRules, week } from "./week-form";

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
export const firstRulesForm = z.object({ hours: week, rules: bookingRules });

const capacity = number().int("invalid").min(1, "invalid").max(10_000, "too_large");

/** The fields of a resource of `kind` but for its rules and prices. */
function fieldsOf(kind: Kind) {
  const features = Object.keys(kind.features);
  return {
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
    use: useForm(kind).pick({ unlimited: true }),
  };
}

interface Described {
  accessible: boolean;
  features: string[];
  notes: Record<string, string>;
  attributes: Record<string, AttributeValue | undefined>;
}

/** Notes beside what they are about; what was not said, and a word about what is not there any more, left out. */
function tidied<T extends Described>({ notes, attributes, ...typed }: T) {
  const said = Object.entries(attributes).filter(
    ([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0),
  );
  const kept = Object.entries(notes).filter(
    ([key, note]) => note && (key === "accessible" ? typed.accessible : typed.features.includes(key)),
  );
  const all: ResourceAttributes = { ...Object.fromEntries(said), notes: Object.fromEntries(kept) };
  return { ...typed, attributes: all };
}

/** The form that adds a resource of `kind`, with its first hours, rules, prices, and what is done at its start. */
export function resourceForm(kind: Kind) {
  return z
    .object({ ...fieldsOf(kind), use: useForm(kind), hours: week, rules: bookingRules, rates: rates.optional() })
    .transform((typed) => tidied(typed));
}

/** The form that changes a resource of `kind`: its rules, its prices and its use have pages of their own. */
export function editForm(kind: Kind) {
  return z.object(fieldsOf(kind)).transform((typed) => tidied(typed));
}

/** What editing a resource asks for, read and checked. */
export type EditForm = z.output<ReturnType<typeof editForm>>;

/** What adding a resource asks for, read and checked. */
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
