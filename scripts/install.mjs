// Installs what is missing. Plain JavaScript without packages: it runs before any is there.
import { existsSync, lstatSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OLDEST_NODE = [20, 19];

/** Ends the process with one sentence when Node.js is too old for the packages. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `Grappe demande Node.js ${OLDEST_NODE.join(".")} ou plus récent ; celui-ci est ${process.versions.node}.`,
  );
  process.exit(1);
}

/**
 * Runs `npm ci` when node_modules is not what package-lock.json says. Exits with npm's code when it fails.
 * @param {AbortSignal} [signal]
 */
export async function ensureInstalled(signal) {
  if (isInstalled()) return;
  const packages = path.join(ROOT, "node_modules");
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(
      "node_modules est un lien, et « npm ci » viderait le dossier d'un autre : installez les paquets vous-même.",
    );
    process.exit(1);
  }
  console.log("Installation des paquets (une à deux minutes la première fois)…");
  const words = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  // The npm that runs us, if there is one.
  const cli = process.env.npm_execpath;
  const [command, args] = cli?.endsWith(".js") ? [process.execPath, [cli, ...words]] : ["npm", words];
  const { status } = await run(command, args, { cwd: ROOT, signal });
  if (status === 0) return;
  console.error("L’installation des paquets a échoué : voir les lignes ci-dessus.");
  process.exit(status);
}

/** npm keeps in node_modules a copy of the lock file for what it has really installed. */
function isInstalled() {
  const installed = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = packagesOf(path.join(ROOT, "package-lock.json"));
  const present = packagesOf(installed);
  return Object.entries(wanted).every(
    ([name, { version, optional, peer }]) =>
      name === "" || optional || (peer && !present[name]) || present[name]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }>}
 */
function packagesOf(file) {
  try {
    /** @type {{ packages?: ReturnType<typeof packagesOf> }} */
    const lock = JSON.parse(readFileSync(file, "utf8"));
    return lock.packages ?? {};
  } catch {
    return {};
  }
}
