import { sql } from "kysely";
import { asIdentity } from "../../db/transaction";
import { hashSecret } from "../identity";
import type { Actor } from "../kernel/actor";
import { actorIn, readContexts } from "./contexts";

/** What a secret link opens, and as whom: all that its person may act for in that pôle. */
export interface HeldLink {
  readonly bookingId: string;
  readonly actors: readonly Actor[];
}

/**
 * Whom the link in an e-mail lets answer for one booking, without signing in; null when it is unknown, used up, revoked,
 * expired, or its person has no part in the pôle any more.
 */
export async function holderOfLink(secret: string, purpose: "approval" | "offer"): Promise<HeldLink | null> {
  return asIdentity(async (tx) => {
    const link = await tx
      .selectFrom("secretLinks as l")
      .innerJoin("people as p", "p.id", "l.personId")
      .select(["l.id", "l.poleId", "l.bookingId", "p.id as personId", "p.name", "p.locale"])
      .where("l.tokenHash", "=", hashSecret(secret))
      .where("l.purpose", "=", purpose)
      .where("l.revokedAt", "is", null)
      .where("p.disabledAt", "is", null)
      .where((on) => on.or([on("l.expiresAt", "is", null), on("l.expiresAt", ">", sql<Date>`now()`)]))
      .executeTakeFirst();
    if (!link?.bookingId) return null;
    const contexts = (await readContexts(tx, link.personId)).filter(({ poleId }) => poleId === link.poleId);
    if (contexts.length === 0) return null;
    await tx
      .updateTable("secretLinks")
      .set({ lastUsedAt: sql<Date>`now()` })
      .where("id", "=", link.id)
      .execute();
    const locale = link.locale === "en" ? "en" : "fr";
    return { bookingId: link.bookingId, actors: contexts.map((context) => actorIn(context, link, locale)) };
  });
}
