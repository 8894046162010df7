import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  endSessionOf,
  hashPassword,
  rememberActingFor,
  sessionOf,
  signIn,
  tasks,
  type Client,
} from "../../server/identity";
import { openWorld, PASSWORD, type World } from "../support/world";

let world: World;
const client: Client = { address: "203.0.113.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0" };
const elsewhere = (last: number): Client => ({ ...client, address: `198.51.100.${last}` });

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.owner`delete from rate_limits`.then());

const enter = (email: string, password: string = PASSWORD, from = client, remember = false) =>
  signIn({ email, password, remember }, from);

describe("signing in", () => {
  it("takes the address in any spelling and the right password", async () => {
    const outcome = await enter(` ${world.people.employee.email.toUpperCase()} `);
    expect(outcome).toMatchObject({ ok: true, value: { personId: world.people.employee.id } });
    if (outcome.ok) expect(await sessionOf(outcome.value.secret)).toMatchObject({ name: "Claire Morin" });
  });

  it("takes a password however the keyboard spelled its accents", async () => {
    const { id, email } = world.people.colleague;
    await world.owner`update passwords set hash = ${await hashPassword("Pe\u0301che a\u0300 la ligne")} where person_id = ${id}`;
    expect(await enter(email, "P\u00e9che \u00e0 la ligne")).toMatchObject({ ok: true });
  });

  it("answers the same to a wrong password, an unknown address, a person without password and a disabled one", async () => {
    await world.owner`delete from passwords where person_id = ${world.people.partner.id}`;
    await world.owner`update people set disabled_at = now() where id = ${world.people.observer.id}`;
    const wrong = { ok: false, problem: { code: "wrong_sign_in" } };
    expect(await enter(world.people.employee.email, "not the password")).toEqual(wrong);
    expect(await enter("nobody@test.example")).toEqual(wrong);
    expect(await enter(world.people.partner.email)).toEqual(wrong);
    expect(await enter(world.people.observer.email)).toEqual(wrong);
  });

  it("takes as long for an unknown address as for a wrong password", async () => {
    // The world's hashes are cheap to make; these have the cost of the product.
    const { id, email } = world.people.treasurer;
    await world.owner`update passwords set hash = ${await hashPassword("une autre phrase encore")} where person_id = ${id}`;
    const time = async (address: string, turn: number) => {
      const start = performance.now();
      await enter(address, "not the password", elsewhere(turn));
      return performance.now() - start;
    };
    // In turn, and the fastest of each: what else the machine does must not count.
    const known: number[] = [];
    const unknown: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      known.push(await time(email, turn));
      unknown.push(await time("nobody@test.example", turn));
    }
    const [one, two] = [Math.min(...known), Math.min(...unknown)];
    expect(Math.abs(one - two) / Math.max(one, two)).toBeLessThan(0.3);
  });

  it("opens a new session each time, whose secret is nowhere in the database", async () => {
    const [one, two] = [await enter(world.people.employee.email), await enter(world.people.employee.email)];
    if (!one.ok || !two.ok) throw new Error("could not sign in");
    expect(one.value.secret).not.toBe(two.value.secret);
    expect(one.value.secret).toHaveLength(43);
    const [row] = await world.owner<{ all: string }[]>`select string_agg(s::text, ' ') as all from sessions s`;
    expect(row?.all).not.toContain(one.value.secret);
    await endSessionOf(one.value.secret);
    expect(await sessionOf(one.value.secret)).toBeNull();
    expect(await sessionOf(two.value.secret)).not.toBeNull();
  });
});

describe("attempts", () => {
  const tooMany = { ok: false, problem: { code: "too_many_attempts" } };

  it("on one account from one address are refused after eight, the right password too, before it is looked at", async () => {
    const { email } = world.people.employee;
    for (let turn = 0; turn < 8; turn += 1) {
      expect(await enter(email, "wrong wrong wrong")).toMatchObject({ problem: { code: "wrong_sign_in" } });
    }
    const times: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const start = performance.now();
      await enter(email);
      times.push(performance.now() - start);
    }
    // Verifying a password takes longer than that.
    expect(Math.min(...times)).toBeLessThan(12);
    const refused = await enter(email);
    expect(refused).toMatchObject(tooMany);
    const until = !refused.ok && "until" in refused.problem ? refused.problem.until.getTime() - Date.now() : 0;
    expect(until).toBeGreaterThan(14 * 60_000);
    expect(until).toBeLessThanOrEqual(15 * 60_000);
    // Somebody else behind the same address, and the person from another one, still may.
    expect(await enter(world.people.manager.email)).toMatchObject({ ok: true });
    expect(await enter(email, PASSWORD, elsewhere(1))).toMatchObject({ ok: true });
  });

  it("on an address that nobody has are refused likewise", async () => {
    for (let turn = 0; turn < 8; turn += 1) await enter("nobody@test.example");
    expect(await enter("nobody@test.example")).toMatchObject(tooMany);
  });

  it("are counted as one however many come at once", async () => {
    const { email } = world.people.employee;
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => enter(email, "wrong wrong wrong")));
    const codes = outcomes.map((outcome) => !outcome.ok && outcome.problem.code);
    expect(codes.filter((code) => code === "wrong_sign_in")).toHaveLength(8);
    expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(22);
  });

  it("on one account from many machines are refused after forty", async () => {
    const { email } = world.people.employee;
    const outcomes = [];
    for (let turn = 0; turn < 45; turn += 1) outcomes.push(await enter(email, "wrong wrong wrong", elsewhere(turn)));
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.problem.code === "wrong_sign_in")).toHaveLength(40);
    expect(await enter(email, PASSWORD, elsewhere(99))).toMatchObject(tooMany);
  });

  it("on many accounts from one address are refused after a hundred", async () => {
    for (let turn = 0; turn < 100; turn += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, i) => enter(`nobody-${turn + i}@test.example`)));
    }
    expect(await enter(world.people.employee.email)).toMatchObject(tooMany);
    expect(await enter(world.people.employee.email, PASSWORD, elsewhere(1))).toMatchObject({ ok: true });
  });

  it("from one IPv6 subscriber are those of one client", async () => {
    const from = (end: string): Client => ({ ...client, address: `2001:db8:1:2:${end}` });
    const { email } = world.people.employee;
    for (let turn = 0; turn < 8; turn += 1) await enter(email, "wrong wrong wrong", from(`a:b:c:${turn}`));
    expect(await enter(email, PASSWORD, from("d:e:f:1"))).toMatchObject(tooMany);
  });

  it("that succeed are forgotten: a day of work locks nobody out", async () => {
    const { email } = world.people.manager;
    for (let turn = 0; turn < 45; turn += 1) expect(await enter(email)).toMatchObject({ ok: true });
  });

  it("leave no address in the table that counts them", async () => {
    await enter("quelquun.de.discret@test.example");
    const rows = await world.owner<{ key: string }[]>`select key from rate_limits`;
    expect(rows.length).toBe(3);
    expect(JSON.stringify(rows)).not.toMatch(/discret|203\.0\.113/);
  });
});

describe("a session", () => {
  const DAY = "1 day";
  async function open(remember: boolean): Promise<string> {
    const outcome = await enter(world.people.manager.email, PASSWORD, client, remember);
    if (!outcome.ok) throw new Error("could not sign in");
    expect(outcome.value.expires === null).toBe(!remember);
    return outcome.value.secret;
  }
  const shift = (column: "last_seen_at" | "expires_at", by: string) =>
    world.owner.unsafe(`update sessions set ${column} = ${column} - interval '${by}'`);
  beforeEach(() => world.owner`delete from sessions`.then());

  it("ends after a day without use", async () => {
    const secret = await open(false);
    await shift("last_seen_at", "23 hours 59 minutes");
    expect(await sessionOf(secret)).not.toBeNull();
    // Being seen has pushed the limit back.
    await shift("last_seen_at", "2 minutes");
    expect(await sessionOf(secret)).not.toBeNull();
    await shift("last_seen_at", "24 hours 1 minute");
    expect(await sessionOf(secret)).toBeNull();
  });

  it("ends after a day in all, however much it is used", async () => {
    const secret = await open(false);
    await shift("expires_at", "23 hours 59 minutes");
    expect(await sessionOf(secret)).not.toBeNull();
    await shift("expires_at", "2 minutes");
    expect(await sessionOf(secret)).toBeNull();
  });

  it("that is to be remembered lasts a fortnight without use, ninety days in all", async () => {
    const secret = await open(true);
    await shift("last_seen_at", "13 days 23 hours");
    expect(await sessionOf(secret)).not.toBeNull();
    await shift("last_seen_at", "14 days 1 hour");
    expect(await sessionOf(secret)).toBeNull();
    await shift("last_seen_at", "-14 days");
    await shift("expires_at", "89 days 23 hours");
    expect(await sessionOf(secret)).not.toBeNull();
    await shift("expires_at", DAY);
    expect(await sessionOf(secret)).toBeNull();
  });

  it("ends when its person is disabled", async () => {
    const secret = await open(true);
    await world.owner`update people set disabled_at = now() where id = ${world.people.manager.id}`;
    expect(await sessionOf(secret)).toBeNull();
    await world.owner`update people set disabled_at = null where id = ${world.people.manager.id}`;
  });

  it("does not write each time a page is read", async () => {
    const secret = await open(false);
    const seen = async () =>
      (await world.owner<{ at: Date }[]>`select last_seen_at as at from sessions`)[0]?.at.getTime();
    const before = await seen();
    await sessionOf(secret);
    expect(await seen()).toBe(before);
    await shift("last_seen_at", "61 seconds");
    await sessionOf(secret);
    expect(await seen()).toBeGreaterThanOrEqual(before ?? 0);
  });

  it("that is over is swept away at night, and no other", async () => {
    const [over, live] = [await open(false), await open(true)];
    await world.owner`update sessions set expires_at = now() where not remember`;
    await tasks["forget-expired"]();
    expect(await world.owner`select remember from sessions`).toEqual([{ remember: true }]);
    expect([await sessionOf(over), (await sessionOf(live))?.personId]).toEqual([null, world.people.manager.id]);
  });

  it("begins where the last one was: acting for the same structure", async () => {
    const first = await sessionOf(await open(false));
    const acting = { poleId: world.poles.orme.id, structureId: world.structures.gue.id };
    await rememberActingFor(first?.sessionId ?? "", acting);
    expect(await sessionOf(await open(false))).toMatchObject({
      actingPoleId: acting.poleId,
      actingStructureId: acting.structureId,
    });
  });
});
