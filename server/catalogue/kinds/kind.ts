import { z } from "zod";

/** Something that only one kind of resource has: a room's surface, a vehicle's gearbox. Never asked for twice. */
export type Attribute =
  | { readonly type: "decimal"; readonly min: number; readonly max: number }
  | { readonly type: "integer"; readonly min: number; readonly max: number }
  | { readonly type: "choices"; readonly options: readonly string[] };

/** What is kept of an attribute; absent when its owner said nothing. */
export type AttributeValue = number | readonly string[];

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
  /** Shown in this order; those named in `card` are on the catalogue's rows too. */
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** What a resource of the kind may offer, most asked for first, with its icon. Words: `catalogue.features.<key>`. */
  readonly features: Readonly<Record<string, string>>;
  /** The length of time people think in. */
  readonly naturalSlot: "hour" | "half-day" | "day" | "week";
  /** What a price is for. */
  readonly rateUnit: "hour" | "half-day" | "day" | "kilometre" | "unit";
  readonly defaults: {
    readonly capacity: number;
    readonly rules: BookingRules;
    /** Opening hours in minutes since midnight, the same from `fromWeekday` to `toWeekday` (1 is Monday). */
    readonly hours: { fromWeekday: number; toWeekday: number; opens: number; closes: number };
  };
  readonly card: { readonly attributes: readonly string[]; readonly features: number };
}

/** What may be kept in `resources.attributes` for a kind: its attributes, and a word about some of its features. */
export function attributesSchema(kind: Kind) {
  return z.object({
    ...Object.fromEntries(Object.entries(kind.attributes).map(([key, attribute]) => [key, valueSchema(attribute)])),
    notes: z.record(z.string(), z.string()).optional(),
  });
}

function valueSchema(attribute: Attribute) {
  if (attribute.type === "choices") return z.array(z.enum(attribute.options)).optional();
  const number = z.number().min(attribute.min).max(attribute.max);
  return (attribute.type === "integer" ? number.int() : number).optional();
}
