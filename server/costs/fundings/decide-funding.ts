import { sql } from "kysely";
import { inTransaction, violatedConstraint, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { cleanName } from "../../kernel/file-name";
import { isId, newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { localDateOf, type LocalDate } from "../../kernel/time";
import { MAX_PROOF, proofType } from "../charges/rules";
import { lockFunding } from "./write-funding";

/** Why a decision on a funding is not kept. */
export type DecideFundingProblem = {
  readonly code:
    | "decided_meanwhile"
    /** The same decision of the same funder is entered for this pool: it would pay twice. */
    | "notified_already"
    | "day_to_come"
    | "paid_before_notified"
    /** More came than was granted. */
    | "paid_above_ceiling"
    | "nothing_paid"
    | "reason_missing"
    /** It is paid: the last payment is taken back before those before it. */
    | "last_first"
    | "proof_too_heavy"
    | "proof_of_no_known_sort";
};

/** The decision of the funder, as it came. */
export interface Notification {
  readonly on: LocalDate;
  readonly reference: string;
  readonly proof: ProofSent | null;
}

export interface ProofSent {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** It is granted: from now on it is deducted. @throws Forbidden, NotFound */
export async function notifyFunding(
  actor: Actor,
  id: string,
  { on, reference, proof }: Notification,
): Promise<Outcome<null, DecideFundingProblem>> {
  allow(actor, "costs.manage");
  const type = proof ? proofType(proof.bytes) : null;
  if (proof && proof.bytes.byteLength > MAX_PROOF) return refused({ code: "proof_too_heavy" });
  if (proof && type === null) return refused({ code: "proof_of_no_known_sort" });
  try {
    return await inTransaction(actor, async (tx, now) => {
      const { state } = await lockFunding(tx, id);
      if (state !== "requested") return refused({ code: "decided_meanwhile" });
      if (on > localDateOf(now, actor.timeZone)) return refused({ code: "day_to_come" });
      await tx
        .updateTable("fundings")
        .set({ state: "notified", notifiedOn: on, notifiedReference: reference, version: sql<number>`version + 1` })
        .where("id", "=", id)
        .execute();
      if (proof && type) await writeProof(tx, actor, id, { ...proof, type });
      return done(null);
    });
  } catch (error) {
    if (violatedConstraint(error) === "funding_notified_once") return refused({ code: "notified_already" });
    throw error;
  }
}

/** The funder said no. @throws Forbidden, NotFound */
export async function refuseFunding(actor: Actor, id: string): Promise<Outcome<null, DecideFundingProblem>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    const { state } = await lockFunding(tx, id);
    if (state !== "requested") return refused({ code: "decided_meanwhile" });
    await tx
      .updateTable("fundings")
      .set({ state: "refused", version: sql<number>`version + 1` })
      .where("id", "=", id)
      .execute();
    return done(null);
  });
}

/** A proof of a funding, to keep. @throws Forbidden, NotFound */
export async function fundingProof(
  actor: Actor,
  fundingId: string,
  proofId: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  allow(actor, "costs.manage");
  if (!isId(fundingId) || !isId(proofId)) throw new NotFound("funding_proof");
  return inTransaction(actor, async (tx) => {
    const proof = await tx
      .selectFrom("fundingProofs")
      .select(["name", "bytes"])
      .where("id", "=", proofId)
      .where("fundingId", "=", fundingId)
      .executeTakeFirst();
    if (!proof) throw new NotFound("funding_proof");
    return proof;
  });
}

async function writeProof(tx: Tx, { poleId }: Actor, fundingId: string, proof: ProofSent & { type: string }) {
  const { name, type, bytes } = proof;
  await tx
    .insertInto("fundingProofs")
    .values({
      id: newId(),
      poleId,
      fundingId,
      name: cleanName(name),
      type,
      bytes: Buffer.from(bytes),
    })
    .execute();
}
