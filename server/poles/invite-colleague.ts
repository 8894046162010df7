import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import { countAttempt, type TooMany } from "../identity";
import type { Actor } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { localeOfAddress } from "./invitation-queries";
import { findMember } from "./queries";
import type { StructureRole } from "./rules";
import { insertInvitation } from "./send-invitation";

/** Why a colleague is not invited. */
export type InviteColleagueProblem =
  { readonly code: "already_colleague" | "already_invited" | "membership_ended" } | TooMany;

/** Invites somebody by e-mail to work for a structure of the pôle, in a role. `structure` is its slug or id. */
export async function inviteColleague(
  actor: Actor,
  structure: string,
  form: { email: string; role: StructureRole },
): Promise<Outcome<string, InviteColleagueProblem>> {
  const member = await inTransaction(actor, (tx, now) => findMember(tx, actor, now, structure));
  allow(actor, "structure.invite", member.id);
  if (member.state === "ended") return refused({ code: "membership_ended" });
  const tooMany = await countAttempt("invitation", actor.personId, actor.poleId);
  if (tooMany) return refused(tooMany);
  const locale = await localeOfAddress(form.email, actor.locale);
  return inTransaction(actor, async (tx, now) => {
    await sql`select from structures where id = ${member.id} for update`.execute(tx);
    const { rows } = await sql<{ colleague: boolean; invited: boolean }>`
      select exists (
               select from affiliations a join people p on p.id = a.person_id
                where a.structure_id = ${member.id} and a.ended_at is null and p.email = ${form.email}) as colleague,
             exists (
               select from invitations i
                where i.structure_id = ${member.id} and i.accepted_at is null and i.revoked_at is null
                  and i.email = ${form.email}) as invited`.execute(tx);
    if (rows[0]?.colleague) return refused({ code: "already_colleague" });
    if (rows[0]?.invited) return refused({ code: "already_invited" });
    const offer = { structureId: member.id, structureName: member.name, role: form.role, email: form.email, locale };
    return done(await insertInvitation(tx, now, actor, offer));
  });
}
