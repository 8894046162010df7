import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/**
 * Playwright's global setup: one server for every journey. Tests find it by `baseURL`, and its database by
 * GRAPPE_OWNER_URL.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "tests/support/journey-server.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const first = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    exited.then(() => {
      throw new Error("The server of the journeys did not start.");
    }),
  ]);
  const { url, ownerUrl } = JSON.parse(String(first[0])) as { url: string; ownerUrl: string };
  process.env.GRAPPE_URL = url;
  process.env.GRAPPE_OWNER_URL = ownerUrl;
  return async () => {
    child.stdin.end();
    await exited;
  };
}
