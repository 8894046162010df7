// Builds the pages when their sources changed. Plain JavaScript, shared by `npm start` and `npm test`.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ROOT } from "./install.mjs";
import { run } from "./run.mjs";

const SOURCES = [
  "app",
  "server",
  "db",
  "public",
  "package-lock.json",
  "remix.config.js",
  "vite.config.ts",
  "tsconfig.json",
];
const BUILD = path.join(ROOT, "build");
const NEXT = path.join(ROOT, "var/build");
const STAMP = path.join(BUILD, "sources.sha256");
const LOCK = path.join(ROOT, "var/build.lock");

/**
 * Brings build/ up to date, one process at a time. Throws with the build's own words when it fails.
 * @param {AbortSignal} [signal]
 */
export async function ensureBuilt(signal) {
  if (isBuilt()) return;
  await takeTurn(signal);
  try {
    if (isBuilt()) return;
    console.log("Construction des pages…");
    const fingerprint = fingerprintOf(SOURCES);
    rmSync(NEXT, { recursive: true, force: true });
    const cli = path.join(ROOT, "node_modules/@remix-run/dev/dist/cli.js");
    const { status, output } = await run(process.execPath, [cli, "vite:build"], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: "production", BUILD_DIRECTORY: path.relative(ROOT, NEXT) },
      keepOutput: true,
      signal,
    });
    // Rollup ends its errors with the list of every file it read.
    if (status !== 0) throw new Error(`La construction a échoué.\n${output.replace(/\s+watchFiles: [^]*/, "")}`);
    writeFileSync(path.join(NEXT, "sources.sha256"), fingerprint);
    rmSync(BUILD, { recursive: true, force: true });
    renameSync(NEXT, BUILD);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === fingerprintOf(SOURCES);
}

/** @param {string[]} places files and folders, relative to the project */
function fingerprintOf(places) {
  const hash = createHash("sha256");
  for (const place of places) addTo(hash, path.join(ROOT, place));
  return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} place
 */
function addTo(hash, place) {
  if (!existsSync(place)) return;
  if (statSync(place).isDirectory()) {
    for (const name of readdirSync(place).sort()) addTo(hash, path.join(place, name));
  } else if (!/\.(test\.tsx?|md|sql)$/.test(place)) {
    hash.update(path.relative(ROOT, place)).update(readFileSync(place));
  }
}

/**
 * Waits until no other process builds. The lock holds a process id, so that a dead one's is known.
 * @param {AbortSignal} [signal]
 */
async function takeTurn(signal) {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    if (!isAlive(LOCK)) rmSync(LOCK, { force: true });
    await sleep(200, undefined, { signal });
  }
}

/** @param {string} lock */
function isAlive(lock) {
  try {
    return process.kill(Number(readFileSync(lock, "utf8")), 0);
  } catch {
    return false;
  }
}

// npm run build.
if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
