// Finds a Chromium for the tests in a real browser, and installs one where there is none.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./install.mjs";

const KNOWN = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const isRoot = process.getuid?.() === 0;

/**
 * The browser's executable: CHROMIUM (a path), else the system's, else the one playwright installed; undefined without
 * any.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const given = process.env.CHROMIUM;
  if (given) return given;
  const { chromium } = await import("playwright");
  return [...KNOWN, chromium.executablePath()].find((file) => existsSync(file));
}

/** Chromium's sandbox refuses root; and the tests need nothing from the network. */
export const browserArguments = [...(isRoot ? ["--no-sandbox"] : []), "--disable-background-networking"];

/** Makes sure that there is a browser: by apt as root on Debian, else by playwright. Throws when neither can. */
export async function ensureBrowser() {
  if (await findBrowser()) return;
  console.log("Installation de Chromium pour les tests…");
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    run("apt-get", ["update", "-q"]);
    run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
  }
  if (await findBrowser()) return;
  const cli = path.join(ROOT, "node_modules/playwright/cli.js");
  run(process.execPath, [cli, "install", ...(isRoot ? ["--with-deps"] : []), "chromium"]);
  if (!(await findBrowser())) {
    throw new Error("Aucun Chromium : installez-le, ou donnez son chemin dans la variable CHROMIUM.");
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  spawnSync(command, args, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
