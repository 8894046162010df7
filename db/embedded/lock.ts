import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { folderObstacle, Obstacle, systemCode } from "../obstacle";
import { startOf } from "../processes";

/** The process that serves from a data folder. */
interface Holder {
  pid: number;
  started: string;
}

/** The live process which holds the data folder, or null. */
export function holderOf(dataDir: string): Holder | null {
  try {
    const [pid, started] = readFileSync(lockFile(dataDir), "utf8").trim().split(" ");
    const holder = { pid: Number(pid), started: started ?? "" };
    return holder.pid > 0 && startOf(holder.pid)?.replaceAll(" ", "_") === holder.started ? holder : null;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw folderObstacle(error, dataDir);
  }
}

/**
 * Takes the data folder for this process; a lock left by a dead one is replaced. PostgreSQL's own lock on its files
 * stays the last word: this one exists to answer in a sentence, before any work.
 * @returns what gives the folder back
 * @throws Obstacle when another process holds it, or when the folder cannot be used
 */
export function takeFolder(dataDir: string): () => void {
  const file = lockFile(dataDir);
  const mine = `${process.pid} ${startOf(process.pid)?.replaceAll(" ", "_") ?? ""}\n`;
  try {
    makeFolder(dataDir);
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        writeFileSync(file, mine, { flag: "wx", mode: 0o600 });
      } catch (error) {
        if (systemCode(error) !== "EEXIST") throw error;
        const holder = holderOf(dataDir);
        if (holder) {
          throw new Obstacle(
            `Grappe est déjà lancée sur le dossier ${dataDir} (processus ${holder.pid}) : arrêtez-la, ou choisissez un autre DATA_DIR.`,
          );
        }
        rmSync(file, { force: true });
        continue;
      }
      // Two starts may both have removed the lock of a dead process: the one whose words remain has won.
      if (readFileSync(file, "utf8") === mine) return () => releaseFolder(file, mine);
    }
  } catch (error) {
    throw folderObstacle(error, dataDir);
  }
  throw new Obstacle(`Plusieurs démarrages se disputent le dossier ${dataDir} : relancez-en un seul.`);
}

/** One level at a time: Node's own `recursive` never returns where nothing can be created, as under /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (path.dirname(folder) !== folder) makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Made meanwhile by another start.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function releaseFolder(file: string, mine: string): void {
  try {
    if (readFileSync(file, "utf8") === mine) rmSync(file);
  } catch {
    // Gone already, with the whole folder perhaps.
  }
}

function lockFile(dataDir: string): string {
  return path.join(dataDir, "grappe.pid");
}
