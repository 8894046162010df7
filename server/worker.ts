import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger as WorkerLogger, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Logger } from "pino";
import { keepPresence } from "../db/worker-presence";

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
    // Batched, even at once: otherwise graphile-worker 0.17 neither waits, when it stops, until the end of a job is
    // written, nor catches a failure to write it.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    events,
    logger: new WorkerLogger((scope) => (level, message) => {
      log[level === "warning" ? "warn" : level === "info" ? "debug" : level]({ ...scope }, message);
    }),
  });
}
