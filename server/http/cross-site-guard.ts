import type { Request, RequestHandler } from "express";
import { refuse } from "./refusal";
import { isApiPath, pathnameOf } from "./request-context";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses with 403 every request that may change something and cannot prove that it comes from a page of this site,
 * before Remix sees it and whatever the form of its address (`?_data=`, `.data`, resource routes).
 * The API is exempt because it knows nobody by cookie: its cookies are deleted here.
 */
export function crossSiteGuard(publicUrl: URL | undefined): RequestHandler {
  return (req, res, next) => {
    if (isApiPath(pathnameOf(req))) {
      delete req.headers.cookie;
      next();
      return;
    }
    if (SAFE_METHODS.has(req.method) || comesFromHere(req, publicUrl)) next();
    else refuse(req, res, "cross_site");
  };
}

/**
 * Browsers write `Sec-Fetch-Site` themselves (to https and localhost) and `Origin` (to every host, with every unsafe
 * method). Nothing at all is no proof: a form that signs somebody in needs it even when no cookie is sent.
 */
function comesFromHere(req: Request, publicUrl: URL | undefined): boolean {
  const site = req.headers["sec-fetch-site"];
  const origin = req.headers.origin;
  if (site !== undefined) {
    // Behind a TLS proxy that PUBLIC_URL does not tell of, the scheme is unknown here; the browser has compared it.
    return site === "same-origin" && (origin === undefined || hostOf(origin) === expectedOrigin(req, publicUrl).host);
  }
  return origin !== undefined && origin === expectedOrigin(req, publicUrl).origin;
}

/** Request-shape has checked the Host header, so this cannot throw. */
function expectedOrigin(req: Request, publicUrl: URL | undefined): URL {
  return publicUrl ?? new URL(`${req.protocol}://${req.headers.host ?? ""}`);
}

/** Null for "null" and for everything that is not an origin. */
function hostOf(origin: string): string | null {
  try {
    const url = new URL(origin);
    return url.origin === origin ? url.host : null;
  } catch {
    return null;
  }
}
