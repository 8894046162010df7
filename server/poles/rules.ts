import type { LocalDate } from "../kernel/time";

/** How long an invitation waits, in days. */
export const INVITATION_DAYS = 14;

/** Roles that a person can hold in a structure. */
export type StructureRole = "administrator" | "treasurer" | "employee";

/** In the order they are shown. */
export const STRUCTURE_ROLES = ["administrator", "treasurer", "employee"] as const satisfies readonly StructureRole[];

/** In the order they are shown. */
export const MEMBERSHIP_KINDS = ["member", "partner", "observer"] as const;

/** Where an invitation stands. */
export type InvitationState = "pending" | "expired" | "accepted" | "revoked";

/** Where an invitation stands at `now`. */
export function invitationState(
  invitation: { expiresAt: Date; acceptedAt: Date | null; revokedAt: Date | null },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiresAt <= now ? "expired" : "pending";
}

/** Where a membership stands: its last day is included. */
export type MembershipState = "to-come" | "current" | "ended";

/** Where a membership stands on a day. */
export function membershipState(
  membership: { startsOn: LocalDate; endsOn: LocalDate | null },
  today: LocalDate,
): MembershipState {
  if (membership.startsOn > today) return "to-come";
  return membership.endsOn !== null && membership.endsOn < today ? "ended" : "current";
}

/** Somebody who works for a structure. */
export interface Affiliate {
  readonly personId: string;
  readonly role: StructureRole;
}

/** Whether a structure would be left without an administrator if `personId` had `role` (null: left). */
export function leavesNobody(people: readonly Affiliate[], personId: string, role: StructureRole | null): boolean {
  const administrators = people.filter((person) => person.role === "administrator");
  if (!administrators.some((person) => person.personId === personId)) return false;
  return role !== "administrator" && administrators.length === 1;
}

/** A name as a piece of an address: "Les Jardins du Gué" is "les-jardins-du-gue". Never empty, 60 characters at most. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return slug || "structure";
}

/** Pages that stand where a structure's would (see app/routes.ts). */
const RESERVED: ReadonlySet<string> = new Set(["invitation"]);

/** The first of a slug, slug-2, slug-3… that is not taken. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const slug = slugOf(name);
  let free = slug;
  for (let number = 2; taken.has(free) || RESERVED.has(free); number += 1) free = `${slug}-${number}`;
  return free;
}
