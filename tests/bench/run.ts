import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { closeDatabase, connectionOptions, openDatabase } from "../../db/connection";
import { startEmbedded } from "../../db/embedded";
import { migrate } from "../../db/migrate";
import { asIdentity } from "../../db/transaction";
import { ensureBuilt } from "../../scripts/build.mjs";
import { openSession } from "../../server/identity";
import { issueApiToken } from "../../server/poles";
import { benchBooking } from "./booking";
import { benchClosing } from "./closing";
import { benchComposing } from "./composing";
import { benchFeed, benchImport } from "./exchanging";
import { generatePole, type Amounts } from "./generate";
import { benchJavaScript } from "./javascript";
import { benchLedger } from "./ledger";
import { table, type Measure } from "./measure";
import { comparePages, visitPages } from "./pages";
import { benchMonth, benchSearch, type Measured } from "./reading";
import { soak, soakTitle, type Soaked, type SoakSize } from "./soak";

// Speed, as ratios of two things measured in the same run: machines are noisy, and no test depends on these.
// npm run bench -- --scale 0.1 makes a tenth of the data, to try the bench itself; --soak 600 has clients do anything to
// everything for ten minutes; --only soak, or --only speed, is the half of it; --only books, the books of a pôle alone; --only month, the closing of a
// month alone. It fails when an invariant is broken.
const { values: asked } = parseArgs({
  options: {
    scale: { type: "string", default: process.env.BENCH_SCALE ?? "1" },
    soak: { type: "string", default: "60" },
    clients: { type: "string", default: "32" },
    only: { type: "string", default: "" },
  },
});
const scale = Number(asked.scale);
const size: SoakSize = { seconds: Number(asked.soak), clients: Number(asked.clients) };
/** A pôle whose members have accounts; what it books is no matter. */
const BOOKS: Amounts = { rooms: 50, bookings: 100 };
const say = (line: string) => process.stderr.write(`${line}\n`);

const [speed, soaking] = [["", "speed"].includes(asked.only), ["", "soak"].includes(asked.only)];
if (speed) await ensureBuilt();
const dataDir = mkdtempSync(path.join(os.tmpdir(), "grappe-bench-"));
const embedded = await startEmbedded({ dataDir, unsafe: true });
const measures: Measure[] = [];
let soaked: Soaked | null = null;
try {
  if (soaking) {
    const town = await measured("soak", { rooms: 40, bookings: 1000 });
    say(`Soaking: ${soakTitle(size)}…`);
    soaked = await soak(town, size);
  }
  if (speed) await measureSpeed();
  if (speed || asked.only === "month") await measureMonth();
  if (speed || asked.only === "books") await measureBooks();
} finally {
  await embedded.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function measureSpeed(): Promise<void> {
  const small = await measured("small", { rooms: 10_000 * scale, bookings: 100_000 * scale });
  const large = await measured("large", { rooms: 10_000 * scale, bookings: 1_000_000 * scale });
  const month = await measured("month", { rooms: 50, bookings: 45_000, perDay: 28 });
  say("Measuring the search of what is free…");
  measures.push(await benchSearch(small, large));
  say("Measuring the planning of a month…");
  measures.push(await benchMonth(month));
  say("Measuring bookings by the API and the weight of pages…");
  const ofSmall = await withServer(small, async (server) => {
    measures.push(...(await benchBooking(server, small, small.pole)));
    measures.push(
      ...(await benchJavaScript({ url: `${server.url}/poles/${small.pole.actor.poleSlug}`, cookie: server.cookie })),
    );
    return visitPages(server, small);
  });
  const ofLarge = await withServer(large, (server) => visitPages(server, large));
  measures.push(...comparePages(ofSmall, ofLarge));
  say("Measuring baskets and series…");
  measures.push(...(await benchComposing(small)));
  say("Measuring feeds and imports…");
  const exchanged = await measured("exchanged", { rooms: 100, bookings: 100_000, perDay: 28 });
  measures.push(await benchFeed(exchanged));
  measures.push(await benchImport(exchanged));
}

async function measureBooks(): Promise<void> {
  const postings = 1_000_000 * scale;
  const [few, many] = [await measured("few_postings", BOOKS), await measured("many_postings", BOOKS)];
  say(`Measuring the books, of ${postings / 10} and of ${postings} postings…`);
  measures.push(...(await benchLedger(few, many, postings)));
}

async function measureMonth(): Promise<void> {
  const many = { charges: 200 * scale, members: 1000 * scale, bookings: 100_000 * scale };
  const [few, large] = [await measured("few_members", BOOKS), await measured("many_members", BOOKS)];
  say(`Measuring the closing of a month, of ${many.charges / 10} charges and of ${many.charges}…`);
  measures.push(...(await benchClosing(few, large, many)));
}

if (measures.length > 0) console.log(table(measures));
if (soaked) {
  console.log(`\nSoak: ${soakTitle(size)}. ${soaked.operations} operations.\n${soaked.table}`);
  console.log(soaked.broken.length === 0 ? "Every invariant holds." : soaked.broken.join("\n"));
  if (soaked.broken.length > 0) process.exitCode = 1;
}
mkdirSync("var/bench", { recursive: true });
const file = `var/bench/${new Date().toISOString().replaceAll(":", "-")}.json`;
writeFileSync(
  file,
  JSON.stringify(
    { node: process.version, cores: os.cpus().length, scale, measures, soak: { ...size, ...soaked } },
    null,
    2,
  ),
);
say(`Also in ${file}`);

/** A database of its own with one generated pôle. */
async function measured(name: string, amounts: Amounts): Promise<Measured> {
  say(`Making ${amounts.bookings} bookings of ${amounts.rooms} rooms…`);
  const server = postgres(embedded.ownerUrl, { max: 1 });
  await server.unsafe(`create database bench_${name}`);
  await server.end();
  const url = new URL(embedded.ownerUrl);
  url.pathname = `/bench_${name}`;
  const { appUrl } = await migrate(url.href);
  const owner = postgres(url.href, { ...connectionOptions, connection: { application_name: "bench" }, max: 1 });
  try {
    return { ownerUrl: url.href, appUrl, pole: await generatePole(owner, amounts) };
  } finally {
    await owner.end();
  }
}

/** Measures what needs the real server, in a process of its own as in life; with a token, and signed in as a manager. */
async function withServer<T>(
  { ownerUrl, appUrl, pole }: Measured,
  measuring: (server: { url: string; token: string; cookie: string }) => Promise<T>,
): Promise<T> {
  const owner = postgres(ownerUrl, { ...connectionOptions, max: 1 });
  await owner`insert into pole_staff (pole_id, person_id, role) values (${pole.poleId}, ${pole.actor.personId}, 'manager')`;
  await owner.end();
  openDatabase(appUrl, { connections: 2 });
  const token = await issueApiToken({
    email: `${pole.actor.poleSlug}@test.example`,
    structureSlug: `${pole.actor.poleSlug}-1`,
  });
  const { secret } = await asIdentity((tx, now) =>
    openSession(tx, now, {
      personId: pole.actor.personId,
      remember: false,
      client: { address: "127.0.0.1", userAgent: "bench" },
    }),
  );
  await closeDatabase();
  const port = await freePort();
  const server = spawn(process.execPath, ["scripts/start.mjs"], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: ownerUrl,
      DEMO: "0",
      LOG_LEVEL: "error",
      DATA_DIR: dataDir,
      REQUESTS_PER_MINUTE: "1000000",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(url);
    return await measuring({ url, token, cookie: await cookieOf(secret) });
  } finally {
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
  }
}

async function cookieOf(secret: string): Promise<string> {
  const { sessionCookie } = await import("../../app/http/session-cookie");
  return (await sessionCookie(secret, null)).split(";")[0] ?? "";
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The server did not start.");
}
