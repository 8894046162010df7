import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { findMember, readColleagues, type Colleague, type Member } from "./queries";
import { leavesNobody, type StructureRole } from "./rules";

/** The structure would have nobody left to invite people and look after it. */
export type EditPeopleProblem = { readonly code: "last_administrator" };

/** Somebody of a structure whose role or place the actor may change. @throws NotFound, Forbidden */
export async function colleagueOf(
  actor: Actor,
  structure: string,
  personId: string,
): Promise<{ member: Member; colleague: Colleague }> {
  return inTransaction(actor, async (tx, now) => {
    const { member, colleague } = await lockColleagues(tx, actor, now, structure, personId);
    return { member, colleague };
  });
}

/** Gives somebody another role in a structure. */
export async function changeRole(
  actor: Actor,
  structure: string,
  personId: string,
  form: { role: StructureRole },
): Promise<Outcome<Colleague, EditPeopleProblem>> {
  return inTransaction(actor, async (tx, now) => {
    const { member, colleague, colleagues } = await lockColleagues(tx, actor, now, structure, personId);
    if (leavesNobody(colleagues, personId, form.role)) return refused({ code: "last_administrator" });
    await affiliation(tx, member.id, personId).set({ role: form.role }).execute();
    return done({ ...colleague, role: form.role });
  });
}

/** Ends somebody's work for a structure: from now on they no longer act for it. */
export async function endAffiliation(
  actor: Actor,
  structure: string,
  personId: string,
): Promise<Outcome<Colleague, EditPeopleProblem>> {
  return inTransaction(actor, async (tx, now) => {
    const { member, colleague, colleagues } = await lockColleagues(tx, actor, now, structure, personId);
    if (leavesNobody(colleagues, personId, null)) return refused({ code: "last_administrator" });
    await affiliation(tx, member.id, personId).set({ endedAt: now }).execute();
    return done(colleague);
  });
}

/** The people of a structure, which nobody else changes until the end of the transaction. */
async function lockColleagues(tx: Tx, actor: Actor, now: Date, structure: string, personId: string) {
  const member = await findMember(tx, actor, now, structure);
  allow(actor, "structure.edit-people", member.id);
  // What has left the pôle is no longer the pôle's to run.
  if (member.state === "ended" && member.id !== actor.structureId) throw new NotFound("structure");
  await sql`select from structures where id = ${member.id} for update`.execute(tx);
  const colleagues = await readColleagues(tx, member.id);
  const colleague = isId(personId) ? colleagues.find((person) => person.personId === personId) : undefined;
  if (!colleague) throw new NotFound("person");
  return { member, colleague, colleagues };
}

function affiliation(tx: Tx, structureId: string, personId: string) {
  return tx
    .updateTable("affiliations")
    .where("structureId", "=", structureId)
    .where("personId", "=", personId)
    .where("endedAt", "is", null);
}
