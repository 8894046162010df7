import { enqueue, type Tx } from "../../db/transaction";
import { hashSecret, newSecret } from "../identity";
import type { Actor, Locale, MembershipKind } from "../kernel/actor";
import { newId } from "../kernel/ids";
import type { InvitationRow } from "./invitation-queries";
import { INVITATION_DAYS, type StructureRole } from "./rules";

/** What is offered, and to whom: a role in a structure that exists, or a new structure's place in the pôle. */
export type Offer = { readonly email: string; readonly locale: Locale } & (
  | { readonly structureId: string; readonly structureName: string; readonly role: StructureRole }
  | { readonly newStructure: string; readonly kind: MembershipKind }
);

/** Writes an invitation and has it sent; returns its id. */
export async function insertInvitation(tx: Tx, now: Date, actor: Actor, offer: Offer): Promise<string> {
  const [id, secret] = [newId(), newSecret()];
  const brings = "newStructure" in offer;
  await tx
    .insertInto("invitations")
    .values({
      id,
      poleId: actor.poleId,
      structureId: brings ? null : offer.structureId,
      structureName: brings ? offer.newStructure : null,
      membershipKind: brings ? offer.kind : null,
      email: offer.email,
      // Whoever enters for a new structure is its administrator.
      role: brings ? "administrator" : offer.role,
      tokenHash: hashSecret(secret),
      invitedBy: actor.personId,
      expiresAt: expiry(now),
    })
    .execute();
  await enqueueMail(tx, now, actor, {
    brings,
    secret,
    email: offer.email,
    locale: offer.locale,
    structureName: brings ? offer.newStructure : offer.structureName,
  });
  return id;
}

/** Gives an invitation a new secret (nobody keeps the old one) and a new term, and sends it again. */
export async function renewInvitation(
  tx: Tx,
  now: Date,
  actor: Actor,
  invitation: InvitationRow,
  { structureName, locale }: { structureName: string; locale: Locale },
): Promise<void> {
  const secret = newSecret();
  await tx
    .updateTable("invitations")
    .set({ tokenHash: hashSecret(secret), expiresAt: expiry(now) })
    .where("id", "=", invitation.id)
    .execute();
  const brings = invitation.structureId === null;
  await enqueueMail(tx, now, actor, { brings, secret, email: invitation.email, locale, structureName });
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
}

/** The secret is nowhere but in the worker's job. See IdentityEmailPayload in server/notifications. */
async function enqueueMail(
  tx: Tx,
  now: Date,
  actor: Actor,
  mail: { brings: boolean; secret: string; email: string; locale: Locale; structureName: string },
): Promise<void> {
  const { brings, ...rest } = mail;
  await enqueue(tx, "identity-email", {
    ...rest,
    kind: brings ? "invitation-structure" : "invitation-colleague",
    invitedBy: actor.personName,
    poleName: actor.poleName,
    timeZone: actor.timeZone,
    expiresAt: expiry(now).toISOString(),
  });
}
