import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express } from "express";
import type { Logger } from "pino";
import type { ViteDevServer } from "vite";
import { limitBody } from "./body-limit";
import { crossSiteGuard } from "./cross-site-guard";
import { healthRoutes, type Health } from "./health";
import { answerInTime, limitRequests } from "./limits";
import { openLog } from "./open-log";
import { refuse } from "./refusal";
import { contextOf, loadContextOf, openContext } from "./request-context";
import { logRequests } from "./request-log";
import { dropForwardedHeaders, wellFormed } from "./request-shape";
import { securityHeaders } from "./security-headers";
import { staticFiles } from "./static-files";

export type { Health, NotReady } from "./health";
export { createHttpServer } from "./http-server";
export { LIMITS } from "./limits";
export type { LoadContext } from "./request-context";

/** The part of the configuration that matters to HTTP. */
export interface HttpConfig {
  /** PUBLIC_URL: what people type. Decides the accepted Host, the expected Origin, and HSTS. */
  publicUrl: URL | undefined;
  /** TRUST_PROXY=1: one reverse proxy stands before us and its X-Forwarded-For and -Proto are true. */
  trustProxy: boolean;
  /** REQUESTS_PER_MINUTE of one address, and of one API token. */
  requestsPerMinute: number;
  logLevel: string;
}

interface Parts {
  build: ServerBuild | (() => Promise<ServerBuild>);
  config: HttpConfig;
  health: Health;
  /** In development only: serves the sources in place of the built files. */
  viteDevServer?: ViteDevServer | undefined;
  /** Given when the process already has one. */
  log?: Logger;
}

/** The whole application: each line is one thing a request goes through, in order. */
export function createApp({ build, config, health, viteDevServer, log = openLog(config.logLevel) }: Parts): Express {
  const { publicUrl } = config;
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", false);
  app.set("trust proxy", config.trustProxy ? 1 : false);

  app.use(openContext(log));
  app.use(logRequests);
  app.use(healthRoutes(health));
  app.use(securityHeaders({ https: publicUrl?.protocol === "https:", development: viteDevServer !== undefined }));
  app.use(speakAs(publicUrl), dropForwardedHeaders);
  app.use(wellFormed(publicUrl));
  app.use(compression());
  if (viteDevServer) app.use(viteDevServer.middlewares);
  else if (typeof build !== "function") app.use(staticFiles(path.resolve("build/client")));
  app.use(limitBody);
  app.use(crossSiteGuard(publicUrl));
  app.use(limitRequests(config.requestsPerMinute));
  app.use(refuseObsoleteData);
  app.use(answerInTime);
  const answer = createRequestHandler({
    build,
    getLoadContext: loadContextOf,
    mode: viteDevServer ? "development" : "production",
  });
  app.use((req, res, next) => void answer(req, res, next));
  app.use(lastResort);
  return app;
}

/**
 * Fixes the scheme that the rest sees, once: PUBLIC_URL's, else what the trusted proxy said, else the connection's.
 * Express works it out anew from headers that are about to be deleted.
 */
function speakAs(publicUrl: URL | undefined): express.RequestHandler {
  return (req, _res, next) => {
    const protocol = publicUrl ? publicUrl.protocol.slice(0, -1) : req.protocol;
    const secure = protocol === "https";
    Object.defineProperties(req, { protocol: { value: protocol }, secure: { value: secure } });
    next();
  };
}

/** Single fetch replaced `?_data=`, but Remix still answers it: a second door to every loader and action, shut here. */
const refuseObsoleteData: express.RequestHandler = (req, res, next) => {
  const query = req.originalUrl.split("?", 2)[1];
  if (query !== undefined && new URLSearchParams(query).has("_data")) refuse(req, res, "bad_request");
  else next();
};

/** Errors that neither Remix nor a middleware turned into an answer. */
const lastResort: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) {
    // Answered already (a body that was too large, a late answer) or gone: cut what is unfinished, and no more.
    if (!res.writableFinished) next(error);
    return;
  }
  const status = statusOf(error);
  if (status >= 500) contextOf(res).log.error({ err: error }, "unanswered error");
  refuse(req, res, status >= 500 ? "internal_error" : status === 413 ? "too_large" : "bad_request");
};

function statusOf(error: unknown): number {
  const status = error instanceof Error && "status" in error ? error.status : 500;
  return typeof status === "number" ? status : 500;
}
