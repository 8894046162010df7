import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { allow, can } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import { fundingsUsed, type Used } from "../funding";
import { shortfallOf, type FundingState } from "../funding-rules";
import { spendingReadable } from "../pools/spending-readable";
import { readingBooks } from "../statements/month";
import { loadPlans, type PoolPlan } from "./plan";

/** A funding, with what became of it. Amounts in cents. */
export interface FundingSeen {
  readonly id: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly funder: string;
  readonly label: string;
  readonly publicMoney: boolean;
  /** Hundredths of a per cent of the eligible cost. */
  readonly ratePoints: number;
  readonly ceilingCents: Cents;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly eligibleAccounts: readonly string[];
  readonly state: FundingState;
  readonly notifiedOn: LocalDate | null;
  readonly notifiedReference: string;
  readonly paidCents: Cents | null;
  readonly paidOn: LocalDate | null;
  readonly version: number;
  /** Deducted of the months closed; what is left under the ceiling (once paid, under what came). */
  readonly usedCents: Cents;
  readonly leftCents: Cents;
  /** Deducted and not paid: shared by a closing already, and by the next one. */
  readonly sharedAgainCents: Cents;
  readonly shortfallCents: Cents;
}

export interface Fundings {
  readonly fundings: readonly FundingSeen[];
  /** Who pays for each pool in the year. */
  readonly plans: readonly PoolPlan[];
  readonly year: number;
  readonly mayManage: boolean;
}

/** The pôle's fundings, and who pays for what in a year: common knowledge of its members. @throws Forbidden */
export async function fundingsOf(actor: Actor, year: number): Promise<Fundings> {
  allow(actor, "costs.view");
  const readable = await spendingReadable(actor);
  return readingBooks(actor, async (tx) => {
    const used = await fundingsUsed(tx);
    const fundings = (await loadFundings(tx, actor.poleId, used)).filter(({ poolId }) => readable(poolId));
    const plans = (await loadPlans(tx, actor.poleId, year, fundings, used)).filter(({ poolId }) => readable(poolId));
    return { fundings, plans, year, mayManage: can(actor, "costs.manage") };
  });
}

export interface FundingDetails extends FundingSeen {
  /** Shown to who manages alone. */
  readonly proofs: readonly { readonly id: string; readonly name: string; readonly at: Date }[];
  /** All that came, the first first; those taken back too, with why. */
  readonly payments: readonly FundingPayment[];
  readonly mayManage: boolean;
}

export interface FundingPayment {
  readonly id: string;
  readonly cents: Cents;
  readonly paidOn: LocalDate;
  readonly final: boolean;
  /** Why it was taken back; null: it stands. */
  readonly undoneBecause: string | null;
}

/** One funding. @throws Forbidden, NotFound */
export async function fundingOf(actor: Actor, id: string): Promise<FundingDetails> {
  allow(actor, "costs.view");
  if (!isId(id)) throw new NotFound("funding");
  return inTransaction(actor, async (tx) => {
    const [funding] = await loadFundings(tx, actor.poleId, await fundingsUsed(tx), id);
    if (!funding) throw new NotFound("funding");
    const proofs = await tx
      .selectFrom("fundingProofs")
      .select(["id", "name", "createdAt as at"])
      .where("fundingId", "=", id)
      .orderBy("createdAt")
      .execute();
    const payments = await tx
      .selectFrom("fundingPayments")
      .select(["id", "cents", "paidOn", "final", "undoneBecause"])
      .where("fundingId", "=", id)
      .orderBy("paidOn")
      .orderBy("at")
      .execute();
    return { ...funding, proofs, payments, mayManage: can(actor, "costs.manage") };
  });
}

async function loadFundings(
  tx: Tx,
  poleId: string,
  used: ReadonlyMap<string, Used>,
  id: string | null = null,
): Promise<FundingSeen[]> {
  type Row = Omit<FundingSeen, "usedCents" | "leftCents" | "sharedAgainCents" | "shortfallCents">;
  const { rows } = await sql<Row>`
    select f.id, f.pool_id, o.name as pool_name, f.funder, f.label, f.public_money, f.rate_points, f.ceiling_cents,
           f.starts_on, f.ends_on, f.eligible_accounts, f.state, f.notified_on, f.notified_reference, f.paid_cents,
           f.paid_on, f.version
      from fundings f join cost_pools o on o.id = f.pool_id
     where f.pole_id = ${poleId} and (${id}::uuid is null or f.id = ${id}::uuid)
     order by f.starts_on desc, app.fold(f.funder), f.id`.execute(tx);
  return rows.map((row) => {
    const { usedCents = 0, sharedAgainCents = 0 } = used.get(row.id) ?? {};
    const most = Math.min(row.ceilingCents, row.paidCents ?? row.ceilingCents);
    return {
      ...row,
      ...{ usedCents, sharedAgainCents, leftCents: row.state === "refused" ? 0 : Math.max(0, most - usedCents) },
      shortfallCents: shortfallOf({ paidCents: row.paidCents, usedBeforeCents: usedCents }) - sharedAgainCents,
    };
  });
}
