import type { RequestHandler } from "express";
import { contextOf, pathnameOf } from "./request-context";

/**
 * One line a request, when it ends: method, path, status, duration. Never a query, a cookie, a header or a body, and
 * never a secret that is part of a path (sign-in and invitation links).
 */
export const logRequests: RequestHandler = (req, res, next) => {
  const started = performance.now();
  res.once("close", () => {
    const { log } = contextOf(res);
    const path = withoutSecrets(pathnameOf(req));
    const line = {
      method: req.method,
      path,
      status: res.headersSent ? res.statusCode : null,
      ms: Math.round(performance.now() - started),
      ...(res.writableFinished ? {} : { aborted: true }),
    };
    if (res.statusCode >= 500) log.error(line, "request");
    else if (isRoutine(path)) log.debug(line, "request");
    else log.info(line, "request");
  });
  next();
};

function isRoutine(path: string): boolean {
  return (
    path === "/healthz" || path === "/readyz" || /\.(js|css|svg|png|jpe?g|webp|avif|ico|woff2|webmanifest)$/.test(path)
  );
}

const ID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}(\.\w+)?$/i;
/** Readable slugs: lower-case words and numbers between hyphens. */
const WORDS = /^[a-z]{1,19}\d{0,4}([-.]([a-z]{1,19}\d{0,4}|\d{1,4}))*$/;

/** A path with every segment that may be a secret replaced: what is long and neither an id nor words. */
export function withoutSecrets(path: string): string {
  return path
    .slice(0, 500)
    .split("/")
    .map((segment) => (segment.length < 20 || ID.test(segment) || WORDS.test(segment) ? segment : "…"))
    .join("/");
}
