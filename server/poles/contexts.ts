import { sql } from "kysely";
import { asIdentity, type Tx } from "../../db/transaction";
import type { Actor, GuestKind, Locale, MembershipKind, Role } from "../kernel/actor";

/** One pôle and structure that a person may act for. A manager without a structure there has a null one. */
export interface Context {
  readonly poleId: string;
  readonly poleSlug: string;
  readonly poleName: string;
  readonly timeZone: string;
  readonly structureId: string | null;
  readonly structureSlug: string | null;
  readonly structureName: string | null;
  readonly structureColour: number;
  readonly membership: MembershipKind | null;
  /** How a guest comes in, and through which pôle; null for who is of this one. */
  readonly guest: GuestKind | null;
  readonly homePoleId: string | null;
  readonly roles: readonly Role[];
}

/** Everything a person may act for today: first in the pôles they run, then by pôle and structure. */
export async function contextsOf(personId: string): Promise<Context[]> {
  return asIdentity((tx) => readContexts(tx, personId));
}

/** As contextsOf, inside a transaction in the realm of identity. */
export async function readContexts(tx: Tx, personId: string): Promise<Context[]> {
  // A structure's membership counts from its first day to its last, in the pôle's own days.
  const { rows } = await sql<
    Omit<Context, "roles" | "guest" | "homePoleId"> & { role: Role | null; staffRole: Role | null }
  >`
    with staff as (
      select pole_id, role from pole_staff where person_id = ${personId} and ended_at is null
    ), works as (
      select m.pole_id, m.structure_id, m.kind, a.role
        from affiliations a
        join memberships m using (structure_id)
        join poles p on p.id = m.pole_id
       where a.person_id = ${personId} and a.ended_at is null
         and m.starts_on <= (now() at time zone p.time_zone)::date
         and (m.ends_on is null or m.ends_on >= (now() at time zone p.time_zone)::date)
    )
    select p.id as "poleId", p.slug as "poleSlug", p.name as "poleName", p.time_zone as "timeZone",
           s.id as "structureId", s.slug as "structureSlug", s.name as "structureName",
           coalesce(s.colour, 1) as "structureColour", w.kind as membership, w.role, staff.role as "staffRole"
      from works w
      full join staff on staff.pole_id = w.pole_id
      join poles p on p.id = coalesce(w.pole_id, staff.pole_id)
      left join structures s on s.id = w.structure_id
     order by staff.role is null, p.name, s.name, s.id`.execute(tx);
  return rows.map(({ role, staffRole, ...context }) => ({
    ...context,
    guest: null,
    homePoleId: null,
    roles: [role, staffRole].filter((held) => held !== null),
  }));
}

/** The actor that a person is in one of their contexts. */
export function actorIn(context: Context, person: { personId: string; name: string }, locale: Locale): Actor {
  const { structureSlug: _, ...rest } = context;
  return { ...rest, personId: person.personId, personName: person.name, locale };
}

/** A structure somebody works for that belongs to no pôle today. */
export interface Unattached {
  readonly id: string;
  readonly name: string;
  readonly colour: number;
  /** Its administrators, by name: who can have it invited. */
  readonly administrators: readonly string[];
}

/** The structures of a person that belong to no pôle today: with them, there is nothing to act for. */
export async function structuresWithoutPole(personId: string): Promise<Unattached[]> {
  return asIdentity(async (tx) => {
    const { rows } = await sql<Unattached>`
      select s.id, s.name, s.colour,
             array(select p.name from affiliations b join people p on p.id = b.person_id
                    where b.structure_id = s.id and b.ended_at is null and b.role = 'administrator'
                    order by p.name) as administrators
        from affiliations a
        join structures s on s.id = a.structure_id
       where a.person_id = ${personId} and a.ended_at is null and not s.individual
         and not exists (
           select from memberships m join poles p on p.id = m.pole_id
            where m.structure_id = s.id and m.starts_on <= (now() at time zone p.time_zone)::date
              and (m.ends_on is null or m.ends_on >= (now() at time zone p.time_zone)::date))
       order by s.name`.execute(tx);
    return rows;
  });
}
