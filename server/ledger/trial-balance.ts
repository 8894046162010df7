import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import { balancesOf } from "./balances";
import { checkRun } from "./check-books";
import type { MonthRange } from "./account-lines";
import { periodsOf } from "./periods";
import { lastCheck } from "./self-check";

/**
 * Every account over months, its balance before them, and what the last check of the books found. `byStructure`: each
 * structure's own part of an account apart.
 */
export async function trialBalance(actor: Actor, { from, until }: MonthRange, { byStructure = false } = {}) {
  allow(actor, "ledger.view");
  return inTransaction(actor, async (tx) => {
    const all = await balancesOf(tx, actor.poleId, { until });
    const within = await balancesOf(tx, actor.poleId, { from, until });
    const accounts = new Map<
      string,
      {
        accountId: string;
        number: string;
        label: string;
        structureId: string | null;
        before: number;
        debit: number;
        credit: number;
      }
    >();
    const rowOf = ({ accountId, number, label, ...of }: (typeof all)[number]) => {
      const structureId = byStructure ? of.structureId : null;
      const key = `${accountId}/${structureId}`;
      const row = accounts.get(key) ?? { accountId, number, label, structureId, before: 0, debit: 0, credit: 0 };
      accounts.set(key, row);
      return row;
    };
    for (const balance of all) rowOf(balance).before += balance.cents;
    for (const balance of within) {
      const row = rowOf(balance);
      row.before -= balance.cents;
      row.debit += balance.debitCents;
      row.credit += balance.creditCents;
    }
    return {
      accounts: [...accounts.values()].map((row) => ({ ...row, after: row.before + row.debit - row.credit })),
      periods: await periodsOf(tx, actor.poleId),
      check: await lastCheck(tx, actor.poleId),
      run: await checkRun(tx, actor.poleId),
    };
  });
}
