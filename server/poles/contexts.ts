import { sql, type RawBuilder } from "kysely";
import { asIdentity, inTransaction, type Tx } from "../../db/transaction";
import type { Actor, Locale, MembershipKind, Role } from "../kernel/actor";

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
  /** The pôle through which a guest comes in; null for who is of this one. */
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
  const { rows } = await sql<Omit<Context, "roles" | "homePoleId"> & { role: Role | null; staffRole: Role | null }>`
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
    homePoleId: null,
    roles: [role, staffRole].filter((held) => held !== null),
  }));
}

/**
 * As whom a person may come into a pôle as a guest: for each structure that they work for and that is a member or a
 * partner of another pôle of the same network today, as long as this pôle shares something with its network. Who is of
 * the pôle itself is none.
 */
export async function guestContextsOf(personId: string, poleSlug: string): Promise<Context[]> {
  const contexts = await asIdentity((tx) => readGuestContexts(tx, personId, sql`p.slug = ${poleSlug}`));
  return sharing(contexts);
}

/** The other pôles of the network that share something with this structure, as a guest; at most `limit`, by name. */
export async function guestContextsAround(
  { personId, structureId, poleId }: Pick<Actor, "personId" | "poleId" | "structureId">,
  limit: number,
): Promise<Context[]> {
  const contexts = await asIdentity((tx) =>
    readGuestContexts(tx, personId, sql`a.structure_id = ${structureId} and m.pole_id = ${poleId}`),
  );
  return (await sharing(contexts)).slice(0, limit);
}

async function readGuestContexts(tx: Tx, personId: string, which: RawBuilder<unknown>): Promise<Context[]> {
  const { rows } = await sql<Omit<Context, "roles" | "membership"> & { role: Role }>`
    select distinct on (p.name, p.id, s.name, s.id)
           p.id as "poleId", p.slug as "poleSlug", p.name as "poleName", p.time_zone as "timeZone",
           s.id as "structureId", s.slug as "structureSlug", s.name as "structureName",
           s.colour as "structureColour", a.role, home.id as "homePoleId"
      from affiliations a
      join structures s on s.id = a.structure_id
      join memberships m on m.structure_id = a.structure_id and m.kind in ('member', 'partner')
      join poles home on home.id = m.pole_id
      join poles p on p.network_id = home.network_id and p.id <> home.id
     where a.person_id = ${personId} and a.ended_at is null and ${which}
       and m.starts_on <= (now() at time zone home.time_zone)::date
       and (m.ends_on is null or m.ends_on >= (now() at time zone home.time_zone)::date)
       -- Of that pôle they are no guest, whether they look on or have left.
       and not exists (select from affiliations o join memberships here on here.structure_id = o.structure_id
                        where o.person_id = a.person_id and o.ended_at is null and here.pole_id = p.id)
       and not exists (select from pole_staff st
                        where st.pole_id = p.id and st.person_id = a.person_id and st.ended_at is null)
     order by p.name, p.id, s.name, s.id, home.name, home.id`.execute(tx);
  return rows.map(({ role, ...context }) => ({ ...context, membership: null, roles: [role] }));
}

/** Those whose pôle shares something: asked in each pôle as the guest, who sees nothing else. */
async function sharing(contexts: readonly Context[]): Promise<Context[]> {
  const answers = await Promise.all(
    contexts.map(({ poleId, structureId, homePoleId }) =>
      inTransaction({ poleId, structureId, homePoleId }, (tx) =>
        tx
          .selectFrom("resources")
          .select("id")
          .where("archivedAt", "is", null)
          .where("poleId", "=", poleId)
          .limit(1)
          .executeTakeFirst(),
      ),
    ),
  );
  return contexts.filter((_, rank) => answers[rank] !== undefined);
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
       where a.person_id = ${personId} and a.ended_at is null
         and not exists (
           select from memberships m join poles p on p.id = m.pole_id
            where m.structure_id = s.id and m.starts_on <= (now() at time zone p.time_zone)::date
              and (m.ends_on is null or m.ends_on >= (now() at time zone p.time_zone)::date))
       order by s.name`.execute(tx);
    return rows;
  });
}
