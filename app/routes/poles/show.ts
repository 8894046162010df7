import type { Actor } from "~server/kernel/actor";
import { formatDay, initials } from "~server/kernel/format";
import { localDateOf, type LocalDate } from "~server/kernel/time";
import type { InvitationSeen, Member } from "~server/poles";

/** A structure of the pôle as pages show it: days in words. */
export function showMember(member: Member, actor: Actor) {
  const { id, slug, name, activity, town, colour, kind, state, people, declared, startsOn, endsOn } = member;
  return {
    id,
    slug,
    name,
    about: [activity, town].filter(Boolean).join(", "),
    colour,
    initials: initials(name),
    mine: id === actor.structureId,
    kind,
    state,
    people,
    declared,
    start: day(startsOn, actor),
    end: endsOn && day(endsOn, actor),
  };
}

/** An unanswered invitation as pages show it. */
export function showInvitation(invitation: InvitationSeen, actor: Actor) {
  const { id, email, role, structureName, kind, state, createdAt, expiresAt } = invitation;
  return {
    id,
    email,
    role,
    structureName,
    kind,
    late: state === "expired",
    sent: day(localDateOf(createdAt, actor.timeZone), actor),
    until: day(localDateOf(expiresAt, actor.timeZone), actor),
  };
}

export type MemberShown = ReturnType<typeof showMember>;
export type InvitationShown = ReturnType<typeof showInvitation>;

function day(date: LocalDate, { locale }: Actor): string {
  return formatDay(date, locale, { weekday: false, year: true });
}
