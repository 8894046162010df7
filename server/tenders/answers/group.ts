import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { readNeed } from "../need-of";
import type { AnswerForm } from "./answer";
import { answering, changeAnswer, Refusal } from "./change";
import type { AnswerProblem } from "./problems";
import type { AnswerKey } from "./write-answer";

/** A structure that may be asked into a group. */
export interface Askable {
  readonly id: string;
  readonly name: string;
}

/** The structures of the pôle that may be asked, by name: neither the buyer nor who is in already. */
export async function askableStructures(actor: Actor, { needId, answerId }: AnswerKey): Promise<readonly Askable[]> {
  allow(actor, "answers.write");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<Askable>`
      select s.id, s.name from structures s
       where not s.individual and (s.id in (select m.structure_id from memberships m where m.pole_id = ${actor.poleId})
              or s.id in (select c.structure_id from partner_calls c where c.need_id = ${needId}))
         and s.id <> (select n.structure_id from needs n where n.id = ${needId})
         and not exists (select from answer_members m where m.answer_id = ${answerId} and m.structure_id = s.id)
       order by app.fold(s.name), s.id`.execute(tx);
    return rows;
  });
}

/** Says whether one answers alone, for each one's part, or for the whole. Undoes the signatures. @throws NotFound */
export async function chooseForm(
  actor: Actor,
  key: AnswerKey,
  form: AnswerForm,
): Promise<Outcome<null, AnswerProblem>> {
  return changeAnswer(actor, { ...key, lead: true }, async ({ tx, need, answer }) => {
    if (form !== "alone" && !need.groupsAllowed) throw new Refusal({ code: "groups_not_allowed" });
    if (form === "alone" && answer.members.some(({ lead, state }) => !lead && state !== "refused"))
      throw new Refusal({ code: "alone_with_others" });
    await tx.updateTable("answers").set({ form }).where("id", "=", answer.id).execute();
    return null;
  });
}

/** Asks a structure into the group, which begins with it. @throws NotFound for one that may not be asked */
export async function inviteMember(
  actor: Actor,
  key: AnswerKey,
  { structureId, task, message }: { structureId: string; task: string; message: string },
): Promise<Outcome<null, AnswerProblem>> {
  const askable = await askableStructures(actor, key);
  return changeAnswer(actor, { ...key, lead: true }, async ({ tx, need, answer }) => {
    if (!need.groupsAllowed) throw new Refusal({ code: "groups_not_allowed" });
    if (structureId === need.buyer.id) throw new Refusal({ code: "buyer_answers" });
    const known = answer.members.find((member) => member.structureId === structureId);
    if (known && known.state !== "refused") throw new Refusal({ code: "already_in" });
    if (!known && !askable.some(({ id }) => id === structureId)) throw new NotFound("structure");
    if (known) await deleteMember(tx, answer.id, structureId);
    if (answer.form === "alone")
      await tx.updateTable("answers").set({ form: "conjoint" }).where("id", "=", answer.id).execute();
    await tx
      .insertInto("answerMembers")
      .values({ answerId: answer.id, poleId: actor.poleId, needId: need.id, structureId, task, message })
      .execute();
    return null;
  });
}

/** Takes a structure out of the group, with its shares. @throws NotFound */
export async function removeMember(
  actor: Actor,
  key: AnswerKey,
  structureId: string,
): Promise<Outcome<null, AnswerProblem>> {
  return changeAnswer(actor, { ...key, lead: true }, async ({ tx, answer }) => {
    const member = answer.members.find((each) => each.structureId === structureId);
    if (!member) throw new NotFound("member");
    if (member.lead) throw new Refusal({ code: "lead_stays" });
    await deleteMember(tx, answer.id, structureId);
    return null;
  });
}

const deleteMember = (tx: Parameters<typeof readNeed>[0], answerId: string, structureId: string) =>
  tx.deleteFrom("answerMembers").where("answerId", "=", answerId).where("structureId", "=", structureId).execute();

/** Yes or no of the structure acted for to a group that asks it. @throws NotFound where none does */
export async function answerInvitation(
  actor: Actor,
  { needId, answerId }: AnswerKey,
  accepts: boolean,
): Promise<Outcome<null, AnswerProblem>> {
  return answering(() =>
    inTransaction(actor, async (tx, now) => {
      const need = await readNeed(tx, actor, needId);
      allow(actor, "answers.write");
      const { numUpdatedRows } = await tx
        .updateTable("answerMembers")
        .set({ state: accepts ? "accepted" : "refused", answeredAt: now })
        .where("answerId", "=", isId(answerId) ? answerId : null)
        .where("needId", "=", need.id)
        .where("structureId", "=", actor.structureId)
        .where("state", "=", "invited")
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new NotFound("invitation");
      return null;
    }),
  );
}

/** The structure acted for leaves a group, with its shares, as long as nothing of it is handed in. @throws NotFound */
export async function leaveGroup(actor: Actor, key: AnswerKey): Promise<Outcome<null, AnswerProblem>> {
  return changeAnswer(actor, { ...key, lead: false }, async ({ tx, answer, now }) => {
    if (answer.structureId === actor.structureId) throw new Refusal({ code: "lead_stays" });
    if (answer.submissionId !== null) throw new Refusal({ code: "handed_in" });
    const own = { answerId: answer.id, structureId: actor.structureId };
    await tx
      .deleteFrom("answerShares")
      .where("answerId", "=", own.answerId)
      .where("structureId", "=", own.structureId)
      .execute();
    await tx
      .updateTable("answerMembers")
      .set({ state: "refused", answeredAt: now, signedAt: null, signedBy: null })
      .where("answerId", "=", own.answerId)
      .where("structureId", "=", own.structureId)
      .execute();
    return null;
  });
}
