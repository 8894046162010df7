import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { applicationUrl } from "../../db/migrate";

const START = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));
const START_SECONDS = 120;

/** The product in its own process, as `npm start` runs it. */
export interface ServerProcess {
  /** Without a final slash. */
  readonly url: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly pid: number;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Runs `npm start` on a database, on a free port.
 * @param demo whether to load and show the demonstration
 * @throws when it is not ready within two minutes, with what it said
 */
export async function startServerProcess({
  ownerUrl,
  demo = false,
  env = {},
}: {
  ownerUrl: string;
  demo?: boolean;
  env?: Record<string, string>;
}): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [START], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      DATABASE_URL: ownerUrl,
      DEMO: demo ? "1" : "0",
      LOG_LEVEL: "warn",
      REQUESTS_PER_MINUTE: "1000000",
      ...env,
    },
  });
  let said = "";
  const listen = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000));
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const exited = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await exited;
  };

  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + START_SECONDS * 1000; Date.now() < end; await sleep(100)) {
    if (child.exitCode !== null) break;
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok && child.pid) return { url, ownerUrl, appUrl: applicationUrl(ownerUrl), pid: child.pid, stop };
  }
  await stop();
  throw new Error(`The server did not become ready. It said:\n${said}`);
}

/** A port that nobody uses, most probably not even in a moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
