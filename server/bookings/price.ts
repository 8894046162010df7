import type { MembershipKind } from "../kernel/actor";
import { multiplyRate, type Cents } from "../kernel/money";
import { addDays, instantAt, localDateOf, type LocalDate, type Period } from "../kernel/time";

/** Whom a rate is for: a member of the pôle, somebody of its network, anybody else. */
export type Customer = "member" | "network" | "outsider";

/** What an hour costs, and the most a day can cost (null: no limit), in cents. */
export interface Rate {
  readonly customer: Customer;
  readonly hourCents: Cents;
  readonly dayCapCents: Cents | null;
}

/** Minutes used on one day. */
export interface DayOfUse {
  readonly day: LocalDate;
  readonly minutes: number;
}

/** One line of a price; the lines' cents add up to the price. */
export type PriceReason =
  | {
      readonly kind: "time";
      readonly customer: Customer;
      readonly day: LocalDate;
      readonly minutes: number;
      readonly quantity: number;
      readonly hourCents: Cents;
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
  /** No rate is set for this customer: nothing to pay at booking, use counts when costs are shared. */
  | { readonly kind: "no_charge"; readonly customer: Customer; readonly cents: 0 };

/** A price with what it is made of. */
export interface Price {
  readonly cents: Cents;
  readonly reasons: readonly PriceReason[];
}

/** As whom a structure pays. A partner is of the pôle without being one of its members: it pays as the network does. */
export function customerOf(membership: MembershipKind | null): Customer {
  return membership === "member" ? "member" : membership === null ? "outsider" : "network";
}

/** Where a customer's own rate is not set, the nearest dearer one holds; past the last, nothing is charged. */
const FALLBACKS: Record<Customer, readonly Customer[]> = {
  member: ["member"],
  network: ["network", "outsider"],
  outsider: ["outsider"],
};

/** The rate that holds for a customer, or null when nothing is charged. */
export function rateFor(rates: readonly Rate[], customer: Customer): Rate | null {
  for (const wanted of FALLBACKS[customer]) {
    const rate = rates.find((each) => each.customer === wanted);
    if (rate) return rate;
  }
  return null;
}

/** The minutes of a period by day of the wall clock: elapsed ones, so a day of 25 hours has 1500. */
export function minutesByDay({ start, end }: Period, zone: string): DayOfUse[] {
  const days: DayOfUse[] = [];
  let from = start;
  for (let day = localDateOf(start, zone); from < end; day = addDays(day, 1)) {
    const midnight = instantAt(addDays(day, 1), 0, zone);
    const to = midnight < end ? midnight : end;
    days.push({ day, minutes: Math.round((to.getTime() - from.getTime()) / 60_000) });
    from = to;
  }
  return days;
}

/** The price of some days of use of `quantity` units at a rate: each day by the hour, up to the day's limit. */
export function priceOf(rate: Rate, days: readonly DayOfUse[], quantity = 1): Price {
  const reasons: PriceReason[] = [];
  for (const { day, minutes } of days) {
    const cents = multiplyRate(rate.hourCents, minutes) * quantity;
    const { customer, hourCents } = rate;
    reasons.push({ kind: "time", customer, day, minutes, quantity, hourCents, cents });
    if (rate.dayCapCents === null) continue;
    const capCents = rate.dayCapCents * quantity;
    reasons.push({ kind: "day_cap", day, quantity, capCents, cents: 0 - Math.max(0, cents - capCents) });
  }
  return { cents: reasons.reduce((sum, reason) => sum + reason.cents, 0), reasons };
}

/** What a booking costs a customer, at the rates of its resource. */
export function priceFor(
  rates: readonly Rate[],
  customer: Customer,
  period: Period,
  quantity: number,
  zone: string,
): Price {
  const rate = rateFor(rates, customer);
  if (!rate) return { cents: 0, reasons: [{ kind: "no_charge", customer, cents: 0 }] };
  return priceOf(rate, minutesByDay(period, zone), quantity);
}
