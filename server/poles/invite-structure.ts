import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import { countAttempt, type TooMany } from "../identity";
import type { Actor, MembershipKind } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { localeOfAddress } from "./invitation-queries";
import { insertInvitation } from "./send-invitation";

/** Why a structure is not invited. */
export type InviteStructureProblem = { readonly code: "already_member" | "already_invited" } | TooMany;

/** Invites a structure into the actor's pôle, by the e-mail address of its future administrator. */
export async function inviteStructure(
  actor: Actor,
  form: { name: string; kind: MembershipKind; email: string },
): Promise<Outcome<string, InviteStructureProblem>> {
  allow(actor, "pole.invite-structure");
  const tooMany = await countAttempt("invitation", actor.personId, actor.poleId);
  if (tooMany) return refused(tooMany);
  const locale = await localeOfAddress(form.email, actor.locale);
  return inTransaction(actor, async (tx, now) => {
    // One at a time in a pôle: the same form sent twice is one invitation.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`invite ${actor.poleId}`}, 0))`.execute(tx);
    const { rows } = await sql<{ member: boolean; invited: boolean }>`
      select exists (
               select from memberships m join structures s on s.id = m.structure_id
                where m.pole_id = ${actor.poleId} and app.fold(s.name) = app.fold(${form.name})
                  and (m.ends_on is null or m.ends_on >= (now() at time zone ${actor.timeZone})::date)) as member,
             exists (
               select from invitations i
                where i.pole_id = ${actor.poleId} and i.accepted_at is null and i.revoked_at is null
                  and app.fold(i.structure_name) = app.fold(${form.name})) as invited`.execute(tx);
    if (rows[0]?.member) return refused({ code: "already_member" });
    if (rows[0]?.invited) return refused({ code: "already_invited" });
    const offer = { newStructure: form.name, kind: form.kind, email: form.email, locale };
    return done(await insertInvitation(tx, now, actor, offer));
  });
}
