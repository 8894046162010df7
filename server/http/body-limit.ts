import type { RequestHandler } from "express";
import { isImportUpload, isPhotoUpload, LIMITS } from "./limits";
import { refuse } from "./refusal";
import { pathnameOf } from "./request-context";

/** Refuses with 413 what is too large, from its announced length or, when none was announced, as soon as it overflows. */
export const limitBody: RequestHandler = (req, res, next) => {
  const limit = limitOf(req.method, pathnameOf(req));
  const tooLarge = () => {
    // Whatever still comes is not read.
    res.setHeader("Connection", "close");
    res.once("finish", () => setTimeout(() => req.destroy(), 500).unref());
    refuse(req, res, "too_large");
  };
  if (Number(req.headers["content-length"] ?? 0) > limit) {
    tooLarge();
    return;
  }
  if (req.headers["transfer-encoding"] !== undefined) {
    let received = 0;
    req.on("data", (chunk: Buffer) => {
      received += chunk.length;
      if (received <= limit || res.headersSent) return;
      req.removeAllListeners("data");
      tooLarge();
      // Whoever reads the body learns that it will never be whole; the client has its answer, so nothing went wrong here.
      req.emit("error", new DOMException("The request's body is too large", "AbortError"));
    });
    req.on("error", () => undefined);
    // Listening starts the flow; it waits until the body's real reader listens too.
    req.pause();
  }
  next();
};

function limitOf(method: string, pathname: string): number {
  if (isPhotoUpload(method, pathname)) return LIMITS.photoBodyBytes;
  return isImportUpload(method, pathname) ? LIMITS.importBodyBytes : LIMITS.bodyBytes;
}
