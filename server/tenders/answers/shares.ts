import { createHash } from "node:crypto";
import type { Actor } from "../../kernel/actor";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { Answer, AnswerShare } from "./answer";
import { changeAnswer, Refusal } from "./change";
import type { AnswerProblem } from "./problems";
import type { AnswerKey } from "./write-answer";

/** What the lead says of each member: its task, and its share of each lot. */
export interface SharesTyped {
  readonly tasks: Readonly<Record<string, string>>;
  readonly shares: readonly AnswerShare[];
}

/**
 * Saves tasks and shares; a share of nothing is none. Whoever's task or shares change has to sign again; the lead writes
 * all of them, another member its own.
 * @throws NotFound
 */
export async function writeShares(
  actor: Actor,
  key: AnswerKey,
  { tasks, shares }: SharesTyped,
): Promise<Outcome<null, AnswerProblem>> {
  return changeAnswer(actor, { ...key, lead: false }, async ({ tx, answer }) => {
    const leads = answer.structureId === actor.structureId;
    const writable = answer.members.filter(
      ({ state, structureId }) => state === "accepted" && (leads || structureId === actor.structureId),
    );
    for (const { structureId, task } of writable) {
      const typed = tasks[structureId]?.trim();
      if (typed !== undefined && typed !== task)
        await tx
          .updateTable("answerMembers")
          .set({ task: typed })
          .where("answerId", "=", answer.id)
          .where("structureId", "=", structureId)
          .execute();
      for (const { lotId } of answer.lots) {
        const same = (share: AnswerShare) => share.structureId === structureId && share.lotId === lotId;
        const [before, share] = [answer.shares.find(same), shares.find(same)];
        // What did not change is not written: its signature stays.
        if (!share || (share.amountCents === (before?.amountCents ?? 0) && share.hours === (before?.hours ?? 0)))
          continue;
        const { amountCents, hours } = share;
        if (amountCents === 0 && hours === 0)
          await tx
            .deleteFrom("answerShares")
            .where("answerId", "=", answer.id)
            .where("structureId", "=", structureId)
            .where("lotId", "=", lotId)
            .execute();
        else
          await tx
            .insertInto("answerShares")
            .values({ answerId: answer.id, poleId: actor.poleId, structureId, lotId, amountCents, hours })
            .onConflict((conflict) =>
              conflict.columns(["answerId", "structureId", "lotId"]).doUpdateSet({ amountCents, hours }),
            )
            .execute();
      }
    }
    return null;
  });
}

/** Changes with all that a member signs: its task, its shares, and the form of the group. */
export function signingMark({ form, members, shares }: Answer, structureId: string): string {
  const task = members.find((member) => member.structureId === structureId)?.task ?? "";
  const own = shares.filter((share) => share.structureId === structureId);
  const signed = [form, task, own.map(({ lotId, amountCents, hours }) => [lotId, amountCents, hours]).sort()];
  return createHash("sha256").update(JSON.stringify(signed)).digest("hex").slice(0, 16);
}

/**
 * Signs the task and the shares of the structure acted for, as they are now.
 * @param read the mark of what was read before signing: refused where the lead has changed it since
 * @throws NotFound @throws Forbidden
 */
export async function signShare(actor: Actor, key: AnswerKey, read?: string): Promise<Outcome<null, AnswerProblem>> {
  return changeAnswer(actor, { ...key, lead: false }, async ({ tx, answer, now }) => {
    allow(actor, "answers.submit");
    const own = answer.members.find(({ structureId }) => structureId === actor.structureId);
    if (own?.state !== "accepted") throw new Refusal({ code: "not_accepted" });
    if (own.signedAt) return null;
    // What the lead's own people changed just now, they know.
    const known = answer.structureId === actor.structureId || read === signingMark(answer, own.structureId);
    if (read && !known) throw new Refusal({ code: "share_changed" });
    await tx
      .updateTable("answerMembers")
      .set({ signedAt: now, signedBy: actor.personId })
      .where("answerId", "=", answer.id)
      .where("structureId", "=", actor.structureId)
      .execute();
    return null;
  });
}
