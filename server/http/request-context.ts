import { randomBytes, randomUUID } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";

/** What every loader and action gets as `context`. */
export interface LoadContext {
  /** For `<script nonce>` and `<style nonce>`: new for each request. */
  nonce: string;
  /** Also in the log and in the X-Request-Id of the answer: what a person quotes when asking for help. */
  requestId: string;
  /** Address of the client: of the socket, or told by the reverse proxy when TRUST_PROXY=1. */
  clientAddress: string;
  /** A logger that writes the request's id with every line. */
  log: Logger;
}

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends LoadContext {}
}

/** Gives each request its id, nonce and logger. Must come first. */
export function openContext(log: Logger): RequestHandler {
  return (req, res, next) => {
    const requestId = randomUUID();
    const context: LoadContext = {
      nonce: randomBytes(16).toString("base64"),
      requestId,
      clientAddress: (req.ip ?? "").replace(/^::ffff:(?=\d+\.)/, ""),
      log: log.child({ requestId }),
    };
    res.locals.context = context;
    res.setHeader("X-Request-Id", requestId);
    next();
  };
}

/** The context of the request that `res` answers. */
export function contextOf(res: Response): LoadContext {
  return res.locals.context as LoadContext;
}

/** The same, in the shape Remix wants. */
export function loadContextOf(_req: Request, res: Response): AppLoadContext {
  return { ...contextOf(res) };
}

/** The path without its query, as sent. */
export function pathnameOf(req: Request): string {
  const query = req.originalUrl.indexOf("?");
  return query === -1 ? req.originalUrl : req.originalUrl.slice(0, query);
}

/** Whether a path belongs to the API, which knows tokens and ignores cookies. */
export function isApiPath(pathname: string): boolean {
  return pathname.startsWith("/api/");
}
