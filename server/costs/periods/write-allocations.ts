import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import { newId } from "../../kernel/ids";
import { keptCarry } from "../allocation";
import type { Allocation, DraftPeriod } from "../draft-types";
import { fractionText } from "../fraction";
import type { MonthSums } from "./sums-of-month";

/** Writes what a month shares, as it was drafted, with the carries it leaves; a statement a table. Gives the rows their ids. */
export async function writeAllocations(
  tx: Tx,
  { id: periodId, poleId }: DraftPeriod,
  draft: readonly Allocation[],
): Promise<Allocation[]> {
  const allocations = draft.map((allocation) => ({ ...allocation, id: newId() }));
  await sql`
    insert into allocations (id, pole_id, period_id, pool_id, version_id, kind, sequence, served_from, served_until,
                             charges_cents, funding_cents, total_cents, pole_cents, explanation, dispute_id, funding_id, mirrors)
    select id, ${poleId}, ${periodId}, "poolId", "versionId", kind, sequence, "servedFrom", "servedUntil", "chargesCents",
           "fundingCents", "totalCents", "poleCents", explanation, "disputeId", "fundingId", mirrors
      from ${rows(allocations.map(({ shares: _, charges: __, fundings: ___, ...row }) => row))} as r (
        id uuid, "poolId" uuid, "versionId" uuid, kind text, sequence integer, "servedFrom" date, "servedUntil" date,
        "chargesCents" bigint, "fundingCents" bigint, "totalCents" bigint, "poleCents" bigint, explanation jsonb,
        "disputeId" uuid, "fundingId" uuid, mirrors uuid)`.execute(tx);
  const shares = allocations.flatMap(({ id, shares: of }) =>
    of.map(({ weight, exact, carryBefore, carryAfter, ...share }) => ({
      allocationId: id,
      ...share,
      weight: weight === null ? null : String(weight),
      exact: fractionText(exact),
      carryBefore: fractionText(carryBefore),
      carryAfter: fractionText(carryAfter),
    })),
  );
  await sql`
    insert into allocation_shares (pole_id, allocation_id, structure_id, weight, exact, floor_cents, extra_cent, cents,
                                   carry_before, carry_after)
    select ${poleId}, "allocationId", "structureId", weight, exact, "floorCents", "extraCent", cents, "carryBefore", "carryAfter"
      from ${rows(shares)} as r ("allocationId" uuid, "structureId" uuid, weight numeric, exact text, "floorCents" bigint,
        "extraCent" smallint, cents bigint, "carryBefore" text, "carryAfter" text)`.execute(tx);
  await sql`
    insert into allocation_charges (pole_id, allocation_id, charge_id, cents)
    select ${poleId}, "allocationId", "chargeId", cents
      from ${rows(allocations.flatMap(({ id, charges }) => charges.map((charge) => ({ allocationId: id, ...charge }))))}
        as r ("allocationId" uuid, "chargeId" uuid, cents bigint)`.execute(tx);
  await sql`
    insert into allocation_fundings (pole_id, allocation_id, funding_id, eligible_cents, cents)
    select ${poleId}, "allocationId", "fundingId", "eligibleCents", cents
      from ${rows(allocations.flatMap(({ id, fundings }) => fundings.map((use) => ({ allocationId: id, ...use }))))}
        as r ("allocationId" uuid, "fundingId" uuid, "eligibleCents" bigint, cents bigint)`.execute(tx);
  await writeCarries(tx, poleId, allocations);
  return allocations;
}

/** The last one of each pool and structure. */
async function writeCarries(tx: Tx, poleId: string, allocations: readonly Allocation[]): Promise<void> {
  const last = new Map<string, { poolId: string; structureId: string; carry: string }>();
  for (const { poolId, shares } of allocations) {
    for (const { structureId, carryAfter } of shares) {
      last.set(`${poolId} ${structureId}`, { poolId, structureId, carry: fractionText(keptCarry(carryAfter)) });
    }
  }
  await sql`
    insert into carries (pole_id, pool_id, structure_id, carry)
    select ${poleId}, "poolId", "structureId", carry
      from ${rows([...last.values()])} as r ("poolId" uuid, "structureId" uuid, carry text)
    on conflict (pool_id, structure_id) do update set carry = excluded.carry`.execute(tx);
}

/** Writes the one amount of each structure, and what became of disputes. */
export async function writeSums(tx: Tx, { id: periodId, poleId }: DraftPeriod, sums: MonthSums): Promise<void> {
  await sql`
    insert into nettings (pole_id, period_id, structure_id, shares_cents, calls_cents, advances_cents, fees_cents,
                          contested_cents, released_cents, net_cents)
    select ${poleId}, ${periodId}, "structureId", "sharesCents", "callsCents", "advancesCents", "feesCents",
           "contestedCents", "releasedCents", "netCents"
      from ${rows(sums.structures)} as r ("structureId" uuid, "sharesCents" bigint, "callsCents" bigint,
        "advancesCents" bigint, "feesCents" bigint, "contestedCents" bigint, "releasedCents" bigint, "netCents" bigint)
  `.execute(tx);
  await sql`
    update disputes d set waiting_cents = r."waitingCents"
      from ${rows(sums.waiting.map(({ id, waitingCents }) => ({ id, waitingCents })))} as r (id uuid, "waitingCents" bigint)
     where d.id = r.id`.execute(tx);
  // What was decided is settled by this month: what was granted is shared again, what waited is due.
  await sql`
    update disputes d set corrected_in = ${periodId}
     where d.pole_id = ${poleId} and d.state <> 'filed' and d.corrected_in is null and app.correcting_period(d) = ${periodId}
  `.execute(tx);
}

/** Rows as one parameter: a statement, whatever their number. */
function rows(all: readonly object[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(all)}::text::jsonb)`;
}
