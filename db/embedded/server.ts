import type { ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "./account";
import type { Place } from "./cluster";
import { explainFailure } from "./failures";

const START_SECONDS = 60;

/** A running PostgreSQL. */
export interface Server {
  child: ChildProcess;
  port: number;
  /** Where it writes what goes wrong. */
  journal: string;
  exited: Promise<void>;
}

/**
 * Starts PostgreSQL on a cluster and waits until it accepts connections, mending included after a sudden death.
 * @throws Obstacle when it does not start; the signal's reason when that is aborted
 */
export async function startServer(place: Place, log: (line: string) => void, signal?: AbortSignal): Promise<Server> {
  const { folder, cluster, binaries, account, unsafe } = place;
  const journal = path.join(folder, "postgres.log");
  if (existsSync(journal)) renameSync(journal, `${journal}.1`);
  const deadline = Date.now() + START_SECONDS * 1000;
  let told = false;
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? readLastPort(folder) : 0);
    const output = openSync(journal, "w", 0o600);
    const child = launch(account, binaries.postgres, ["-D", cluster, ...settings(port, unsafe)], output);
    closeSync(output);
    let gone: string | null = null;
    const exited = new Promise<void>((resolve) => {
      const leave = (reason: string) => {
        gone = reason;
        resolve();
      };
      child.on("error", (error) => leave(error.message));
      child.on("exit", () => leave(""));
    });
    const since = Date.now();
    while (gone === null) {
      const status = readStatus(cluster);
      if (status?.pid === child.pid && status?.ready) return { child, port, journal, exited };
      if (!told && Date.now() - since > 3000) {
        log("La base vérifie ses fichiers après un arrêt brutal…");
        told = true;
      }
      if (signal?.aborted) {
        await stopServer({ child, port, journal, exited }, false);
        throw signal.reason;
      }
      await sleep(20);
    }
    const words = `${gone as string}\n${readFileSync(journal, "utf8")}`;
    // The port was taken in between, or the children of a server killed suddenly are still leaving.
    const passing = /Address already in use|could not bind|shared memory block .* is still in use/s.test(words);
    if (!passing || Date.now() > deadline) throw explainFailure(words, folder);
    await sleep(100);
  }
}

/** For databases that tests throw away. */
const SHORT_LIVED = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: 0,
  max_wal_size: "4GB",
  shared_buffers: "128MB",
};

/** Everything that differs from PostgreSQL's defaults, given on the command line: no file for anyone to drift. */
function settings(port: number, unsafe: boolean): string[] {
  const buffers = Math.round(Math.min(512, Math.max(64, os.totalmem() / 2 ** 20 / 8)));
  const chosen: Record<string, string | number> = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: `${buffers}MB`,
    random_page_cost: 1.1,
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    log_checkpoints: "off",
    // Refusals (a slot already taken) are answers, not events; and their details would copy people's data.
    log_min_messages: "fatal",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...(unsafe ? SHORT_LIVED : {}),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** What the running server says of itself, in the file that it keeps for that. */
export function readStatus(cluster: string): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return null;
  }
}

function readLastPort(folder: string): number {
  const file = path.join(folder, "postgres.port");
  return existsSync(file) ? Number(readFileSync(file, "utf8")) || 0 : 0;
}

/** The wanted port when it is free, otherwise any free one. */
async function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (wanted ? resolve(freePort(0)) : reject(error)));
    probe.listen({ port: wanted, host: "127.0.0.1" }, () => {
      const address = probe.address();
      const port = address && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** "Fast" shutdown first: sessions are cut, what is committed is written. Then harder, for the next start to mend. */
export async function stopServer({ child, exited }: Server, quick: boolean): Promise<void> {
  const gone = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  const steps: [NodeJS.Signals, number][] = quick
    ? [["SIGQUIT", 3000]]
    : [
        ["SIGINT", 30_000],
        ["SIGQUIT", 5000],
      ];
  for (const [signal, patience] of [...steps, ["SIGKILL", 2000] as [NodeJS.Signals, number]]) {
    if (gone()) return;
    child.kill(signal);
    await Promise.race([exited, sleep(patience, undefined, { ref: false })]);
  }
}
