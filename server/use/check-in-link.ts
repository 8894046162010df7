import { sql } from "kysely";
import { asIdentity, inTransaction, type Tx } from "../../db/transaction";
import { hashSecret, newSecret } from "../identity";
import { NotFound } from "../kernel/errors";
import { newId } from "../kernel/ids";
import { contextsOf, guestContextsOf, type Context } from "../poles";

/** How long after its end a booking's link still gives it back, in days: whoever is late, too. */
const LINK_DAYS = 7;

/**
 * A new link that takes and gives back one booking without signing in: for its confirmation's mail alone. Only its
 * hash is kept; how long it opens is for its booking to say, which may move. @returns the end of its address
 */
export async function newCheckInLink(
  tx: Tx,
  booking: { readonly id: string; readonly poleId: string; readonly personId: string },
): Promise<string> {
  const secret = newSecret();
  await tx
    .insertInto("secretLinks")
    .values({
      id: newId(),
      poleId: booking.poleId,
      purpose: "check_in",
      bookingId: booking.id,
      personId: booking.personId,
      tokenHash: hashSecret(secret),
    })
    .execute();
  return secret;
}

/** What a link opens. */
export interface OpenedLink {
  readonly poleId: string;
  readonly poleSlug: string;
  readonly timeZone: string;
  readonly bookingId: string;
  readonly personId: string;
  readonly personName: string;
}

/** @throws NotFound for a link that opens nothing, or no longer */
export async function bookingOfLink(secret: string): Promise<OpenedLink> {
  const hash = hashSecret(secret);
  const link = await asIdentity((tx) =>
    tx
      .selectFrom("secretLinks as l")
      .innerJoin("poles as p", "p.id", "l.poleId")
      .innerJoin("people as who", "who.id", "l.personId")
      .select(["l.id", "l.poleId", "l.bookingId", "l.personId", "p.slug as poleSlug", "p.timeZone", "who.name"])
      .where("l.tokenHash", "=", hash)
      .where("l.purpose", "=", "check_in")
      .where("l.revokedAt", "is", null)
      .where("who.disabledAt", "is", null)
      .executeTakeFirst(),
  );
  if (!link?.bookingId || !link.personId) throw new NotFound("link");
  const { bookingId } = link;
  const opens = await inTransaction({ poleId: link.poleId }, (tx) =>
    tx
      .updateTable("secretLinks")
      .set({ lastUsedAt: sql<Date>`now()` })
      .where("id", "=", link.id)
      .where(
        sql<boolean>`exists (select from bookings b
          where b.id = ${bookingId} and b.ends_at + make_interval(days => ${LINK_DAYS}) > now())`,
      )
      .returning("id")
      .executeTakeFirst(),
  );
  if (!opens) throw new NotFound("link");
  return {
    poleId: link.poleId,
    poleSlug: link.poleSlug,
    timeZone: link.timeZone,
    bookingId,
    personId: link.personId,
    personName: link.name,
  };
}

/**
 * The link acts as its person: who left the structure that booked has nothing of it any more.
 * @throws NotFound
 */
export async function allowHolder(link: OpenedLink, structureId: string): Promise<void> {
  const allowed = (context: Context) =>
    context.structureId === structureId || (context.poleId === link.poleId && context.roles.includes("manager"));
  if ((await contextsOf(link.personId)).some(allowed)) return;
  // Most are of the pôle: of the others alone it is worth asking whether they come as a guest.
  if (!(await guestContextsOf(link.personId, link.poleSlug)).some(allowed)) throw new NotFound("link");
}
