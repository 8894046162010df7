import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import type { Outcome } from "../../kernel/outcome";
import { answeringStatement, refuse, type StatementProblem } from "./answer-statement";
import type { StatementKey } from "./month";
import { statementOf } from "./statement-of";

/**
 * « Tout est juste »: finds a statement right as it was seen, at `seenCents` to pay (or to receive). A share of it that is
 * disputed is first taken back.
 * @throws NotFound, Forbidden
 */
export async function agreeStatement(
  actor: Actor,
  key: StatementKey,
  seenCents: Cents,
): Promise<Outcome<Cents, StatementProblem>> {
  const { sums } = await statementOf(actor, key);
  return answeringStatement(actor, key, async (tx, month, now) => {
    const waiting = await tx
      .selectFrom("disputes")
      .select("id")
      .where("periodId", "=", month.id)
      .where("structureId", "=", key.structureId)
      .where("state", "=", "filed")
      .executeTakeFirst();
    if (waiting) refuse("is_disputed");
    if (sums.netCents !== seenCents) refuse("amount_changed");
    await tx
      .updateTable("statements")
      .set({ agreedAt: now, agreedBy: actor.personId, agreedCents: seenCents })
      .where("periodId", "=", month.id)
      .where("structureId", "=", key.structureId)
      .execute();
    return seenCents;
  });
}
