import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow, can } from "../../kernel/permissions";
import { Refusal, refuse, type ChargeProblem } from "./problems";

/** What changing a charge goes by. */
export interface ChargeNow {
  readonly id: string;
  readonly poolId: string;
  readonly state: string;
  readonly structureId: string | null;
  readonly paidBy: string | null;
  readonly personId: string;
  readonly version: number;
}

/** Runs `work` in one transaction; what it refuses undoes all of it, and is the answer. */
export async function refusing<T>(
  actor: Actor,
  work: (tx: Tx, now: Date) => Promise<T>,
): Promise<Outcome<T, ChargeProblem>> {
  try {
    return done(await inTransaction(actor, work));
  } catch (error) {
    if (error instanceof Refusal) return refused(error.problem);
    throw error;
  }
}

/** Whether somebody may see a charge that is not approved, and change it: who keeps the books, and its own structure. */
export function holds(actor: Actor, charge: Pick<ChargeNow, "structureId" | "paidBy">): boolean {
  if (can(actor, "costs.manage")) return true;
  const { structureId, paidBy } = charge;
  return structureId !== null && structureId === paidBy && can(actor, "costs.advance", structureId);
}

/**
 * Holds a charge that may still change, until the end of the transaction. @throws NotFound, Forbidden
 * @throws Refusal once it is approved, or when `version` is of an older state
 */
export async function lockCharge(tx: Tx, actor: Actor, id: string, version?: number): Promise<ChargeNow> {
  if (!isId(id)) throw new NotFound("charge");
  const row = (lock: boolean) => {
    const query = tx
      .selectFrom("charges")
      .select(["id", "poolId", "state", "structureId", "paidBy", "personId", "version"])
      .where("id", "=", id)
      .where("poleId", "=", actor.poleId);
    return (lock ? query.forUpdate() : query).executeTakeFirst();
  };
  const seen = await row(false);
  if (!seen) throw new NotFound("charge");
  if (!holds(actor, seen)) allow(actor, "costs.manage");
  if (seen.state === "approved") refuse("charge_settled");
  const locked = await row(true);
  // Approved or taken away while we waited.
  if (!locked || locked.state === "approved") refuse("charge_settled");
  if (version !== undefined && version !== locked.version) refuse("changed_meanwhile");
  return locked;
}
