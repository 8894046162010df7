import { sql } from "kysely";
import { asIdentity, type Tx } from "../../db/transaction";
import type { Locale } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { hashSecret, newSecret } from "./secrets";

/** Limits of a session, in days: without use, and in all. "Stay signed in here" has the longer ones. */
const LIMITS = { brief: { idle: 1, absolute: 1 }, remembered: { idle: 14, absolute: 90 } };

/** How often "last seen" is written at most, so that reading pages does not write each time. In seconds. */
const SEEN_EVERY = 60;

/** The machine that a request comes from, as it says itself and as its connection shows. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

/** A session just opened: the cookie's secret, and when the browser may forget it (null: when it closes). */
export interface Opened {
  readonly personId: string;
  readonly secret: string;
  readonly expires: Date | null;
}

/** Somebody with a live session. */
export interface SignedIn {
  readonly sessionId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** The language chosen; null: follow the browser. */
  readonly locale: Locale | null;
  readonly actingPoleId: string | null;
  readonly actingStructureId: string | null;
}

/** One of a person's sessions, for them to see. */
export interface SessionSeen {
  readonly id: string;
  readonly userAgent: string;
  readonly address: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** Neither too old nor left unused for too long. */
export const isLive = sql<boolean>`sessions.expires_at > now() and sessions.last_seen_at > now() - make_interval(days =>
  case when sessions.remember then ${LIMITS.remembered.idle}::int else ${LIMITS.brief.idle}::int end)`;

/**
 * Opens a session for a person, inside the transaction that proved who they are. Always a new one, never a given one.
 * It acts for `actingStructureId`, or as the last one did.
 */
export async function openSession(
  tx: Tx,
  now: Date,
  session: { personId: string; remember: boolean; client: Client; actingStructureId?: string | undefined },
): Promise<Opened> {
  const secret = newSecret();
  const { absolute } = session.remember ? LIMITS.remembered : LIMITS.brief;
  const expires = new Date(now.getTime() + absolute * 86_400_000);
  // People come back to what they were doing: for the structure they acted for last.
  const last = await tx
    .selectFrom("sessions")
    .select(["actingPoleId", "actingStructureId"])
    .where("personId", "=", session.personId)
    .where("actingPoleId", "is not", null)
    .orderBy("lastSeenAt", "desc")
    .limit(1)
    .executeTakeFirst();
  await tx
    .insertInto("sessions")
    .values({
      id: newId(),
      personId: session.personId,
      tokenHash: hashSecret(secret),
      expiresAt: expires,
      remember: session.remember,
      userAgent: session.client.userAgent.slice(0, 300),
      address: session.client.address.slice(0, 60),
      ...(session.actingStructureId ? { actingPoleId: null, actingStructureId: session.actingStructureId } : last),
    })
    .execute();
  return { personId: session.personId, secret, expires: session.remember ? expires : null };
}

/** Whose session a cookie's secret opens; null when it is unknown, ended, too old or unused for too long. */
export async function sessionOf(secret: string): Promise<SignedIn | null> {
  return asIdentity(async (tx) => {
    const row = await tx
      .selectFrom("sessions")
      .innerJoin("people", "people.id", "sessions.personId")
      .select([
        "sessions.id as sessionId",
        "people.id as personId",
        "people.name",
        "people.email",
        "people.locale",
        "sessions.actingPoleId",
        "sessions.actingStructureId",
        sql<boolean>`sessions.last_seen_at < now() - make_interval(secs => ${SEEN_EVERY})`.as("stale"),
      ])
      .where("sessions.tokenHash", "=", hashSecret(secret))
      .where("people.disabledAt", "is", null)
      .where(isLive)
      .executeTakeFirst();
    if (!row) return null;
    const { stale, ...signedIn } = row;
    if (stale) {
      await tx
        .updateTable("sessions")
        .set({ lastSeenAt: sql<Date>`now()` })
        .where("id", "=", row.sessionId)
        .execute();
    }
    return { ...signedIn, locale: signedIn.locale as Locale | null };
  });
}

/** Ends the session that a cookie's secret opens. */
export async function endSessionOf(secret: string): Promise<void> {
  await asIdentity((tx) => tx.deleteFrom("sessions").where("tokenHash", "=", hashSecret(secret)).execute());
}

/** More devices than anybody has; beyond, there is "end all the others". */
const SESSIONS_SHOWN = 50;

/** The live sessions of a person, `first` before the others, then the last used. */
export async function sessionsOf(personId: string, first: string | null = null): Promise<SessionSeen[]> {
  return asIdentity((tx) =>
    tx
      .selectFrom("sessions")
      .select(["id", "userAgent", "address", "createdAt", "lastSeenAt"])
      .where("personId", "=", personId)
      .where(isLive)
      .orderBy(sql`id is not distinct from ${first}`, "desc")
      .orderBy("lastSeenAt", "desc")
      .orderBy("id", "desc")
      .limit(SESSIONS_SHOWN)
      .execute(),
  );
}

/** Ends one session of a person. False when they have no such session. */
export async function endSession(personId: string, sessionId: string): Promise<boolean> {
  return asIdentity(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("sessions")
      .where("personId", "=", personId)
      .where("id", "=", sessionId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  });
}

/** Ends every session of a person but one. */
export async function endOtherSessions(personId: string, keptSessionId: string): Promise<void> {
  await asIdentity((tx) => endSessions(tx, personId, keptSessionId));
}

/** As endOtherSessions, inside a transaction; every session when none is kept. */
export async function endSessions(tx: Tx, personId: string, keptSessionId: string | null): Promise<void> {
  const all = tx.deleteFrom("sessions").where("personId", "=", personId);
  await (keptSessionId ? all.where("id", "!=", keptSessionId) : all).execute();
}

/** Remembers for which structure, in which pôle, the person acts from now on in this session. */
export async function rememberActingFor(
  sessionId: string,
  acting: { poleId: string; structureId: string | null },
): Promise<void> {
  await asIdentity((tx) =>
    tx
      .updateTable("sessions")
      .set({ actingPoleId: acting.poleId, actingStructureId: acting.structureId })
      .where("id", "=", sessionId)
      .execute(),
  );
}
