import { sql } from "kysely";
import { asIdentity, inTransaction, type Tx } from "../../db/transaction";
import { hashSecret } from "../identity";
import type { Actor, Locale, MembershipKind } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { invitationState, type InvitationState, type StructureRole } from "./rules";

/** An invitation that waits for its answer, or waited too long. */
export interface InvitationSeen {
  readonly id: string;
  readonly email: string;
  readonly role: StructureRole;
  /** Set when it would bring a new structure. */
  readonly structureName: string | null;
  readonly kind: MembershipKind | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly state: InvitationState;
}

/** What an invitation says to whoever holds its link. */
export interface InvitationOffer {
  readonly state: InvitationState;
  readonly poleName: string | null;
  readonly poleSlug: string | null;
  readonly structureName: string;
  /** Whether it is a structure that enters the pôle, or a colleague who enters the structure. */
  readonly brings: "structure" | "colleague";
  readonly kind: MembershipKind | null;
  readonly role: StructureRole;
  readonly email: string;
  readonly invitedBy: string;
  readonly expiresAt: Date;
  /** Whether the address invited has an account already: it signs in; otherwise it creates one. */
  readonly hasAccount: boolean;
}

/** An invitation's row, in the shape every verb here reads. */
export interface InvitationRow {
  id: string;
  poleId: string | null;
  structureId: string | null;
  structureName: string | null;
  membershipKind: MembershipKind | null;
  email: string;
  role: StructureRole;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
}

export const INVITATION_COLUMNS = [
  "id",
  "poleId",
  "structureId",
  "structureName",
  "membershipKind",
  "email",
  "role",
  "createdAt",
  "expiresAt",
  "acceptedAt",
  "revokedAt",
] as const;

/** The structures invited into the pôle that have not answered, the newest first. */
export async function invitedStructures(actor: Actor): Promise<InvitationSeen[]> {
  allow(actor, "pole.invite-structure");
  return inTransaction(actor, async (tx, now) =>
    toSeen(now, await unanswered(tx).where("poleId", "=", actor.poleId).where("structureId", "is", null).execute()),
  );
}

/** The colleagues invited to a structure who have not answered, the newest first. */
export async function pendingInvitations(tx: Tx, now: Date, structureId: string): Promise<InvitationSeen[]> {
  return toSeen(now, await unanswered(tx).where("structureId", "=", structureId).execute());
}

/** An invitation that the actor can see, locked until the end of the transaction. @throws NotFound */
export async function lockInvitation(tx: Tx, id: string): Promise<InvitationRow> {
  const row = isId(id)
    ? await tx.selectFrom("invitations").select(INVITATION_COLUMNS).where("id", "=", id).forUpdate().executeTakeFirst()
    : undefined;
  if (!row) throw new NotFound("invitation");
  return row as InvitationRow;
}

/** What the link of an invitation opens on; null when it is no invitation's. Looking changes nothing. */
export async function invitationOffer(secret: string): Promise<InvitationOffer | null> {
  return asIdentity(async (tx, now) => {
    const { rows } = await sql<
      Omit<InvitationOffer, "state" | "brings"> & {
        structureId: string | null;
        acceptedAt: Date | null;
        revokedAt: Date | null;
      }
    >`
      select i.structure_id as "structureId", coalesce(s.name, i.structure_name) as "structureName",
             po.name as "poleName", po.slug as "poleSlug", i.membership_kind as kind, i.role, i.email,
             pe.name as "invitedBy", i.expires_at as "expiresAt",
             i.accepted_at as "acceptedAt", i.revoked_at as "revokedAt",
             exists (select from people q where q.email = i.email) as "hasAccount"
        from invitations i
        join people pe on pe.id = i.invited_by
        left join structures s on s.id = i.structure_id
        left join poles po on po.id = i.pole_id
       where i.token_hash = ${hashSecret(secret)}`.execute(tx);
    const row = rows[0];
    if (!row) return null;
    const { structureId, acceptedAt, revokedAt, ...offer } = row;
    return {
      ...offer,
      state: invitationState({ expiresAt: offer.expiresAt, acceptedAt, revokedAt }, now),
      brings: structureId ? "colleague" : "structure",
    };
  });
}

/** The language of somebody's mail: their own if they have an account, else the one given. */
export async function localeOfAddress(email: string, otherwise: Locale): Promise<Locale> {
  const row = await asIdentity((tx) =>
    tx.selectFrom("people").select("locale").where("email", "=", email).executeTakeFirst(),
  );
  return row?.locale === "fr" || row?.locale === "en" ? row.locale : otherwise;
}

function unanswered(tx: Tx) {
  return tx
    .selectFrom("invitations")
    .select(INVITATION_COLUMNS)
    .where("acceptedAt", "is", null)
    .where("revokedAt", "is", null)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc");
}

function toSeen(now: Date, rows: object[]): InvitationSeen[] {
  return (rows as InvitationRow[]).map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    structureName: row.structureName,
    kind: row.membershipKind,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    state: invitationState(row, now),
  }));
}
