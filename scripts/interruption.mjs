// Hears every way in which a person or a supervisor asks the process to stop. Plain JavaScript without packages.
import { readFileSync } from "node:fs";

/** One gesture may arrive twice: Ctrl-C reaches the whole group, and npm passes it on. */
const SAME_GESTURE_MS = 500;
const LOOK_MS = 300;

/**
 * `stop` is aborted at the first request (Ctrl-C, SIGTERM, terminal closed, death of the npm that started us), `hurry`
 * at a second one.
 * @returns {{ stop: AbortSignal, hurry: AbortSignal }}
 */
export function listenForInterruptions() {
  const stop = new AbortController();
  const hurry = new AbortController();
  let first = 0;
  const ask = () => {
    if (!first) {
      first = Date.now();
      stop.abort();
    } else if (Date.now() - first > SAME_GESTURE_MS) hurry.abort();
  };
  process.on("SIGINT", ask);
  process.on("SIGTERM", ask);
  if (!ignoresHangup()) process.on("SIGHUP", ask);
  // Once the terminal is gone, a word to it must not take the process down with it.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  watchParents(() => !stop.signal.aborted && ask());
  return { stop: stop.signal, hurry: hurry.signal };
}

/**
 * npm dies at once on SIGTERM and tells nobody; its children are then given to another parent. Between npm and us there
 * may be the shell that npm runs its commands with.
 * @param {() => void} onDeath
 */
function watchParents(onDeath) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    // The number is null where the system does not tell it; a shell between npm and us is then not seen through.
    if (process.ppid === parent && isAlive(parent) && parentOf(parent) === grandparent) return;
    clearInterval(timer);
    onDeath();
  }, LOOK_MS);
  timer.unref();
}

/** @param {number} pid */
function parentOf(pid) {
  return Number(statusOf(pid)?.match(/^PPid:\s*(\d+)$/m)?.[1] ?? 0) || null;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Under `nohup`, the closing of the terminal is nobody's concern. */
function ignoresHangup() {
  const mask = statusOf("self")?.match(/^SigIgn:\s*([0-9a-f]+)$/m)?.[1];
  return mask !== undefined && (BigInt(`0x${mask}`) & 1n) === 1n;
}

/** @param {number | "self"} pid */
function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return null;
  }
}
