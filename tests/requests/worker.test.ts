import type { TaskList } from "graphile-worker";
import { pino } from "pino";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BackgroundWorker, startWorker } from "../../server/worker";
import { freshDatabase, type FreshDatabase } from "../support/database";

let database: FreshDatabase;
let owner: postgres.Sql;
let worker: BackgroundWorker | undefined;
let done: string[];

const tasks: TaskList = {
  greet: (payload) => {
    done.push((payload as { name: string }).name);
  },
  dawdle: async (payload) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    done.push((payload as { name: string }).name);
  },
};

beforeEach(async () => {
  done = [];
  database = await freshDatabase();
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} });
});

afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await owner.end();
  await database.drop();
});

function start(): void {
  worker = startWorker({ ownerUrl: database.ownerUrl, tasks, crontab: "", log: pino({ level: "silent" }) });
}

async function add(task: string, name: string): Promise<void> {
  await owner`select graphile_worker.add_job(${task}::text, ${owner.json({ name })}::json)`;
}

/** As if the worker `holder` had taken every job a minute ago. */
async function lockBy(holder: string): Promise<void> {
  await owner`
    update graphile_worker._private_jobs
    set locked_by = ${holder}, locked_at = now() - interval '1 minute', attempts = 1`;
}

async function until(isSo: () => boolean): Promise<void> {
  await expect.poll(isSo, { timeout: 10_000 }).toBe(true);
}

test("a job put in the queue is done", async () => {
  start();
  await add("greet", "Nadia");
  await until(() => done.includes("Nadia"));
});

test("the job of a worker that died is taken up at once, not four hours later", async () => {
  await add("greet", "Nadia");
  await lockBy("pool-dead");
  start();
  await until(() => done.includes("Nadia"));
});

test("the job of a worker that lives is left to it", async () => {
  await add("greet", "Nadia");
  await lockBy("pool-alive");
  const alive = postgres(database.ownerUrl, { max: 1 });
  await alive`select pg_advisory_lock_shared(4727754, hashtext('pool-alive'))`;
  start();
  await add("greet", "Paul");
  await until(() => done.includes("Paul"));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(done).toEqual(["Paul"]);
  await alive.end();
});

test("a worker that is asked to stop finishes the job in hand", async () => {
  start();
  await add("dawdle", "Nadia");
  await expect
    .poll(async () => (await owner`select from graphile_worker.jobs where locked_by is not null`).length, {
      timeout: 10_000,
    })
    .toBe(1);
  await worker?.stop();
  worker = undefined;
  expect(done).toEqual(["Nadia"]);
  expect(await owner`select from graphile_worker.jobs`).toEqual([]);
});
