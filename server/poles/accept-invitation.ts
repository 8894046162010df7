import { sql } from "kysely";
import { asIdentity, violatedConstraint, type Tx } from "../../db/transaction";
import {
  addPerson,
  hashPassword,
  hashSecret,
  openSession,
  passwordProblem,
  type BadPassword,
  type Client,
  type Opened,
} from "../identity";
import type { Locale } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { done, refused, type Outcome } from "../kernel/outcome";
import { addStructure } from "./add-structure";
import { INVITATION_COLUMNS, invitationOffer, type InvitationRow } from "./invitation-queries";
import { invitationState, type InvitationState } from "./rules";

/** It no longer waits for an answer ("unknown": it never did). */
export type InvitationGone = {
  readonly code: "invitation_gone";
  readonly state: Exclude<InvitationState, "pending"> | "unknown";
};

/** Where whoever accepted has just entered. */
export interface Entered {
  readonly poleId: string | null;
  readonly structureId: string;
}

/**
 * Accepts an invitation as somebody signed in, whose address must be the one invited. For an invitation that brings a
 * structure, `structureId` is an existing structure that they administer; without it a new one is made.
 */
export async function acceptInvitation(
  secret: string,
  person: { personId: string; email: string },
  form: { structureId?: string | undefined } = {},
): Promise<Outcome<Entered, InvitationGone | { readonly code: "other_address" }>> {
  return asIdentity(async (tx, now) => {
    const found = await lockPending(tx, now, secret);
    if (!found.ok) return found;
    if (found.value.email !== person.email) return refused({ code: "other_address" });
    return done(await enter(tx, now, found.value, person.personId, form.structureId ?? null));
  });
}

/** Accepts an invitation as somebody new, whose account it makes; the link proves the address. Opens a session. */
export async function joinByInvitation(
  secret: string,
  form: { name: string; password: string },
  { locale, client }: { locale: Locale; client: Client },
): Promise<Outcome<Opened, InvitationGone | BadPassword | { readonly code: "has_account" }>> {
  const offer = await invitationOffer(secret);
  if (!offer) return refused({ code: "invitation_gone", state: "unknown" });
  if (offer.state !== "pending") return refused({ code: "invitation_gone", state: offer.state });
  if (offer.hasAccount) return refused({ code: "has_account" });
  const { name, password } = form;
  const problem = passwordProblem(password, { name, email: offer.email });
  if (problem) return refused({ code: problem });
  const passwordHash = await hashPassword(password);
  try {
    return await asIdentity(async (tx, now) => {
      const found = await lockPending(tx, now, secret);
      if (!found.ok) return found;
      const personId = await addPerson(tx, now, { name, email: found.value.email, locale, passwordHash });
      await enter(tx, now, found.value, personId, null);
      return done(await openSession(tx, now, { personId, remember: false, client }));
    });
  } catch (error) {
    if (violatedConstraint(error) === "people_email") return refused({ code: "has_account" });
    throw error;
  }
}

/** The structures that somebody administers and could bring into the pôle of an invitation. */
export async function structuresToBring(secret: string, personId: string): Promise<{ id: string; name: string }[]> {
  return asIdentity(async (tx) => {
    const { rows } = await sql<{ id: string; name: string }>`
      select s.id, s.name
        from invitations i
        join affiliations a on a.person_id = ${personId} and a.ended_at is null and a.role = 'administrator'
        join structures s on s.id = a.structure_id
        join poles p on p.id = i.pole_id
       where i.token_hash = ${hashSecret(secret)} and i.structure_id is null and not s.individual
         and not exists (
           select from memberships m
            where m.pole_id = i.pole_id and m.structure_id = s.id
              and (m.ends_on is null or m.ends_on >= (now() at time zone p.time_zone)::date))
       order by s.name`.execute(tx);
    return rows;
  });
}

async function lockPending(tx: Tx, now: Date, secret: string): Promise<Outcome<InvitationRow, InvitationGone>> {
  const row = await tx
    .selectFrom("invitations")
    .select(INVITATION_COLUMNS)
    .where("tokenHash", "=", hashSecret(secret))
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refused({ code: "invitation_gone", state: "unknown" });
  const state = invitationState(row, now);
  return state === "pending" ? done(row as InvitationRow) : refused({ code: "invitation_gone", state });
}

async function enter(
  tx: Tx,
  now: Date,
  invitation: InvitationRow,
  personId: string,
  brought: string | null,
): Promise<Entered> {
  const structureId =
    invitation.structureId ??
    (brought
      ? await administered(tx, personId, brought)
      : await addStructure(tx, { name: invitation.structureName ?? "" }));
  if (!invitation.structureId) await addMembership(tx, invitation, structureId);
  // Somebody who already works there keeps their role.
  await sql`
    insert into affiliations (structure_id, person_id, role)
    values (${structureId}, ${personId}, ${invitation.role})
    on conflict (structure_id, person_id)
    do update set role = excluded.role, created_at = now(), ended_at = null where affiliations.ended_at is not null
  `.execute(tx);
  await tx
    .updateTable("invitations")
    .set({ acceptedAt: now, acceptedBy: personId })
    .where("id", "=", invitation.id)
    .execute();
  return { poleId: invitation.poleId, structureId };
}

/** Entering again, after having left, begins a new membership; being there already changes nothing. */
async function addMembership(tx: Tx, invitation: InvitationRow, structureId: string): Promise<void> {
  await sql`
    insert into memberships (pole_id, structure_id, kind, starts_on)
    select p.id, ${structureId}, ${invitation.membershipKind}, (now() at time zone p.time_zone)::date
      from poles p where p.id = ${invitation.poleId}
    on conflict (pole_id, structure_id)
    do update set kind = excluded.kind, starts_on = excluded.starts_on, ends_on = null
     where memberships.ends_on < excluded.starts_on
  `.execute(tx);
}

async function administered(tx: Tx, personId: string, structureId: string): Promise<string> {
  const row = await tx
    .selectFrom("affiliations")
    .select("structureId")
    .where("structureId", "=", structureId)
    .where("personId", "=", personId)
    .where("role", "=", "administrator")
    .where("endedAt", "is", null)
    .executeTakeFirst();
  if (!row) throw new NotFound("structure");
  return row.structureId;
}
