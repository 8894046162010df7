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
    id,
    secret,
    email: offer.email,
    locale: offer.locale,
    structureName: brings ? offer.newStructure : offer.structureName,
    role: brings ? "administrator" : offer.role,
    kind: brings ? offer.kind : null,
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
  const { id, email, role, membershipKind } = invitation;
  await enqueueMail(tx, now, actor, { id, secret, email, locale, structureName, role, kind: membershipKind });
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
}

async function enqueueMail(
  tx: Tx,
  now: Date,
  actor: Actor,
  mail: {
    id: string;
    secret: string;
    email: string;
    locale: Locale;
    structureName: string;
    role: StructureRole;
    kind: MembershipKind | null;
  },
): Promise<void> {
  const { kind, ...rest } = mail;
  await enqueue(tx, "identity-email", {
    ...rest,
    kind: kind ? "invitation-structure" : "invitation-colleague",
    membership: kind,
    invitedBy: actor.personName,
    poleName: actor.poleName,
    timeZone: actor.timeZone,
    expiresAt: expiry(now).toISOString(),
  });
}
