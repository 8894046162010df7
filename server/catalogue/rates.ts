import type { Actor } from "../kernel/actor";
import type { Cents } from "../kernel/money";

/** Who pays which price: a member of the pôle, somebody of its network, another structure, a private person. */
export type Customer = "member" | "network" | "outsider" | "public";
export const CUSTOMERS: readonly Customer[] = ["member", "network", "outsider", "public"];

/** Another price of the hour once so many minutes of a day are paid at the ordinary one. */
export interface RateStep {
  readonly afterMinutes: number;
  readonly hourCents: Cents;
}

/** Another price of the hour at some hours: minutes of the wall clock, 1440 being the midnight that ends the day. */
export interface RatePeriod {
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly hourCents: Cents;
}

/** What a use costs one kind of customer. Cents, taxes included; what is null or left out is not proposed. */
export interface Rate {
  readonly customer: Customer;
  readonly hourCents: Cents | null;
  /** For a morning or an afternoon, at most. */
  readonly halfDayCents?: Cents | null;
  /** For a day, at most. */
  readonly dayCapCents: Cents | null;
  /** For seven days that follow one another, at most. */
  readonly weekCents?: Cents | null;
  readonly steps?: readonly RateStep[];
  readonly periods?: readonly RatePeriod[];
  /** Minutes of each month that cost a structure nothing. */
  readonly freeMinutesMonth?: number;
  readonly kilometreCents?: Cents | null;
  /** Kilometres of a booking that cost nothing. */
  readonly kilometresIncluded?: number;
  /** For each unit, however long: a meal, a place at a session. */
  readonly unitCents?: Cents | null;
  /** For each unit, given back after the use. */
  readonly depositCents?: Cents;
  /** Nothing to pay when booking: the use is a weight when costs are shared. */
  readonly atCost?: boolean;
}

/** What of an actor tells as whom they pay. */
type Payer = Pick<Actor, "membership" | "guest">;

/**
 * As whom a structure pays. A partner is of the pôle without being one of its members: it pays as the network does. A
 * guest pays as who they come in.
 */
export function customerOf({ membership, guest }: Payer): Customer {
  if (guest !== null) return guest;
  return membership === "member" ? "member" : membership === null ? "outsider" : "network";
}

/** Where a customer's own price is not set, the nearest dearer one holds; past the last, nothing is charged. */
export const RATE_CHAINS: Record<Customer, readonly Customer[]> = {
  member: ["member"],
  network: ["network", "outsider", "public"],
  outsider: ["outsider", "public"],
  // None is dearer than the public's: where it is not set, the public pays as outsiders do.
  public: ["public", "outsider"],
};

/** The price that holds for a customer; null when nothing is charged. */
export function rateFor(rates: readonly Rate[], customer: Customer): Rate | null {
  return (
    RATE_CHAINS[customer]
      .map((wanted) => rates.find((rate) => rate.customer === wanted))
      .find((rate) => rate !== undefined) ?? null
  );
}
