import { sql, type RawBuilder } from "kysely";
import { asIdentity, inTransaction, type Tx } from "../../db/transaction";
import type { Actor, GuestKind, Locale, Role } from "../kernel/actor";
import type { Context } from "./contexts";

/**
 * As whom a person may come into a pôle as a guest, for each structure that they work for. From another pôle of the
 * network, where the structure is a member or a partner today, they see what is shared with the network; else they come
 * by the public door, and see what is open to anybody: things to book, needs to answer. Who is of the pôle itself is no guest, and there is none where
 * nothing is shared with them, unless they have booked there before.
 */
export async function guestContextsOf(personId: string, poleSlug: string): Promise<Context[]> {
  const [fromNetwork, byDoor] = await asIdentity(async (tx) => [
    await readNetworkGuests(tx, personId, sql`p.slug = ${poleSlug}`),
    await readDoorGuests(tx, personId, poleSlug),
  ]);
  const others = byDoor.filter(({ structureId }) => fromNetwork.every((known) => known.structureId !== structureId));
  return sharing([...fromNetwork, ...others]);
}

/** The other pôles of the network that share something with this structure, as a guest; at most `limit`, by name. */
export async function guestContextsAround(
  { personId, structureId, poleId }: Pick<Actor, "personId" | "poleId" | "structureId">,
  limit: number,
): Promise<Context[]> {
  const contexts = await asIdentity((tx) =>
    readNetworkGuests(tx, personId, sql`a.structure_id = ${structureId} and m.pole_id = ${poleId}`),
  );
  return (await sharing(contexts)).slice(0, limit);
}

/**
 * The pôles where a person has booked by the public door, for whichever of their structures: the list of those bookings
 * has no other place. Twenty at most.
 */
export async function doorsBooked(personId: string): Promise<Context[]> {
  const slugs = await asIdentity(async (tx) => {
    const { rows } = await sql<{ slug: string }>`
      select p.slug from app.doors_booked(${personId}) as booked join poles p on p.id = booked order by p.name, p.id
       limit 20`.execute(tx);
    return rows.map(({ slug }) => slug);
  });
  const found = await Promise.all(slugs.map((slug) => guestContextsOf(personId, slug)));
  return found.flat().filter(({ guest }) => guest !== "network");
}

/** A pôle that opens something to anybody. */
export interface Door {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly territory: string;
  readonly timeZone: string;
  /** How many things. */
  readonly things: number;
}

/** The pôles that open something to anybody, by name. */
export async function publicDoors(): Promise<Door[]> {
  return inTransaction({}, async (tx) => (await sql<Door>`select * from app.public_doors()`.execute(tx)).rows);
}

/**
 * Whoever looks at what a pôle opens to anybody, without saying who they are: they see that alone, and do nothing; prices
 * are those of a structure or of a private person. Null for a pôle that opens nothing, as for one that never was.
 */
export async function passerBy(
  poleSlug: string,
  locale: Locale,
  guest: "outsider" | "public" = "outsider",
): Promise<Actor | null> {
  const { rows } = await inTransaction({}, (tx) =>
    sql<Door>`select * from app.public_doors() where slug = ${poleSlug}`.execute(tx),
  );
  const [door] = rows;
  return (
    (door && {
      // Nobody: row-level security reads an empty setting as none.
      personId: "",
      personName: "",
      poleId: door.id,
      poleSlug: door.slug,
      poleName: door.name,
      timeZone: door.timeZone,
      structureId: null,
      structureName: null,
      structureColour: 1,
      membership: null,
      guest,
      homePoleId: null,
      roles: ["employee"],
      locale,
    }) ??
    null
  );
}

type GuestRow = Omit<Context, "roles" | "membership"> & { role: Role };

async function readNetworkGuests(tx: Tx, personId: string, which: RawBuilder<unknown>): Promise<Context[]> {
  const { rows } = await sql<GuestRow>`
    select distinct on (p.name, p.id, s.name, s.id) ${COLUMNS}, 'network' as guest, home.id as "homePoleId"
      from affiliations a
      join structures s on s.id = a.structure_id
      join memberships m on m.structure_id = a.structure_id and m.kind in ('member', 'partner')
      join poles home on home.id = m.pole_id
      join poles p on p.network_id = home.network_id and p.id <> home.id
     where a.person_id = ${personId} and a.ended_at is null and ${which}
       and m.starts_on <= (now() at time zone home.time_zone)::date
       and (m.ends_on is null or m.ends_on >= (now() at time zone home.time_zone)::date)
       -- Of that pôle they are no guest of its network, whether they look on or have left.
       and not exists (select from affiliations o join memberships here on here.structure_id = o.structure_id
                        where o.person_id = a.person_id and o.ended_at is null and here.pole_id = p.id)
       and not exists (select from pole_staff st
                        where st.pole_id = p.id and st.person_id = a.person_id and st.ended_at is null)
     order by p.name, p.id, s.name, s.id, home.name, home.id`.execute(tx);
  return rows.map(contextOf);
}

/** By the public door: whoever is not of the pôle today, for any structure of theirs. */
async function readDoorGuests(tx: Tx, personId: string, poleSlug: string): Promise<Context[]> {
  const { rows } = await sql<GuestRow>`
    select ${COLUMNS}, case when s.individual then 'public' else 'outsider' end as guest, null::uuid as "homePoleId"
      from affiliations a
      join structures s on s.id = a.structure_id
      join poles p on p.slug = ${poleSlug}
     where a.person_id = ${personId} and a.ended_at is null
       and not exists (select from affiliations o join memberships here on here.structure_id = o.structure_id
                        where o.person_id = a.person_id and o.ended_at is null and here.pole_id = p.id
                          and here.starts_on <= (now() at time zone p.time_zone)::date
                          and (here.ends_on is null or here.ends_on >= (now() at time zone p.time_zone)::date))
       and not exists (select from pole_staff st
                        where st.pole_id = p.id and st.person_id = a.person_id and st.ended_at is null)
     order by s.name, s.id`.execute(tx);
  return rows.map(contextOf);
}

const COLUMNS = sql`
  p.id as "poleId", p.slug as "poleSlug", p.name as "poleName", p.time_zone as "timeZone", s.id as "structureId",
  s.slug as "structureSlug", s.name as "structureName", s.colour as "structureColour", a.role`;

function contextOf({ role, ...context }: GuestRow): Context {
  return { ...context, membership: null, roles: [role] };
}

/** Those with whom the pôle shares something, or did: asked in each pôle as the guest, who sees nothing else. */
async function sharing(contexts: readonly Context[]): Promise<Context[]> {
  const answers = await Promise.all(
    contexts.map(({ poleId, structureId, guest }) =>
      inTransaction({ poleId, structureId, guest }, async (tx) => {
        const { rows } = await sql<{ shares: boolean }>`
          select exists (select from resources
                          where archived_at is null and open_to = any(${openTo(guest)}::text[]))
              or exists (select from needs where state <> 'draft' and open_to = any(${openTo(guest)}::text[]))
              or exists (select from bookings where structure_id = ${structureId} and (home_pole_id is not null or outside))
              as shares`.execute(tx);
        return rows[0]?.shares ?? false;
      }),
    ),
  );
  return contexts.filter((_, rank) => answers[rank]);
}

/** To whom a thing must be open for a guest to see it. */
function openTo(guest: GuestKind | null): string[] {
  return guest === "network" ? ["network", "public"] : ["public"];
}
