// npm test: every test of every runner, from a fresh clone. The last line adds them all up.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureInstalled, requireNode, ROOT } from "./install.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

requireNode();
await ensureInstalled();
const { ensureBrowser } = await import("./browser.mjs");
const { ensureHledger } = await import("./hledger.mjs");
const { ensureBuilt } = await import("./build.mjs");
ensureHledger();
try {
  await ensureBrowser();
  await ensureBuilt();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exit(1);
}

const REPORTS = path.join(ROOT, "var/reports");
mkdirSync(REPORTS, { recursive: true });
const counts = [
  await count(
    "vitest",
    ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json"],
    countVitest,
  ),
  await count("playwright", ["node_modules/playwright/cli.js", "test", "--reporter=list,json"], countPlaywright),
];
/** @param {keyof Count} key */
const sum = (key) => counts.reduce((total, one) => total + one[key], 0);
const skipped = sum("skipped");
console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exit(sum("failed") > 0 ? 1 : 0);

/**
 * Runs one runner, showing what it says, and reads its report. A runner that dies, or that finds nothing to run, has
 * failed.
 * @param {string} name
 * @param {string[]} args
 * @param {(report: any) => Count} read
 * @returns {Promise<Count>}
 */
async function count(name, args, read) {
  const report = path.join(REPORTS, `${name}.json`);
  rmSync(report, { force: true });
  const output = name === "vitest" ? [`--outputFile.json=${report}`] : [];
  const code = await run([...args, ...output], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  /** @type {Count} */
  const result = existsSync(report)
    ? read(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0, skipped: 0 };
  if (result.failed === 0 && (code !== 0 || result.passed === 0)) {
    console.error(`${name}: ${code === 0 ? "no test ran" : `the runner failed (code ${code})`}`);
    result.failed = 1;
  }
  return result;
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<number>} the exit code
 */
function run(args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * A file that fails before its tests are known counts as one failure.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} report
 * @returns {Count}
 */
function countVitest(report) {
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 * @returns {Count}
 */
function countPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
