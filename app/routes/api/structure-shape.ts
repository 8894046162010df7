import { z } from "zod";
import { Id, Instant, isoWithOffset } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import { DECLARATIONS, MEMBERSHIP_KINDS, type Colleague, type Member } from "~server/poles";

/** A structure of the pôle. */
export const Structure = z
  .object({
    id: Id,
    name: z.string(),
    activity: z.string(),
    town: z.string(),
    membership: z.enum(MEMBERSHIP_KINDS),
    state: z.enum(["to-come", "current", "ended"]).meta({ description: "Of its membership, today." }),
    startsOn: z.string(),
    endsOn: z.string().nullable(),
    people: z.int().meta({ description: "How many people work for it here." }),
    declared: z.array(z.enum(DECLARATIONS)).meta({ description: "What it says of itself." }),
  })
  .meta({ id: "Structure" });

/** Somebody who works for a structure. */
export const Person = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: z.enum(["administrator", "treasurer", "employee"]),
    since: Instant,
  })
  .meta({ id: "Person" });

/** A structure as the API tells it. */
export function shownStructure({ kind, slug: _, colour: __, ...member }: Member): z.input<typeof Structure> {
  return { ...member, declared: [...member.declared], membership: kind };
}

/** Somebody as the API tells it. */
export function shownPerson({ personId, since, ...person }: Colleague, actor: Actor): z.input<typeof Person> {
  return { ...person, id: personId, since: isoWithOffset(since, actor.timeZone) };
}
