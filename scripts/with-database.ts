import { runningEmbedded, startEmbedded } from "../db/embedded";
import { Obstacle } from "../db/obstacle";
import { config } from "../server/config";

/**
 * Runs a command of one moment on the database: the external one, the embedded one of a Grappe that is running, or
 * the embedded one started for that moment. Ends the process: 0 when the work is done, 1 with a sentence otherwise.
 */
export async function withDatabase(work: (ownerUrl: string) => Promise<void>): Promise<never> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  let end: () => Promise<void> = () => Promise.resolve();
  try {
    const { databaseUrl, dataDir } = config();
    let ownerUrl = databaseUrl ?? (await runningEmbedded(dataDir));
    if (!ownerUrl) {
      const embedded = await startEmbedded({ dataDir, log: console.error, signal: stop.signal });
      end = () => embedded.stop();
      ownerUrl = embedded.ownerUrl;
    }
    const interruption = new Promise<never>((_, reject) => {
      stop.signal.addEventListener("abort", () => reject(new Obstacle("Interrompu.")));
    });
    await Promise.race([work(ownerUrl), interruption]);
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof Obstacle ? error.message : error);
  }
  await end();
  process.exit();
}
