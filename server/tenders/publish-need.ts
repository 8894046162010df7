import { sql } from "kysely";
import { inTransaction, violatedConstraint, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Forbidden, NotFound } from "../kernel/errors";
import { isId, newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { cleanName } from "../kernel/file-name";
import { amendNeed, documentsProblem, type DocumentIn } from "./amend-need";
import { amendedLots, changesOf, isOfSubstance, type Amendment } from "./change-rules";
import type { Need } from "./need";
import { readNeed } from "./need-of";
import { guardOf, missingOf, type Guard, type Missing } from "./posting-rules";

/** Why a need is not published, cancelled or changed. */
export type PostingProblem =
  | { readonly code: "incomplete"; readonly missing: readonly Missing[] }
  | { readonly code: "over_threshold" | "estimate_missing" | "weights_make_100" | "public_buyer_threshold" }
  | { readonly code: "substance_needed" | "document_too_many" | "document_too_large" }
  | { readonly code: "need_is_closed" | "addendum_never_shortens" | "not_cancellable" };

/** What is still to do before a draft can go out, and what the law says of it; thresholds in cents, net of tax. */
export interface Readiness {
  readonly missing: readonly Missing[];
  readonly guard: Guard;
  readonly thresholdCents: number | null;
}

/** Whether a need may go out. @throws NotFound */
export async function readinessOf(actor: Actor, id: string): Promise<Readiness> {
  allow(actor, "needs.write");
  return inTransaction(actor, async (tx, now) => readiness(tx, await readNeed(tx, actor, id), now));
}

async function readiness(tx: Tx, need: Need, now: Date): Promise<Readiness> {
  const { rows } = await sql<{ cents: number }>`
    select t.cents from procurement_thresholds t, poles p
     where p.id = ${need.poleId} and t.starts_on <= (${now}::timestamptz at time zone p.time_zone)::date
     order by t.starts_on desc limit 1`.execute(tx);
  const thresholdCents = rows[0]?.cents ?? null;
  return { missing: missingOf(need, now), guard: guardOf(need, thresholdCents), thresholdCents };
}

/** Puts a need out; done already, it stays as it is. @throws NotFound, Forbidden */
export async function publishNeed(actor: Actor, id: string): Promise<Outcome<string, PostingProblem>> {
  return answered(() =>
    inTransaction(actor, async (tx, now) => {
      const need = await lockOwn(tx, actor, id);
      if (need.state !== "draft") return done(id);
      const { missing, guard } = await readiness(tx, need, now);
      if (missing.length > 0) return refused({ code: "incomplete", missing });
      if (guard === "over_threshold" || guard === "estimate_missing") return refused({ code: guard });
      await tx
        .updateTable("needs")
        .set({ state: "published", publishedAt: now, updatedAt: now })
        .where("id", "=", id)
        .execute();
      await note(tx, actor, need, "published");
      return done(id);
    }),
  );
}

/** Cancels a need, for a reason that everybody reads; a draft is given up without a word. @throws NotFound, Forbidden */
export async function cancelNeed(actor: Actor, id: string, reason: string): Promise<Outcome<string, PostingProblem>> {
  return inTransaction(actor, async (tx, now) => {
    const need = await lockOwn(tx, actor, id);
    if (need.state === "cancelled") return done(id);
    if (need.state !== "draft" && need.state !== "published") return refused({ code: "not_cancellable" });
    await tx
      .updateTable("needs")
      .set({ state: "cancelled", endReason: reason, endedAt: now, updatedAt: now })
      .where("id", "=", id)
      .execute();
    await note(tx, actor, need, "cancelled");
    return done(id);
  });
}

/** A change of a need that is out. */
export interface AddendumForm {
  /** Made by the form: sent twice, it is one. */
  readonly id: string;
  readonly words: string;
  readonly changesSubstance: boolean;
  /** Null: the closing stays. */
  readonly closesAt: Date | null;
  /** The need as it leaves it, with the documents that come with it; left out, its words alone say what changes. */
  readonly amended?: Pick<Amendment, "fields" | "lots" | "withdrawn"> & { readonly documents: readonly DocumentIn[] };
}

/**
 * Adds to a need that is out, under its lock: the database gives its number, moves the closing and, where it is of
 * substance, has the answers that are in confirmed again. What changes of lots and criteria is of substance, always.
 * @throws NotFound, Forbidden
 */
export async function addAddendum(
  actor: Actor,
  needId: string,
  { id, words, changesSubstance, closesAt, amended }: AddendumForm,
): Promise<Outcome<string, PostingProblem>> {
  return answered(() =>
    inTransaction(actor, async (tx, now) => {
      const need = await lockOwn(tx, actor, needId);
      const seen = await tx.selectFrom("needAddenda").select("id").where("id", "=", id).executeTakeFirst();
      if (seen) return done(needId);
      if (need.state !== "published" || !need.closesAt || now >= need.closesAt)
        return refused({ code: "need_is_closed" });
      if (closesAt && closesAt < need.closesAt) return refused({ code: "addendum_never_shortens" });
      const documents = (amended?.documents ?? []).map((document) => ({ ...document, id: newId() }));
      const added = documents.map((document) => ({ id: document.id, name: cleanName(document.name) }));
      const amendment = amended && { ...amended, added };
      const problem = amendment && (await amendmentProblem(tx, need, amendment, documents, now));
      if (problem) return refused(problem);
      const changes = amendment ? changesOf(need, amendment) : [];
      if (isOfSubstance(changes) && !changesSubstance) return refused({ code: "substance_needed" });
      await tx
        .insertInto("needAddenda")
        .values({
          ...{ id, poleId: need.poleId, needId, number: 0, words, changesSubstance, personId: actor.personId },
          ...{ closesAtBefore: need.closesAt, closesAt: closesAt ?? need.closesAt },
          changes: sql`${JSON.stringify(changes)}::text::jsonb`,
        })
        .execute();
      if (amendment) await amendNeed(tx, need, amendment, documents);
      await note(tx, actor, need, "changed");
      return done(needId);
    }),
  );
}

/** What keeps a need from being what an addendum would make of it. */
async function amendmentProblem(
  tx: Tx,
  need: Need,
  amendment: Amendment,
  documents: readonly DocumentIn[],
  now: Date,
): Promise<PostingProblem | null> {
  const { missing, guard } = await readiness(tx, { ...need, lots: amendedLots(need, amendment.lots) }, now);
  if (missing.length > 0) return { code: "incomplete", missing };
  if (guard === "over_threshold" || guard === "estimate_missing") return { code: guard };
  const code = documentsProblem(need, amendment.withdrawn, documents);
  return code && { code };
}

async function lockOwn(tx: Tx, actor: Actor, id: string): Promise<Need> {
  if (!isId(id)) throw new NotFound("need");
  await sql`select 1 from needs where id = ${id} for update`.execute(tx);
  const need = await readNeed(tx, actor, id);
  allow(actor, "needs.publish", need.buyer.id);
  if (!need.ours) throw new Forbidden("needs.publish");
  return need;
}

async function note(tx: Tx, actor: Actor, need: Need, kind: string): Promise<void> {
  const event = { id: newId(), poleId: need.poleId, needId: need.id, personId: actor.personId, kind };
  await tx.insertInto("needEvents").values(event).execute();
}

const SAID = ["weights_make_100", "need_is_closed", "addendum_never_shortens", "public_buyer_threshold"] as const;

/** The database has the last word; what it refuses by name is an answer. */
async function answered(
  work: () => Promise<Outcome<string, PostingProblem>>,
): Promise<Outcome<string, PostingProblem>> {
  try {
    return await work();
  } catch (error) {
    const code = SAID.find((name) => name === violatedConstraint(error));
    if (!code) throw error;
    return refused({ code });
  }
}
