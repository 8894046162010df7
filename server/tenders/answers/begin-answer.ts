import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { readNeed } from "../need-of";
import { stageOf } from "../rules";
import { answering, Refusal } from "./change";
import type { AnswerProblem } from "./problems";

/**
 * Begins the answer of the structure acted for; asked twice, there is one. Answers its id.
 * @throws NotFound for a need that is not for it
 * @throws Forbidden for who acts for no structure
 */
export async function beginAnswer(actor: Actor, needId: string): Promise<Outcome<string, AnswerProblem>> {
  return answering(() =>
    inTransaction(actor, async (tx, now) => {
      const need = await readNeed(tx, actor, needId);
      allow(actor, "answers.write");
      const { structureId, personId, poleId } = actor;
      if (!structureId) throw new Forbidden("answers.write");
      if (actor.guest === "public") throw new Refusal({ code: "person_answers" });
      if (need.ours) throw new Refusal({ code: "buyer_answers" });
      if (stageOf(need, now) !== "published") throw new Refusal({ code: "need_is_closed" });
      await tx
        .insertInto("answers")
        .values({ id: newId(), poleId, needId: need.id, structureId, personId, contactName: actor.personName })
        .onConflict((conflict) => conflict.columns(["needId", "structureId"]).doNothing())
        .execute();
      // Who answers has changed its mind about putting it aside.
      await tx
        .deleteFrom("needRefusals")
        .where("needId", "=", need.id)
        .where("structureId", "=", structureId)
        .execute();
      const { id } = await tx
        .selectFrom("answers")
        .select("id")
        .where("needId", "=", need.id)
        .where("structureId", "=", structureId)
        .executeTakeFirstOrThrow();
      return id;
    }),
  );
}
