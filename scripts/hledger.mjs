// Gives the tests of the journal's export the program that reads it, where it can be had without asking.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * Installs hledger by apt, as root on Debian. Elsewhere, or where it cannot be had, its test says that it is skipped:
 * nothing else depends on it.
 */
export function ensureHledger() {
  const isRoot = process.getuid?.() === 0;
  if (existsSync("/usr/bin/hledger") || !isRoot || !existsSync("/usr/bin/apt-get")) return;
  console.log("Installation de hledger pour les tests…");
  const install = () => run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "hledger"]);
  if (install()) return;
  run("apt-get", ["update", "-q"]);
  install();
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}
