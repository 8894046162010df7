import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import type { Outcome } from "../../kernel/outcome";
import { NotFound } from "../../kernel/errors";
import { answeringStatement, refuse, tellManagers, type StatementProblem } from "./answer-statement";
import type { StatementKey } from "./month";
import { disputeRefusal } from "./rules";
import { statementOf } from "./statement-of";

/** What is contested of a pool's share, and why. */
export interface DisputeForm {
  /** Made by the form: sent twice, it is one dispute. */
  readonly id: string;
  readonly poolId: string;
  /** At most the share. */
  readonly cents: Cents;
  readonly reason: string;
}

/**
 * Contests a share, or a part of it, before the date. The amount is set apart at once; all else stays due. It takes back
 * that the statement was found right.
 * @throws NotFound for a pool of which the structure bears nothing, or another's statement; Forbidden
 */
export async function fileDispute(
  actor: Actor,
  key: StatementKey,
  { id, poolId, cents, reason }: DisputeForm,
): Promise<Outcome<string, StatementProblem>> {
  const { lines } = await statementOf(actor, key);
  const line = lines.find(({ pool }) => pool.id === poolId);
  return answeringStatement(actor, key, async (tx, month) => {
    const before = await tx.selectFrom("disputes").select("id").where("id", "=", id).executeTakeFirst();
    if (before) return id;
    if (!line) throw new NotFound("pool");
    const why = disputeRefusal(cents, line.cents);
    if (why) refuse(why);
    const own = { periodId: month.id, structureId: key.structureId };
    await tx
      .updateTable("statements")
      .set({ agreedAt: null, agreedBy: null, agreedCents: null })
      .where("periodId", "=", month.id)
      .where("structureId", "=", key.structureId)
      .where("agreedAt", "is not", null)
      .execute();
    await tx
      .insertInto("disputes")
      .values({ ...own, id, poleId: actor.poleId, poolId, cents, reason, filedBy: actor.personId })
      .execute();
    await tellManagers(tx, actor, id);
    return id;
  });
}
