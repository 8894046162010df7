import type { Cents } from "../../kernel/money";
import { addMonths, type LocalDate } from "../../kernel/time";

/** Cents of a month, of whatever else names them. */
interface OfMonth {
  readonly startsOn: LocalDate;
}

/** What a pool or a member came to in a month, in the one before, in the same one a year ago, and over twelve months. */
export interface Compared {
  readonly cents: Cents;
  readonly beforeCents: Cents;
  /** Null where the books have no such month. */
  readonly lastYearCents: Cents | null;
  readonly twelveCents: Cents;
  /** From January to the month, both included. */
  readonly yearCents: Cents;
}

/** Adds up what belongs to `key`, over the thirteen months that end with `month`. */
export function compareMonths<T extends OfMonth>(
  rows: readonly T[],
  key: (row: T) => string,
  cents: (row: T) => Cents,
  { month, known }: { readonly month: LocalDate; readonly known: ReadonlySet<LocalDate> },
): Map<string, Compared> {
  const [before, lastYear] = [addMonths(month, -1), addMonths(month, -12)];
  const found = new Map<string, Compared>();
  const none: Compared = {
    cents: 0,
    beforeCents: 0,
    lastYearCents: known.has(lastYear) ? 0 : null,
    twelveCents: 0,
    yearCents: 0,
  };
  for (const row of rows) {
    const [of, amount] = [found.get(key(row)) ?? none, cents(row)];
    const when = (right: boolean) => (right ? amount : 0);
    found.set(key(row), {
      cents: of.cents + when(row.startsOn === month),
      beforeCents: of.beforeCents + when(row.startsOn === before),
      lastYearCents: of.lastYearCents === null ? null : of.lastYearCents + when(row.startsOn === lastYear),
      twelveCents: of.twelveCents + when(row.startsOn > lastYear && row.startsOn <= month),
      yearCents: of.yearCents + when(row.startsOn.slice(0, 4) === month.slice(0, 4) && row.startsOn <= month),
    });
  }
  return found;
}

/** What a member bore of pools whose price alone it declared, and what it would have paid alone, in cents. */
export interface Alone {
  readonly cents: Cents;
  readonly aloneCents: Cents;
}

/**
 * What mutualising saves a member: month by month and pool by pool, where it bore a share and says what it would pay
 * alone. What it declared nothing of is in neither sum.
 */
export function comparedAlone<
  T extends OfMonth & { readonly poolId: string; readonly structureId: string; readonly cents: Cents },
>(shares: readonly T[], referenceOf: (poolId: string, structureId: string) => Cents | undefined): Map<string, Alone> {
  const found = new Map<string, Alone>();
  for (const { poolId, structureId, cents } of shares) {
    const reference = referenceOf(poolId, structureId);
    if (reference === undefined) continue;
    const of = found.get(structureId) ?? { cents: 0, aloneCents: 0 };
    found.set(structureId, { cents: of.cents + cents, aloneCents: of.aloneCents + reference });
  }
  return found;
}

/** The month that is shown when none is asked for: the one in review, else the latest begun. Months: latest first. */
export function monthToShow<M extends { readonly startsOn: LocalDate; readonly state: string }>(
  months: readonly M[],
  today: LocalDate,
): M | null {
  const begun = months.filter(({ startsOn }) => startsOn <= today);
  return begun.find(({ state }) => state === "review" || state === "locked") ?? begun[0] ?? months.at(-1) ?? null;
}
