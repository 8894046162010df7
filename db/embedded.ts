import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Account, chooseAccount } from "./embedded-account";
import { type Binaries, findBinaries } from "./embedded-binaries";
import { explainFailure } from "./embedded-failures";
import { holderOf, takeFolder } from "./embedded-lock";
import { stopOrphan } from "./embedded-orphan";
import { folderObstacle, Obstacle } from "./obstacle";

/** The PostgreSQL that comes with the package: data in `<dataDir>/postgres`, reachable from this machine only. */
export interface Embedded {
  /** Connects as the owner of the database `grappe`. */
  ownerUrl: string;
  /** Resolves when the server is gone, asked or not. */
  exited: Promise<void>;
  /** Stops it cleanly and gives the folder back. A second call, `{ quick: true }`, does not wait for a clean stop. */
  stop(options?: { quick?: boolean }): Promise<void>;
}

interface Options {
  /** The data folder; made when missing. */
  dataDir: string;
  /** Called with a short French sentence at each step that may take more than a moment. */
  log?: (line: string) => void;
  /** For tests: twice as fast, loses everything when the machine stops. */
  unsafe?: boolean;
}

const START_SECONDS = 60;

/**
 * Starts the embedded PostgreSQL, making its files the first time. Recovers by itself from a sudden death of this
 * process, of the server, or of both.
 * @throws Obstacle when the folder, the disk, the machine or another process prevents it
 */
export async function startEmbedded({ dataDir, log = () => {}, unsafe = false }: Options): Promise<Embedded> {
  const folder = path.resolve(dataDir);
  const cluster = path.join(folder, "postgres");
  refuseUnreadable(folder);
  const giveBack = takeFolder(folder);
  try {
    refuseUnreadable(cluster);
    const binaries = findBinaries();
    const account = chooseAccount(cluster, [binaries.postgres, binaries.initdb]);
    const password = readPassword(folder);
    if (existsSync(cluster)) {
      refuseOtherVersion(cluster, binaries.major);
      await stopOrphan(cluster, log);
    } else {
      log("Création de la base de données…");
      await createCluster({ folder, cluster, binaries, account, password, unsafe });
    }
    const server = await startServer({ folder, cluster, binaries, account, unsafe, log });
    const ownerUrl = urlOf(password, server.port);
    await createDatabase(ownerUrl);
    writeFileSync(path.join(folder, "postgres.port"), `${server.port}\n`, { mode: 0o600 });
    return {
      ownerUrl,
      exited: server.exited,
      stop: async (options) => {
        await stopServer(server, options?.quick ?? false);
        giveBack();
      },
    };
  } catch (error) {
    giveBack();
    throw folderObstacle(error, folder);
  }
}

/**
 * The address of the embedded PostgreSQL that another process serves from this folder, or null when none does.
 * Waits for it when that process is still starting.
 */
export async function runningEmbedded(dataDir: string): Promise<string | null> {
  const folder = path.resolve(dataDir);
  const deadline = Date.now() + START_SECONDS * 1000;
  while (holderOf(folder)) {
    if (readStatus(path.join(folder, "postgres"))?.ready && existsSync(path.join(folder, "postgres.port"))) {
      const port = Number(readFileSync(path.join(folder, "postgres.port"), "utf8"));
      return urlOf(readPassword(folder), port);
    }
    if (Date.now() > deadline) throw new Obstacle("Grappe est en train de démarrer, mais n'y parvient pas.");
    await sleep(100);
  }
  return null;
}

/** Root may read anything; a folder that its own owner may not read is left alone all the same. */
function refuseUnreadable(folder: string): void {
  if (!existsSync(folder)) return;
  try {
    const stat = statSync(folder);
    if (stat.isDirectory() && process.platform !== "win32" && (stat.mode & 0o500) !== 0o500) {
      throw new Obstacle(`Le dossier de données ${folder} n'est pas lisible : rendez-lui ses droits (chmod u+rwx).`);
    }
    readdirSync(folder);
  } catch (error) {
    throw folderObstacle(error, folder);
  }
}

function refuseOtherVersion(cluster: string, major: number): void {
  const file = path.join(cluster, "PG_VERSION");
  const found = existsSync(file) ? readFileSync(file, "utf8").trim() : null;
  if (found === String(major)) return;
  throw new Obstacle(
    found
      ? `Les données de ${cluster} viennent de PostgreSQL ${found}, Grappe apporte la version ${major} : suivez « Changer de version » dans docs/operations.md.`
      : `Le dossier ${cluster} ne contient pas une base PostgreSQL : déplacez-le, ou choisissez un autre DATA_DIR.`,
  );
}

function readPassword(folder: string): string {
  const file = path.join(folder, "postgres.password");
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}

function urlOf(password: string, port: number, database = "grappe"): string {
  return `postgres://grappe:${password}@127.0.0.1:${port}/${database}`;
}

interface Place {
  folder: string;
  cluster: string;
  binaries: Binaries;
  account: Account;
  unsafe: boolean;
}

/** Makes the files beside their final place, so that an interrupted creation is never taken for a database. */
async function createCluster({ folder, cluster, binaries, account, password, unsafe }: Place & { password: string }) {
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  account.give(draft);
  const secret = path.join(folder, "postgres.init");
  rmSync(secret, { force: true });
  writeFileSync(secret, `${password}\n`, { mode: 0o600, flag: "wx" });
  account.give(secret);
  const options = (ctype: string): string[] => [
    `--pgdata=${draft}`,
    "--username=grappe",
    `--pwfile=${secret}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // Sorting and case by PostgreSQL's own tables: the same on every machine, whatever its system becomes. What the
    // system calls a letter still matters to pg_trgm, hence the last one.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    `--lc-ctype=${ctype}`,
    ...(unsafe ? ["--no-sync"] : []),
  ];
  try {
    let outcome = await runToEnd(account, binaries.initdb, options("C.UTF-8"));
    if (outcome.failed && /invalid locale name|locale name "C\.UTF-8"/.test(outcome.output)) {
      outcome = await runToEnd(account, binaries.initdb, options("C"));
    }
    if (outcome.failed) throw explainFailure(outcome.output, folder);
    renameSync(draft, cluster);
  } finally {
    rmSync(secret, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

async function runToEnd(account: Account, program: string, args: string[]) {
  const child = launch(account, program, args, "pipe");
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const failed = await new Promise<boolean>((resolve) => {
    child.on("error", (error) => {
      output += error.message;
      resolve(true);
    });
    child.on("close", (code) => resolve(code !== 0));
  });
  return { failed, output };
}

/**
 * Launched apart from this process's group: Ctrl-C reaches the whole group, and the database must outlive the
 * requests in flight. Settings of the surroundings (PGDATA, LC_ALL…) must not leak in.
 */
function launch(account: Account, program: string, args: string[], output: "pipe" | number): ChildProcess {
  const [command = program, ...words] = [...account.prefix, program, ...args];
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_|npm_)/.test(name));
  return spawn(command, words, {
    ...(account.prefix.length ? {} : { uid: account.uid, gid: account.gid }),
    env: { ...Object.fromEntries(kept), LC_ALL: "C" },
    cwd: "/",
    detached: true,
    stdio: ["ignore", output, output],
  });
}

interface Server {
  child: ChildProcess;
  port: number;
  exited: Promise<void>;
}

async function startServer(place: Place & { log: (line: string) => void }): Promise<Server> {
  const { folder, cluster, binaries, account, unsafe, log } = place;
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
      if (status?.pid === child.pid && status?.ready) return { child, port, exited };
      if (!told && Date.now() - since > 3000) {
        log("La base vérifie ses fichiers après un arrêt brutal…");
        told = true;
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
    ...(unsafe && {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      autovacuum: "off",
      wal_level: "minimal",
      max_wal_senders: 0,
      max_wal_size: "4GB",
      shared_buffers: "128MB",
    }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** What the running server says of itself, in the file that it keeps for that. */
function readStatus(cluster: string): { pid: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === "ready" };
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

async function createDatabase(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl.replace(/[^/]*$/, "postgres"), { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = 'grappe'`;
    if (!found) await sql`create database grappe`;
  } finally {
    await sql.end();
  }
}

/** "Fast" shutdown first: sessions are cut, what is committed is written. Then harder, for the next start to mend. */
async function stopServer({ child, exited }: Server, quick: boolean): Promise<void> {
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
