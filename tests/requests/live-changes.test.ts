import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelBooking, requestBooking } from "../../server/bookings";
import { closeChanges, openChanges } from "../../server/calendars";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let employee: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  employee = await signedIn(server, world.people.employee.email);
});
afterAll(async () => {
  await server.stop();
  await world.close();
});

let used = 0;
const opened: Stream[] = [];
beforeEach(() => openChanges(world.appUrl));
afterEach(async () => {
  for (const stream of opened.splice(0)) await stream.close();
  await closeChanges();
});

async function booked(actor: Actor, room: { id: string }): Promise<string> {
  const day = workday((used += 1));
  const zone = actor.timeZone;
  const period = { start: at(day, "10:00", zone), end: at(day, "11:00", zone) };
  const outcome = await requestBooking(actor, { id: newId(), resourceId: room.id, ...period });
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value.id;
}

/** The server-sent events that one page gets. */
class Stream {
  events = 0;
  ended = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #waiting: (() => void)[] = [];

  constructor(readonly response: Response) {
    this.#reader = response.body!.getReader();
    void this.#read();
  }

  /** Waits until so many events have come. */
  async heard(count: number): Promise<void> {
    while (this.events < count && !this.ended) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async end(): Promise<void> {
    while (!this.ended) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    await this.#reader.cancel().catch(() => {});
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for (let part = await this.#reader.read(); !part.done; part = await this.#reader.read()) {
        this.events += decoder.decode(part.value).split("event: changed").length - 1;
        this.#tell();
      }
    } catch {
      // Cut.
    }
    this.ended = true;
    this.#tell();
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

const ask = (visitor: Visitor, pole = "val-d-orme") =>
  visitor.get(`/poles/${pole}/changements`, { Accept: "text/event-stream" });

async function follow(visitor: Visitor, pole?: string): Promise<Stream> {
  const stream = new Stream(await ask(visitor, pole));
  opened.push(stream);
  return stream;
}

describe("a page that is open", () => {
  test("is told of a booking and of its cancellation, at once and without being compressed", async () => {
    const stream = await follow(employee);
    expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(stream.response.headers.get("content-encoding")).toBeNull();
    const id = await booked(world.actors.owner, world.rooms.pressoir);
    await stream.heard(1);
    await cancelBooking(world.actors.owner, { id });
    await stream.heard(2);
    expect(stream.events).toBe(2);
  });

  test("is told of a blocking", async () => {
    const stream = await follow(employee);
    const times = { starts_at: at(workday(3), "09:00"), ends_at: at(workday(3), "10:00") };
    const ids = { id: newId(), pole_id: world.poles.orme.id, resource_id: world.rooms.etang.id };
    await world.owner`insert into blockings ${world.owner({ ...ids, kind: "closed", ...times })}`;
    await stream.heard(1);
    expect(stream.events).toBe(1);
  });

  test("is told nothing of another pôle", async () => {
    const neighbour = await signedIn(server, world.people.neighbour.email);
    const here = await follow(employee);
    const there = await follow(neighbour, "marais");
    await booked(world.actors.employee, world.rooms.pressoir);
    await here.heard(1);
    await booked(world.actors.neighbour, world.rooms.lagon);
    await there.heard(1);
    await booked(world.actors.employee, world.rooms.pressoir);
    await here.heard(2);
    expect([here.events, there.events]).toEqual([2, 1]);
  });

  test("that opens just after a change learns of it, since it may have been read just before", async () => {
    const first = await follow(employee);
    await booked(world.actors.employee, world.rooms.pressoir);
    await first.heard(1);
    const second = await follow(employee);
    await second.heard(1);
    expect(second.events).toBe(1);
  });

  test("learns that it may have missed something when the connection that listens was lost, then hears again", async () => {
    const stream = await follow(employee);
    await booked(world.actors.employee, world.rooms.pressoir);
    await stream.heard(1);
    const killed = await world.owner`
      select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen grappe_changes'`;
    expect(killed.length).toBe(1);
    await stream.heard(2);
    await booked(world.actors.employee, world.rooms.pressoir);
    await stream.heard(3);
    expect(stream.events).toBe(3);
  });

  test("is let go when the server stops", async () => {
    const stream = await follow(employee);
    await closeChanges();
    await stream.end();
    expect((await ask(employee)).status).toBe(429);
  });
});

describe("the stream of changes", () => {
  test("is for people of the pôle", async () => {
    expect((await ask(new Visitor(server))).status).toBe(302);
    expect((await ask(await signedIn(server, world.people.neighbour.email))).status).toBe(404);
  });

  test("is opened six times by one person, and again once one is closed", async () => {
    const partner = await signedIn(server, world.people.partner.email);
    const streams = await Promise.all(Array.from({ length: 6 }, () => follow(partner)));
    const refused = await ask(partner);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    // Somebody else is not concerned.
    expect((await follow(employee)).response.status).toBe(200);
    await streams[0]?.close();
    await expect.poll(async () => (await follow(partner)).response.status).toBe(200);
  });

  test("is nothing for who asks for a page", async () => {
    expect((await employee.get("/poles/val-d-orme/changements")).status).toBe(406);
  });
});
