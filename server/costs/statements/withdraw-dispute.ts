import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Outcome } from "../../kernel/outcome";
import { answeringStatement, refuse, type StatementProblem } from "./answer-statement";
import type { StatementKey } from "./month";

/** Takes back a dispute that is not decided: its amount is due again. @throws NotFound, Forbidden */
export async function withdrawDispute(
  actor: Actor,
  key: StatementKey,
  disputeId: string,
): Promise<Outcome<string, StatementProblem>> {
  return answeringStatement(actor, key, async (tx, month) => {
    const dispute = isId(disputeId)
      ? await tx
          .selectFrom("disputes")
          .select("state")
          .where("id", "=", disputeId)
          .where("periodId", "=", month.id)
          .where("structureId", "=", key.structureId)
          .forUpdate()
          .executeTakeFirst()
      : undefined;
    if (!dispute) throw new NotFound("dispute");
    if (dispute.state === "withdrawn") return disputeId;
    if (dispute.state !== "filed") refuse("already_decided");
    await tx.updateTable("disputes").set({ state: "withdrawn" }).where("id", "=", disputeId).execute();
    return disputeId;
  });
}
