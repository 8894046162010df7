import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sessionOf, type Client } from "../../server/identity";
import {
  acceptInvitation,
  contextsOf,
  invitationOffer,
  invitedStructures,
  inviteColleague,
  inviteStructure,
  joinByInvitation,
  sendInvitationAgain,
  structureOfPole,
  structuresToBring,
  withdrawInvitation,
} from "../../server/poles";
import { identityMails, lastIdentityMail } from "../support/jobs";
import { openWorld, type World } from "../support/world";

let world: World;
const client: Client = { address: "203.0.113.7", userAgent: "" };
const told = { locale: "fr", client } as const;
const PHRASE = "tilleul lampadaire moufle";

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.owner`delete from rate_limits`.then());

const forbidden = (code: string): unknown => expect.objectContaining({ name: "Forbidden", code });
const notFound = (code: string): unknown => expect.objectContaining({ name: "NotFound", code });

let number = 0;
const freshAddress = () => `someone-${(number += 1)}@new.example`;

/** An invitation that a colleague just got: its secret and its id. */
async function colleague(email = freshAddress(), role: "employee" | "treasurer" | "administrator" = "employee") {
  const outcome = await inviteColleague(world.actors.administrator, "gue", { email, role });
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return { id: outcome.value, email, secret: (await lastIdentityMail(world)).secret };
}

async function structure(name: string, email = freshAddress()) {
  const outcome = await inviteStructure(world.actors.manager, { name, kind: "member", email });
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return { id: outcome.value, email, secret: (await lastIdentityMail(world)).secret };
}

describe("a colleague's invitation", () => {
  it("is for administrators of their own structure alone", async () => {
    const form = () => ({ email: freshAddress(), role: "employee" as const });
    const { employee, treasurer, owner, administrator, manager, neighbour } = world.actors;
    // Not a pôle's manager: the structure's people may act in other pôles too.
    for (const who of [employee, treasurer, owner, manager]) {
      await expect(inviteColleague(who, "gue", form())).rejects.toEqual(forbidden("structure.invite"));
    }
    expect(await inviteColleague(administrator, "gue", form())).toMatchObject({ ok: true });
    // Structures of other pôles do not exist, by slug or by id.
    await expect(inviteColleague(neighbour, "gue", form())).rejects.toEqual(notFound("structure"));
    await expect(inviteColleague(manager, world.structures.radeau.id, form())).rejects.toEqual(notFound("structure"));
    await expect(inviteColleague(manager, "isolee", form())).rejects.toEqual(notFound("structure"));
  });

  it("goes out by e-mail in the invited person's language, its secret nowhere else", async () => {
    await world.owner`update people set locale = 'en' where id = ${world.people.outsider.id}`;
    const { email, secret } = await colleague(world.people.outsider.email);
    expect(await lastIdentityMail(world)).toMatchObject({
      kind: "invitation-colleague",
      email,
      locale: "en",
      structureName: "Les Jardins du Gué",
      invitedBy: "Yves Cordier",
      poleName: "Pôle du Val d'Orme",
    });
    const [row] = await world.owner<{ all: string }[]>`select string_agg(i::text, ' ') as all from invitations i`;
    expect(row?.all).not.toContain(secret);
  });

  it("is refused for somebody who is there or already invited", async () => {
    const { administrator } = world.actors;
    const here = { email: world.people.employee.email, role: "employee" as const };
    expect(await inviteColleague(administrator, "gue", here)).toMatchObject({ problem: { code: "already_colleague" } });
    const { email } = await colleague();
    const again = await inviteColleague(administrator, "gue", { email, role: "treasurer" });
    expect(again).toMatchObject({ problem: { code: "already_invited" } });
  });

  it("sent twice at the same instant is one", async () => {
    const email = freshAddress();
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => inviteColleague(world.actors.administrator, "gue", { email, role: "employee" })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("says who invites to what, and opening it changes nothing", async () => {
    const { secret, email } = await colleague();
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await invitationOffer(secret)).toMatchObject({
        state: "pending",
        brings: "colleague",
        structureName: "Les Jardins du Gué",
        poleName: "Pôle du Val d'Orme",
        invitedBy: "Yves Cordier",
        role: "employee",
        email,
        hasAccount: false,
      });
    }
    expect(await invitationOffer("not-a-secret")).toBeNull();
  });

  it("makes an account and a session for somebody new, once, however often it is sent", async () => {
    const { secret, email } = await colleague(freshAddress(), "treasurer");
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => joinByInvitation(secret, { name: "Jeanne Roussel", password: PHRASE }, told)),
    );
    const opened = outcomes.filter((outcome) => outcome.ok);
    expect(opened).toHaveLength(1);
    const session = await sessionOf(opened[0]?.value.secret ?? "");
    expect(session).toMatchObject({ name: "Jeanne Roussel", email });
    expect(await contextsOf(session?.personId ?? "")).toMatchObject([
      { structureSlug: "gue", poleSlug: "val-d-orme", roles: ["treasurer"] },
    ]);
    expect(await joinByInvitation(secret, { name: "X", password: PHRASE }, told)).toMatchObject({
      problem: { code: "invitation_gone", state: "accepted" },
    });
  });

  it("refuses a password that is too easy, and waits on", async () => {
    const { secret } = await colleague();
    expect(await joinByInvitation(secret, { name: "Jeanne", password: "motdepasse12" }, told)).toMatchObject({
      problem: { code: "password_too_common" },
    });
    expect(await invitationOffer(secret)).toMatchObject({ state: "pending" });
  });

  it("makes no second account for an address that has one", async () => {
    const { secret } = await colleague(world.people.partner.email);
    expect(await invitationOffer(secret)).toMatchObject({ hasAccount: true });
    expect(await joinByInvitation(secret, { name: "X", password: PHRASE }, told)).toMatchObject({
      problem: { code: "has_account" },
    });
  });

  it("is accepted by whoever has its address only", async () => {
    const { secret } = await colleague(world.people.owner.email, "treasurer");
    const me = (who: "owner" | "employee") => ({ personId: world.people[who].id, email: world.people[who].email });
    expect(await acceptInvitation(secret, me("employee"))).toMatchObject({ problem: { code: "other_address" } });
    expect(await acceptInvitation(secret, me("owner"))).toMatchObject({
      value: { poleId: world.poles.orme.id, structureId: world.structures.gue.id },
    });
    // One person, two structures: each with its own role.
    expect(await contextsOf(world.people.owner.id)).toMatchObject([
      { structureSlug: "tablee", roles: ["administrator"] },
      { structureSlug: "gue", roles: ["treasurer"] },
    ]);
    expect(await acceptInvitation(secret, me("owner"))).toMatchObject({
      problem: { code: "invitation_gone", state: "accepted" },
    });
  });

  it("that was withdrawn or waited a fortnight opens nothing, and says which", async () => {
    const [withdrawn, late] = [await colleague(), await colleague()];
    expect(await withdrawInvitation(world.actors.administrator, withdrawn.id)).toMatchObject({ ok: true });
    await world.owner`update invitations set expires_at = expires_at - interval '14 days' where id = ${late.id}`;
    for (const [{ secret }, state] of [
      [withdrawn, "revoked"],
      [late, "expired"],
    ] as const) {
      expect(await invitationOffer(secret)).toMatchObject({ state });
      expect(await joinByInvitation(secret, { name: "X", password: PHRASE }, told)).toMatchObject({
        problem: { code: "invitation_gone", state },
      });
    }
  });

  it("sent again has a new link and a new term; the old link opens nothing", async () => {
    const late = await colleague();
    await world.owner`update invitations set expires_at = expires_at - interval '14 days' where id = ${late.id}`;
    const mails = (await identityMails(world)).length;
    expect(await sendInvitationAgain(world.actors.administrator, late.id)).toMatchObject({ ok: true });
    expect((await identityMails(world)).length).toBe(mails + 1);
    const { secret } = await lastIdentityMail(world);
    expect(await invitationOffer(late.secret)).toBeNull();
    expect(await invitationOffer(secret)).toMatchObject({ state: "pending", email: late.email });
    await withdrawInvitation(world.actors.administrator, late.id);
    expect(await sendInvitationAgain(world.actors.administrator, late.id)).toMatchObject({
      problem: { code: "invitation_settled" },
    });
  });

  it("is managed by its structure's administrators, and is not there for others", async () => {
    const { id } = await colleague();
    const { employee, owner, neighbour } = world.actors;
    for (const verb of [withdrawInvitation, sendInvitationAgain]) {
      await expect(verb(employee, id)).rejects.toEqual(forbidden("structure.invite"));
      await expect(verb(owner, id)).rejects.toEqual(forbidden("structure.invite"));
      await expect(verb(neighbour, id)).rejects.toEqual(notFound("invitation"));
      await expect(verb(neighbour, "not-an-id")).rejects.toEqual(notFound("invitation"));
    }
    const { invitations } = await structureOfPole(world.actors.administrator, "gue");
    expect(invitations.map((invitation) => invitation.id)).toContain(id);
    expect((await structureOfPole(employee, "gue")).invitations).toEqual([]);
  });
});

describe("a structure's invitation", () => {
  it("is for the pôle's managers", async () => {
    const { administrator, employee, owner } = world.actors;
    const form = { name: "La Bobine", kind: "member" as const, email: freshAddress() };
    for (const who of [administrator, employee, owner]) {
      await expect(inviteStructure(who, form)).rejects.toEqual(forbidden("pole.invite-structure"));
      await expect(invitedStructures(who)).rejects.toEqual(forbidden("pole.invite-structure"));
    }
  });

  it("is refused for one that is there or invited, whatever the spelling", async () => {
    const { manager } = world.actors;
    const invite = (name: string) => inviteStructure(manager, { name, kind: "member", email: freshAddress() });
    expect(await invite("les jardins du gue")).toMatchObject({ problem: { code: "already_member" } });
    expect(await invite("Le Pétrin")).toMatchObject({ ok: true });
    expect(await invite("LE PETRIN")).toMatchObject({ problem: { code: "already_invited" } });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => invite("Les Simultanés")));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("brings in a new structure, whose administrator is whoever accepts", async () => {
    const { secret, email } = await structure("L'Œuvre & Fils");
    const outcome = await joinByInvitation(secret, { name: "Amina Diallo", password: PHRASE }, told);
    const session = await sessionOf(outcome.ok ? outcome.value.secret : "");
    expect(session).toMatchObject({ email });
    expect(await contextsOf(session?.personId ?? "")).toMatchObject([
      {
        structureSlug: "l-oeuvre-fils",
        structureName: "L'Œuvre & Fils",
        membership: "member",
        roles: ["administrator"],
      },
    ]);
  });

  it("gives structures of one name addresses of their own, even at the same instant", async () => {
    const invitations = [];
    for (const actor of [world.actors.manager, world.actors.neighbour]) {
      const outcome = await inviteStructure(actor, { name: "Le Même Nom", kind: "member", email: freshAddress() });
      if (outcome.ok) invitations.push((await lastIdentityMail(world)).secret);
    }
    const outcomes = await Promise.all(
      invitations.map((secret) => joinByInvitation(secret, { name: "Quelqu'un", password: PHRASE }, told)),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const slugs = await world.owner<
      { slug: string }[]
    >`select slug from structures where name = 'Le Même Nom' order by 1`;
    expect(slugs.map(({ slug }) => slug)).toEqual(["le-meme-nom", "le-meme-nom-2"]);
  });

  it("may bring in a structure that exists, by one of its administrators only", async () => {
    const { secret } = await structure("L'Isolée", world.people.outsider.email);
    const { id: personId, email } = world.people.outsider;
    expect(await structuresToBring(secret, personId)).toEqual([{ id: world.structures.isolee.id, name: "L'Isolée" }]);
    expect(await structuresToBring(secret, world.people.employee.id)).toEqual([]);
    await expect(
      acceptInvitation(secret, { personId, email }, { structureId: world.structures.gue.id }),
    ).rejects.toEqual(notFound("structure"));
    expect(await contextsOf(personId)).toEqual([]);
    expect(
      await acceptInvitation(secret, { personId, email }, { structureId: world.structures.isolee.id }),
    ).toMatchObject({ ok: true });
    expect(await contextsOf(personId)).toMatchObject([{ structureSlug: "isolee", poleSlug: "val-d-orme" }]);
    const [row] = await world.owner`select count(*)::int as n from structures where name = 'L''Isolée'`;
    expect(row?.n).toBe(1);
  });

  it("brings back a structure that had left, from today", async () => {
    const { id } = world.structures.mairie;
    await world.owner`update memberships set ends_on = '2021-01-01' where structure_id = ${id}`;
    await world.owner`update affiliations set role = 'administrator' where structure_id = ${id}`;
    const { secret, email } = await structure("Mairie de Brizac", world.people.partner.email);
    const accepted = await acceptInvitation(secret, { personId: world.people.partner.id, email }, { structureId: id });
    expect(accepted).toMatchObject({ ok: true });
    const [membership] = await world.owner`
      select kind, starts_on = (now() at time zone 'Europe/Paris')::date as today, ends_on
        from memberships where structure_id = ${id}`;
    expect(membership).toEqual({ kind: "member", today: true, ends_on: null });
  });

  it("is limited: sixty in a quarter of an hour", async () => {
    const { neighbour } = world.actors;
    const outcomes = [];
    for (let turn = 0; turn < 61; turn += 1) {
      outcomes.push(
        await inviteStructure(neighbour, { name: `Structure ${turn}`, kind: "member", email: freshAddress() }),
      );
    }
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(60);
    expect(outcomes.at(-1)).toMatchObject({ problem: { code: "too_many_attempts" } });
  });
});
