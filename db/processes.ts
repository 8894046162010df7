import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { systemCode } from "./obstacle";

/**
 * True while a process of that number runs, whoever owns it. A dead one that nobody has buried yet (in a container
 * whose first process does not, it stays for ever) does not run.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== "EPERM") return false;
  }
  return process.platform !== "linux" || !["Z", "X", undefined].includes(statOf(pid)[0]);
}

/**
 * When a process started, as text to be compared only with itself: numbers of processes are reused (in a container
 * restarted after a power cut, often the very same ones), a number with its start is not. Null when it does not run.
 */
export function startOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  if (process.platform === "linux") return statOf(pid)[19] ?? null;
  if (process.platform === "win32") return "unknown";
  return ps(pid, "lstart=");
}

/** What Linux tells of a process, from its state on; empty when it does not exist. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, just before, may hold spaces and parentheses: count from the last parenthesis.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/** The command line of a process, arguments separated by spaces; null when it does not exist or cannot be read. */
export function commandOf(pid: number): string | null {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    } catch {
      return null;
    }
  }
  if (process.platform === "win32") return null;
  return ps(pid, "command=");
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}
