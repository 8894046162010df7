import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import { addMonths, localDateOf, type LocalDate } from "../../kernel/time";
import { balancesOf, periodsOf } from "../../ledger";
import { readingBooks } from "../statements/month";
import { monthToShow } from "./overview-rules";
import { poolNames, sumsOf } from "./sums";

/** What a pool cost the structure over twelve months, and what it would cost alone, as it declared; null if it did not. */
export interface OwnPool {
  readonly id: string;
  readonly name: string;
  readonly cents: Cents;
  /** Of as many months as it bore something in. */
  readonly months: number;
  readonly reference: { readonly centsAMonth: Cents; readonly source: string } | null;
}

export interface OwnCosts {
  /** Oldest first; `aloneCents`: what the pools with a declared price would have cost alone, `comparedCents` what they did. */
  readonly months: readonly {
    readonly startsOn: LocalDate;
    readonly state: string;
    readonly cents: Cents;
    readonly comparedCents: Cents;
    readonly aloneCents: Cents;
  }[];
  readonly pools: readonly OwnPool[];
  /** Owed to the pôle (positive) or by it, as the books have it now. */
  readonly unpaidCents: Cents;
}

/**
 * What mutualising costs the structure acted for, month by month over twelve, and what it would cost alone.
 * @throws Forbidden
 */
export async function ownCosts(actor: Actor): Promise<OwnCosts> {
  allow(actor, "costs.view", actor.structureId);
  const structureId = actor.structureId ?? "";
  // Months not closed yet are drawn from everybody's draft, as its statement is.
  const { sums, names } = await readingBooks(actor, async (tx, now) => {
    const last = monthToShow(await periodsOf(tx, actor.poleId), localDateOf(now, actor.timeZone));
    const until = last?.startsOn ?? localDateOf(now, actor.timeZone);
    const months = { from: addMonths(until, -11), until };
    return {
      sums: await sumsOf(tx, actor.poleId, months, structureId),
      names: await poolNames(tx, actor.poleId),
    };
  });
  return inTransaction(actor, async (tx) => {
    const { rows: own } = await sql<{ poolId: string; centsAMonth: Cents; source: string }>`
      select pool_id, cents_a_month, source from reference_prices
       where pole_id = app.pole_id() and structure_id = ${structureId}`.execute(tx);
    const references = new Map(own.map(({ poolId, ...reference }) => [poolId, reference]));
    const poolIds = [...new Set([...sums.members.map(({ poolId }) => poolId), ...references.keys()])];
    const balances = await balancesOf(tx, actor.poleId, { role: "members", structureId });
    return {
      months: sums.months.map(({ startsOn, state }) => {
        const shares = sums.members.filter((share) => share.startsOn === startsOn);
        const compared = shares.filter(({ poolId }) => references.has(poolId));
        const pools = new Set(compared.map(({ poolId }) => poolId));
        return {
          startsOn,
          state,
          cents: sumOf(shares),
          comparedCents: sumOf(compared),
          aloneCents: [...pools].reduce((all, id) => all + (references.get(id)?.centsAMonth ?? 0), 0),
        };
      }),
      pools: poolIds
        .map((id) => {
          const shares = sums.members.filter(({ poolId }) => poolId === id);
          const months = new Set(shares.map(({ startsOn }) => startsOn)).size;
          return { id, name: names.get(id) ?? "", cents: sumOf(shares), months, reference: references.get(id) ?? null };
        })
        .sort((a, b) => b.cents - a.cents || a.name.localeCompare(b.name, "fr")),
      unpaidCents: balances.reduce((all, { cents }) => all + cents, 0),
    };
  });
}

function sumOf(shares: readonly { readonly cents: Cents }[]): Cents {
  return shares.reduce((all, { cents }) => all + cents, 0);
}
