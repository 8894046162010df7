import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import { countAttempt, type TooMany } from "../identity";
import type { Actor } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { localeOfAddress, lockInvitation, type InvitationRow } from "./invitation-queries";
import { findMember } from "./queries";
import { renewInvitation } from "./send-invitation";

/** It was answered or withdrawn meanwhile. */
export type InvitationSettled = { readonly code: "invitation_settled" };

/** Makes an unanswered invitation useless. Returns the structure it was for (null: a new one). */
export async function withdrawInvitation(actor: Actor, id: string): Promise<Outcome<string | null, InvitationSettled>> {
  return inTransaction(actor, async (tx) => {
    const invitation = await lockManaged(tx, actor, id);
    if (invitation.acceptedAt) return refused({ code: "invitation_settled" });
    await tx
      .updateTable("invitations")
      .set({ revokedAt: sql<Date>`coalesce(revoked_at, now())` })
      .where("id", "=", id)
      .execute();
    return done(invitation.structureId);
  });
}

/** Sends an unanswered invitation again, with a new link and a new term; the link sent before no longer works. */
export async function sendInvitationAgain(
  actor: Actor,
  id: string,
): Promise<Outcome<string | null, InvitationSettled | TooMany>> {
  const seen = await inTransaction(actor, (tx) => lockManaged(tx, actor, id));
  const tooMany = await countAttempt("invitation", actor.personId, actor.poleId);
  if (tooMany) return refused(tooMany);
  const locale = await localeOfAddress(seen.email, actor.locale);
  return inTransaction(actor, async (tx, now) => {
    const invitation = await lockManaged(tx, actor, id);
    if (invitation.acceptedAt || invitation.revokedAt) return refused({ code: "invitation_settled" });
    const structureName =
      invitation.structureName ?? (await findMember(tx, actor, now, invitation.structureId ?? "")).name;
    await renewInvitation(tx, now, actor, invitation, { structureName, locale });
    return done(invitation.structureId);
  });
}

/** An invitation the actor may manage: the pôle's for its managers, a structure's for its administrators. */
async function lockManaged(tx: Tx, actor: Actor, id: string): Promise<InvitationRow> {
  const invitation = await lockInvitation(tx, id);
  if (invitation.structureId) allow(actor, "structure.invite", invitation.structureId);
  else allow(actor, "pole.invite-structure");
  return invitation;
}
