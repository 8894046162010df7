import { rateFor, type Customer, type Rate } from "../catalogue/rates";
import type { Cents } from "../kernel/money";
import type { LocalDate, Period } from "../kernel/time";
import { paysTime, timePrice } from "./time-price";

export { customerOf, rateFor, type Customer, type Rate } from "../catalogue/rates";

/**
 * One line of a price; the lines' cents add up to the price. They are kept with each booking for ever: a kind of line
 * may be added, but none that was ever written may change its meaning or go.
 */
export type PriceReason =
  | {
      readonly kind: "time";
      readonly customer: Customer;
      readonly day: LocalDate;
      readonly minutes: number;
      readonly quantity: number;
      readonly hourCents: Cents;
      /** The price of the hour once so many minutes of the day were paid. */
      readonly afterMinutes?: number;
      /** The price of some hours of the week: an evening, a week-end. */
      readonly special?: true;
      readonly cents: Cents;
    }
  | {
      readonly kind: "half_day";
      readonly customer: Customer;
      readonly day: LocalDate;
      readonly half: "morning" | "afternoon";
      readonly quantity: number;
      readonly halfDayCents: Cents;
      readonly cents: Cents;
    }
  /** A day where no hour has a price. */
  | {
      readonly kind: "day";
      readonly customer: Customer;
      readonly day: LocalDate;
      readonly quantity: number;
      readonly dayCents: Cents;
      readonly cents: Cents;
    }
  /** What the day's limit takes off: `cents` is negative, or zero for a limit that was not reached. */
  | {
      readonly kind: "day_cap";
      readonly day: LocalDate;
      readonly quantity: number;
      readonly capCents: Cents;
      readonly cents: Cents;
    }
  /** Days that follow one another, seven at most, for which the week is cheaper; both included. */
  | {
      readonly kind: "week";
      readonly customer: Customer;
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly quantity: number;
      readonly weekCents: Cents;
      readonly cents: Cents;
    }
  /** Minutes that the month gives: of all units together. Zero when the month's were used before. */
  | {
      readonly kind: "free";
      readonly customer: Customer;
      /** "2026-11" */
      readonly month: string;
      readonly minutes: number;
      readonly allowanceMinutes: number;
      /** What is left of the month after this. */
      readonly leftMinutes: number;
      readonly cents: 0;
    }
  /** `kilometres` is null while nobody has said how many: they are counted at the return. Of each unit. */
  | {
      readonly kind: "kilometres";
      readonly customer: Customer;
      readonly kilometres: number | null;
      readonly included: number;
      readonly quantity: number;
      readonly kilometreCents: Cents;
      readonly cents: Cents;
    }
  | {
      readonly kind: "unit";
      readonly customer: Customer;
      readonly quantity: number;
      readonly unitCents: Cents;
      readonly cents: Cents;
    }
  /** Nothing to pay at booking: the use is a weight when costs are shared. */
  | { readonly kind: "at_cost"; readonly customer: Customer; readonly cents: 0 }
  /** No rate is set for this customer: nothing to pay at booking, use counts when costs are shared. */
  | { readonly kind: "no_charge"; readonly customer: Customer; readonly cents: 0 };

/** A price with what it is made of. */
export interface Price {
  readonly cents: Cents;
  readonly reasons: readonly PriceReason[];
}

/** A price, and all else of money that is fixed with it when a booking is confirmed. */
export interface Quote extends Price {
  /** As whom it is paid. */
  readonly customer: Customer;
  /** Given back after the use; no part of the price. */
  readonly depositCents: Cents;
  readonly atCost: boolean;
}

/** What a price is asked for. */
export interface Asked {
  readonly rates: readonly Rate[];
  readonly customer: Customer;
  readonly period: Period;
  /** Units, 1 when left out. */
  readonly quantity?: number;
  /** Foreseen or measured, of each unit; left out while nobody has said. */
  readonly kilometres?: number | null | undefined;
  /** Minutes of its monthly allowance that the structure has already taken, by month ("2026-11"). */
  readonly freeMinutesUsed?: Readonly<Record<string, number>>;
  /** The pôle's: days, half days and periods are read on its wall clock. */
  readonly zone: string;
}

/** What a booking costs a customer, at the rates of its resource. */
export function priceFor({
  rates,
  customer,
  period,
  quantity = 1,
  kilometres = null,
  freeMinutesUsed = {},
  zone,
}: Asked): Quote {
  const rate = rateFor(rates, customer);
  if (!rate) return sum(customer, [{ kind: "no_charge", customer, cents: 0 }]);
  const depositCents = (rate.depositCents ?? 0) * quantity;
  if (rate.atCost) {
    return { ...sum(customer, [{ kind: "at_cost", customer, cents: 0 }]), depositCents, atCost: true };
  }
  const reasons: PriceReason[] = [
    ...(paysTime(rate) ? timeReasons(rate, { period, quantity, freeMinutesUsed, zone }) : []),
    ...unitReasons(rate, quantity),
    ...kilometreReasons(rate, quantity, kilometres),
  ];
  // A rate that proposes nothing charges nothing.
  if (reasons.length === 0 && !paysTime(rate)) reasons.push({ kind: "no_charge", customer, cents: 0 });
  return { ...sum(customer, reasons), depositCents };
}

function sum(customer: Customer, reasons: readonly PriceReason[]): Quote {
  return { cents: totalOf(reasons), reasons, customer, depositCents: 0, atCost: false };
}

type OfTime = Required<Pick<Asked, "period" | "quantity" | "freeMinutesUsed" | "zone">>;

function timeReasons(rate: Rate, { period, quantity, freeMinutesUsed, zone }: OfTime): PriceReason[] {
  const { customer, freeMinutesMonth: allowanceMinutes = 0 } = rate;
  const left = (month: string) => Math.max(0, allowanceMinutes - (freeMinutesUsed[month] ?? 0));
  // All units have the same price: those that a minute given cannot be shared among get none of it.
  const { free, lines } = timePrice(rate, period, zone, (month) => Math.floor(left(month) / quantity));
  const given = free.map(({ month, minutes }): PriceReason => {
    const leftMinutes = left(month) - minutes * quantity;
    return { kind: "free", customer, month, minutes: minutes * quantity, allowanceMinutes, leftMinutes, cents: 0 };
  });
  return [...(allowanceMinutes > 0 ? given : []), ...lines.map((line) => times(line, quantity))];
}

function times(line: PriceReason, quantity: number): PriceReason {
  if (!("quantity" in line)) return line;
  if (line.kind === "day_cap") {
    return { ...line, quantity, capCents: line.capCents * quantity, cents: line.cents * quantity };
  }
  return { ...line, quantity, cents: line.cents * quantity };
}

function unitReasons({ customer, unitCents }: Rate, quantity: number): PriceReason[] {
  if (unitCents === null || unitCents === undefined) return [];
  return [{ kind: "unit", customer, quantity, unitCents, cents: unitCents * quantity }];
}

function kilometreReasons(rate: Rate, quantity: number, kilometres: number | null): PriceReason[] {
  const { customer, kilometreCents, kilometresIncluded: included = 0 } = rate;
  if (kilometreCents === null || kilometreCents === undefined) return [];
  const line = {
    kind: "kilometres",
    customer,
    included,
    quantity,
    kilometreCents,
    kilometres: null,
    cents: 0,
  } as const;
  return [measured(line, kilometres)];
}

type KilometreLine = Extract<PriceReason, { kind: "kilometres" }>;

function measured(line: KilometreLine, kilometres: number | null): KilometreLine {
  const paid = Math.max(0, (kilometres ?? 0) - line.included);
  return { ...line, kilometres, cents: paid * line.kilometreCents * line.quantity };
}

/** A price fixed before, with the kilometres that were really made: no other line changes. */
export function withKilometres<P extends Price>(price: P, kilometres: number): P {
  const reasons = price.reasons.map((line) => (line.kind === "kilometres" ? measured(line, kilometres) : line));
  return { ...price, reasons, cents: totalOf(reasons) };
}

/** What several bookings cost together: a room and its coffee, a basket. Each keeps its own lines. */
export function sumOf(prices: readonly Pick<Quote, "cents" | "depositCents">[]): {
  readonly cents: Cents;
  readonly depositCents: Cents;
} {
  return {
    cents: prices.reduce((all, { cents }) => all + cents, 0),
    depositCents: prices.reduce((all, { depositCents }) => all + depositCents, 0),
  };
}

/** What stays due of a booking cancelled too late: so many percent of its price, to the nearest cent. */
export function lateFee({ cents }: Pick<Price, "cents">, percent: number): Cents {
  const hundredths = cents * percent;
  const rest = hundredths % 100;
  return (hundredths - rest) / 100 + (rest >= 50 ? 1 : 0);
}

function totalOf(reasons: readonly PriceReason[]): Cents {
  return reasons.reduce((all, { cents }) => all + cents, 0);
}
