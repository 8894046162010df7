import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { fingerprint } from "./hashes";

/** What was answered: an HTTP status and the exact text of the body. */
export type Answer = { readonly status: number; readonly body: string };

/** Found wrong before anything was done: not kept, and the key may come again with something else. */
export type Corrigible = Answer & { readonly corrigible?: boolean };

/** `replayed`: the answer of the first request. `reused`: the key came with another request. */
export type Once = { kind: "first" | "replayed"; answer: Answer } | { kind: "reused" } | { kind: "in_progress" };

/** Longer than the server lets a request run: after that whoever held the key is dead. In seconds. */
const ABANDONED_AFTER = 45;
/** How long a second request waits for the first one's answer, and how often it looks. In milliseconds. */
const PATIENCE = 5_000;
const LOOK_EVERY = 150;
/** In the place of a fingerprint: of no request yet. */
const NOTHING = Buffer.alloc(0);

/**
 * Runs `work` for the first request that brings `key`; later ones get its answer. Faults (500 and above, exceptions)
 * are not kept: the key may be used again at once. No transaction stays open during `work`, which opens its own:
 * holding one connection while waiting for another would block the pool under load.
 */
export async function answerOnce(
  actor: Actor,
  request: { key: string; method: string; address: string; body: unknown },
  work: () => Promise<Corrigible>,
): Promise<Once> {
  const { key, ...content } = request;
  const hash = fingerprint({ ...content, structureId: actor.structureId });
  const giveUp = Date.now() + PATIENCE;
  for (;;) {
    if (await take(actor, key, hash)) break;
    const held = await read(actor, key);
    if (held && !held.requestHash.equals(hash)) return { kind: "reused" };
    if (held?.answer) return { kind: "replayed", answer: held.answer };
    if (Date.now() > giveUp) return { kind: "in_progress" };
    await pause(LOOK_EVERY);
  }
  try {
    const { corrigible = false, ...answer } = await work();
    if (corrigible) await release(actor, key, NOTHING);
    else if (answer.status >= 500) await release(actor, key);
    else await keep(actor, key, answer);
    return { kind: "first", answer };
  } catch (error) {
    await release(actor, key).catch(() => undefined);
    throw error;
  }
}

/** True when the key is new, or was left without an answer by a request that is dead. */
function take(actor: Actor, key: string, hash: Buffer): Promise<boolean> {
  return inTransaction(actor, async (tx) => {
    const taken = await tx
      .insertInto("idempotencyKeys")
      .values({ poleId: actor.poleId, personId: actor.personId, key, requestHash: hash })
      .onConflict((conflict) =>
        conflict
          .columns(["poleId", "personId", "key"])
          .doUpdateSet({ createdAt: sql<Date>`now()`, requestHash: hash })
          .where("idempotencyKeys.status", "is", null)
          .where("idempotencyKeys.requestHash", "in", [hash, NOTHING])
          .where("idempotencyKeys.createdAt", "<", sql<Date>`now() - make_interval(secs => ${ABANDONED_AFTER})`),
      )
      .returning("key")
      .executeTakeFirst();
    return taken !== undefined;
  });
}

function read(actor: Actor, key: string): Promise<{ requestHash: Buffer; answer: Answer | null } | null> {
  return inTransaction(actor, async (tx) => {
    const row = await tx
      .selectFrom("idempotencyKeys")
      // The text as it was sent: jsonb itself would reorder its keys.
      .select(["requestHash", "status", sql<string | null>`body #>> '{}'`.as("text")])
      .where("poleId", "=", actor.poleId)
      .where("personId", "=", actor.personId)
      .where("key", "=", key)
      .executeTakeFirst();
    if (!row) return null;
    const answer = row.status === null ? null : { status: row.status, body: row.text ?? "" };
    return { requestHash: row.requestHash, answer };
  });
}

async function keep(actor: Actor, key: string, answer: Answer): Promise<void> {
  await inTransaction(actor, (tx) =>
    tx
      .updateTable("idempotencyKeys")
      .set({ status: answer.status, body: sql`to_jsonb(${answer.body}::text)` })
      .where("poleId", "=", actor.poleId)
      .where("personId", "=", actor.personId)
      .where("key", "=", key)
      .where("status", "is", null)
      .execute(),
  );
}

/** Lets the next request with this key be the first again; any request, where its fingerprint becomes that of none. */
async function release(actor: Actor, key: string, requestHash?: Buffer): Promise<void> {
  await inTransaction(actor, (tx) =>
    tx
      .updateTable("idempotencyKeys")
      .set({ createdAt: sql<Date>`'epoch'::timestamptz`, ...(requestHash && { requestHash }) })
      .where("poleId", "=", actor.poleId)
      .where("personId", "=", actor.personId)
      .where("key", "=", key)
      .where("status", "is", null)
      .execute(),
  );
}
