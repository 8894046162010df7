import { createHash } from "node:crypto";
import type { RequestHandler } from "express";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../kernel/network";
import { refuse } from "./refusal";
import { contextOf, isApiPath, pathnameOf } from "./request-context";

/** Every bound put on what a client may send, and how fast. Bytes and milliseconds unless the name says otherwise. */
export const LIMITS = {
  /** Forms and JSON. */
  bodyBytes: 1_000_000,
  /** One photograph as a telephone takes it, or a few of them. */
  photoBodyBytes: 30_000_000,
  /** A table or a calendar to bring in, with the form around it. */
  importBodyBytes: 5_500_000,
  headerBytes: 16 * 1024,
  urlLength: 4096,
  /** Headers must all have come by then (slow-header attacks). */
  headersTimeout: 20_000,
  /** The whole request, body included: 30 MB over a rural uplink of 1 Mbit/s takes four minutes. */
  requestTimeout: 300_000,
  /** Longest wait for the beginning of an answer. */
  answerTimeout: 30_000,
  photoAnswerTimeout: 300_000,
  /** Longer than the keep-alive of common reverse proxies (60 s), so that they never write to a closed connection. */
  keepAliveTimeout: 65_000,
  readinessTimeout: 2_000,
} as const;

/**
 * Refuses with 429 and Retry-After an address, or an API token, that asks more than `requestsPerMinute` times a minute.
 * Kept in memory: this is a net against runaway clients; attempts to sign in have their own, durable limit.
 */
export function limitRequests(requestsPerMinute: number): RequestHandler {
  const byAddress = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  const byToken = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  return (req, res, next) => {
    const token = isApiPath(pathnameOf(req)) ? req.headers.authorization : undefined;
    const counted = [byAddress.consume(networkOf(contextOf(res).clientAddress))];
    if (token) counted.push(byToken.consume(createHash("sha256").update(token).digest("base64")));
    Promise.all(counted).then(
      () => {
        next();
      },
      (reason: unknown) => {
        if (!(reason instanceof RateLimiterRes)) {
          next(reason);
          return;
        }
        res.setHeader("Retry-After", Math.max(1, Math.ceil(reason.msBeforeNext / 1000)));
        refuse(req, res, "too_many_requests");
      },
    );
  };
}

/** Answers 503 when nothing was answered in time, rather than leave somebody before a white page. */
export const answerInTime: RequestHandler = (req, res, next) => {
  const patience = isPhotoUpload(req.method, pathnameOf(req)) ? LIMITS.photoAnswerTimeout : LIMITS.answerTimeout;
  const timer = setTimeout(() => {
    if (res.headersSent) return;
    contextOf(res).log.error("no answer in time");
    refuse(req, res, "too_slow");
  }, patience);
  timer.unref();
  res.once("close", () => clearTimeout(timer));
  next();
};

/** Whether this request brings photographs (of a resource, of a state, of a damage) files of a need or of an answer, proofs of a charge or of a funding: those alone may be large. */
export function isPhotoUpload(method: string, pathname: string): boolean {
  const brings =
    /\/(photos|reservations\/[^/]+\/(depart|retour)|incidents\/nouveau|besoins\/[^/]+\/documents|reponse\/fichiers|comptes\/(charges|avances)\/nouvelle|comptes\/charges\/[^/]+\/(modification|justificatifs)|comptes\/financements\/[^/]+|api\/v1\/(needs\/[^/]+\/documents|answers\/[^/]+\/files))(\.data)?$|^\/arrivee\/[^/]+$/;
  return method === "POST" && brings.test(pathname);
}

/** Whether this request brings a table or a calendar to import. */
export function isImportUpload(method: string, pathname: string): boolean {
  const brings =
    /^\/poles\/[^/]+\/((catalogue\/[^/]+|comptes\/charges)\/)?import(\.data)?$|^\/api\/v1\/(resources\/[^/]+\/calendar-)?imports$/;
  return method === "POST" && brings.test(pathname);
}
