import type { Tx } from "../../db/transaction";
import { readFreeMinutesUsed, type FreeMinutesUsed } from "./free-minutes";
import { priceFor, rateFor, type Customer, type Quote, type Rate } from "./price";

/** Whose price it is. */
interface Payer {
  /** Null for who acts for no structure: nobody's free minutes are theirs. */
  readonly structureId: string | null;
  readonly customer: Customer;
  /** The pôle's. */
  readonly timeZone: string;
}

/** What a price is asked for. */
interface Wanted {
  readonly resource: { readonly id: string; readonly rates: readonly Rate[] };
  readonly start: Date;
  readonly end: Date;
  readonly quantity?: number | undefined;
  readonly kilometres?: number | null | undefined;
}

/**
 * What several things cost a structure now, what it has already taken of this month's free minutes counted. Of things
 * taken `together`, the later have no minute that an earlier one took; otherwise each is as if it were alone, as in a
 * list of offers. No question is put to the database where no rate gives any.
 * @param except bookings that are asked for again at another time: the minutes they took are their own
 */
export async function quotesOf(
  tx: Tx,
  { structureId, customer, timeZone: zone }: Payer,
  wanted: readonly Wanted[],
  { together = false, except = [] }: { together?: boolean; except?: readonly string[] } = {},
): Promise<Quote[]> {
  const giving = wanted.filter(({ resource }) => (rateFor(resource.rates, customer)?.freeMinutesMonth ?? 0) > 0);
  const used =
    structureId === null || giving.length === 0
      ? new Map<string, FreeMinutesUsed>()
      : await readFreeMinutesUsed(tx, {
          structureId,
          resourceIds: [...new Set(giving.map(({ resource }) => resource.id))],
          period: {
            start: new Date(Math.min(...giving.map(({ start }) => start.getTime()))),
            end: new Date(Math.max(...giving.map(({ start, end }) => Math.max(start.getTime(), end.getTime())))),
          },
          zone,
          except,
        });
  return wanted.map(({ resource, start, end, quantity = 1, kilometres }) => {
    const { id, rates } = resource;
    const freeMinutesUsed = used.get(id) ?? {};
    // A period that ends before it starts is told as such: it has no price of its own.
    const period = start < end ? { start, end } : { start, end: start };
    const quote = priceFor({
      // Nobody's allowance is nobody's.
      rates: structureId === null ? rates.map((rate) => ({ ...rate, freeMinutesMonth: 0 })) : rates,
      customer,
      period,
      quantity,
      kilometres,
      freeMinutesUsed,
      zone,
    });
    if (together) used.set(id, takenToo(freeMinutesUsed, quote));
    return quote;
  });
}

function takenToo(used: FreeMinutesUsed, { reasons }: Quote): FreeMinutesUsed {
  const all: Record<string, number> = { ...used };
  for (const reason of reasons) {
    if (reason.kind === "free") all[reason.month] = (all[reason.month] ?? 0) + reason.minutes;
  }
  return all;
}
