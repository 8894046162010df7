import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { groupBy } from "../kernel/group-by";
import type { Cents } from "../kernel/money";
import { AllocationError } from "./allocation";
import type { Carries } from "./draft-rules";
import type { Allocation } from "./draft-types";
import type { Shortfall } from "./funding";
import { cutShortfall, type Shared } from "./mirror-rules";
import { membersOf, poleOf, shareAs } from "./mirrors";
import { storedAllocations, type Stored } from "./stored-allocations";

/** What of a shortfall goes to those of whom one allocation had deducted the funding; negative where it is given back. */
export interface ShortfallPart {
  readonly shortfall: Shortfall;
  readonly original: Stored;
  readonly shared: Shared;
  /** What was deducted there. */
  readonly deductedCents: Cents;
  readonly cents: Cents;
  /** Nothing of what was shared again there is left. */
  readonly whole: boolean;
}

/**
 * Cuts a shortfall over the allocations that deducted the funding, by what each deducted that was not shared again: who had
 * no deduction bears none of it, who left since bears its part. What is given back of it goes to those who bore it.
 * `drafted`: what the month itself shares, which may give some of the funding back.
 */
export async function shortfallParts(
  tx: Tx,
  shortfall: Shortfall,
  drafted: readonly Allocation[],
): Promise<ShortfallPart[]> {
  const { fundingId, cents } = shortfall;
  const rows = await storedAllocations(
    tx,
    sql`(a.id in (select allocation_id from allocation_fundings where funding_id = ${fundingId}) or a.funding_id = ${fundingId})`,
  );
  const again = groupBy(
    rows.filter(({ kind }) => kind === "shortfall"),
    ({ id, explanation }) => explanation.mirror?.allocationId ?? id,
  );
  const deducted = new Map<string, Cents>();
  for (const { id, mirrors, fundings } of [...rows.filter(({ kind }) => kind === "charges"), ...drafted]) {
    const taken = fundings.filter((use) => use.fundingId === fundingId).reduce((all, use) => all + use.cents, 0);
    deducted.set(mirrors ?? id, (deducted.get(mirrors ?? id) ?? 0) + taken);
  }
  const total = (of: readonly Stored[]) => of.reduce((all, { totalCents }) => all + totalCents, 0);
  const parts = rows
    .filter(({ id, kind, mirrors }) => mirrors === undefined && (kind === "charges" || again.has(id)))
    .map((original) => {
      const of = again.get(original.id) ?? [];
      return { original, of, deductedCents: deducted.get(original.id) ?? 0, againCents: total(of) };
    });
  const cut = cutShortfall(cents, parts);
  if (!cut) throw new AllocationError("zero_total_weight");
  return parts.flatMap(({ original, of, deductedCents, againCents }, rank) => {
    const part = cut[rank] ?? 0;
    const whole = part < 0 && part === -againCents;
    return part === 0
      ? []
      : [{ shortfall, original, shared: sharedAgain(original, of), deductedCents, cents: part, whole }];
  });
}

/** What was shared again of a deduction, in the proportions in which it had been deducted. */
function sharedAgain(original: Stored, of: readonly Stored[]): Shared {
  const left = of.reduce((all, { totalCents }) => all + totalCents, 0);
  const none = { charges: new Map(), fundings: [] };
  return { ...none, totalCents: left, leftCents: left, shares: [...membersOf(original, of), ...poleOf(original, of)] };
}

/** The allocation of a part of a shortfall; moves the pool's carries on. @throws AllocationError */
export function shareShortfall(part: ShortfallPart, sequence: number, carries: Carries): Allocation {
  const { shortfall, original, shared, deductedCents, cents, whole } = part;
  const { fundingId, poolId, funder, label } = shortfall;
  const { shares, poleCents, explanation } = shareAs({ original, shared, whole }, cents, carries);
  return {
    id: ["shortfall", fundingId, original.id].join(":"),
    ...{ poolId, versionId: original.versionId, kind: "shortfall", sequence, chargesCents: 0, fundingCents: 0 },
    ...{ servedFrom: original.servedFrom, servedUntil: original.servedUntil, totalCents: cents, poleCents, shares },
    explanation: {
      ...explanation,
      mirror: explanation.mirror && { ...explanation.mirror, totalCents: deductedCents },
      funding: { id: fundingId, funder, label },
    },
    ...{ charges: [], fundings: [], disputeId: null, fundingId },
  };
}
