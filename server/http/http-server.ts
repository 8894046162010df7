import { createServer, type Server } from "node:http";
import type { Express } from "express";
import { LIMITS } from "./limits";

/** The HTTP server for an application, with bounds on slow and oversized requests. The caller listens and closes. */
export function createHttpServer(app: Express): Server {
  return createServer(
    {
      maxHeaderSize: LIMITS.headerBytes,
      headersTimeout: LIMITS.headersTimeout,
      requestTimeout: LIMITS.requestTimeout,
      keepAliveTimeout: LIMITS.keepAliveTimeout,
    },
    app,
  );
}
