import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runningEmbedded } from "../../db/embedded";
import { isAlive } from "../../db/processes";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SLOW_MACHINE_MS = 60_000;

/** A Grappe started as a person starts it, in a group of its own as a terminal does. */
class Started {
  output = "";
  readonly npm: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(
    readonly dataDir: string,
    readonly port: number,
  ) {
    const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port), DATA_DIR: dataDir, DEMO: "1" };
    for (const name of ["DATABASE_URL", "NODE_ENV", "HOST", "PUBLIC_URL"]) delete env[name];
    this.npm = spawn("npm", ["start"], { cwd: ROOT, detached: true, env });
    this.npm.stdout?.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    this.npm.stderr?.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => this.npm.once("close", (code) => resolve(code)));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async ready(): Promise<void> {
    await until(
      () => this.output.includes("Pour arrêter"),
      () => this.output,
    );
  }

  /** The process that serves, and PostgreSQL's first one. */
  pids(): { node: number; postmaster: number } {
    const first = (file: string): number => parseInt(readFileSync(path.join(this.dataDir, file), "utf8"), 10);
    return { node: first("grappe.pid"), postmaster: first("postgres/postmaster.pid") };
  }
}

async function until(isSo: () => boolean | Promise<boolean>, explain: () => string = () => ""): Promise<void> {
  for (const since = Date.now(); !(await isSo()); await sleep(50)) {
    if (Date.now() - since > SLOW_MACHINE_MS) throw new Error(`Waited in vain. ${explain()}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address && typeof address === "object" ? address.port : 0;
}

/** Sends the head of a form at once and its body when asked. */
function slowRequest(url: string): { finish(): void; status: Promise<number> } {
  const body = "email=nobody%40example.org&password=wrong";
  const sent = request(`${url}/connexion`, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": body.length,
      Origin: url,
      "Sec-Fetch-Site": "same-origin",
    },
  });
  const status = new Promise<number>((resolve, reject) => {
    sent.once("error", reject);
    sent.once("response", (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    });
  });
  sent.write(body.slice(0, 5));
  return { finish: () => sent.end(body.slice(5)), status };
}

describe("npm start", { timeout: SLOW_MACHINE_MS }, () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "grappe-life-"));
  const started: Started[] = [];
  let grappe: Started;
  let known: number;

  async function start(): Promise<Started> {
    const one = new Started(dataDir, await freePort());
    started.push(one);
    await one.ready();
    return one;
  }

  async function countBookings(): Promise<number> {
    const sql = postgres((await runningEmbedded(dataDir)) ?? "", { max: 1 });
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from bookings`;
    await sql.end();
    return row?.count ?? 0;
  }

  beforeAll(async () => {
    grappe = await start();
    known = await countBookings();
  }, SLOW_MACHINE_MS);

  afterAll(() => {
    for (const { npm } of started) killGroup(npm.pid);
    for (const file of ["grappe.pid", "postgres/postmaster.pid"]) killProcess(path.join(dataDir, file));
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("serves the demonstration from an empty folder, and tells how to enter and to stop", async () => {
    expect(grappe.output).toContain(`Grappe est prête : http://localhost:${grappe.port}`);
    expect(grappe.output).toContain("employee@demo.example");
    expect((await fetch(`${grappe.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${grappe.url}/readyz`)).status).toBe(200);
    expect(known).toBeGreaterThan(0);
  });

  test("a port in use and a folder in use are told in one sentence each", async () => {
    const [samePort, sameFolder] = [
      new Started(`${dataDir}-other`, grappe.port),
      new Started(dataDir, await freePort()),
    ];
    expect([await samePort.ended, await sameFolder.ended]).toEqual([1, 1]);
    expect(samePort.output).toContain(`Le port ${grappe.port} est déjà pris`);
    expect(samePort.output).not.toContain("Démarrage");
    expect(sameFolder.output).toContain("Grappe est déjà lancée sur le dossier");
    expect((await fetch(`${grappe.url}/readyz`)).status).toBe(200);
  });

  test("when npm alone is terminated, the request in flight is answered and nothing is left behind", async () => {
    const { node, postmaster } = grappe.pids();
    const inFlight = slowRequest(grappe.url);
    await sleep(200);
    grappe.npm.kill("SIGTERM");
    await until(
      () => grappe.output.includes("Arrêt en cours"),
      () => grappe.output,
    );
    inFlight.finish();
    expect(await inFlight.status).toBeLessThan(500);
    expect(await grappe.ended).toBe(0);
    expect([isAlive(node), isAlive(postmaster)]).toEqual([false, false]);
    expect(grappe.output).toContain("Grappe est arrêtée.");
  });

  test("after a sudden death of the server the next start recovers, with every datum", async () => {
    grappe = await start();
    process.kill(grappe.pids().node, "SIGKILL");
    await grappe.ended;
    const orphan = grappe.pids().postmaster;
    expect(isAlive(orphan)).toBe(true);
    grappe = await start();
    expect(isAlive(orphan)).toBe(false);
    expect(await countBookings()).toBe(known);
  });

  test("Ctrl-C stops the whole group, cleanly", async () => {
    const { node, postmaster } = grappe.pids();
    process.kill(-(grappe.npm.pid ?? 0), "SIGINT");
    expect(await grappe.ended).toBe(0);
    expect([isAlive(node), isAlive(postmaster)]).toEqual([false, false]);
    expect(grappe.output).toContain("Grappe est arrêtée.");
  });

  test("the death of the database ends the service with its sentence, and is recovered from", async () => {
    grappe = await start();
    const { node, postmaster } = grappe.pids();
    process.kill(postmaster, "SIGKILL");
    expect(await grappe.ended).toBe(1);
    expect(grappe.output).toContain("La base de données s'est arrêtée d'elle-même");
    expect(isAlive(node)).toBe(false);
    grappe = await start();
    expect(await countBookings()).toBe(known);
  });

  test("when npm is killed before it can pass anything on, the server stops by itself", async () => {
    const { node, postmaster } = grappe.pids();
    grappe.npm.kill("SIGKILL");
    await until(() => !isAlive(node) && !isAlive(postmaster));
    expect(grappe.output).toContain("Grappe est arrêtée.");
  });
});

function killGroup(leader: number | undefined): void {
  try {
    if (leader) process.kill(-leader, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}

function killProcess(file: string): void {
  try {
    process.kill(parseInt(readFileSync(file, "utf8"), 10), "SIGKILL");
  } catch {
    // As it should be: stopped already.
  }
}
