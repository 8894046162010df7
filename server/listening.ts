import type { Server } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Obstacle, systemCode } from "../db/obstacle";

/** How long requests in flight may take to finish once the server has been asked to stop. */
const GRACE_MS = 10_000;

/**
 * Listens, and returns what stops: no new connection, requests in flight finish (ten seconds at most, or until
 * `hurry` is aborted), idle connections are cut.
 * @throws Obstacle when the address is taken or is not this machine's
 */
export async function listen(
  server: Server,
  host: string,
  port: number,
): Promise<(hurry: AbortSignal) => Promise<void>> {
  // Node's closeIdleConnections() leaves out those on which nothing was asked yet, and browsers open some in advance.
  const idle = new Set<Socket>();
  let stopping = false;
  server.on("connection", (socket: Socket) => {
    idle.add(socket);
    socket.once("close", () => idle.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    idle.delete(socket);
    response.once("close", () => {
      if (stopping) socket.end();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, host, port)));
    server.listen(port, host, () => resolve());
  });
  return async (hurry) => {
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of idle) socket.destroy();
    const hurried = new Promise<void>((resolve) => {
      if (hurry.aborted) resolve();
      hurry.addEventListener("abort", () => resolve(), { once: true });
    });
    await Promise.race([closed, hurried, sleep(GRACE_MS, undefined, { ref: false })]);
    server.closeAllConnections();
    await closed;
  };
}

function explain(error: Error, host: string, port: number): Error {
  switch (systemCode(error)) {
    case "EADDRINUSE":
      return new Obstacle(
        `Le port ${port} est déjà pris : fermez ce qui l'occupe, ou choisissez-en un autre par PORT.`,
      );
    case "EACCES":
      return new Obstacle(`Ce compte n'a pas le droit d'ouvrir le port ${port} : choisissez-en un au-dessus de 1024.`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new Obstacle(`HOST=${host} n'est pas une adresse de cette machine.`);
    default:
      return error;
  }
}
