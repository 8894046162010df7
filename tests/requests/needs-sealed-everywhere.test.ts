import { Writable } from "node:stream";
import { Logger, runOnce } from "graphile-worker";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import routes from "../../app/routes";
import { described } from "../../app/routes/api/described";
import { bookingTasks } from "../../server/bookings";
import { tasks as identityTasks } from "../../server/identity";
import { tasks as importTasks } from "../../server/imports";
import { newId } from "../../server/kernel/ids";
import { tasks as mailTasks } from "../../server/notifications";
import { issueApiToken } from "../../server/poles";
import { tasks as useTasks } from "../../server/use";
import { askApi } from "../support/api";
import { closeNeed, openNeed, publishNeed, type Published } from "../support/needs";
import { startServer, type TestServer } from "../support/server";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

// One answer, of a group, each field of which holds something that appears nowhere else; then everything that speaks is
// asked for it: every page, what a click fetches, every address of the API, searches, exports, mails, jobs, logs, copies.
// A page or an address that is added is tried the day it is written.

/** What everybody types to find the words below. */
const BEGINNING = "zephyrine";
const WORDS = Object.fromEntries(
  ["presentation", "contact", "telephone", "offer", "text", "task", "fileName", "fileBytes", "laterDraft"].map(
    (name) => [name, `${BEGINNING}${newId().slice(0, 8)}`],
  ),
) as Record<
  "presentation" | "contact" | "telephone" | "offer" | "text" | "task" | "fileName" | "fileBytes" | "laterDraft",
  string
>;
const PRICE = 739_128_641;
const HOURS = 487_139;
/** Alone, not within an id or another number. */
const alone = (number: string) => new RegExp(`(?<![\\w-])(${number})(?![\\w-])`);
const NUMBERS = {
  price: alone(`${PRICE}|7[\\s.,]?391[\\s.,]?286[.,]41`),
  hours: alone(`${HOURS}|487[\\s.,]139`),
};

/** Which secrets are told in a text, or in bytes that are written in it. */
function told(text: string): string[] {
  return [
    ...Object.entries(WORDS).flatMap(([name, word]) =>
      text.includes(word) || text.includes(Buffer.from(word).toString("hex")) ? [name] : [],
    ),
    ...Object.entries(NUMBERS).flatMap(([name, number]) => (number.test(text) ? [name] : [])),
  ];
}

/** Where what was typed is kept, under the seal. */
const SEALED = [
  "answers",
  "answer_members",
  "answer_lots",
  "answer_texts",
  "answer_shares",
  "answer_files",
  "submissions",
  "submission_prices",
];

let world: World;
let server: TestServer;
let need: Published;
let ids: Record<string, string>;
const lines: string[] = [];
const log = pino(
  { level: "trace" },
  new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString());
      done();
    },
  }),
);
/** Everybody but the authors: the buyer, who is invited and has not come in, who runs the pôle, guests, passers-by. */
const others: Record<string, Visitor> = {};
const tokens: Record<string, string> = {};
let author: Visitor;

beforeAll(async () => {
  world = await openWorld();
  server = await startServer({ log, logLevel: "trace" });
  need = await publishNeed(world, { openTo: "public", closesIn: 3_600_000, qualityFirst: true });
  for (const key of ["owner", "partner", "manager", "neighbour", "outsider"] as const)
    others[key] = await signedIn(server, world.people[key].email);
  others.stranger = new Visitor(server);
  author = await signedIn(server, world.people.administrator.email);
  for (const [key, structureSlug] of [
    ["owner", "tablee"],
    ["partner", "mairie"],
    ["manager", "val-d-orme"],
    ["neighbour", "radeau"],
    ["administrator", "gue"],
    ["observer", "curieux"],
  ] as const)
    tokens[key] = await issueApiToken({ email: world.people[key].email, structureSlug });
  ids = await answered();
}, 180_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

/** Asks the API as a program does, through the whole server, with a key: what is kept of it is looked at too. */
async function call(method: string, path: string, body: object = {}, by = "administrator") {
  const multipart = body instanceof FormData;
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    body: multipart ? body : JSON.stringify(body),
    headers: {
      Authorization: `Bearer ${tokens[by] ?? ""}`,
      "Idempotency-Key": newId(),
      ...(multipart ? {} : { "Content-Type": "application/json" }),
    },
  });
  const json = (await response.json()) as { id: string; code?: string };
  expect([path, response.status < 300, json.code]).toEqual([path, true, undefined]);
  return json;
}

/** Writes the answer, in a group of two; a third is asked, and has not said yes. */
async function answered(): Promise<Record<string, string>> {
  const { gue, curieux, mairie } = world.structures;
  const { id: answer } = await call("POST", `/needs/${need.needId}/answers`);
  const at = `/answers/${answer}`;
  const typed = {
    presentation: WORDS.presentation,
    contact: { name: WORDS.contact, email: `${WORDS.contact}@gue.example`, telephone: WORDS.telephone },
    lots: [{ lotId: need.lotId, priceCents: PRICE, hours: HOURS, words: WORDS.offer }],
    texts: [{ criterionId: need.qualityId, text: WORDS.text }],
  };
  await call("PUT", at, typed);
  const file = new FormData();
  file.set("file", new File([WORDS.fileBytes], `${WORDS.fileName}.pdf`));
  const { id: answerFile } = await call("POST", `${at}/files`, file);
  await call("POST", `${at}/members`, { structureId: curieux.id });
  await call("POST", `${at}/invitation`, { answer: "accept" }, "observer");
  const share = { lotId: need.lotId, structureId: gue.id, amountCents: PRICE, hours: HOURS };
  const tasks = [gue, curieux].map(({ id: structureId }) => ({ structureId, task: WORDS.task }));
  await call("PUT", `${at}/shares`, { tasks, shares: [share] });
  for (const by of ["administrator", "observer"]) await call("POST", `${at}/signature`, {}, by);
  const { id: submission } = await call("POST", `${at}/submission`);
  // Typed after it was handed in: nobody will ever read it.
  await call("PUT", at, { ...typed, presentation: WORDS.laterDraft });
  await call("POST", `${at}/members`, { structureId: mairie.id, message: "Avec nous ?" });
  await call("POST", `/needs/${need.needId}/addenda`, { words: "Un banc", changesSubstance: false }, "owner");
  const [emails] = await world.owner<{ id: string }[]>`select id from emails limit 1`;
  return {
    ...{ pole: world.poles.orme.slug, need: need.needId, answer, answerFile, submission },
    ...{ structure: gue.id, resource: world.rooms.pressoir.id, email: emails?.id ?? newId() },
  };
}

/** Every address of the product but those of the API. */
const PATHS = [...new Set(routes.flatMap(({ path }) => (path && !path.startsWith("api/") ? [path] : [])))]
  .concat("poles/:pole")
  .map((path) => `/${path}`);

/** Everything that a visitor is shown by addresses that match, as a page, as a click fetches it, and searched. */
async function shown(visitor: Visitor, which = /./): Promise<string> {
  const asked = PATHS.map((path) => path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? newId()))
    .filter((path) => which.test(path))
    // What has no id but that of its pôle is a list, which may be searched.
    .flatMap((path) => [path, `${path}.data`, ...(/[\da-f]{4}-4/.test(path) ? [] : [`${path}?q=${BEGINNING}`])]);
  const texts: string[] = [];
  while (asked.length > 0) {
    const some = asked.splice(0, 6).map(async (path) => {
      const response = await visitor.get(path, { Accept: "*/*" });
      // A stream of changes has no end.
      if (response.headers.get("Content-Type")?.includes("event-stream")) return response.body?.cancel();
      return response.text();
    });
    texts.push(...(await Promise.all(some)).map((text) => text ?? ""));
  }
  return texts.join("\n");
}

/** Everything that the API tells a token: all that reads, and what writes answers, sent to that one. */
async function toldByApi(token: string): Promise<string> {
  const texts: string[] = [];
  for (const route of described()) {
    for (const { method, path } of route.endpoints) {
      if (method !== "GET" && !path.startsWith("/answers/")) continue;
      const params = Object.fromEntries(
        [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => [name, ids[name] ?? newId()]),
      );
      const period = "from=2031-03-03T09:00:00Z&to=2031-03-03T10:00:00Z";
      const query = path.endsWith("availability") ? `?${period}` : path === "/needs" ? `?q=${BEGINNING}` : "";
      const sent = method === "GET" ? {} : { body: "{}", headers: { "Content-Type": "application/json" } };
      texts.push((await askApi(route, { method, path: `${path}${query}`, params, token, ...sent })).text);
    }
  }
  return texts.join("\n");
}

/** All that the database holds but under the seal, and all jobs. */
async function elsewhere(): Promise<string> {
  const tables = await world.owner<{ schema: string; name: string }[]>`
    select relnamespace::regnamespace::text as schema, relname as name from pg_class
     where relkind = 'r' and relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)`;
  const texts: string[] = [];
  for (const { schema, name } of tables) {
    if (SEALED.includes(name)) continue;
    const rows = await world.owner<{ text: string }[]>`
      select t::text as text from ${world.owner(schema)}.${world.owner(name)} t`;
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join("\n");
}

async function work(): Promise<void> {
  const taskList = { ...mailTasks, ...identityTasks, ...bookingTasks, ...useTasks, ...importTasks };
  const logger = new Logger(() => (_, message) => lines.push(message));
  await runOnce({ connectionString: world.ownerUrl, taskList, noHandleSignals: true, logger });
}

describe("before the opening, of an answer that was handed in", () => {
  it("its authors read every word: what looks for them below finds them", async () => {
    const seen = new Set([
      ...told(await shown(author, /reponse/)),
      ...told(await toldByApi(tokens.administrator ?? "")),
    ]);
    expect([...seen].sort()).toEqual([...Object.keys(WORDS), ...Object.keys(NUMBERS)].sort());
  });

  it.each(["owner", "partner", "manager", "neighbour", "outsider", "stranger"])(
    "no page, export or search tells the %s a word",
    async (key) => {
      const text = await shown(others[key]!);
      expect(text.length).toBeGreaterThan(10_000);
      expect(told(text)).toEqual([]);
    },
    120_000,
  );

  it.each(["owner", "partner", "manager", "neighbour"])("the API tells the %s nothing", async (key) => {
    expect(told(await toldByApi(tokens[key] ?? ""))).toEqual([]);
  });

  it("no mail, no job, no event, no copy of any kind holds a word of it, nor does a log", async () => {
    expect(told(await elsewhere())).toEqual([]);
    await work();
    expect(told(await elsewhere())).toEqual([]);
    expect(lines.some((line) => line.includes("/api/v1/answers/"))).toBe(true);
    expect(told(lines.join("\n"))).toEqual([]);
  });

  it("its buyer's pages about the need do not name who answers", async () => {
    // Where the panel is chosen, everybody of the pôle is named, whoever answers.
    const text = await shown(others.owner!, new RegExp(`${need.needId}(?!/jury)`));
    expect(text).toContain("Verdir la cour");
    for (const name of ["Les Jardins du Gué", "Les Curieux"]) expect(text).not.toContain(name);
  });
});

describe("once it is closed, and one of two persons has begun to open it", () => {
  it("it is as sealed as before", async () => {
    const { owner } = world.actors;
    await closeNeed(world, need);
    // Twice the same person opens nothing.
    await expect(openNeed(need, owner, owner)).rejects.toThrow("two_persons");
    for (const key of ["owner", "manager", "partner", "stranger"]) {
      expect([key, told(await shown(others[key]!, /besoins|reponses/))]).toEqual([key, []]);
      if (tokens[key]) expect([key, told(await toldByApi(tokens[key]))]).toEqual([key, []]);
    }
    const [row] = await world.owner`select first_by, opened_at from openings where need_id = ${need.needId}`;
    expect([row?.first_by, row?.opened_at]).toEqual([owner.personId, null]);
  }, 120_000);
});
