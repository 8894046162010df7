import type { Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { localDateOf, type LocalDate } from "../../kernel/time";
import { holds, lockCharge, refusing } from "./change-charge";
import { approveWithin } from "./decide-charges";
import { refuse, type ChargeProblem } from "./problems";
import { insertProofs, type ProofIn } from "./proofs";
import { monthOfService, wrongDays, type Nature } from "./rules";

/** A charge as somebody says it. */
export interface ChargeIn {
  /** Made by whoever sends it, where it may come twice: it is then one. */
  readonly id?: string | undefined;
  readonly poolId: string;
  readonly supplier: string;
  readonly reference?: string;
  readonly label: string;
  /** Negative for a credit of the supplier; never 0. */
  readonly amountCents: Cents;
  /** Null: the pool's. */
  readonly account?: string | null;
  readonly nature?: Nature;
  readonly documentOn: LocalDate;
  /** Null: the whole month of the document. */
  readonly servedFrom?: LocalDate | null;
  readonly servedUntil?: LocalDate | null;
  /** The structure that advanced the money; null: the pôle pays. */
  readonly paidBy?: string | null;
  readonly withoutProof?: string;
  readonly proofs?: readonly ProofIn[];
  /** Kept for later: not to be approved yet. */
  readonly draft?: boolean;
  /** Approved with it, by who keeps the books: both or neither. One that came already stays as it is. */
  readonly approved?: boolean;
}

/** How a charge is declared: by who keeps the books, or by a structure of what it has paid for the pôle. */
export type DeclaredAs = "pole" | "advance";

/**
 * Enters a charge, which then waits for approval, or a draft. As an "advance", it is of one's own structure alone. Sent
 * twice with the same id, it is one. @throws Forbidden, NotFound (a pool of another pôle)
 */
export async function enterCharge(
  actor: Actor,
  input: ChargeIn,
  as: DeclaredAs = "pole",
): Promise<Outcome<string, ChargeProblem>> {
  const structureId = declaringStructure(actor, as);
  const { id = newId(), draft = false, proofs = [] } = input;
  return refusing(actor, async (tx, now) => {
    const values = await checkedValues(tx, actor, input, as, now);
    const row = await tx
      .insertInto("charges")
      .values({
        ...values,
        ...{ id, poleId: actor.poleId, personId: actor.personId, structureId },
        state: draft ? "draft" : "submitted",
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!row) {
      await expectOwn(tx, actor, id);
      return id;
    }
    await insertProofs(tx, actor, id, proofs);
    if (as === "advance" && !draft) await expectProof(tx, id, values.withoutProof);
    if (as === "pole" && input.approved) await approveWithin(tx, actor, [id]);
    return id;
  });
}

/**
 * Writes anew a charge that is not approved yet: a draft, one that waits, one that was refused. @throws Forbidden, NotFound
 */
export async function editCharge(
  actor: Actor,
  id: string,
  input: ChargeIn & { readonly version?: number | undefined },
): Promise<Outcome<string, ChargeProblem>> {
  return refusing(actor, async (tx, now) => {
    const charge = await lockCharge(tx, actor, id, input.version);
    const as: DeclaredAs = charge.structureId === null ? "pole" : "advance";
    // Who keeps the books sets an advance right, and leaves it to whom it is.
    const values = await checkedValues(tx, { ...actor, structureId: charge.structureId }, input, as, now);
    await tx
      .updateTable("charges")
      .set({
        ...values,
        state: input.draft ? "draft" : "submitted",
        refusedBecause: "",
        version: charge.version + 1,
      })
      .where("id", "=", id)
      .execute();
    await insertProofs(tx, actor, id, input.proofs ?? []);
    if (as === "advance" && !input.draft) await expectProof(tx, id, values.withoutProof);
    return id;
  });
}

/** Takes away a charge that was never approved; an advance, by its own structure alone. @throws Forbidden, NotFound */
export async function removeCharge(actor: Actor, id: string): Promise<Outcome<null, ChargeProblem>> {
  return refusing(actor, async (tx) => {
    const charge = await lockCharge(tx, actor, id);
    if (charge.structureId !== null && charge.structureId !== actor.structureId) throw new Forbidden("costs.advance");
    await tx.deleteFrom("chargeProofs").where("chargeId", "=", id).execute();
    await tx.deleteFrom("charges").where("id", "=", id).execute();
    return null;
  });
}

/** Whose a new charge is: the pôle's own, or the structure's that declares it. @throws Forbidden */
function declaringStructure(actor: Actor, as: DeclaredAs): string | null {
  allow(actor, as === "pole" ? "costs.manage" : "costs.advance");
  if (as === "pole") return null;
  if (actor.structureId === null) throw new Forbidden("costs.advance");
  return actor.structureId;
}

/** An id that came already is this person's own charge, or none that they hear of. @throws NotFound */
async function expectOwn(tx: Tx, actor: Actor, id: string): Promise<void> {
  const seen = await tx
    .selectFrom("charges")
    .select(["structureId", "paidBy"])
    .where("id", "=", id)
    .where("poleId", "=", actor.poleId)
    .executeTakeFirst();
  if (!seen || !holds(actor, seen)) throw new NotFound("charge");
}

/** Who asks for money back shows what it was spent on, or says why it cannot. @throws Refusal */
async function expectProof(tx: Tx, chargeId: string, withoutProof: string): Promise<void> {
  if (withoutProof !== "") return;
  const proof = await tx.selectFrom("chargeProofs").select("id").where("chargeId", "=", chargeId).executeTakeFirst();
  if (!proof) refuse("proof_missing", "proofs");
}

/** What is written of a charge, once it can be. @throws Refusal, NotFound */
async function checkedValues(tx: Tx, actor: Actor, input: ChargeIn, as: DeclaredAs, now: Date) {
  const pool = await findPool(tx, actor, input.poolId);
  const month = monthOfService(input.documentOn);
  const servedFrom = input.servedFrom ?? (input.servedUntil ? firstDay(input.servedUntil, month.from) : month.from);
  const servedUntil = input.servedUntil ?? (input.servedFrom ? monthOfService(input.servedFrom).until : month.until);
  const days = { documentOn: input.documentOn, servedFrom, servedUntil };
  const wrong = wrongDays(days, localDateOf(now, actor.timeZone));
  if (wrong) refuse(wrong.code, wrong.field);
  const advance = as === "advance";
  if (advance && input.amountCents < 0) refuse("advance_negative", "amount");
  const paidBy = advance ? actor.structureId : (input.paidBy ?? null);
  if (!advance && paidBy !== null) await expectMember(tx, actor, paidBy);
  return {
    poolId: pool.id,
    supplier: input.supplier,
    reference: input.reference ?? "",
    label: input.label,
    amountCents: input.amountCents,
    account: input.account ?? pool.expenseAccount,
    nature: natureIn(pool.legalMode, input.nature ?? "ordinary", advance),
    ...days,
    paidBy,
    withoutProof: input.withoutProof ?? "",
  };
}

/** A month of its own where only the last day is told. */
function firstDay(until: LocalDate, from: LocalDate): LocalDate {
  return until < from ? monthOfService(until).from : from;
}

/** A loan of staff shares wages, contributions and reimbursed expenses alone; what is advanced for it is an expense. */
function natureIn(legalMode: string, asked: Nature, advance: boolean): Nature {
  if (legalMode !== "staff_loan") return "ordinary";
  if (advance) return "expenses";
  if (asked === "ordinary") refuse("staff_nature", "nature");
  return asked;
}

/** A pool that takes charges. @throws NotFound, Refusal when it is archived */
export async function findPool(tx: Tx, actor: Actor, id: string) {
  if (!isId(id)) throw new NotFound("pool");
  const pool = await tx
    .selectFrom("costPools")
    .select(["id", "name", "legalMode", "actsAs", "expenseAccount", "archivedAt"])
    .where("id", "=", id)
    .where("poleId", "=", actor.poleId)
    .executeTakeFirst();
  if (!pool) throw new NotFound("pool");
  if (pool.archivedAt) refuse("pool_archived", "pool");
  return pool;
}

/** @throws Refusal unless the structure is of the pôle */
export async function expectMember(tx: Tx, actor: Actor, structureId: string): Promise<void> {
  const found = isId(structureId)
    ? await tx
        .selectFrom("memberships")
        .select("structureId")
        .where("poleId", "=", actor.poleId)
        .where("structureId", "=", structureId)
        .executeTakeFirst()
    : undefined;
  if (!found) refuse("payer_unknown", "paidBy");
}
