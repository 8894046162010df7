import { sql, type Transaction } from "kysely";
import type { GuestKind } from "../server/kernel/actor";
import { database } from "./connection";
import type { DB } from "./types";

/** An open transaction in which the database knows who acts. Functions that write or lock ask for one. */
export type Tx = Transaction<DB>;

/** Whose rows a transaction sees: what row-level security reads. */
export type Scope = {
  personId?: string | null;
  poleId?: string | null;
  structureId?: string | null;
  /** A guest: then only what is shared with the network, or with anybody, is seen, and one's own bookings. */
  guest?: GuestKind | null;
  /** "identity" opens people, sessions and memberships across pôles: only for finding out who somebody is. */
  realm?: "identity";
  /** A job that keeps the pôle's books in nobody's name, or a page that reads them whole: they are closed to it otherwise. */
  books?: true;
  /** Nothing can be written in it, whatever the code does. */
  readOnly?: true;
};

/** 40001 serialization failure, 40P01 deadlock: nothing was done, all of it may be tried again. */
const RETRIED = new Set(["40001", "40P01"]);
const TRIES = 5;

/**
 * Runs `work` in one transaction as `scope` (an Actor is one). `now` is the database's clock at its start.
 *
 * The settings live only in the transaction. Should a statement ever run outside of it (db/driver.ts sees to it that a
 * connection which dies is never gone on with), they are absent, and row-level security refuses every row and write.
 */
export async function inTransaction<T>(scope: Scope, work: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database()
        .transaction()
        .execute(async (tx) => work(tx, await enter(tx, scope)));
    } catch (error) {
      if (attempt === TRIES || !RETRIED.has(databaseErrorCode(error) ?? "")) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

/** As inTransaction, for finding out who somebody is: sessions, sign-in, invitations. */
export function asIdentity<T>(work: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
  return inTransaction({ realm: "identity" }, work);
}

async function enter(tx: Tx, scope: Scope): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`
    select set_config('app.person', ${scope.personId ?? ""}, true),
           set_config('app.pole', ${scope.poleId ?? ""}, true),
           set_config('app.structure', ${scope.structureId ?? ""}, true),
           set_config('app.guest', ${guestOf(scope)}, true),
           set_config('app.realm', ${scope.realm ?? ""}, true),
           set_config('app.books', ${scope.books ? "kept" : ""}, true),
           set_config('transaction_read_only', ${scope.readOnly ? "on" : "off"}, true),
           now() as now`.execute(tx);
  const row = rows[0];
  if (!row) throw new Error("The database did not answer the start of a transaction.");
  return row.now;
}

/** Structures and private persons see the same. */
function guestOf({ guest }: Scope): "" | "network" | "public" {
  return guest ? (guest === "network" ? "network" : "public") : "";
}

/** The SQLSTATE of a database error ("23P01"…), or undefined for any other error. */
export function databaseErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** The constraint that refused a write, where the database names one. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof Error && "constraint_name" in error && typeof error.constraint_name === "string"
    ? error.constraint_name
    : undefined;
}

/** Puts a job in the background worker's queue; it runs only if this transaction commits. */
export async function enqueue(tx: Tx, task: string, payload: object, jobKey: string | null = null): Promise<void> {
  await sql`select app.enqueue(${task}, ${JSON.stringify(payload)}::text::jsonb, ${jobKey})`.execute(tx);
}
