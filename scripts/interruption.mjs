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
  process.on("SIGHUP", ask);
  // Once the terminal is gone, a word to it must not take the process down with it.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  watchParents(() => !stop.signal.aborted && ask());
  return { stop: stop.signal, hurry: hurry.signal };
}

/**
 * npm dies at once on some signals and tells nobody; its children are then given to another parent. Between npm and us
 * there may be the shell that npm runs its commands with.
 * @param {() => void} onDeath
 */
function watchParents(onDeath) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const grandparent = familyOf(parent)?.parent;
  const look = () => {
    if (process.ppid === parent && isAlive(parent) && familyOf(parent)?.parent === grandparent) return;
    clearInterval(timer);
    onDeath();
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  // It may have died while we were loading: whoever adopted us is not of npm's group, in which we still are.
  const adopted = familyOf(parent)?.group !== familyOf(process.pid)?.group;
  if (adopted) setImmediate(onDeath);
}

/**
 * The parent of a process and the leader of its group; null where the system does not tell them in files.
 * @param {number} pid
 */
function familyOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, second field, may hold spaces and parentheses: count from the last parenthesis.
    const [, parent, group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { parent, group };
  } catch {
    return null;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
