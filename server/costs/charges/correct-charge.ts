import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { localDateOf } from "../../kernel/time";
import { refusing } from "./change-charge";
import { approveWithin, type Approved } from "./decide-charges";
import { refuse, type ChargeProblem } from "./problems";
import { correctionOf } from "./rules";

/** What is to be put right: the whole taken off, or the amount that should have been (cents). */
export interface Correction {
  /** Made by whoever sends it, where it may come twice: it is then one. */
  readonly id?: string | undefined;
  /** Null: the whole is taken off. */
  readonly rightCents: Cents | null;
  readonly reason: string;
}

/**
 * Puts an approved charge right, by a document of its own that takes off the whole or the difference, for the same days of
 * service, and that refers to it. Approved at once, in the first month that takes it, and shared as the charge was: on the
 * weights of its own month, what funders paid of it included (mirrors.ts). Nothing of the first one changes.
 * @throws Forbidden, NotFound
 */
export async function correctCharge(
  actor: Actor,
  chargeId: string,
  { id = newId(), rightCents, reason }: Correction,
): Promise<Outcome<Approved, ChargeProblem>> {
  allow(actor, "costs.manage");
  if (!isId(chargeId) || !isId(id)) throw new NotFound("charge");
  return refusing(actor, async (tx, now) => {
    const wrong = await lockApproved(tx, actor, chargeId);
    // Sent twice: what is written is the answer.
    const before = await tx.selectFrom("charges").select("corrects").where("id", "=", id).executeTakeFirst();
    // Another document, which nobody asked to approve here.
    if (before && before.corrects !== chargeId) throw new NotFound("charge");
    if (!before) {
      if (wrong.corrects) refuse("correction_of_correction");
      const amountCents = correctionOf(await remainingOf(tx, wrong), rightCents);
      if (amountCents === null) refuse("correction_nothing", "right");
      // A cost never becomes a credit: what a supplier owes is a document of its own.
      if (Math.sign(rightCents ?? 0) === -Math.sign(wrong.amountCents)) refuse("correction_beyond", "right");
      const { poleId, poolId, supplier, reference, nature, account, servedFrom, servedUntil, paidBy } = wrong;
      await tx
        .insertInto("charges")
        .values({
          ...{ id, poleId, poolId, supplier, reference, nature, account, servedFrom, servedUntil, paidBy, amountCents },
          label: reason,
          documentOn: localDateOf(now, actor.timeZone),
          corrects: chargeId,
          structureId: null,
          personId: actor.personId,
        })
        .execute();
    }
    const [approved] = await approveWithin(tx, actor, [id]);
    if (!approved) throw new NotFound("charge");
    return approved;
  });
}

/** Held, so that two corrections at once see one another. @throws NotFound, Refusal unless it is approved */
async function lockApproved(tx: Tx, actor: Actor, id: string) {
  const charge = await tx
    .selectFrom("charges")
    .selectAll()
    .where("id", "=", id)
    .where("poleId", "=", actor.poleId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!charge) throw new NotFound("charge");
  if (charge.state !== "approved") refuse("charge_settled");
  return charge;
}

/** A charge with all that was corrected of it, in cents. */
async function remainingOf(tx: Tx, charge: { id: string; amountCents: Cents }): Promise<Cents> {
  const { rows } = await sql<{ cents: Cents }>`
    select coalesce(sum(amount_cents), 0)::bigint as cents from charges where corrects = ${charge.id} and state = 'approved'`.execute(
    tx,
  );
  return charge.amountCents + (rows[0]?.cents ?? 0);
}
