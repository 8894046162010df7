import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";

/** What is asked of a funder. */
export interface FundingAsked {
  readonly poolId: string;
  readonly funder: string;
  readonly label: string;
  readonly publicMoney: boolean;
  /** Hundredths of a per cent, 1 to 10 000. */
  readonly ratePoints: number;
  readonly ceilingCents: Cents;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly eligibleAccounts: readonly string[];
}

/** It was granted or refused meanwhile, or somebody else changed it. */
export type WriteFundingProblem = { readonly code: "decided_meanwhile" | "changed_meanwhile" };

/** Adds a funding that is asked for; the same id again is the same one. @throws Forbidden, NotFound (the pool) */
export async function addFunding(actor: Actor, id: string, asked: FundingAsked): Promise<{ id: string }> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    await requirePool(tx, asked.poolId);
    await tx
      .insertInto("fundings")
      .values({ id, poleId: actor.poleId, personId: actor.personId, ...rowOf(asked) })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
    const mine = await tx.selectFrom("fundings").select("id").where("id", "=", id).executeTakeFirst();
    if (!mine) throw new NotFound("funding");
    return { id };
  });
}

/** Changes a funding while it is only asked for, over the version that was read. @throws Forbidden, NotFound */
export async function editFunding(
  actor: Actor,
  id: string,
  { version, ...asked }: FundingAsked & { version: number },
): Promise<Outcome<null, WriteFundingProblem>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    const before = await lockFunding(tx, id);
    if (before.state !== "requested") return refused({ code: "decided_meanwhile" });
    if (before.version !== version) return refused({ code: "changed_meanwhile" });
    await requirePool(tx, asked.poolId);
    await tx
      .updateTable("fundings")
      .set({ ...rowOf(asked), version: sql<number>`version + 1` })
      .where("id", "=", id)
      .execute();
    return done(null);
  });
}

/** A funding of the pôle, locked until the end of the transaction. @throws NotFound */
export async function lockFunding(tx: Tx, id: string) {
  if (!isId(id)) throw new NotFound("funding");
  const row = await tx
    .selectFrom("fundings")
    .select(["id", "state", "version", "poolId", "funder", "label", "notifiedOn"])
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound("funding");
  return row;
}

async function requirePool(tx: Tx, poolId: string): Promise<void> {
  const pool = isId(poolId)
    ? await tx.selectFrom("costPools").select("id").where("id", "=", poolId).executeTakeFirst()
    : undefined;
  if (!pool) throw new NotFound("pool");
}

function rowOf({ eligibleAccounts, ...asked }: FundingAsked) {
  return { ...asked, eligibleAccounts: sql<string[]>`${[...eligibleAccounts]}::text[]` };
}
