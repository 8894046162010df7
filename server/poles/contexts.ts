import { sql } from "kysely";
import { asIdentity } from "../../db/transaction";
import type { Actor, Locale, MembershipKind, Role } from "../kernel/actor";

/** One pôle and structure that a person may act for. A manager without a structure there has a null one. */
export interface Context {
  readonly poleId: string;
  readonly poleSlug: string;
  readonly poleName: string;
  readonly timeZone: string;
  readonly structureId: string | null;
  readonly structureName: string | null;
  readonly structureColour: number;
  readonly membership: MembershipKind | null;
  readonly roles: readonly Role[];
}

/** Everything a person may act for today, ordered by pôle then structure. */
export async function contextsOf(personId: string): Promise<Context[]> {
  return asIdentity(async (tx) => {
    // A structure's membership counts from its first day to its last, in the pôle's own days.
    const { rows } = await sql<Omit<Context, "roles"> & { role: Role | null; staffRole: Role | null }>`
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
             s.id as "structureId", s.name as "structureName", coalesce(s.colour, 1) as "structureColour",
             w.kind as membership, w.role, staff.role as "staffRole"
        from works w
        full join staff on staff.pole_id = w.pole_id
        join poles p on p.id = coalesce(w.pole_id, staff.pole_id)
        left join structures s on s.id = w.structure_id
       order by p.name, s.name`.execute(tx);
    return rows.map(({ role, staffRole, ...context }) => ({
      ...context,
      roles: [role, staffRole].filter((held) => held !== null),
    }));
  });
}

/** The actor that a person is in one of their contexts. */
export function actorIn(context: Context, person: { personId: string; name: string }, locale: Locale): Actor {
  return { ...context, personId: person.personId, personName: person.name, locale };
}
