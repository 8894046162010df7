import { sql } from "kysely";
import { inTransaction, violatedConstraint, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { BOOK_ROLES, ROLES_OF_STRUCTURES, type BookRole } from "./books";

/** An account of the pôle. */
export type Account = {
  id: string;
  number: string;
  label: string;
  auxiliary: "none" | "some" | "all";
  use: string;
  used: boolean;
};

/** The accounts of the pôle by number, which one stands for what, and the SIREN that names its FEC. */
export async function chartOf(actor: Actor) {
  allow(actor, "ledger.view");
  return inTransaction(actor, async (tx) => ({
    accounts: await accountsOf(tx, actor.poleId),
    roles: Object.fromEntries(
      (
        await tx.selectFrom("accountRoles").select(["role", "accountId"]).where("poleId", "=", actor.poleId).execute()
      ).map(({ role, accountId }) => [role, accountId]),
    ) as Record<BookRole, string>,
    siren: await sirenOf(tx, actor.poleId),
  }));
}

/** The SIREN of who keeps the books; null until it is given. */
export async function sirenOf(tx: Tx, poleId: string): Promise<string | null> {
  const row = await tx.selectFrom("ledgers").select("siren").where("poleId", "=", poleId).executeTakeFirst();
  return row?.siren ?? null;
}

function accountsOf(tx: Tx, poleId: string): Promise<Account[]> {
  return tx
    .selectFrom("accounts as a")
    .leftJoin("chartAccounts as c", "c.number", "a.number")
    .select(["a.id", "a.number", "a.label", "a.auxiliary"])
    .select(sql<string>`coalesce(c.use, '')`.as("use"))
    .select(sql<boolean>`exists (select from balances b where b.account_id = a.id)`.as("used"))
    .where("a.poleId", "=", poleId)
    .orderBy("a.number")
    .$narrowType<{ auxiliary: Account["auxiliary"] }>()
    .execute();
}

/** Whether an account may stand for a role: those whose lines are of structures need one that has them, and the reverse. */
export function fits(role: BookRole, account: Pick<Account, "auxiliary">): boolean {
  return ROLES_OF_STRUCTURES.has(role) ? account.auxiliary !== "none" : account.auxiliary !== "all";
}

/**
 * Says which account stands for what, from the next entry on; what is posted stays where it is. Where something is still
 * owed on the present account, that one stays: it could not be settled on another.
 */
export async function mapAccounts(
  actor: Actor,
  asked: { roles: Partial<Record<BookRole, string>>; siren: string | null },
): Promise<Outcome<null, { code: "account_does_not_fit" | "account_has_balance"; role: BookRole }>> {
  allow(actor, "costs.manage");
  let mapping: BookRole | undefined;
  return inTransaction(actor, async (tx) => {
    const accounts = new Map((await accountsOf(tx, actor.poleId)).map((account) => [account.id, account]));
    for (const role of BOOK_ROLES) {
      const accountId = asked.roles[role];
      if (accountId === undefined) continue;
      const account = accounts.get(accountId);
      if (!account || !fits(role, account)) return refused({ code: "account_does_not_fit" as const, role });
      mapping = role;
      await tx
        .updateTable("accountRoles")
        .set({ accountId })
        .where("poleId", "=", actor.poleId)
        .where("role", "=", role)
        .execute();
    }
    await tx.updateTable("ledgers").set({ siren: asked.siren }).where("poleId", "=", actor.poleId).execute();
    return done(null);
  }).catch((error: unknown) => {
    if (!mapping || violatedConstraint(error) !== "account_has_balance") throw error;
    return refused({ code: "account_has_balance" as const, role: mapping });
  });
}

/** Adds an account, under the number that the accountant uses. */
export async function addAccount(
  actor: Actor,
  asked: { number: string; label: string; auxiliary: boolean },
): Promise<Outcome<null, { code: "account_exists" }>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    const added = await tx
      .insertInto("accounts")
      .values({
        poleId: actor.poleId,
        number: asked.number,
        label: asked.label,
        auxiliary: asked.auxiliary ? "all" : "none",
      })
      .onConflict((conflict) => conflict.columns(["poleId", "number"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    return added ? done(null) : refused({ code: "account_exists" as const });
  });
}
