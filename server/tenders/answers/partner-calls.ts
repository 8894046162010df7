import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden } from "../../kernel/errors";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { readNeed } from "../need-of";
import { stageOf } from "../rules";
import { answering, Refusal } from "./change";
import type { AnswerProblem } from "./problems";

/**
 * Says to all who see the need that the structure acted for looks for a partner; empty words take it back. No price goes
 * with it. @throws NotFound @throws Forbidden
 */
export async function callForPartner(
  actor: Actor,
  needId: string,
  words: string,
): Promise<Outcome<null, AnswerProblem>> {
  return answering(() =>
    inTransaction(actor, async (tx, now) => {
      const need = await readNeed(tx, actor, needId);
      allow(actor, "answers.write");
      const { structureId, poleId } = actor;
      if (!structureId) throw new Forbidden("answers.write");
      if (actor.guest === "public") throw new Refusal({ code: "person_answers" });
      if (need.ours) throw new Refusal({ code: "buyer_answers" });
      if (!need.groupsAllowed) throw new Refusal({ code: "groups_not_allowed" });
      if (stageOf(need, now) !== "published") throw new Refusal({ code: "need_is_closed" });
      const said = words.trim();
      if (said)
        await tx
          .insertInto("partnerCalls")
          .values({ needId: need.id, poleId, structureId, words: said })
          .onConflict((conflict) => conflict.columns(["needId", "structureId"]).doUpdateSet({ words: said, at: now }))
          .execute();
      else
        await sql`delete from partner_calls where need_id = ${need.id} and structure_id = ${structureId}`.execute(tx);
      return null;
    }),
  );
}
