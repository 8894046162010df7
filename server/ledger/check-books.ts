import { z } from "zod";
import { pool } from "../../db/connection";
import { asIdentity, enqueue, inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { allow } from "../kernel/permissions";

/** A check that is going on, or the last one that was asked for. */
export type CheckRun = {
  state: "running" | "failed" | "done";
  /** Entries one after the other; balances, numbers and letters; what screens add up, beside what was posted. */
  step: "entries" | "sums" | "costs";
  /** Of entries, how many of how many. */
  done: number;
  total: number;
  askedAt: Date;
};

/** As long as a million postings may take, many times over. */
const LONGEST = "10min";
/** How many entries are looked at in one question: a second or so. */
const SLICE = 20_000;

type Books = { poleId: string; personId: string | null };
type Tell = (step: CheckRun["step"], done: number, total: number) => Promise<void>;

/**
 * Computes everything again from the postings, in one snapshot, and keeps what was found. On a connection apart: that of
 * pages gives up after twenty seconds of silence. Should it be replaced half-way, nobody acts there, and it is refused.
 */
async function checkBooks({ poleId, personId }: Books, tell: Tell): Promise<void> {
  await pool().begin("isolation level repeatable read", async (tx) => {
    await tx`
      select set_config('app.pole', ${poleId}, true), set_config('app.person', ${personId ?? ""}, true),
             set_config('app.books', ${personId ? "" : "kept"}, true), set_config('statement_timeout', ${LONGEST}, true),
             set_config('idle_in_transaction_session_timeout', ${LONGEST}, true)`;
    const id = newId();
    const [books] = await tx<{ begun: string; last: number }[]>`
      select clock_timestamp()::text as begun,
             greatest(last_position, (select coalesce(max(position), 0) from entries where pole_id = ${poleId})) as last
        from ledgers where pole_id = ${poleId}`;
    if (!books) throw new Error("No books to check, or not by this person.");
    for (let first = 1; first <= books.last; first += SLICE) {
      await tell("entries", first - 1, books.last);
      await tx`select app.check_part(${id}::uuid, 'entries', ${first}::bigint, ${first + SLICE - 1}::bigint)`;
    }
    for (const part of ["sums", "costs"] as const) {
      await tell(part, books.last, books.last);
      await tx`select app.check_part(${id}::uuid, ${part})`;
    }
    await tx`select app.keep_check(${id}::uuid, ${books.begun}::timestamptz)`;
  });
}

/** Has the books checked in the background; the page tells how far that is. Asked for twice, it is done once. @throws Forbidden */
export async function askCheck(actor: Actor): Promise<void> {
  allow(actor, "costs.manage");
  await inTransaction(actor, (tx, now) => putInQueue(tx, actor, now));
}

async function putInQueue(tx: Tx, { poleId, personId }: Books, now: Date): Promise<void> {
  const running = { state: "running", step: "entries", done: 0, total: 0, endedAt: null };
  const asked = { ...running, personId, askedAt: now };
  await tx
    .insertInto("ledgerCheckRuns")
    .values({ poleId, ...asked })
    .onConflict((conflict) =>
      conflict.column("poleId").doUpdateSet(asked).where("ledgerCheckRuns.state", "<>", "running"),
    )
    .execute();
  await enqueue(tx, "check-ledger", { poleId }, `check-ledger/${poleId}`);
}

/** The check that is going on, or the last one asked for; null before the first one. */
export async function checkRun(tx: Tx, poleId: string): Promise<CheckRun | null> {
  const run = await tx
    .selectFrom("ledgerCheckRuns")
    .select(["state", "step", "done", "total", "askedAt"])
    .where("poleId", "=", poleId)
    .executeTakeFirst();
  return (run as CheckRun | undefined) ?? null;
}

const Payload = z.object({ poleId: z.uuid() });

/**
 * Checks the books of a pôle, as was asked. Begun twice (its worker was killed), they are checked again. What fails is said
 * on the page, where it may be tried again.
 */
async function checkInBackground(payload: unknown): Promise<void> {
  const { poleId } = Payload.parse(payload);
  const books = { poleId, books: true as const };
  const run = await inTransaction(books, (tx) =>
    tx.selectFrom("ledgerCheckRuns").select(["state", "personId"]).where("poleId", "=", poleId).executeTakeFirst(),
  );
  if (run?.state !== "running") return;
  // In a transaction of its own each time, so that those who look see it before the end.
  const note = (what: Partial<Omit<CheckRun, "askedAt">> & { endedAt?: Date }) =>
    inTransaction(books, (tx) =>
      tx.updateTable("ledgerCheckRuns").set(what).where("poleId", "=", poleId).where("state", "=", "running").execute(),
    );
  try {
    await checkBooks({ poleId, personId: run.personId }, async (step, done, total) => {
      await note({ step, done, total });
    });
    await note({ state: "done", endedAt: new Date() });
  } catch (error) {
    await note({ state: "failed", endedAt: new Date() });
    throw new Error(`check of the books of ${poleId}`, { cause: error });
  }
}

/** Every pôle's books: a job each, so that what fails in one keeps no other from being checked. */
async function checkLedgers(): Promise<void> {
  const poles = await asIdentity((tx) => tx.selectFrom("poles").select("id").execute());
  for (const { id: poleId } of poles) {
    await inTransaction({ poleId, books: true }, (tx, now) => putInQueue(tx, { poleId, personId: null }, now));
  }
}

/** The jobs of the background worker. */
export const tasks = { "check-ledgers": checkLedgers, "check-ledger": checkInBackground };

/** When the worker does what nobody asks for: at night. */
export const crontab = "41 2 * * * check-ledgers";
