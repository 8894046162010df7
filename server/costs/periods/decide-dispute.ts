import { sql } from "kysely";
import { enqueue, inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { allocationsOf } from "../draft";
import { borneShare } from "../draft-rules";
import type { DraftPeriod } from "../draft-types";
import type { DecisionRefusal } from "./problems";

/** What is decided of a dispute, with words for who filed it. */
export interface Decision {
  /** Cents given back: all that is disputed, a part, or 0. */
  readonly grantedCents: Cents;
  readonly words: string;
}

/**
 * Decides a dispute: what is granted is given back, and shared again among the others, by the closing of the first month
 * that is not locked; what is not is due. Never more is granted than the share comes to, less what was granted on it
 * before. Not while its month is locked: what was read is then closed as it is. Its structure gets a mail. Decided twice
 * alike, it is decided once.
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
    // Its month first, then those that may bring the correction, which whoever locks one holds: it is in what a month is
    // locked with, or in the next one's, and never between what was computed and what was written.
    const { rows: months } = await sql<DraftPeriod>`
      select p.id, p.pole_id, p.starts_on, p.ends_on, p.state from periods p
       where p.pole_id = ${actor.poleId} and p.starts_on >= (select o.starts_on from disputes d
               join periods o on o.id = d.period_id where d.id = ${id})
         and (p.state <> 'closed' or p.id = (select period_id from disputes where id = ${id}))
       order by p.starts_on for share of p`.execute(tx);
    const dispute = await tx
      .selectFrom("disputes")
      .select(["cents", "state", "grantedCents", "poolId", "structureId", "periodId"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    const month = months.find((one) => one.id === dispute?.periodId);
    if (!dispute || !month) throw new NotFound("dispute");
    const { cents } = dispute;
    const whole = Number.isSafeInteger(grantedCents) && grantedCents >= 0 && grantedCents <= cents;
    if (!whole) return refused({ code: "granted_out_of_range" });
    const state = grantedCents === 0 ? "rejected" : grantedCents === cents ? "upheld" : "adjusted";
    if (dispute.state !== "filed") {
      return dispute.state === state && (dispute.grantedCents ?? 0) === grantedCents
        ? done(undefined)
        : refused({ code: "already_decided" });
    }
    if (month.state === "locked") return refused({ code: "month_locked" });
    if (grantedCents > 0 && grantedCents > (await leftToGrant(tx, month, dispute))) {
      return refused({ code: "granted_above_share" });
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

/** What of a share may be given back still: what it comes to, now or as it was closed, less what was granted on it before. */
async function leftToGrant(
  tx: Tx,
  month: DraftPeriod,
  { poolId, structureId }: { poolId: string; structureId: string },
): Promise<Cents> {
  const before = await tx
    .selectFrom("disputes")
    .select((of) => sql<Cents>`coalesce(${of.fn.sum("grantedCents")}, 0)::bigint`.as("cents"))
    .where("periodId", "=", month.id)
    .where("poolId", "=", poolId)
    .where("structureId", "=", structureId)
    .where("state", "in", ["upheld", "adjusted"])
    .executeTakeFirstOrThrow();
  const share = borneShare(await allocationsOf(tx, month), month.id, poolId, structureId);
  return Math.max(0, share - before.cents);
}
