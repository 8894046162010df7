// Runs one command that may take a while, showing that it lives. Plain JavaScript without packages.
import { spawn } from "node:child_process";

/**
 * The command runs apart from our group, so that Ctrl-C reaches it through us only, and nothing of it outlives us.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, keepOutput?: boolean, signal?: AbortSignal }} options with
 *   `keepOutput`, its words are returned instead of shown; aborting `signal` ends it and rejects with its reason
 * @returns {Promise<{ status: number, output: string }>}
 */
export async function run(command, args, { cwd, env = process.env, keepOutput = false, signal }) {
  signal?.throwIfAborted();
  const apart = process.platform !== "win32";
  const child = spawn(command, args, {
    cwd,
    env,
    detached: apart,
    shell: !apart && command === "npm",
    stdio: ["ignore", keepOutput ? "pipe" : "inherit", keepOutput ? "pipe" : "inherit"],
  });
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  /** @param {NodeJS.Signals} how */
  const kill = (how) => {
    try {
      if (child.pid) process.kill(apart ? -child.pid : child.pid, how);
    } catch {
      // Ended by itself.
    }
  };
  /** @type {NodeJS.Timeout | undefined} */
  let patience;
  const end = () => {
    kill("SIGTERM");
    // A build that computes does not hear.
    patience = setTimeout(kill, 1000, "SIGKILL");
  };
  signal?.addEventListener("abort", end);
  const since = Date.now();
  const heart = setInterval(() => console.log(`  … ${Math.round((Date.now() - since) / 1000)} s`), 10_000);
  try {
    const status = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? 1));
    });
    signal?.throwIfAborted();
    return { status, output };
  } finally {
    clearInterval(heart);
    clearTimeout(patience);
    signal?.removeEventListener("abort", end);
  }
}
