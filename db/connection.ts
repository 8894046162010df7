import { CamelCasePlugin, Kysely } from "kysely";
import { PostgresJSDialect } from "kysely-postgres-js";
import postgres from "postgres";
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
  },
  connection: {
    application_name: "grappe",
    statement_timeout: 15_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 20_000,
  },
  connect_timeout: 10,
  onnotice: () => {},
};

/** Opens the pool of the application's restricted role. Once per process; `appUrl` comes from migrate(). */
export function openDatabase(appUrl: string, { connections = 20 } = {}): void {
  if (held.grappeDatabase) throw new Error("The database is already open.");
  const pool = postgres(appUrl, { ...connectionOptions, max: connections, idle_timeout: 60 });
  const db = new Kysely<DB>({
    dialect: new PostgresJSDialect({ postgres: preparing(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  held.grappeDatabase = { pool, db };
}

/**
 * Kysely's dialect sends its queries unprepared: each time in two round trips, parsed and planned anew, which doubles
 * what a booking costs. Here they are prepared once a connection. Lists travel as arrays (`= any(…)`) where they may be
 * of any length: each text is kept.
 */
function preparing(pool: postgres.Sql): postgres.Sql {
  const reserve = pool.reserve.bind(pool);
  pool.reserve = async () => {
    const connection = await reserve();
    const { unsafe } = connection;
    connection.unsafe = ((query, parameters) => unsafe(query, parameters, { prepare: true })) as typeof unsafe;
    return connection;
  };
  return pool;
}

/** Ends the pool, waiting at most five seconds for what is running. */
export async function closeDatabase(): Promise<void> {
  const open = held.grappeDatabase;
  held.grappeDatabase = undefined;
  await open?.pool.end({ timeout: 5 });
}

/** The open database. Rows of pôles show only inside inTransaction() (see db/transaction.ts). */
export function database(): Kysely<DB> {
  if (!held.grappeDatabase) throw new Error("The database is not open.");
  return held.grappeDatabase.db;
}

/** The postgres.js pool under database(), for what speaks SQL itself (health, rate limits). */
export function pool(): postgres.Sql {
  if (!held.grappeDatabase) throw new Error("The database is not open.");
  return held.grappeDatabase.pool;
}
