import { Router } from "express";
import { LIMITS } from "./limits";
import { contextOf } from "./request-context";

/** Why the server should not be sent requests. */
export type NotReady = "database_unreachable" | "not_migrated" | "stopping";

/** What the process knows of itself; server/index.ts provides it. */
export interface Health {
  /** Null when all is well. May reject or never settle when the database is away: both count as unreachable. */
  whyNotReady(): Promise<NotReady | null>;
}

/**
 * `/healthz`: the process answers. `/readyz`: it can serve, or 503 with the reason, within two seconds.
 * Both come before everything that may refuse a request: supervisors ask by address, often, and without a browser.
 */
export function healthRoutes(health: Health): Router {
  const router = Router();
  router.get("/healthz", (_req, res) => {
    res.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", (_req, res) => {
    void askInTime(health).then((reason) => {
      if (reason) contextOf(res).log.warn({ reason }, "not ready");
      res
        .status(reason ? 503 : 200)
        .set("Cache-Control", "no-store")
        .json(reason ? { status: "unavailable", reason } : { status: "ok" });
    });
  });
  return router;
}

async function askInTime(health: Health): Promise<NotReady | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<NotReady>((resolve) => {
    timer = setTimeout(() => resolve("database_unreachable"), LIMITS.readinessTimeout);
  });
  try {
    return await Promise.race([health.whyNotReady(), late]);
  } catch {
    return "database_unreachable";
  } finally {
    clearTimeout(timer);
  }
}
