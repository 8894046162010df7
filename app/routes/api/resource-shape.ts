import { z } from "zod";
import { paths } from "~/paths";
import { Id, Money, money } from "~/http/api-shapes";
import { CUSTOMERS, photoWidths, type Photo, type Rate, type Resource, type ResourceSummary } from "~server/catalogue";
import { timeText } from "~server/kernel/time";
import { shownHours } from "./hours-input";

/** What one kind of customer pays. */
export const RateShape = z
  .object({
    customer: z.enum(CUSTOMERS),
    hour: Money.nullable(),
    halfDay: Money.nullable(),
    dayCap: Money.nullable(),
    week: Money.nullable(),
    kilometre: Money.nullable(),
    kilometresIncluded: z.int(),
    unit: Money.nullable(),
    freeMinutesMonth: z.int(),
    deposit: Money,
    atCost: z.boolean(),
    steps: z.array(z.object({ afterMinutes: z.int(), hour: Money })),
    periods: z.array(
      z.object({ weekdays: z.array(z.int().min(1).max(7)), from: z.string(), to: z.string(), hour: Money }),
    ),
  })
  .meta({
    id: "Rate",
    description:
      "What a use costs one kind of customer; null is not proposed. Half days, days and weeks are the most that they " +
      "can cost. Steps are other prices of the hour after so many minutes of a day, periods at some hours of the " +
      "week. At cost, nothing is paid: the use counts when costs are shared.",
  });

/** A photograph, with its files. */
export const PhotoShape = z
  .object({
    id: Id,
    alt: z.string(),
    width: z.int(),
    height: z.int(),
    files: z.array(z.object({ width: z.int(), path: z.string() })),
  })
  .meta({ id: "Photo" });

const summary = {
  id: Id,
  kind: z.string(),
  name: z.string(),
  capacity: z.int(),
  features: z.array(z.string()),
  accessible: z.boolean().meta({ description: "Step-free access." }),
  attributes: z
    .record(z.string(), z.unknown())
    .meta({ description: "What only its kind has: a room's surface (m²), ceiling (m), floor, layouts; notes." }),
  structure: z.object({ id: Id, name: z.string() }),
  place: z.object({ id: Id, name: z.string(), address: z.string(), town: z.string() }).nullable(),
  openingHours: z
    .array(z.object({ weekday: z.int().min(1).max(7), opens: z.string(), closes: z.string() }))
    .meta({ description: "On the pôle's clock; 1 is Monday; 24:00 is the midnight that ends the day." }),
  rate: RateShape.nullable().meta({ description: "For the token's structure; null when nothing is charged." }),
  photo: PhotoShape.nullable(),
  archived: z.boolean(),
};

/** A resource in a list of the API. */
export const ResourceSummaryShape = z.object(summary).meta({ id: "ResourceSummary" });

/** The rules that every resource has; its others are read apart. */
export const BookingRulesShape = z
  .object({
    stepMinutes: z.int(),
    minMinutes: z.int(),
    maxMinutes: z.int(),
    noticeMinutes: z.int(),
    cancelNoticeMinutes: z.int(),
    horizonDays: z.int(),
    bufferBeforeMinutes: z.int(),
    bufferAfterMinutes: z.int(),
  })
  .meta({ id: "BookingRules" });

/** A resource alone. */
export const ResourceShape = z
  .object({
    ...summary,
    description: z.string(),
    access: z.string().meta({ description: "How to get there and in." }),
    timeZone: z.string(),
    units: z.int().meta({ description: "How many identical ones there are." }),
    unlimited: z.boolean(),
    bySession: z.boolean().meta({ description: "Booked at its dated sessions alone." }),
    startStep: z.string().meta({ description: "What is done when it is taken." }),
    noShowMinutes: z
      .int()
      .nullable()
      .meta({ description: "Given to others when nobody came so long after the start." }),
    instructions: z.string().nullable().meta({ description: "Null for who may not change it." }),
    rules: BookingRulesShape,
    rates: z.array(RateShape),
    photos: z.array(PhotoShape),
    can: z.object({ edit: z.boolean(), book: z.boolean() }),
    version: z.int(),
  })
  .meta({ id: "Resource" });

/** What a list of the API says of a resource. */
export function shownInList(resource: ResourceSummary, pole: string): z.input<typeof ResourceSummaryShape> {
  const { id, kind, name, capacity, accessible, owner, place } = resource;
  return {
    id,
    kind,
    name,
    capacity,
    features: [...resource.features],
    accessible,
    attributes: resource.attributes,
    structure: { id: owner.id, name: owner.name },
    place: place && { id: place.id, name: place.name, address: place.address, town: place.town },
    openingHours: shownHours(resource.hours),
    rate: resource.rate && shownRate(resource.rate),
    photo: resource.photo && shownPhoto(resource.photo, pole),
    archived: resource.archivedAt !== null,
  };
}

/** What the API says of a resource asked for by its id. */
export function shownAlone(resource: Resource, pole: string, timeZone: string): z.input<typeof ResourceShape> {
  return {
    ...shownInList(resource, pole),
    description: resource.description,
    access: resource.place?.access ?? "",
    timeZone,
    units: resource.units,
    unlimited: resource.unlimited,
    bySession: resource.bySession,
    startStep: resource.startStep,
    noShowMinutes: resource.noShowMinutes,
    instructions: resource.instructions,
    rules: resource.rules,
    rates: resource.rates.map(shownRate),
    photos: resource.photos.map((photo) => shownPhoto(photo, pole)),
    can: resource.can,
    version: resource.version,
  };
}

/** A rate as the API tells it. */
export function shownRate(rate: Rate): z.input<typeof RateShape> {
  const amount = (cents: number | null | undefined) => (cents === null || cents === undefined ? null : money(cents));
  return {
    customer: rate.customer,
    hour: amount(rate.hourCents),
    halfDay: amount(rate.halfDayCents),
    dayCap: amount(rate.dayCapCents),
    week: amount(rate.weekCents),
    kilometre: amount(rate.kilometreCents),
    kilometresIncluded: rate.kilometresIncluded ?? 0,
    unit: amount(rate.unitCents),
    freeMinutesMonth: rate.freeMinutesMonth ?? 0,
    deposit: money(rate.depositCents ?? 0),
    atCost: rate.atCost ?? false,
    steps: (rate.steps ?? []).map(({ afterMinutes, hourCents }) => ({ afterMinutes, hour: money(hourCents) })),
    periods: (rate.periods ?? []).map(({ weekdays, from, to, hourCents }) => ({
      weekdays: [...weekdays],
      from: timeText(from),
      to: timeText(to),
      hour: money(hourCents),
    })),
  };
}

/** A photograph as the API tells it. */
export function shownPhoto({ id, alt, width, height }: Photo, pole: string): z.input<typeof PhotoShape> {
  const files = photoWidths(width).map((each) => ({ width: each, path: paths.photo(pole, id, each) }));
  return { id, alt, width, height, files };
}
