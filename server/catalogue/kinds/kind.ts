import { z } from "zod";

/** Something that only one kind of resource has: a room's surface, a vehicle's gearbox. Never asked for twice. */
export type Attribute =
  | { readonly type: "decimal"; readonly min: number; readonly max: number }
  | { readonly type: "integer"; readonly min: number; readonly max: number }
  | { readonly type: "text"; readonly max: number }
  /** One of these. */
  | { readonly type: "choice"; readonly options: readonly string[] }
  /** Some of these. */
  | { readonly type: "choices"; readonly options: readonly string[] };

/** What is kept of an attribute (an option's name, for a choice); absent when its owner said nothing. */
export type AttributeValue = number | string | readonly string[];

/** What people do when they take it and give it back. */
export type StartStep = "none" | "check_in" | "keys" | "odometer" | "timesheet";

/** Rules of booking that a new resource of the kind starts with. Minutes, days. */
export interface BookingRules {
  readonly stepMinutes: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  readonly noticeMinutes: number;
  readonly cancelNoticeMinutes: number;
  readonly horizonDays: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
}

/**
 * All that the product knows of one kind of resource. Its words are in the messages `catalogue.kinds.<key>`; the
 * picture that stands for it until there is a photograph is known to app/ui/photo.tsx.
 */
export interface Kind {
  readonly key: string;
  readonly icon: string;
  /** In the order of the form. */
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** What a resource of the kind may offer, most asked for first, with its icon. Words: `catalogue.features.<key>`. */
  readonly features: Readonly<Record<string, string>>;
  /** Whether its capacity counts people, whose number is then asked with a booking. */
  readonly people: boolean;
  /** Whether people must be told if one gets in without a step. */
  readonly stepFree: boolean;
  /** Whether its units are given one by one (two of six projectors); otherwise a booking takes them all. */
  readonly quantity: boolean;
  /** Whether it may be booked without limit, when its owner says so: nothing of it is ever short. */
  readonly mayBeUnlimited: boolean;
  /** Whether it is booked at dated sessions alone. */
  readonly bySession: boolean;
  /** Whether it may be made of other things: a hall of its halves, a kit. */
  readonly composed: boolean;
  /** Whether other things are proposed with it: coffee with a room. */
  readonly addons: boolean;
  /** What its owner may ask of whoever takes it and gives it back; a new one starts with the first. */
  readonly startSteps: readonly [StartStep, ...StartStep[]];
  /** The length of time people think in. */
  readonly naturalSlot: "hour" | "half-day" | "day" | "week";
  /** What a price is for; `cost`: its use is a weight when costs are shared. */
  readonly rateUnit: "hour" | "half-day" | "day" | "kilometre" | "unit" | "cost";
  readonly defaults: {
    readonly capacity: number;
    readonly units: number;
    readonly rules: BookingRules;
    /** Opening hours in minutes since midnight, the same from `fromWeekday` to `toWeekday` (1 is Monday). */
    readonly hours: { fromWeekday: number; toWeekday: number; opens: number; closes: number };
  };
  /** What its page tells, attributes of a line together, the first in strong letters. */
  readonly facts: readonly { readonly icon: string; readonly attributes: readonly string[] }[];
  /** The attribute told beside its capacity. */
  readonly capacityNote: string | null;
  /** What its row in a list tells: attributes with their icon, then so many features. */
  readonly card: { readonly attributes: Readonly<Record<string, string>>; readonly features: number };
}

/** What may be kept in `resources.attributes` for a kind: its attributes, and a word about some of its features. */
export function attributesSchema(kind: Kind) {
  return z.object({
    ...Object.fromEntries(Object.entries(kind.attributes).map(([key, attribute]) => [key, valueSchema(attribute)])),
    notes: z.record(z.string(), z.string()).optional(),
  });
}

function valueSchema(attribute: Attribute) {
  // What an older version of the kind knew, and this one does not, is left out alone.
  switch (attribute.type) {
    case "choices":
      return z.array(z.enum(attribute.options)).optional().catch(undefined);
    case "choice":
      return z.enum(attribute.options).optional().catch(undefined);
    case "text":
      return z.string().max(attribute.max).optional().catch(undefined);
    default: {
      const number = z.number().min(attribute.min).max(attribute.max);
      return (attribute.type === "integer" ? number.int() : number).optional().catch(undefined);
    }
  }
}
