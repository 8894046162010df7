import type { Logger } from "pino";
import postgres from "postgres";

const SWEEP_MS = 60_000;
/** First half of the advisory locks by which workers show that they live. */
const PRESENCE = 4_727_754;

/**
 * A job stays locked by the worker that runs it, and graphile-worker waits four hours before taking it from one that
 * died. Here each worker holds an advisory lock, which the database lets go when its process dies; at start and every
 * minute, the jobs of those that hold none are freed.
 */
export function keepPresence({ ownerUrl, log }: { ownerUrl: string; log: Logger }): {
  announce(id: string): void;
  end(): Promise<void>;
} {
  const sql = postgres(ownerUrl, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
  let mine = "";
  const pass = async (): Promise<void> => {
    // Again each time: the lock is lost with the connection, the lock of a same session only counts up.
    await sql`select pg_advisory_lock_shared(${PRESENCE}, hashtext(${mine}))`;
    const dead = await sql<{ id: string }[]>`
      with holders as materialized (
        select locked_by as id from graphile_worker.jobs
        where locked_by is not null and locked_by <> ${mine}
        group by locked_by
        -- A worker may take its first job a moment before it has announced itself.
        having max(locked_at) < now() - interval '10 seconds'
      )
      select id from holders where pg_try_advisory_xact_lock(${PRESENCE}, hashtext(id))`;
    if (dead.length === 0) return;
    const ids = dead.map(({ id }) => id);
    log.warn({ workers: ids }, "freeing the jobs of dead workers");
    await sql`select graphile_worker.force_unlock_workers(${ids})`;
  };
  const attempt = (): void => void pass().catch((error: unknown) => log.warn({ err: error }, "no sweep this time"));
  const timer = setInterval(attempt, SWEEP_MS);
  return {
    announce: (id) => {
      mine = id;
      attempt();
    },
    end: async () => {
      clearInterval(timer);
      await sql.end({ timeout: 2 });
    },
  };
}
