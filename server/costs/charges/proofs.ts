import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { cleanName } from "../../kernel/file-name";
import { isId, newId } from "../../kernel/ids";
import type { Outcome } from "../../kernel/outcome";
import { allow, can } from "../../kernel/permissions";
import { holds, lockCharge, refusing } from "./change-charge";
import { refuse, type ChargeProblem } from "./problems";
import { MAX_PROOF, MAX_PROOFS, proofType } from "./rules";

/** A file as it comes: nothing that it says of itself is believed. */
export interface ProofIn {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Keeps what proves a charge, as it is: photographs and PDFs, by what is in them; given back to be saved, never shown.
 * The same file twice is one. @throws Refusal
 */
export async function insertProofs(tx: Tx, actor: Actor, chargeId: string, proofs: readonly ProofIn[]): Promise<void> {
  if (proofs.length === 0) return;
  const kept = await tx.selectFrom("chargeProofs").select("sha256").where("chargeId", "=", chargeId).execute();
  if (kept.length + proofs.length > MAX_PROOFS) refuse("too_many_proofs", "proofs");
  for (const { name, bytes } of proofs) {
    if (bytes.byteLength === 0) refuse("proof_empty", "proofs");
    if (bytes.byteLength > MAX_PROOF) refuse("proof_too_large", "proofs");
    const type = proofType(bytes);
    if (type === null) refuse("proof_type", "proofs");
    const sha256 = await digest(bytes);
    if (kept.some((one) => one.sha256 === sha256)) continue;
    await tx
      .insertInto("chargeProofs")
      .values({
        ...{ id: newId(), poleId: actor.poleId, chargeId, personId: actor.personId },
        ...{ name: cleanName(name), type, bytes: Buffer.from(bytes) },
      })
      .execute();
  }
}

/** Adds proofs to a charge that waits; who keeps the books adds them to one that is approved too. @throws NotFound */
export async function addProofs(
  actor: Actor,
  chargeId: string,
  proofs: readonly ProofIn[],
): Promise<Outcome<null, ChargeProblem>> {
  return refusing(actor, async (tx) => {
    await lockProven(tx, actor, chargeId);
    await insertProofs(tx, actor, chargeId, proofs);
    await countChange(tx, chargeId);
    return null;
  });
}

/** Takes off a proof of a charge that is not approved. @throws NotFound */
export async function removeProof(
  actor: Actor,
  chargeId: string,
  proofId: string,
): Promise<Outcome<null, ChargeProblem>> {
  return refusing(actor, async (tx) => {
    await lockCharge(tx, actor, chargeId);
    if (!isId(proofId)) throw new NotFound("proof");
    await tx.deleteFrom("chargeProofs").where("id", "=", proofId).where("chargeId", "=", chargeId).execute();
    await countChange(tx, chargeId);
    return null;
  });
}

/** Says why there is no proof: it is then not asked for any more. @throws NotFound */
export async function sayWithoutProof(
  actor: Actor,
  chargeId: string,
  why: string,
): Promise<Outcome<null, ChargeProblem>> {
  return refusing(actor, async (tx) => {
    await lockProven(tx, actor, chargeId);
    await tx.updateTable("charges").set({ withoutProof: why }).where("id", "=", chargeId).execute();
    await countChange(tx, chargeId);
    return null;
  });
}

/**
 * A proof with its bytes, for who keeps the books, for the structure that declared it, and for members once it is
 * approved, unless it is somebody's pay or another's advance. @throws NotFound
 */
export async function proofFile(
  actor: Actor,
  chargeId: string,
  proofId: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  if (!isId(chargeId) || !isId(proofId)) throw new NotFound("proof");
  const found = await inTransaction(actor, (tx) =>
    tx
      .selectFrom("chargeProofs")
      .innerJoin("charges", "charges.id", "chargeProofs.chargeId")
      .select(["chargeProofs.name", "chargeProofs.bytes", "charges.structureId", "charges.paidBy", "charges.state"])
      .where("chargeProofs.id", "=", proofId)
      .where("chargeProofs.chargeId", "=", chargeId)
      .executeTakeFirst(),
  );
  // What else a member may not read, row-level security has not given.
  const seen = found && (holds(actor, found) || (found.state === "approved" && can(actor, "costs.view")));
  if (!found || !seen) throw new NotFound("proof");
  return { name: found.name, bytes: new Uint8Array(found.bytes) };
}

/** A charge whose proof may still come. @throws NotFound, Forbidden, Refusal */
async function lockProven(tx: Tx, actor: Actor, chargeId: string): Promise<void> {
  if (!can(actor, "costs.manage")) {
    await lockCharge(tx, actor, chargeId);
    return;
  }
  allow(actor, "costs.manage");
  const found = isId(chargeId)
    ? await tx
        .selectFrom("charges")
        .select("id")
        .where("id", "=", chargeId)
        .where("poleId", "=", actor.poleId)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!found) throw new NotFound("charge");
}

/** Whoever read the charge before its proof changed has not seen what it is now; one that is approved stays as it is. */
async function countChange(tx: Tx, chargeId: string): Promise<void> {
  await tx
    .updateTable("charges")
    .set({ version: sql<number>`version + 1` })
    .where("id", "=", chargeId)
    .where("state", "<>", "approved")
    .execute();
}

async function digest(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes))).toString("hex");
}
