import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { Cents } from "../../kernel/money";
import type { Used } from "../funding";
import { eligibleCents, fundableParts, type FundableCharge, type FundablePart } from "../funding-eligible";
import { deductions, isCertain, type FundingUse } from "../funding-rules";
import type { FundingSeen } from "./fundings-of";

/** What a funding is to bring to a pool in a year. */
export interface PlanLine {
  readonly fundingId: string;
  readonly funder: string;
  readonly label: string;
  readonly state: FundingSeen["state"];
  readonly cents: Cents;
  readonly heldBy: FundingUse["heldBy"];
}

/** Plan de financement: who pays for a pool in a year. The lines and what is left make the cost. */
export interface PoolPlan {
  readonly poolId: string;
  readonly name: string;
  /** The budget; where there is none, what was spent so far. */
  readonly costCents: Cents;
  readonly by: "budget" | "spent";
  readonly lines: readonly PlanLine[];
  /** What the members bear, if all that is asked for is granted; and if nothing more is. */
  readonly leftCents: Cents;
  readonly leftIfRefusedCents: Cents;
  /** Public money is held under so many hundredths of a per cent of the cost. */
  readonly publicPoints: number;
}

/** The plans of the pools that a funding is for in this year. Two queries. */
export async function loadPlans(
  tx: Tx,
  poleId: string,
  year: number,
  fundings: readonly FundingSeen[],
  used: ReadonlyMap<string, Used>,
): Promise<PoolPlan[]> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const ofYear = fundings.filter((one) => one.state !== "refused" && one.startsOn <= last && one.endsOn >= first);
  const poolIds = [...new Set(ofYear.map(({ poolId }) => poolId))];
  if (poolIds.length === 0) return [];
  const { rows: pools } = await sql<{ poolId: string; name: string; budget: Cents | null; publicPoints: number }>`
    select o.id as pool_id, o.name, b.cents as budget, o.public_money_points as public_points
      from cost_pools o left join budgets b on b.pool_id = o.id and b.year = ${year}
     where o.pole_id = ${poleId} and o.id = any(${poolIds}::uuid[]) order by app.fold(o.name), o.id`.execute(tx);
  const { rows: charges } = await sql<FundableCharge & { poolId: string }>`
    select c.pool_id, c.account, c.served_from, c.served_until, c.amount_cents as cents
      from charges c join periods p on p.id = c.period_id
     where c.state = 'approved' and c.pool_id = any(${poolIds}::uuid[]) and p.starts_on >= ${first} and p.starts_on <= ${last}`.execute(
    tx,
  );
  return pools.map(({ poolId, name, budget, publicPoints }) => {
    const spent = charges.filter((charge) => charge.poolId === poolId);
    const spentCents = spent.reduce((all, { cents }) => all + cents, 0);
    const costCents = Math.max(0, budget ?? spentCents);
    const own = ofYear.filter((funding) => funding.poolId === poolId);
    const planned = (some: readonly FundingSeen[]) =>
      deductions(
        // What is asked for comes after what is granted: it has no date yet.
        some.map((one) => ({
          ...one,
          state: "notified" as const,
          ...{
            eligibleBeforeCents: 0,
            usedBeforeCents: leftDeducted(used, one) - ofThisYear(used, one, year),
          },
        })),
        {
          cents: costCents,
          eligible: Object.fromEntries(some.map((one) => [one.id, eligiblePart(one, spent, spentCents, costCents)])),
          parts: plannedParts(some, spent, spentCents, costCents),
          ...{ publicPoints, costBeforeCents: 0, publicBeforeCents: 0 },
        },
      );
    const uses = planned(own);
    const certain = planned(own.filter(isCertain));
    const sumOf = (some: readonly FundingUse[]) => some.reduce((all, { cents }) => all + cents, 0);
    return {
      ...{ poolId, name, costCents, publicPoints, by: budget === null ? ("spent" as const) : ("budget" as const) },
      lines: uses.flatMap(({ fundingId, cents, heldBy }) => {
        const funding = own.find(({ id }) => id === fundingId);
        if (!funding) return [];
        return [{ fundingId, funder: funding.funder, label: funding.label, state: funding.state, cents, heldBy }];
      }),
      leftCents: costCents - sumOf(uses),
      leftIfRefusedCents: costCents - sumOf(certain),
    };
  });
}

const ofThisYear = (used: ReadonlyMap<string, Used>, { id }: FundingSeen, year: number) =>
  used.get(id)?.byYear[year] ?? 0;

const leftDeducted = (used: ReadonlyMap<string, Used>, { id }: FundingSeen) =>
  (used.get(id)?.usedCents ?? 0) - (used.get(id)?.sharedAgainCents ?? 0);

/** What of a year's cost a funding may pay for: as much of it as of what was spent so far; all, before anything was. */
function eligiblePart(funding: FundingSeen, spent: readonly FundableCharge[], spentCents: Cents, cost: Cents): Cents {
  if (spentCents <= 0) return cost;
  const eligible = Math.max(0, eligibleCents(funding, spent));
  return Number((BigInt(cost) * BigInt(Math.min(eligible, spentCents))) / BigInt(spentCents));
}

/** Who may pay for what of a year's cost: as of what was spent so far, rounded up; all for all, before anything was. */
function plannedParts(
  fundings: readonly FundingSeen[],
  spent: readonly FundableCharge[],
  spentCents: Cents,
  cost: Cents,
): FundablePart[] | undefined {
  if (spentCents <= 0) return undefined;
  return fundableParts(fundings, spent).map(({ fundingIds, cents }) => ({
    fundingIds,
    cents: Number((BigInt(cost) * BigInt(cents) + BigInt(spentCents) - 1n) / BigInt(spentCents)),
  }));
}
