import path from "node:path";
import express, { Router, type RequestHandler } from "express";

/** Names that only ever are files: asking the application for them would render a whole "not found" page for a robot. */
const FILE_NAME =
  /^\/[^/]+\.(js|mjs|css|map|png|jpe?g|gif|webp|avif|ico|svg|woff2?|ttf|txt|xml|php|html?|webmanifest)$/i;

/**
 * Serves the browser's bundle (hashed names: kept a year) and `public/` (an hour). Unknown files get a short 404.
 * @param directory the client build, e.g. "build/client"
 */
export function staticFiles(directory: string): Router {
  const router = Router();
  const options = { index: false, redirect: false, dotfiles: "ignore" } as const;
  router.use("/assets", express.static(path.join(directory, "assets"), { ...options, immutable: true, maxAge: "1y" }));
  router.use(express.static(directory, { ...options, maxAge: "1h" }));
  router.use("/assets", noSuchFile);
  router.use("/fonts", noSuchFile);
  router.get(FILE_NAME, noSuchFile);
  router.get(/^\/\.(?!well-known\/)/, noSuchFile);
  return router;
}

const noSuchFile: RequestHandler = (_req, res) => {
  res.status(404).set("Cache-Control", "no-store").type("text/plain").send("Not found\n");
};
