// npm run check: everything that can be known of the code without a browser. `-- --without-tests` leaves the fast
// tests to `npm test`, which runs them too.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { ensureInstalled, requireNode, ROOT } from "./install.mjs";

requireNode();
await ensureInstalled();

const SOURCES = ["app", "server", "db", "tests", "scripts"];
/** @type {{ name: string, command: string[] }[]} the longest first, so that the others fit beside it */
const STEPS = [
  {
    name: "lint",
    command: ["eslint/bin/eslint.js", "--cache", "--cache-location", ".cache/eslint", "--max-warnings", "0", "."],
  },
  { name: "types", command: ["typescript/bin/tsc", "--noEmit"] },
  { name: "schema types", command: ["tsx/dist/cli.mjs", "scripts/types.ts", "--check"] },
  {
    name: "format",
    command: ["prettier/bin/prettier.cjs", "--check", "--cache", "--cache-location", ".cache/prettier", "."],
  },
  { name: "import rules", command: ["dependency-cruiser/bin/dependency-cruise.mjs", ...SOURCES] },
  { name: "unused code", command: ["knip/bin/knip.js"] },
];
if (!process.argv.includes("--without-tests")) {
  STEPS.splice(2, 0, { name: "fast tests", command: ["vitest/vitest.mjs", "run", "--project", "fast"] });
}

const waiting = [...STEPS];
let failed = 0;
await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, takeSteps));
console.log(`${STEPS.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function takeSteps() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const started = performance.now();
    const { code, output } = await run(step.command);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${code === 0 ? "✓" : "✗"} ${step.name.padEnd(14)}${seconds.padStart(6)} s`);
    if (code === 0) continue;
    failed += 1;
    console.log(output.trimEnd().replace(/^/gm, "  "));
  }
}

/**
 * @param {string[]} command a package's program in node_modules, and its arguments
 * @returns {Promise<{ code: number, output: string }>}
 */
function run([program = "", ...args]) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`node_modules/${program}`, ...args], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1" },
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += String(chunk)));
    child.stderr.on("data", (chunk) => (output += String(chunk)));
    child.once("error", (error) => resolve({ code: 1, output: String(error) }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
