import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { Express } from "express";
import { pino, type Logger } from "pino";
import { closeDatabase, database, openDatabase } from "../../db/connection";
import { ensureBuilt } from "../../scripts/build.mjs";
import { createApp, createHttpServer, type Health, type HttpConfig } from "../../server/http/app";
import { freshDatabase } from "./database";

/** A server that answers on this machine, in the test's own process. */
export interface TestServer {
  /** Without a final slash. */
  readonly url: string;
  stop(): Promise<void>;
}

/** `log`: where it writes its lines, for a test that reads them. */
type Options = Partial<HttpConfig> & { build?: ServerBuild; health?: Health; log?: Logger };

/**
 * Serves the built application on the database that is open: the one of openWorld(), else a fresh, empty one that
 * goes with the server. Some ten milliseconds, once the sources are built.
 */
export async function startServer(options: Options = {}): Promise<TestServer> {
  const build = options.build ?? (await builtApplication());
  const fresh = isOpen() ? undefined : await freshDatabase();
  if (fresh) openDatabase(fresh.appUrl);
  const server = await serve({ ...options, build });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      if (!fresh) return;
      await closeDatabase();
      await fresh.drop();
    },
  };
}

/** Serves any Remix application, without a database, as the product would. */
export async function serve({ build, health, log, ...config }: Options & { build: ServerBuild }): Promise<TestServer> {
  const app = createApp({
    build,
    health: health ?? { whyNotReady: () => Promise.resolve(null) },
    config: { publicUrl: undefined, trustProxy: false, requestsPerMinute: 1_000_000, logLevel: "silent", ...config },
    log: log ?? pino({ level: config.logLevel ?? "silent" }),
  });
  return listen(app);
}

async function listen(app: Express): Promise<TestServer> {
  const server = createHttpServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The production build, made anew when the sources changed (STALE_BUILD=1 takes the one that is there). */
async function builtApplication(): Promise<ServerBuild> {
  if (!process.env.STALE_BUILD) await ensureBuilt();
  const file = pathToFileURL("build/server/index.js").href;
  return (await import(/* @vite-ignore */ file)) as ServerBuild;
}

function isOpen(): boolean {
  try {
    return Boolean(database());
  } catch {
    return false;
  }
}
