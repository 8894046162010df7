import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { folderObstacle, Obstacle } from "../obstacle";
import { chooseAccount } from "./account";
import { findBinaries } from "./binaries";
import { createCluster, type Place } from "./cluster";
import { explainDeath } from "./failures";
import { holderOf, takeFolder } from "./lock";
import { stopOrphan } from "./orphan";
import { readStatus, startServer, stopServer } from "./server";

/** The PostgreSQL that comes with the package: data in `<dataDir>/postgres`, reachable from this machine only. */
export interface Embedded {
  /** Connects as the owner of the database `grappe`. */
  ownerUrl: string;
  /** Resolves when the server is gone, asked or not, with the sentence to show when it was not. */
  exited: Promise<Obstacle>;
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
  /** Gives up, leaving nothing behind, when aborted. */
  signal?: AbortSignal;
}

const START_SECONDS = 60;

/**
 * Starts the embedded PostgreSQL, making its files the first time. Recovers by itself from a sudden death of this
 * process, of the server, or of both.
 * @throws Obstacle when the folder, the disk, the machine or another process prevents it
 */
export async function startEmbedded(options: Options): Promise<Embedded> {
  const { dataDir, log = () => {}, unsafe = false, signal } = options;
  const folder = path.resolve(dataDir);
  const cluster = path.join(folder, "postgres");
  refuseUnreadable(folder);
  const giveBack = takeFolder(folder);
  try {
    refuseUnreadable(cluster);
    const binaries = findBinaries();
    const account = chooseAccount(cluster, [binaries.postgres, binaries.initdb]);
    const place: Place = { folder, cluster, binaries, account, unsafe };
    const password = readPassword(folder);
    if (existsSync(cluster)) {
      refuseOtherVersion(cluster, binaries.major);
      await stopOrphan(cluster, log);
    } else {
      log("Création de la base de données…");
      await createCluster(place, password);
    }
    const server = await startServer(place, log, signal);
    const ownerUrl = urlOf(password, server.port);
    try {
      await createDatabase(ownerUrl);
      writeFileSync(path.join(folder, "postgres.port"), `${server.port}\n`, { mode: 0o600 });
    } catch (error) {
      await stopServer(server, false);
      throw error;
    }
    return {
      ownerUrl,
      exited: server.exited.then(() => explainDeath(readFileSync(server.journal, "utf8"), folder)),
      stop: async ({ quick = false } = {}) => {
        await stopServer(server, quick);
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
    const status = readStatus(path.join(folder, "postgres"));
    // The port's file appears once the database has been created.
    if (status?.ready && existsSync(path.join(folder, "postgres.port"))) {
      return urlOf(readPassword(folder), status.port);
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
      ? `Les données de ${cluster} viennent de PostgreSQL ${found}, Grappe apporte la version ${major} : voir docs/operations.md, « Update ».`
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

async function createDatabase(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl.replace(/[^/]*$/, "postgres"), { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = 'grappe'`;
    if (!found) await sql`create database grappe`;
  } finally {
    await sql.end();
  }
}
