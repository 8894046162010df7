import type { RequestHandler } from "express";
import { LIMITS } from "./limits";
import { refuse } from "./refusal";
import { pathnameOf } from "./request-context";

const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9._-]*[a-z0-9])?\.?)(:\d{1,5})?$/i;

/**
 * Lets through only requests that everything after can read in one way: known methods, a plain host, a decodable
 * path without `.` or `..` segments, backslashes or NUL. Repeated slashes are redirected away.
 */
export function wellFormed(publicUrl: URL | undefined): RequestHandler {
  return (req, res, next) => {
    if (!METHODS.has(req.method)) {
      res.setHeader("Allow", [...METHODS].join(", "));
      refuse(req, res, "method_not_allowed");
      return;
    }
    if (req.originalUrl.length > LIMITS.urlLength) {
      refuse(req, res, "uri_too_long");
      return;
    }
    const host = req.headers.host;
    if (!host || !HOST.test(host)) {
      refuse(req, res, "bad_request");
      return;
    }
    if (publicUrl && !sameHost(host, publicUrl)) {
      refuse(req, res, "wrong_host");
      return;
    }
    const pathname = pathnameOf(req);
    if (!isReadable(req.originalUrl, pathname)) {
      refuse(req, res, "bad_request");
      return;
    }
    if (pathname.includes("//")) {
      const query = req.originalUrl.slice(pathname.length);
      if (req.method === "GET" || req.method === "HEAD") res.redirect(308, pathname.replace(/\/{2,}/g, "/") + query);
      else refuse(req, res, "not_found");
      return;
    }
    next();
  };
}

/**
 * Deletes what only a reverse proxy may say. Express has read it already if TRUST_PROXY=1; Remix would believe
 * X-Forwarded-Host from anybody.
 */
export const dropForwardedHeaders: RequestHandler = (req, _res, next) => {
  for (const name of Object.keys(req.headers)) {
    if (name === "forwarded" || name.startsWith("x-forwarded-")) delete req.headers[name];
  }
  next();
};

/**
 * The URL parser removes dot segments ("/api/../account"), also encoded: the checks made here on the path and the
 * routing made later would then not speak of the same page.
 */
function isReadable(url: string, pathname: string): boolean {
  if (!url.startsWith("/") || /[\\#]|%00/.test(url) || /\/(\.|%2e){1,2}(\/|$)/i.test(pathname)) return false;
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

function sameHost(host: string, publicUrl: URL): boolean {
  const defaultPort = publicUrl.protocol === "https:" ? ":443" : ":80";
  const plain = (text: string) =>
    (text.endsWith(defaultPort) ? text.slice(0, -defaultPort.length) : text).toLowerCase();
  return plain(host) === plain(publicUrl.host);
}
