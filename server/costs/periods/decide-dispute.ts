import { sql } from "kysely";
import { enqueue, inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { DecisionRefusal } from "./problems";

/** What is decided of a dispute, with words for who filed it. */
export interface Decision {
  /** Cents given back: all that is disputed, a part, or 0. */
  readonly grantedCents: Cents;
  readonly words: string;
}

/**
 * Decides a dispute: what is granted is given back, and shared again among the others, by the closing of the first month
 * that is not locked; what is not is due. Its structure gets a mail. Decided twice alike, it is decided once.
 * @throws NotFound, Forbidden
 */
export async function decideDispute(
  actor: Actor,
  id: string,
  { grantedCents, words }: Decision,
): Promise<Outcome<void, { code: DecisionRefusal }>> {
  allow(actor, "costs.manage");
  if (!isId(id)) throw new NotFound("dispute");
  const decision = words.trim();
  return inTransaction(actor, async (tx) => {
    // Its month first, as its closing does: whether it brings the correction, or the next one, is certain from then on.
    await sql`select from periods where id = (select period_id from disputes where id = ${id}) for share`.execute(tx);
    const dispute = await tx
      .selectFrom("disputes")
      .select(["cents", "state", "grantedCents"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!dispute) throw new NotFound("dispute");
    const { cents } = dispute;
    const whole = Number.isSafeInteger(grantedCents) && grantedCents >= 0 && grantedCents <= cents;
    if (!whole) return refused({ code: "granted_out_of_range" });
    const state = grantedCents === 0 ? "rejected" : grantedCents === cents ? "upheld" : "adjusted";
    if (dispute.state !== "filed") {
      return dispute.state === state && (dispute.grantedCents ?? 0) === grantedCents
        ? done(undefined)
        : refused({ code: "already_decided" });
    }
    if (decision === "") return refused({ code: "words_missing" });
    await tx
      .updateTable("disputes")
      .set({
        state,
        grantedCents: grantedCents || null,
        decision,
        decidedBy: actor.personId,
        decidedAt: sql`clock_timestamp()`,
      })
      .where("id", "=", id)
      .execute();
    await enqueue(tx, "decision-email", { poleId: actor.poleId, disputeId: id }, `decision/${id}`);
    return done(undefined);
  });
}
