import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { systemCode } from "./obstacle";

/** True while a process of that number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/**
 * When a process started, as text to be compared only with itself: numbers of processes are reused (in a container
 * restarted after a power cut, often the very same ones), a number with its start is not. Null when it does not exist.
 */
export function startOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  if (process.platform === "linux") {
    try {
      // The name, second field, may hold spaces and parentheses: count from the last parenthesis.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
    } catch {
      return null;
    }
  }
  if (process.platform === "win32") return "unknown";
  return ps(pid, "lstart=");
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
