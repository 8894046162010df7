import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Obstacle } from "../obstacle";
import { commandOf, isAlive } from "../processes";

/**
 * Stops the server that a Grappe killed suddenly has left behind, and clears a notice left by a dead one. Stopping is
 * safer than adopting: its journal, its port and its settings are those of another day.
 */
export async function stopOrphan(cluster: string, log: (line: string) => void): Promise<void> {
  const notice = path.join(cluster, "postmaster.pid");
  if (!existsSync(notice)) return;
  const pid = Number(readFileSync(notice, "utf8").split("\n")[0]);
  const isOurs = (): boolean => {
    const command = isAlive(pid) ? commandOf(pid) : null;
    return command !== null && command.includes("postgres") && command.includes(`-D ${cluster} `);
  };
  if (!(pid > 0) || !isOurs()) {
    // The number may belong by now to any other process, and PostgreSQL would then refuse to start.
    rmSync(notice, { force: true });
    return;
  }
  log("Arrêt d'une base restée seule après un arrêt brutal…");
  for (const [signal, patience] of [
    ["SIGINT", 30_000],
    ["SIGQUIT", 10_000],
  ] as const) {
    process.kill(pid, signal);
    for (const since = Date.now(); Date.now() - since < patience; await sleep(50)) {
      if (!isOurs()) return;
    }
  }
  throw new Obstacle(
    `La base de ${cluster} (processus ${pid}) ne s'arrête pas : terminez ce processus, puis relancez.`,
  );
}
