import { CamelCasePlugin, Kysely } from "kysely";
import postgres from "postgres";
import { arrayTypes } from "./arrays";
import { postgresDialect } from "./driver";
import type { DB } from "./types";

type Open = { pool: postgres.Sql; db: Kysely<DB> };

// On globalThis because the server's entry and the Remix bundle each load this file: there must be one pool.
const held = globalThis as typeof globalThis & { grappeDatabase?: Open };

/** Options every connection shares: our types, and a limit to every wait. */
export const connectionOptions = {
  types: {
    // int8 holds cents and counts, all far below 2^53; the check makes an exception loud instead of wrong.
    bigint: {
      to: 20,
      from: [20],
      serialize: (value: number) => String(value),
      parse: (text: string) => {
        const value = Number(text);
        if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of range: ${text}`);
        return value;
      },
    } satisfies postgres.PostgresType<number>,
    // A day is a day, not an instant: keep "2026-11-26".
    date: {
      to: 1082,
      from: [1082],
      serialize: (value: string) => value,
      parse: (text: string) => text,
    } satisfies postgres.PostgresType<string>,
    ...arrayTypes,
  },
  fetch_types: false,
  connection: {
    application_name: "grappe",
    statement_timeout: 15_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 20_000,
  },
  connect_timeout: 10,
  onnotice: () => {},
};

/** Connections beside those of database(). */
const OF_THE_POOL = 4;

/** Opens the pool of the application's restricted role. Once per process; `appUrl` comes from migrate(). */
export function openDatabase(appUrl: string, { connections = 20 } = {}): void {
  if (held.grappeDatabase) throw new Error("The database is already open.");
  const db = new Kysely<DB>({
    dialect: postgresDialect(appUrl, connectionOptions, connections),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  const pool = postgres(appUrl, { ...connectionOptions, max: OF_THE_POOL, idle_timeout: 60 });
  held.grappeDatabase = { pool, db };
}

/** Ends the pool, waiting at most five seconds for what is running. */
export async function closeDatabase(): Promise<void> {
  const open = held.grappeDatabase;
  held.grappeDatabase = undefined;
  await Promise.all([open?.db.destroy(), open?.pool.end({ timeout: 5 })]);
}

/** The open database. Rows of pôles show only inside inTransaction() (see db/transaction.ts). */
export function database(): Kysely<DB> {
  if (!held.grappeDatabase) throw new Error("The database is not open.");
  return held.grappeDatabase.db;
}

/** A few more connections of the same role, for what speaks SQL itself (health, rate limits): one statement at a time. */
export function pool(): postgres.Sql {
  if (!held.grappeDatabase) throw new Error("The database is not open.");
  return held.grappeDatabase.pool;
}
