// The server of the journeys: the production build and the demonstration on a database of its own, until it is told to
// stop. Writes one line of JSON when it is ready. Its own process, because playwright does not load our sources.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbedded } from "../../db/embedded";
import { startServerProcess } from "./server-process";

const dataDir = mkdtempSync(path.join(os.tmpdir(), "grappe-journeys-"));
const stopping: (() => Promise<void>)[] = [];
let stopped = false;

process.once("SIGTERM", () => void stop(0));
process.once("SIGINT", () => void stop(0));
// Whoever started us is gone.
process.stdin.resume().once("close", () => void stop(0));

try {
  const postgres = await startEmbedded({ dataDir, unsafe: true });
  stopping.unshift(() => postgres.stop({ quick: true }));
  const server = await startServerProcess({ ownerUrl: postgres.ownerUrl, demo: true, env: { DATA_DIR: dataDir } });
  stopping.unshift(() => server.stop());
  console.log(JSON.stringify({ url: server.url, ownerUrl: server.ownerUrl }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

async function stop(code: number): Promise<void> {
  if (stopped) return;
  stopped = true;
  for (const end of stopping) await end();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code);
}
