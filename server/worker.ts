import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger as WorkerLogger, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Logger } from "pino";
import postgres from "postgres";

interface Work {
  /** The queue belongs to the owner of the tables; tasks reach everything else through the restricted role. */
  ownerUrl: string;
  tasks: TaskList;
  /** graphile-worker's crontab text; empty for none. */
  crontab: string;
  log: Logger;
}

/** The background worker, as the rest of the process sees it. */
export interface BackgroundWorker {
  /** Lets the jobs in hand finish (five seconds; at once with `quick`), then ends its connections. */
  stop(options?: { quick?: boolean }): Promise<void>;
}

const CONCURRENCY = 4;
const RESTART_MS = 5000;
const SWEEP_MS = 60_000;
/** First half of the advisory locks by which workers show that they live. */
const PRESENCE = 4_727_754;

/** Runs jobs until stopped; starts again by itself when the database goes away for a while. */
export function startWorker(work: Work): BackgroundWorker {
  const { log } = work;
  const stopping = new AbortController();
  const presence = keepPresence(work);
  let runner: Runner | undefined;
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        runner = await startRunner(work, presence.announce);
        // Asked to stop while it was starting.
        if (stopping.signal.aborted) await runner.stop();
        await runner.promise;
      } catch (error) {
        log.error({ err: error }, "the background worker stopped");
      }
      await sleep(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    stop: async ({ quick = false } = {}) => {
      stopping.abort();
      // Rejects when it has just stopped by itself.
      await (quick ? runner?.kill() : runner?.stop())?.catch(() => {});
      await ended;
      await presence.end();
    },
  };
}

function startRunner({ ownerUrl, tasks, crontab, log }: Work, announce: (id: string) => void): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => announce(workerPool.id));
  return run({
    connectionString: ownerUrl,
    taskList: tasks,
    ...(crontab ? { crontab } : { parsedCronItems: [] }),
    concurrency: CONCURRENCY,
    maxPoolSize: CONCURRENCY + 2,
    noHandleSignals: true,
    events,
    logger: new WorkerLogger((scope) => (level, message) => {
      log[level === "warning" ? "warn" : level === "info" ? "debug" : level]({ ...scope }, message);
    }),
  });
}

/**
 * A job stays locked by the worker that runs it, and graphile-worker waits four hours before taking it from one that
 * died. Here each worker holds an advisory lock, which the database lets go when its process dies; at start and every
 * minute, the jobs of those that hold none are freed.
 */
function keepPresence({ ownerUrl, log }: Work): { announce(id: string): void; end(): Promise<void> } {
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
