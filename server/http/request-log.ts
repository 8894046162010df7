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
      status: res.statusCode,
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

/** Replaces the segments that look like random tokens (ids of things, which are UUIDs, stay). */
function withoutSecrets(path: string): string {
  const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}(\.\w+)?$/i;
  return path
    .slice(0, 500)
    .split("/")
    .map((segment) =>
      /^[\w~.-]*[\w~-]{20,}[\w~.-]*$/.test(segment) && !uuid.test(segment) && !isWords(segment) ? "…" : segment,
    )
    .join("/");
}

/** Readable slugs and hashed asset names are no secrets: lower-case words between hyphens. */
function isWords(segment: string): boolean {
  return /^[a-z]{1,19}\d{0,4}([-.][a-z]{1,19}\d{0,4}|-\d{1,4})*$/.test(segment);
}
