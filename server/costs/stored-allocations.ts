import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Allocation, AllocationShare } from "./draft-types";
import { readFraction } from "./fraction";
import { groupBy } from "../kernel/group-by";
import type { LocalDate } from "../kernel/time";

/** An allocation, with the month that it was closed with. */
export type Stored = Allocation & { readonly periodId: string; readonly month: LocalDate };

/** What a locked or closed month shares, as it was written, in the order of sharing. Of it, whoever asks sees what they may. */
export async function storedAllocationsOf(tx: Tx, period: { readonly id: string }): Promise<Allocation[]> {
  const stored = await storedAllocations(tx, sql`a.period_id = ${period.id}`);
  return stored.map(({ periodId: _, month: __, ...allocation }) => allocation);
}

/** Those of which something is said, in the order of months and of sharing. */
export async function storedAllocations(tx: Tx, which: RawBuilder<unknown>): Promise<Stored[]> {
  const { rows } = await sql<Omit<Stored, "charges" | "fundings" | "shares">>`
    select a.id, a.pool_id, a.version_id, a.kind, a.sequence, a.served_from, a.served_until, a.charges_cents,
           a.funding_cents, a.total_cents, a.pole_cents, a.explanation, a.dispute_id, a.funding_id, a.mirrors,
           a.period_id, p.starts_on as month
      from allocations a join periods p on p.id = a.period_id where ${which}
     order by p.starts_on, a.sequence`.execute(tx);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const shares = await tx
    .selectFrom("allocationShares")
    .select(["allocationId", "structureId", "weight", "exact", "floorCents", "extraCent", "cents"])
    .select(["carryBefore", "carryAfter"])
    .where("allocationId", "in", ids)
    .orderBy("structureId")
    .execute();
  const charges = await tx
    .selectFrom("allocationCharges")
    .select(["allocationId", "chargeId", "cents"])
    .where("allocationId", "in", ids)
    .orderBy("chargeId")
    .execute();
  const fundings = await tx
    .selectFrom("allocationFundings")
    .select(["allocationId", "fundingId", "eligibleCents", "cents"])
    .where("allocationId", "in", ids)
    .orderBy("fundingId")
    .execute();
  const of = <T extends { allocationId: string }>(all: readonly T[]) => groupBy(all, (one) => one.allocationId);
  const [sharesOf, chargesOf, fundingsOf] = [of(shares), of(charges), of(fundings)];
  return rows.map((row) => ({
    ...row,
    mirrors: row.mirrors ?? undefined,
    charges: (chargesOf.get(row.id) ?? []).map(({ chargeId, cents }) => ({ chargeId, cents })),
    fundings: (fundingsOf.get(row.id) ?? []).map(({ allocationId: _, ...use }) => use),
    shares: (sharesOf.get(row.id) ?? []).map(
      ({ allocationId: _, weight, exact, carryBefore, carryAfter, ...share }): AllocationShare => ({
        ...share,
        weight: weight === null ? null : BigInt(weight),
        exact: readFraction(exact),
        carryBefore: readFraction(carryBefore),
        carryAfter: readFraction(carryAfter),
      }),
    ),
  }));
}
