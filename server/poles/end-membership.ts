import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { localDateOf, type LocalDate } from "../kernel/time";
import { findMember, type Member } from "./queries";

/** Why a membership does not end on a day. */
export type EndMembershipProblem = { readonly code: "ends_before_start" | "already_ended" };

/** Ends the membership of a structure after a day, which still counts. Its people then no longer act in this pôle. */
export async function endMembership(
  actor: Actor,
  structure: string,
  form: { endsOn: LocalDate },
): Promise<Outcome<Member, EndMembershipProblem>> {
  allow(actor, "pole.edit-memberships");
  return inTransaction(actor, async (tx, now) => {
    const member = await lockMember(tx, actor, now, structure);
    if (member.state === "ended") return refused({ code: "already_ended" });
    if (form.endsOn < member.startsOn) return refused({ code: "ends_before_start" });
    await setEnd(tx, actor, member, form.endsOn);
    return done(member);
  });
}

/** Takes back the end of a membership, from the day it began. */
export async function resumeMembership(actor: Actor, structure: string): Promise<Member> {
  allow(actor, "pole.edit-memberships");
  return inTransaction(actor, async (tx, now) => {
    const member = await lockMember(tx, actor, now, structure);
    await setEnd(tx, actor, member, null);
    return member;
  });
}

/** Today in the pôle: the day proposed for an end. */
export function todayIn(actor: Actor, now: Date = new Date()): LocalDate {
  return localDateOf(now, actor.timeZone);
}

async function lockMember(tx: Tx, actor: Actor, now: Date, structure: string): Promise<Member> {
  const { id } = await findMember(tx, actor, now, structure);
  await sql`select from memberships where pole_id = ${actor.poleId} and structure_id = ${id} for update`.execute(tx);
  return findMember(tx, actor, now, id);
}

async function setEnd(tx: Tx, actor: Actor, member: Member, endsOn: LocalDate | null): Promise<void> {
  await tx
    .updateTable("memberships")
    .set({ endsOn })
    .where("poleId", "=", actor.poleId)
    .where("structureId", "=", member.id)
    .execute();
}
