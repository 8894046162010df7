import { sql } from "kysely";
import { z } from "zod";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { can } from "../kernel/permissions";
import { contextsOf } from "../poles";
import type { ImportKind } from "./headings";
import { knownFor } from "./known";
import type { ImportContent } from "./preview-import";
import type { ImportResult } from "./queries";
import { decideLines, type Known, type PlannedLine } from "./rules";
import { writeLines } from "./write-lines";

/** Lines written by one go of statements; progress is told between two. */
const BATCH = 250;

const Payload = z.object({ importId: z.uuid(), actor: z.looseObject({ poleId: z.uuid(), personId: z.uuid() }) });

/**
 * Carries out a confirmed import: all of its lines in one transaction, or none. What it shall do is decided anew: should
 * the pôle have changed since the preview, nothing is written and the preview is made anew. A job begun twice (its
 * worker was killed) finds either nothing done, or all.
 */
export async function runImport(payload: unknown): Promise<void> {
  const { importId, actor: given } = Payload.parse(payload);
  const actor = given as unknown as Actor;
  try {
    await carryOut(actor, importId);
  } catch (error) {
    // Nothing was written. Whoever waits is told at once; should even that fail, the job is tried again.
    await conclude(actor, importId, "failed", { problem: "failed" });
    throw new Error(`import ${importId}`, { cause: error });
  }
}

async function carryOut(actor: Actor, id: string): Promise<void> {
  const row = await inTransaction(actor, (tx) =>
    tx.selectFrom("imports").select(["kind", "state", "content"]).where("id", "=", id).executeTakeFirst(),
  );
  if (row?.state !== "running") return;
  const kind = row.kind as ImportKind;
  const content = row.content as unknown as ImportContent;
  if (!(await stillMay(actor))) return conclude(actor, id, "failed", { problem: "not_allowed" });
  // The realm of identity: a structure that is not yet of the pôle can only be made there.
  const outcome = await inTransaction({ ...actor, realm: "identity" }, async (tx, now) => {
    // One import or invitation at a time in a pôle (see invite-structure.ts): what is decided stays true.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`invite ${actor.poleId}`}, 0))`.execute(tx);
    const known = await knownFor(actor, kind, content.lines);
    const plan = decideLines(kind, content.lines, known);
    if (!sameActions(plan, content.plan)) return { plan };
    const invited = await writeAll(tx, now, actor, id, kind, { ...content, plan }, known);
    const count = (action: PlannedLine["action"]) => plan.filter((line) => line.action === action).length;
    const result: ImportResult = {
      created: count("create"),
      updated: count("update"),
      same: count("same"),
      skipped: count("skip"),
      invited,
    };
    await tx
      .updateTable("imports")
      // The file has done its work: the addresses in it are not kept twice.
      .set({ state: "done", done: plan.length, endedAt: now, content: {} as never, result: result as never })
      .where("id", "=", id)
      .execute();
    return null;
  });
  if (outcome) await previewAgain(actor, id, { ...content, plan: outcome.plan });
}

/** Rights may have ended between the confirmation and now. */
async function stillMay(actor: Actor): Promise<boolean> {
  const contexts = await contextsOf(actor.personId);
  return contexts.some(({ poleId, roles }) => poleId === actor.poleId && can({ ...actor, roles }, "pole.import"));
}

async function writeAll(
  tx: Tx,
  now: Date,
  actor: Actor,
  id: string,
  kind: ImportKind,
  { lines, plan }: ImportContent,
  known: Known,
): Promise<number> {
  let invited = 0;
  for (let from = 0; from < lines.length; from += BATCH) {
    const batch = lines.slice(from, from + BATCH).map(({ values }, index) => ({ values, plan: plan[from + index]! }));
    invited += await writeLines(tx, now, actor, kind, batch, known);
    await tellProgress(actor, id, Math.min(lines.length, from + BATCH));
  }
  return invited;
}

/** In a transaction of its own, so that those who look see it before the end. */
async function tellProgress(actor: Actor, id: string, done: number): Promise<void> {
  await inTransaction(actor, (tx) => tx.updateTable("imports").set({ done }).where("id", "=", id).execute());
}

async function previewAgain(actor: Actor, id: string, content: ImportContent): Promise<void> {
  await inTransaction(actor, (tx) =>
    tx
      .updateTable("imports")
      .set({ state: "preview", done: 0, content: content as never, result: { problem: "changed" } as never })
      .where("id", "=", id)
      .where("state", "=", "running")
      .execute(),
  );
}

async function conclude(actor: Actor, id: string, state: "failed", result: ImportResult): Promise<void> {
  await inTransaction(actor, (tx, now) =>
    tx
      .updateTable("imports")
      .set({ state, endedAt: now, result: result as never })
      .where("id", "=", id)
      .where("state", "=", "running")
      .execute(),
  );
}

function sameActions(a: readonly PlannedLine[], b: readonly PlannedLine[]): boolean {
  return a.every((line, index) => line.action === b[index]?.action && line.target === b[index].target);
}
