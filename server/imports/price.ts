import type { Customer, Rate } from "../catalogue";

/** What a table may say that a use costs, in the order in which one may not be less than the one before. */
export const PRICE_PARTS = ["hour", "halfDay", "day", "kilometre", "unit"] as const;
export type PricePart = (typeof PRICE_PARTS)[number];

/** What each is called in a rate. */
export const RATE_COLUMN_OF = {
  hour: "hourCents",
  halfDay: "halfDayCents",
  day: "dayCapCents",
  kilometre: "kilometreCents",
  unit: "unitCents",
} as const satisfies Record<PricePart, keyof Rate>;

/** Whose prices a table may tell; the public's are on the page of prices. */
export const PRICE_CUSTOMERS = ["member", "network", "outsider"] as const satisfies readonly Customer[];
type PriceCustomer = (typeof PRICE_CUSTOMERS)[number];

/** The column of a price: "hourPrice" is a member's, "networkHourPrice" a network's member's. */
export type PriceField = `${PricePart}Price` | `${Exclude<PriceCustomer, "member">}${Capitalize<PricePart>}Price`;

/** Every column of a price, with what it is about. */
export const PRICE_COLUMNS: readonly {
  readonly field: PriceField;
  readonly customer: PriceCustomer;
  readonly part: PricePart;
}[] = PRICE_CUSTOMERS.flatMap((customer) =>
  PRICE_PARTS.map((part) => ({ field: fieldOf(customer, part), customer, part })),
);

function fieldOf(customer: PriceCustomer, part: PricePart): PriceField {
  if (customer === "member") return `${part}Price`;
  return `${customer}${(part[0]!.toUpperCase() + part.slice(1)) as Capitalize<PricePart>}Price`;
}

/** Prices by column, in cents. */
export type Prices = Partial<Record<PriceField, number | null>>;

/** The columns of a time that is priced less than a shorter one: nobody would pay the longer. */
export function pricedBelow(prices: Prices): PriceField[] {
  return PRICE_CUSTOMERS.flatMap((customer) => {
    const times = PRICE_COLUMNS.filter((one) => one.customer === customer).slice(0, 3);
    let least = 0;
    return times.flatMap(({ field }) => {
      const cents = prices[field] ?? null;
      if (cents === null) return [];
      const below = cents < least;
      least = Math.max(least, cents);
      return below ? [field] : [];
    });
  });
}
