import { sql } from "kysely";
import { asIdentity, inTransaction, violatedConstraint, type Tx } from "../../db/transaction";
import { hashSecret, newSecret } from "../identity";
import type { Actor } from "../kernel/actor";
import { Forbidden, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow, can } from "../kernel/permissions";
import { actorIn, contextsOf } from "../poles";
import type { FeedSubject } from "./forms";

/** How many one person may hold at once in a pôle. */
const MOST_LINKS = 40;
/** How often "last used" is written at most. In seconds. */
const USED_EVERY = 60;

const PURPOSES = { mine: "person_feed", structure: "structure_feed", resource: "resource_feed" } as const;

/** A link, for its owner to see. Never its secret, which nobody keeps. */
export interface CalendarLink {
  readonly id: string;
  readonly kind: FeedSubject["kind"];
  /** The structure whose bookings it shows, or the resource; for one's own, the structure acted for. */
  readonly about: string | null;
  readonly label: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/**
 * Makes a secret address under which a calendar program reads what this person may read; returns the secret, for once.
 * The id is the form's: sent twice, it is one link.
 * @throws NotFound, Forbidden
 */
export async function makeCalendarLink(
  actor: Actor,
  form: { id: string; subject: FeedSubject; label: string },
): Promise<Outcome<string, { readonly code: "already_shown" | "too_many_links" }>> {
  allow(actor, "bookings.view");
  const { subject } = form;
  try {
    return await inTransaction(actor, async (tx) => {
      await refuseUnreadable(tx, actor, subject);
      const held = await linksOf(tx, actor)
        .select(sql<number>`count(*)::int`.as("count"))
        .executeTakeFirstOrThrow();
      if (held.count >= MOST_LINKS) return refused({ code: "too_many_links" as const });
      const secret = newSecret();
      await tx
        .insertInto("secretLinks")
        .values({
          id: form.id,
          poleId: actor.poleId,
          purpose: PURPOSES[subject.kind],
          resourceId: subject.kind === "resource" ? subject.resourceId : null,
          structureId: subject.kind === "structure" ? subject.structureId : actor.structureId,
          personId: actor.personId,
          createdBy: actor.personId,
          label: form.label,
          tokenHash: hashSecret(secret),
        })
        .execute();
      return done(secret);
    });
  } catch (error) {
    if (violatedConstraint(error) === "secret_links_pkey") return refused({ code: "already_shown" });
    throw error;
  }
}

/** The links of this person in this pôle that still open something, the newest first. */
export async function calendarLinksOf(actor: Actor): Promise<CalendarLink[]> {
  return inTransaction(actor, async (tx) => {
    const rows = await linksOf(tx, actor)
      .leftJoin("resources as r", "r.id", "l.resourceId")
      .leftJoin("structures as s", "s.id", "l.structureId")
      .select(["l.id", "l.purpose", "r.name as resource", "s.name as structure"])
      .select(["l.label", "l.createdAt", "l.lastUsedAt"])
      .orderBy("l.createdAt", "desc")
      .orderBy("l.id", "desc")
      .execute();
    return rows.map(({ purpose, resource, structure, ...link }) => {
      const kind = (Object.keys(PURPOSES) as FeedSubject["kind"][]).find((key) => PURPOSES[key] === purpose) ?? "mine";
      return { ...link, kind, about: kind === "resource" ? resource : structure };
    });
  });
}

/** Makes a link useless, at once. @throws NotFound when the person has no such link */
export async function revokeCalendarLink(actor: Actor, id: string): Promise<void> {
  if (!isId(id)) throw new NotFound("link");
  await inTransaction(actor, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("secretLinks")
      .set({ revokedAt: sql<Date>`now()` })
      .where("id", "=", id)
      .where("personId", "=", actor.personId)
      .where("purpose", "in", Object.values(PURPOSES))
      .where("revokedAt", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new NotFound("link");
  });
}

/** Who reads by a link, and what. */
export interface Followed {
  readonly reader: Actor;
  readonly subject: FeedSubject;
}

/**
 * What a link's secret opens; null when it is unknown, revoked, or its owner no longer works there. It reads as the
 * person who made it: who leaves a structure takes none of its calendars along.
 */
export async function followedBy(secret: string): Promise<Followed | null> {
  if (!/^[\w-]{20,100}$/.test(secret)) return null;
  const link = await asIdentity((tx) => readLink(tx, secret));
  if (!link?.personId) return null;
  const { personId, name, locale, poleId, purpose, structureId, resourceId } = link;
  for (const context of await contextsOf(personId)) {
    if (context.poleId !== poleId) continue;
    const reader = actorIn(context, { personId, name }, locale === "en" ? "en" : "fr");
    if (purpose === "person_feed" && structureId === context.structureId) return { reader, subject: { kind: "mine" } };
    if (purpose === "resource_feed" && resourceId && can(reader, "bookings.view")) {
      return { reader, subject: { kind: "resource", resourceId } };
    }
    if (purpose === "structure_feed" && structureId && can(reader, "bookings.see-purpose", structureId)) {
      return { reader, subject: { kind: "structure", structureId } };
    }
  }
  return null;
}

async function readLink(tx: Tx, secret: string) {
  const link = await tx
    .selectFrom("secretLinks as l")
    .innerJoin("people as p", "p.id", "l.personId")
    .select(["l.id", "l.purpose", "l.poleId", "l.personId", "l.structureId", "l.resourceId"])
    .select(["p.name", "p.locale"])
    .select(
      sql<boolean>`l.last_used_at is null or l.last_used_at < now() - make_interval(secs => ${USED_EVERY})`.as("stale"),
    )
    .where("l.tokenHash", "=", hashSecret(secret))
    .where("l.purpose", "in", Object.values(PURPOSES))
    .where("l.revokedAt", "is", null)
    .where("p.disabledAt", "is", null)
    .where((eb) => eb.or([eb("l.expiresAt", "is", null), eb("l.expiresAt", ">", sql<Date>`now()`)]))
    .executeTakeFirst();
  if (link?.stale) {
    await tx
      .updateTable("secretLinks")
      .set({ lastUsedAt: sql<Date>`now()` })
      .where("id", "=", link.id)
      .execute();
  }
  return link;
}

/** Live links of the person, in the pôle acted in. */
function linksOf(tx: Tx, actor: Actor) {
  return tx
    .selectFrom("secretLinks as l")
    .where("l.poleId", "=", actor.poleId)
    .where("l.personId", "=", actor.personId)
    .where("l.purpose", "in", Object.values(PURPOSES))
    .where("l.revokedAt", "is", null);
}

async function refuseUnreadable(tx: Tx, actor: Actor, subject: FeedSubject): Promise<void> {
  if (subject.kind === "mine") return;
  if (subject.kind === "structure") {
    const member = await tx
      .selectFrom("memberships")
      .select("structureId")
      .where("poleId", "=", actor.poleId)
      .where("structureId", "=", subject.structureId)
      .executeTakeFirst();
    if (!member) throw new NotFound("structure");
    if (!can(actor, "bookings.see-purpose", subject.structureId)) throw new Forbidden("bookings.see-purpose");
    return;
  }
  const resource = await tx
    .selectFrom("resources")
    .select("id")
    .where("id", "=", subject.resourceId)
    .executeTakeFirst();
  if (!resource) throw new NotFound("resource");
}
