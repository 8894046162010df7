import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askClosing } from "../../server/costs/periods/ask-closing";
import { beginReview } from "../../server/costs/periods/begin-review";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { addDays, localDateOf } from "../../server/kernel/time";
import { approvedCharge, makePool, readStatements } from "../support/costs";
import { openWorld, type World } from "../support/world";

const month = "2024-05";
/** Held while the worker is to wait: whatever number nobody else uses. */
const GATE = 20_240_501;
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const worker = () =>
  spawn(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("../support/close-worker.ts", import.meta.url)), world.ownerUrl],
    { stdio: "ignore", env: process.env },
  );
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}
/** Whether somebody waits at the gate. */
const waiting = async () => {
  const rows = await world.owner`select from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted`;
  return rows.length > 0;
};
const written = async () => {
  const [row] = await world.owner`
    select (select count(*)::int from entries where source_kind = 'closing') as entries,
           (select count(*)::int from postings p join entries e on e.id = p.entry_id where e.source_kind = 'closing') as postings,
           (select state from periods where to_char(starts_on, 'YYYY-MM') = ${month}) as state`;
  return row;
};

it("A closing whose worker is killed between two entries has written nothing; the job runs again, and closes once", async () => {
  const as = world.actors.manager;
  for (const name of ["Bâtiment", "Cantine", "Fourgon"]) {
    const { id } = await makePool(world, { name });
    await approvedCharge(world, { poolId: id, cents: 33_333, from: `${month}-01` });
  }
  const lastDay = addDays(localDateOf(new Date(), "Europe/Paris"), 3);
  expect(await beginReview(as, month, lastDay)).toMatchObject({ ok: true });
  await readStatements(world, month);
  expect(await lockPeriod(as, month)).toMatchObject({ ok: true });
  await world.owner`delete from graphile_worker._private_jobs`;
  expect(await askClosing(as, month)).toMatchObject({ ok: true });

  // From its second entry on, a closing waits for whoever holds the gate.
  await world.owner.unsafe(`
    create function app.at_the_gate() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if (select count(*) from entries where source_kind = 'closing') > 1 then
        perform pg_advisory_xact_lock(${GATE});
      end if;
      return null;
    end $$;
    create trigger at_the_gate after insert on entries for each row execute function app.at_the_gate();`);
  await world.owner.begin(async (gate) => {
    await gate`select pg_advisory_xact_lock(${GATE})`;
    const killed = worker();
    const exit = once(killed, "exit");
    await until(waiting);
    killed.kill("SIGKILL");
    expect(await exit).toEqual([null, "SIGKILL"]);
  });
  // What its transaction did is undone once the database finds nobody there.
  await until(async () => {
    const rows = await world.owner`select from pg_stat_activity
      where datname = current_database() and application_name = 'grappe' and xact_start is not null and pid <> pg_backend_pid()`;
    return rows.length === 0;
  });
  expect(await written()).toEqual({ entries: 0, postings: 0, state: "locked" });

  // As if the hours had passed after which a job of a dead worker is taken again.
  await world.owner`update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = now()`;
  await world.owner`update graphile_worker._private_job_queues set locked_at = null, locked_by = null`;
  for (const _ of [1, 2]) {
    const [code] = (await once(worker(), "exit")) as [number];
    expect(code).toBe(0);
  }
  // Three pools, each shared between two members, once.
  expect(await written()).toEqual({ entries: 3, postings: 9, state: "closed" });
  const [closing] = await world.owner`select state, problem from closings`;
  expect(closing).toEqual({ state: "done", problem: "" });
}, 90_000);
