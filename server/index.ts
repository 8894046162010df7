import type { ServerBuild } from "@remix-run/node";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Logger } from "pino";
import { closeDatabase, openDatabase, pool } from "../db/connection";
import { DEMO_PASSWORD, isEmpty } from "../db/demo";
import { startEmbedded } from "../db/embedded";
import { isMigrated, migrate } from "../db/migrate";
import { diskFull, systemCode } from "../db/obstacle";
import { config, publicAddress } from "./config";
import type { Health } from "./http/app";
import { openLog } from "./http/open-log";
import { listen } from "./listening";
import { startWorker } from "./worker";

interface Occasion {
  /** Serves the sources through Vite in place of the built files. */
  dev: boolean;
  /** Asks the server to stop. */
  stop: AbortSignal;
  /** Asks it, on top, to stop waiting for anything. */
  hurry: AbortSignal;
}

/** One run of the server: its occasion, and what it has opened so far. */
interface Run extends Occasion {
  log: Logger;
  /** Each closes one thing; to be called in the opposite order of opening. */
  endings: (() => Promise<unknown>)[];
  /** Ends the service with an error. */
  fail(error: unknown): void;
}

const HURRIED_DATABASE_MS = 2000;
const say = (line: string): void => console.log(line);

/**
 * Checks the environment, and settles the mode of the packages that read NODE_ENV when they are first imported.
 * @throws Obstacle
 */
export function prepare({ dev }: Pick<Occasion, "dev">): void {
  config();
  process.env.NODE_ENV = dev ? "development" : "production";
}

/**
 * Opens everything in order, serves until asked to stop, closes everything in the opposite order.
 * @throws Obstacle, or the error that ended the service, once everything is closed
 */
export async function serve(occasion: Occasion): Promise<void> {
  const { stop } = occasion;
  const log = openLog(config().logLevel);
  const endings: Run["endings"] = [];
  let fail: Run["fail"] = () => {};
  const failure = new Promise<never>((_, reject) => (fail = reject));
  process.on("uncaughtException", fail);
  const stopped = aborted(stop);
  try {
    await Promise.race([open({ ...occasion, log, endings, fail }), stopped, failure]);
    await Promise.race([stopped, failure]);
  } catch (error) {
    if (!stop.aborted) throw systemCode(error) === "53100" ? diskFull(config().dataDir) : error;
  } finally {
    if (stop.aborted) say("\nArrêt en cours…");
    for (const ending of endings.reverse()) {
      await ending().catch((error: unknown) => log.error({ err: error }, "something did not close"));
    }
    if (stop.aborted) say("Grappe est arrêtée.");
  }
}

async function open(run: Run): Promise<void> {
  const { stop, hurry, log, endings } = run;
  const { databaseUrl, demo, host, port } = config();
  const ownerUrl = databaseUrl ?? (await openEmbedded(run));
  const { appUrl } = await migrate(ownerUrl, { log: say });
  stop.throwIfAborted();
  if (demo && (await isEmpty(ownerUrl))) {
    say("Chargement de la démonstration…");
    const { loadDemo } = await import("./demo");
    await loadDemo(ownerUrl, (line) => say(`  ${line}`));
  }
  stop.throwIfAborted();
  openDatabase(appUrl);
  endings.push(closeDatabase);

  const [mail, identity, bookings, calendars, use, imports, ledger, costs] = await Promise.all([
    import("./notifications"),
    import("./identity"),
    import("./bookings"),
    import("./calendars"),
    import("./use"),
    import("./imports"),
    import("./ledger"),
    import("./costs"),
  ]);
  const worker = startWorker({
    ownerUrl,
    tasks: {
      ...mail.tasks,
      ...identity.tasks,
      ...bookings.bookingTasks,
      ...use.tasks,
      ...imports.tasks,
      ...ledger.tasks,
      ...costs.tasks,
    },
    crontab: [mail.crontab, identity.crontab, bookings.bookingCrontab, use.crontab, ledger.crontab, costs.crontab].join(
      "\n",
    ),
    log,
  });
  endings.push(() => worker.stop({ quick: hurry.aborted }));

  say("Démarrage du serveur…");
  const { createApp, createHttpServer } = await import("./http/app");
  const pages = run.dev ? await openVite(run) : { build: await loadBuild() };
  const app = createApp({ ...pages, config: config(), health: healthOf(stop), log });
  stop.throwIfAborted();
  const close = await listen(createHttpServer(app), host, port);
  endings.push(() => close(hurry));
  // Before the server closes: it would wait for the streams.
  calendars.openChanges(appUrl, (error) => log.warn({ err: error }, "changes are not heard"));
  endings.push(calendars.closeChanges);
  say(welcome());
}

/** Registers how to stop it before starting it, so that a start which is interrupted leaves nothing behind. */
async function openEmbedded({ stop, hurry, endings, fail }: Run): Promise<string> {
  const { dataDir } = config();
  say("Démarrage de la base de données…");
  const starting = startEmbedded({ dataDir, log: (line) => say(`  ${line}`), signal: stop });
  endings.push(async () => {
    const embedded = await starting.catch(() => null);
    const stopped = embedded?.stop();
    await Promise.race([stopped, aborted(hurry).then(() => sleep(HURRIED_DATABASE_MS))]);
    await embedded?.stop({ quick: true });
  });
  const { ownerUrl, exited } = await starting;
  void exited.then(fail);
  return ownerUrl;
}

async function openVite({ endings }: Run) {
  const { createServer } = await import("vite");
  const viteDevServer = await createServer({ server: { middlewareMode: true }, appType: "custom" });
  endings.push(() => viteDevServer.close());
  const build = () => viteDevServer.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  return { viteDevServer, build };
}

async function loadBuild(): Promise<ServerBuild> {
  const { href } = pathToFileURL("build/server/index.js");
  return { ...((await import(href)) as ServerBuild), assetsBuildDirectory: "build/client" };
}

function healthOf(stop: AbortSignal): Health {
  return {
    whyNotReady: async () => {
      if (stop.aborted) return "stopping";
      return (await isMigrated(pool())) ? null : "not_migrated";
    },
  };
}

function welcome(): string {
  const { demo, smtpUrl } = config();
  const lines = ["", `Grappe est prête : ${publicAddress()}`];
  if (demo) {
    lines.push(
      "",
      `Comptes de démonstration (mot de passe de tous : ${DEMO_PASSWORD})`,
      "  employee@demo.example    salarié d'une structure du pôle",
      "  treasurer@demo.example   trésorier de la même structure",
      "  manager@demo.example     chargé de mission du pôle",
      "  neighbour@demo.example   chargé de mission du pôle voisin",
      "  outsider@demo.example    membre d'une structure sans pôle",
    );
  } else if (!smtpUrl) {
    lines.push("", "Attention : sans SMTP_URL, aucun courriel ne part.");
  }
  lines.push("", "Pour arrêter : Ctrl-C", "");
  return lines.join("\n");
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
