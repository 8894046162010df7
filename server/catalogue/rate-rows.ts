import { sql } from "kysely";
import type { Customer, Rate, RatePeriod, RateStep } from "./rates";

/** Columns of `rates` that make a Rate. */
export const RATE_COLUMNS = [
  "customer",
  "hourCents",
  "halfDayCents",
  "dayCapCents",
  "weekCents",
  "steps",
  "periods",
  "freeMinutesMonth",
  "kilometreCents",
  "kilometresIncluded",
  "unitCents",
  "depositCents",
  "atCost",
] as const;

/** A price as the database keeps it. */
export type RateRow = Omit<Required<Rate>, "customer" | "steps" | "periods"> & {
  readonly customer: string;
  readonly steps: unknown;
  readonly periods: unknown;
};

/** A price as the product knows it. */
export function asRate({ customer, steps, periods, ...row }: RateRow): Rate {
  return { ...row, customer: customer as Customer, steps: steps as RateStep[], periods: periods as RatePeriod[] };
}

/** A price as the database keeps it, what is left out included. */
export function rateRow(rate: Rate) {
  return {
    customer: rate.customer,
    hourCents: rate.hourCents,
    halfDayCents: rate.halfDayCents ?? null,
    dayCapCents: rate.dayCapCents,
    weekCents: rate.weekCents ?? null,
    // The driver makes JSON of them by itself.
    steps: (rate.steps ?? []) as never,
    periods: (rate.periods ?? []) as never,
    freeMinutesMonth: rate.freeMinutesMonth ?? 0,
    kilometreCents: rate.kilometreCents ?? null,
    kilometresIncluded: rate.kilometresIncluded ?? 0,
    unitCents: rate.unitCents ?? null,
    depositCents: rate.depositCents ?? 0,
    atCost: rate.atCost ?? false,
  };
}

/** The prices of the resource `r` of a query, as a JSON array of Rate. */
export const RATES_OF_R = sql<Rate[]>`(select coalesce(json_agg(json_build_object(
  'customer', customer, 'hourCents', hour_cents, 'halfDayCents', half_day_cents, 'dayCapCents', day_cap_cents,
  'weekCents', week_cents, 'steps', steps, 'periods', periods, 'freeMinutesMonth', free_minutes_month,
  'kilometreCents', kilometre_cents, 'kilometresIncluded', kilometres_included, 'unitCents', unit_cents,
  'depositCents', deposit_cents, 'atCost', at_cost)), '[]') from rates where resource_id = r.id)`;
