import type { Actor } from "../../kernel/actor";
import type { Outcome } from "../../kernel/outcome";
import type { NeedState } from "../need";
import { awardingOwn, note, refuse, type AwardProblem } from "./change";

/** Whether what was looked for was found, in the end. */
export const WHETHER_MET = ["yes", "partly", "no"] as const;
export type WhetherMet = (typeof WHETHER_MET)[number];

/** Whether the buyer may be asked in this state: once it is decided on, whatever was decided. */
export const asksWhetherMet = (state: NeedState): boolean =>
  ["awarded", "contracted", "done", "unsuccessful"].includes(state);

/** The buyer says whether the need was met; said again, the last word counts. @throws NotFound, Forbidden */
export async function sayWhetherMet(
  actor: Actor,
  needId: string,
  { met, words }: { met: WhetherMet; words: string },
): Promise<Outcome<null, AwardProblem>> {
  return awardingOwn(actor, { needId, action: "needs.write" }, async ({ tx, need, now }) => {
    if (!asksWhetherMet(need.state)) refuse("award_in_time");
    await tx
      .updateTable("needs")
      .set({ satisfied: met, satisfiedWords: words, updatedAt: now })
      .where("id", "=", need.id)
      .execute();
    await note(tx, actor, need, "whether_met");
    return null;
  });
}
