import type { RequestHandler, Response } from "express";
import helmet from "helmet";
import { contextOf } from "./request-context";

interface Settings {
  /** Whether people reach the site by https (PUBLIC_URL says so). */
  https: boolean;
  /** Vite's development server injects styles and talks by web socket. */
  development: boolean;
}

/** Content-Security-Policy with a nonce for each request, and the other headers that close doors. */
export function securityHeaders({ https, development }: Settings): RequestHandler {
  const nonce = (_req: unknown, res: unknown) => `'nonce-${contextOf(res as Response).nonce}'`;
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", nonce],
        scriptSrcAttr: ["'none'"],
        // A nonce would switch 'unsafe-inline' off, which Vite's injected styles need.
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'", nonce],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: development ? ["'self'", "ws:"] : ["'self'"],
        objectSrc: ["'none'"],
        frameSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 365 * 24 * 3600, includeSubDomains: false } : false,
    // "no-referrer" would make browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: "same-origin" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: "deny" },
  });
  const unused = ["camera", "microphone", "geolocation", "payment", "usb", "display-capture", "browsing-topics"];
  const permissions = unused.map((feature) => `${feature}=()`).join(", ");
  return (req, res, next) => {
    res.setHeader("Permissions-Policy", permissions);
    protect(req, res, next);
  };
}
