import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { allow } from "../../kernel/permissions";
import type { AnswerKey } from "./write-answer";

/**
 * Which need an answer is to, for a structure that writes it or is asked to.
 * @throws NotFound for anybody else's, Forbidden
 */
export async function answerKeyOf(actor: Actor, answerId: string): Promise<AnswerKey> {
  allow(actor, "answers.write");
  if (!isId(answerId)) throw new NotFound("answer");
  const found = await inTransaction(actor, (tx) =>
    tx
      .selectFrom("answerMembers")
      .select("needId")
      .where("answerId", "=", answerId)
      .where("structureId", "=", actor.structureId)
      .where("state", "<>", "refused")
      .executeTakeFirst(),
  );
  if (!found) throw new NotFound("answer");
  return { needId: found.needId, answerId };
}
