import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { Cents } from "../../kernel/money";
import type { DraftPeriod } from "../draft-types";
import type { BookMonth } from "./month-of-books";
import type { MonthSums, StructureSums } from "./sums-of-month";

/** How many days at least a member has to read an amount that it is told: until 18:00 of the second next. */
export const REREAD_DAYS = 2;
/** The same until the end of the review, in hours: at least so many, from any hour of the day, though clocks change. */
const REREAD_HOURS = 40;

/** What a structure was told that a month costs it, what it read, and what it costs now. */
export interface SeenAmount {
  readonly structureId: string;
  readonly name: string;
  /** Now: see toldAmount(). */
  readonly cents: Cents;
  readonly netCents: Cents;
  /** Null where it has no statement yet. */
  readonly toldCents: Cents | null;
  readonly toldAt: Date | null;
  readonly readAt: Date | null;
  readonly readCents: Cents | null;
  readonly agreedCents: Cents | null;
}

/**
 * What a member reads anew when it changes: what the month costs it, what it disputes included. What was called, advanced,
 * paid or decided apart was told it apart.
 */
export function toldAmount({ sharesCents }: Pick<StructureSums, "sharesCents">): Cents {
  return sharesCents;
}

/** Whether a structure read what the month costs it now. */
export function hasRead({ readAt, readCents, toldCents, cents }: SeenAmount): boolean {
  return readAt !== null && (readCents ?? toldCents) === cents;
}

/** Whether it read that, or had the time to: it was told so two days at least before the review ended. */
export function hadTimeToRead(seen: SeenAmount, reviewUntil: Date | null, now: Date): boolean {
  if (hasRead(seen)) return true;
  const { toldCents, toldAt, cents } = seen;
  if (toldCents !== cents || toldAt === null || reviewUntil === null || now < reviewUntil) return false;
  return toldAt.getTime() + REREAD_HOURS * 3_600_000 <= reviewUntil.getTime();
}

/** By name: all who have a statement of the month, and whoever it makes something due for. */
export async function seenAmounts(tx: Tx, { id }: DraftPeriod, { structures }: MonthSums): Promise<SeenAmount[]> {
  const now = new Map(structures.map((sums) => [sums.structureId, sums]));
  const due = structures
    .filter((sums) => toldAmount(sums) !== 0 || sums.netCents !== 0)
    .map(({ structureId }) => structureId);
  const { rows } = await sql<Omit<SeenAmount, "cents" | "netCents">>`
    select s.id as structure_id, s.name, t.told_cents, t.told_at, t.read_at, t.read_cents, t.agreed_cents
      from structures s left join statements t on t.structure_id = s.id and t.period_id = ${id}
     where t.structure_id is not null or s.id = any(${due}::uuid[])
     order by app.fold(s.name), s.id`.execute(tx);
  return rows.map((row) => {
    const sums = now.get(row.structureId);
    return { ...row, cents: sums ? toldAmount(sums) : 0, netCents: sums?.netCents ?? 0 };
  });
}

/**
 * Notes on each statement what the month costs its structure now, and since when. Answers who had been told another
 * amount and has not read this one: having read that one, they have this one to read.
 */
export async function noteTold(
  tx: Tx,
  { id }: Pick<BookMonth, "id">,
  seen: readonly SeenAmount[],
  now: Date,
): Promise<SeenAmount[]> {
  const changed = seen.filter(({ toldCents, cents }) => toldCents !== cents);
  const amounts = JSON.stringify(changed.map(({ structureId, cents }) => ({ structureId, cents })));
  await sql`
    update statements t set told_cents = r.cents, told_at = ${now},
           read_at = case when t.read_cents = r.cents or t.told_cents is null then t.read_at end,
           read_by = case when t.read_cents = r.cents or t.told_cents is null then t.read_by end
      from jsonb_to_recordset(${amounts}::text::jsonb) as r ("structureId" uuid, cents bigint)
     where t.period_id = ${id} and t.structure_id = r."structureId"`.execute(tx);
  return changed.filter((one) => one.toldCents !== null && !hasRead(one));
}
