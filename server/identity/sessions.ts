import { sql } from "kysely";
import { asIdentity, type Tx } from "../../db/transaction";
import type { Locale } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { hashSecret, newSecret } from "./secrets";

/** Limits of a session, in days: without use, and in all. "Stay signed in here" has the longer ones. */
const LIMITS = { brief: { idle: 1, absolute: 1 }, remembered: { idle: 14, absolute: 90 } };

/** How often "last seen" is written at most, so that reading pages does not write each time. In seconds. */
const SEEN_EVERY = 60;

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

/** Opens a session for a person, inside the transaction that proved who they are; returns the cookie's secret. */
export async function openSession(
  tx: Tx,
  now: Date,
  session: { personId: string; remember: boolean; userAgent: string; address: string },
): Promise<{ secret: string; expires: Date }> {
  const secret = newSecret();
  const limits = session.remember ? LIMITS.remembered : LIMITS.brief;
  const expires = new Date(now.getTime() + limits.absolute * 86_400_000);
  await tx
    .insertInto("sessions")
    .values({
      id: newId(),
      personId: session.personId,
      tokenHash: hashSecret(secret),
      expiresAt: expires,
      remember: session.remember,
      userAgent: session.userAgent.slice(0, 300),
      address: session.address.slice(0, 60),
    })
    .execute();
  return { secret, expires };
}

/** Whose session a cookie's secret opens; null when it is unknown, ended, too old or unused for too long. */
export async function sessionOf(secret: string): Promise<SignedIn | null> {
  return asIdentity(async (tx) => {
    const row = await tx
      .selectFrom("sessions as s")
      .innerJoin("people as p", "p.id", "s.personId")
      .select([
        "s.id as sessionId",
        "p.id as personId",
        "p.name",
        "p.email",
        "p.locale",
        "s.actingPoleId",
        "s.actingStructureId",
        sql<boolean>`s.last_seen_at < now() - make_interval(secs => ${SEEN_EVERY})`.as("stale"),
      ])
      .where("s.tokenHash", "=", hashSecret(secret))
      .where("p.disabledAt", "is", null)
      .where("s.expiresAt", ">", sql<Date>`now()`)
      .where(
        sql<boolean>`s.last_seen_at > now() - make_interval(days =>
          case when s.remember then ${LIMITS.remembered.idle}::int else ${LIMITS.brief.idle}::int end)`,
      )
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
