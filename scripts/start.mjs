// npm start and npm run dev: from a fresh clone to a Grappe that serves. Plain JavaScript, since packages come later.
import { createServer } from "node:net";
import { listenForInterruptions } from "./interruption.mjs";
import { ensureInstalled, requireNode, ROOT } from "./install.mjs";

requireNode();
process.chdir(ROOT);
const { stop, hurry } = listenForInterruptions();
const dev = process.argv.includes("--dev");

try {
  await refuseBusyPort();
  await ensureInstalled(stop);
  // The server is TypeScript, run as it is written, in this very process: no child can be left behind.
  const { register } = await import("tsx/esm/api");
  register();
  const { prepare, serve } = await import("../server/index");
  prepare({ dev });
  if (!dev) {
    const { ensureBuilt } = await import("./build.mjs");
    await ensureBuilt(stop);
  }
  await serve({ dev, stop, hurry });
} catch (error) {
  if (!stop.aborted) {
    // An obstacle is a sentence for the person who typed the command; anything else is ours to mend, and says where.
    const isObstacle = error instanceof Error && error.name === "Obstacle";
    console.error(isObstacle ? error.message : error);
    process.exit(1);
  }
}
process.exit(0);

/** Before minutes of installing and building. Settings that make no sense are told later, by server/config.ts. */
async function refuseBusyPort() {
  const port = Number(process.env.PORT || 3000);
  if (!(port > 0 && port < 65_536)) return;
  const probe = createServer();
  const code = await new Promise((resolve) => {
    probe.once("error", (error) => resolve("code" in error && error.code));
    probe.listen(port, process.env.HOST || "127.0.0.1", () => probe.close(resolve));
  });
  if (code !== "EADDRINUSE") return;
  console.error(`Le port ${port} est déjà pris : fermez ce qui l'occupe, ou choisissez-en un autre par PORT.`);
  process.exit(1);
}
