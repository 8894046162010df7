import type { Tx } from "../../db/transaction";
import type { Allocation, AllocationKind, AllocationShare, Explanation } from "./draft-types";
import { readFraction } from "./fraction";
import { groupBy } from "../kernel/group-by";

/** What a locked or closed month shares, as it was written, in the order of sharing. Of it, whoever asks sees what they may. */
export async function storedAllocationsOf(tx: Tx, period: { readonly id: string }): Promise<Allocation[]> {
  const rows = await tx
    .selectFrom("allocations")
    .select(["id", "poolId", "versionId", "kind", "sequence", "servedFrom", "servedUntil", "chargesCents"])
    .select(["fundingCents", "totalCents", "poleCents", "explanation", "disputeId", "fundingId"])
    .where("periodId", "=", period.id)
    .orderBy("sequence")
    .execute();
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
    kind: row.kind as AllocationKind,
    explanation: row.explanation as unknown as Explanation,
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
