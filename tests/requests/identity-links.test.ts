import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  changePassword,
  linkOwner,
  requestLink,
  resetPassword,
  sessionOf,
  signIn,
  signInByLink,
  type Client,
} from "../../server/identity";
import { identityMails, lastIdentityMail } from "../support/jobs";
import { openWorld, PASSWORD, type World } from "../support/world";

let world: World;
const client: Client = { address: "203.0.113.7", userAgent: "" };
const asked = { locale: "fr", address: client.address } as const;
const told = { locale: "fr", client } as const;
const GOOD = "tilleul lampadaire moufle";

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.owner`delete from rate_limits`.then());

async function linkTo(email: string, purpose: "sign_in" | "reset" = "sign_in"): Promise<string> {
  expect(await requestLink({ email, purpose }, asked)).toEqual({ ok: true, value: null });
  return (await lastIdentityMail(world)).secret;
}

async function enter(email: string, password: string = PASSWORD) {
  const outcome = await signIn({ email, password, remember: false }, client);
  return outcome.ok ? outcome.value.secret : null;
}

describe("a one-time link", () => {
  it("goes to its person by e-mail, and its secret is kept nowhere else", async () => {
    const { email, id } = world.people.employee;
    await requestLink({ email, purpose: "sign_in", back: "/poles/val-d-orme/planning" }, asked);
    const mail = await lastIdentityMail(world);
    expect(mail).toMatchObject({
      kind: "sign-in-link",
      personId: id,
      locale: "fr",
      back: "/poles/val-d-orme/planning",
    });
    const [row] = await world.owner<{ all: string }[]>`select string_agg(l::text, ' ') as all from sign_in_links l`;
    expect(row?.all).not.toContain(mail.secret);
  });

  it("answers the same, in the same time, when nobody has the address, and sends nothing", async () => {
    const before = (await identityMails(world)).length;
    const time = async (email: string) => {
      const start = performance.now();
      expect(await requestLink({ email, purpose: "sign_in" }, asked)).toEqual({ ok: true, value: null });
      return performance.now() - start;
    };
    const nobody: number[] = [];
    const somebody: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      nobody.push(await time("nobody@test.example"));
      somebody.push(await time(world.people.manager.email));
    }
    expect((await identityMails(world)).length).toBe(before + 4);
    const [one, two] = [Math.min(...nobody), Math.min(...somebody)];
    expect(Math.min(one, two)).toBeGreaterThanOrEqual(399);
    expect(Math.abs(one - two)).toBeLessThan(60);
  });

  it("is not used up by being looked at", async () => {
    const secret = await linkTo(world.people.employee.email);
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await linkOwner(secret, "sign_in")).toMatchObject({ name: "Claire Morin" });
    }
    expect(await signInByLink(secret, { remember: false, client })).toMatchObject({ ok: true });
  });

  it("opens one session, once, however many press the button at once", async () => {
    const secret = await linkTo(world.people.employee.email);
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => signInByLink(secret, { remember: false, client })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => !ok)[0]).toEqual({ ok: false, problem: { code: "link_gone" } });
    expect(await linkOwner(secret, "sign_in")).toBeNull();
  });

  it("lives ten minutes", async () => {
    const secret = await linkTo(world.people.employee.email);
    await world.owner`update sign_in_links set expires_at = expires_at - interval '9 minutes 50 seconds'`;
    expect(await linkOwner(secret, "sign_in")).not.toBeNull();
    await world.owner`update sign_in_links set expires_at = expires_at - interval '11 seconds'`;
    expect(await linkOwner(secret, "sign_in")).toBeNull();
    expect(await signInByLink(secret, { remember: false, client })).toMatchObject({ problem: { code: "link_gone" } });
  });

  it("for one purpose does not serve another", async () => {
    const secret = await linkTo(world.people.employee.email);
    expect(await linkOwner(secret, "reset")).toBeNull();
    expect(await resetPassword(secret, { password: GOOD }, told)).toMatchObject({ problem: { code: "link_gone" } });
    const reset = await linkTo(world.people.employee.email, "reset");
    expect(await signInByLink(reset, { remember: false, client })).toMatchObject({ problem: { code: "link_gone" } });
  });

  it("opens nothing for a disabled person, who gets none either", async () => {
    const { email, id } = world.people.partner;
    const secret = await linkTo(email);
    await world.owner`update people set disabled_at = now() where id = ${id}`;
    expect(await signInByLink(secret, { remember: false, client })).toMatchObject({ ok: false });
    const before = (await identityMails(world)).length;
    await requestLink({ email, purpose: "sign_in" }, asked);
    expect((await identityMails(world)).length).toBe(before);
  });

  it("is sent five times in a quarter of an hour at most, to an unknown address as well", async () => {
    for (const email of [world.people.owner.email, "nobody@test.example"]) {
      for (let turn = 0; turn < 5; turn += 1) {
        expect(await requestLink({ email, purpose: "sign_in" }, asked)).toMatchObject({ ok: true });
      }
      expect(await requestLink({ email, purpose: "reset" }, asked)).toMatchObject({
        problem: { code: "too_many_attempts" },
      });
    }
  }, 30_000);
});

describe("a new password", () => {
  it("chosen by link ends every session and link, opens a new one, and is told by e-mail", async () => {
    const { email, id } = world.people.colleague;
    const [session, other] = [await enter(email), await linkTo(email)];
    const secret = await linkTo(email, "reset");
    const outcome = await resetPassword(secret, { password: GOOD }, told);
    expect(await sessionOf(session ?? "")).toBeNull();
    expect(await linkOwner(other, "sign_in")).toBeNull();
    expect(await sessionOf(outcome.ok ? outcome.value.secret : "")).toMatchObject({ personId: id });
    expect(await lastIdentityMail(world)).toMatchObject({ kind: "password-changed", personId: id });
    expect(await enter(email)).toBeNull();
    expect(await enter(email, GOOD)).not.toBeNull();
    expect(await resetPassword(secret, { password: `${GOOD} bis` }, told)).toMatchObject({
      problem: { code: "link_gone" },
    });
  });

  it("that is too easy is refused without using the link up", async () => {
    const secret = await linkTo(world.people.employee.email, "reset");
    for (const [password, code] of [
      ["court", "password_too_short"],
      ["Claire Morin 1", "password_too_common"],
      ["motdepasse2026", "password_too_common"],
    ] as const) {
      expect(await resetPassword(secret, { password }, told)).toEqual({ ok: false, problem: { code } });
    }
    expect(await linkOwner(secret, "reset")).not.toBeNull();
  });

  it("asks for the current one, ends the other sessions and is told by e-mail", async () => {
    const { email, id, name } = world.people.treasurer;
    const [here, there] = [await enter(email), await enter(email)];
    const session = await sessionOf(here ?? "");
    const person = { personId: id, sessionId: session?.sessionId ?? "", name, email, locale: "fr" as const };
    expect(await changePassword(person, { current: "not this one", password: GOOD }, client)).toEqual({
      ok: false,
      problem: { code: "wrong_current" },
    });
    expect(await changePassword(person, { current: PASSWORD, password: GOOD }, client)).toEqual({
      ok: true,
      value: null,
    });
    expect(await sessionOf(here ?? "")).not.toBeNull();
    expect(await sessionOf(there ?? "")).toBeNull();
    expect(await lastIdentityMail(world)).toMatchObject({ kind: "password-changed", personId: id });
    expect(await enter(email, GOOD)).not.toBeNull();
  });

  it("cannot be had by trying current ones", async () => {
    const { email, id, name } = world.people.manager;
    const person = { personId: id, sessionId: id, name, email, locale: "fr" as const };
    for (let turn = 0; turn < 8; turn += 1) {
      await changePassword(person, { current: "wrong wrong wrong", password: GOOD }, client);
    }
    expect(await changePassword(person, { current: PASSWORD, password: GOOD }, client)).toMatchObject({
      problem: { code: "too_many_attempts" },
    });
  });
});
