import { sql } from "kysely";
import { asIdentity, type Tx } from "../../db/transaction";
import { hashSecret, newSecret } from "../identity";
import type { Actor, MembershipKind } from "../kernel/actor";
import { Conflict } from "../kernel/errors";
import { newId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import type { LocalDate } from "../kernel/time";
import { INVITATION_DAYS, freeSlug, slugOf, type StructureRole } from "./rules";

/** A structure of the pôle with all that decides what a table brings to it. */
export interface MemberInDetail {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly siret: string | null;
  readonly activity: string;
  readonly legalForm: string;
  readonly town: string;
  readonly membership: MembershipKind;
  readonly ended: boolean;
  /** Whether it belongs to another pôle too. */
  readonly elsewhere: boolean;
  readonly people: readonly { readonly email: string; readonly role: StructureRole }[];
  readonly invited: readonly { readonly email: string; readonly role: StructureRole }[];
}

/** Every structure of the actor's pôle, those that left included. */
export async function membersInDetail(actor: Actor): Promise<MemberInDetail[]> {
  allow(actor, "pole.import");
  return asIdentity(async (tx) => {
    const { rows } = await sql<MemberInDetail>`
      select s.id, s.slug, s.name, s.siret, s.activity, s.legal_form as "legalForm", s.town, m.kind as membership,
             coalesce(m.ends_on < (now() at time zone p.time_zone)::date, false) as ended,
             exists (select from memberships o
                      where o.structure_id = s.id and o.pole_id <> m.pole_id
                        and (o.ends_on is null or o.ends_on >= (now() at time zone p.time_zone)::date)) as elsewhere,
             coalesce((select json_agg(json_build_object('email', q.email, 'role', a.role))
                         from affiliations a join people q on q.id = a.person_id
                        where a.structure_id = s.id and a.ended_at is null), '[]') as people,
             coalesce((select json_agg(json_build_object('email', i.email, 'role', i.role))
                         from invitations i
                        where i.structure_id = s.id and i.accepted_at is null and i.revoked_at is null
                          and i.expires_at > now()), '[]') as invited
        from memberships m
        join structures s on s.id = m.structure_id
        join poles p on p.id = m.pole_id
       where m.pole_id = ${actor.poleId}
       order by app.fold(s.name), s.id`.execute(tx);
    return rows;
  });
}

/** Those of `sirets` that are structures of another pôle of the network, and not of the actor's. */
export async function siretsElsewhere(actor: Actor, sirets: readonly string[]): Promise<Set<string>> {
  allow(actor, "pole.import");
  return asIdentity(async (tx) => {
    const { rows } = await sql<{ siret: string }>`
      select distinct s.siret
        from poles here
        join poles there on there.network_id = here.network_id and there.id <> here.id
        join memberships m on m.pole_id = there.id
        join structures s on s.id = m.structure_id
       where here.id = ${actor.poleId} and s.siret = any(${sirets}::text[])
         and not exists (select from memberships o where o.pole_id = here.id and o.structure_id = s.id)`.execute(tx);
    return new Set(rows.map(({ siret }) => siret));
  });
}

/** A structure to bring into the pôle; `since` is its first day there, today when absent. */
export interface NewMember {
  readonly name: string;
  readonly siret: string | null;
  readonly activity: string;
  readonly legalForm: string;
  readonly town: string;
  readonly membership: MembershipKind;
  readonly since: LocalDate | null;
}

/**
 * Makes structures and their memberships, in a transaction in the realm of identity, a few statements for any number;
 * returns their ids in the same order. @throws Conflict when an address was taken at the same instant
 */
export async function addMembers(tx: Tx, actor: Actor, members: readonly NewMember[]): Promise<string[]> {
  const bases = members.map(({ name }) => slugOf(name));
  const { rows } = await sql<{ slug: string }>`
    select slug from structures
     where slug = any(${bases}::text[]) or regexp_replace(slug, '-[0-9]+$', '') = any(${bases}::text[])`.execute(tx);
  const taken = new Set(rows.map(({ slug }) => slug));
  const made = members.map((member) => {
    const slug = freeSlug(member.name, taken);
    taken.add(slug);
    return { id: newId(), slug, ...member };
  });
  const json = JSON.stringify(made);
  const { numAffectedRows } = await sql`
    insert into structures (id, slug, name, siret, activity, legal_form, town, colour)
    select r.id, r.slug, r.name, r.siret, r.activity, r."legalForm", r.town,
           1 + ((select count(*) from structures) + row_number() over ()) % 6
      from jsonb_to_recordset(${json}::text::jsonb)
        as r (id uuid, slug text, name text, siret text, activity text, "legalForm" text, town text)
    on conflict (slug) do nothing`.execute(tx);
  if (Number(numAffectedRows) !== made.length) throw new Conflict("changed_meanwhile");
  await sql`
    insert into memberships (pole_id, structure_id, kind, starts_on)
    select p.id, r.id, r.membership, coalesce(r.since, (now() at time zone p.time_zone)::date)
      from jsonb_to_recordset(${json}::text::jsonb) as r (id uuid, membership text, since date)
      join poles p on p.id = ${actor.poleId}`.execute(tx);
  return made.map(({ id }) => id);
}

/** What changes of a structure of the pôle; what is absent stays. */
export type MemberChange = { readonly id: string } & Partial<Omit<NewMember, "since">>;

/** Changes structures of the actor's pôle, and their place in it; two statements for any number. */
export async function changeMembers(tx: Tx, actor: Actor, changes: readonly MemberChange[]): Promise<void> {
  const json = JSON.stringify(changes);
  await sql`
    update structures s
       set name = coalesce(r.name, s.name), siret = coalesce(r.siret, s.siret),
           activity = coalesce(r.activity, s.activity), legal_form = coalesce(r."legalForm", s.legal_form),
           town = coalesce(r.town, s.town)
      from jsonb_to_recordset(${json}::text::jsonb)
        as r (id uuid, name text, siret text, activity text, "legalForm" text, town text)
     where s.id = r.id and exists (select from memberships m where m.structure_id = s.id and m.pole_id = ${actor.poleId})
  `.execute(tx);
  await sql`
    update memberships m set kind = r.membership
      from jsonb_to_recordset(${json}::text::jsonb) as r (id uuid, membership text)
     where m.pole_id = ${actor.poleId} and m.structure_id = r.id and r.membership is not null`.execute(tx);
}

/** Somebody to invite into a structure of the pôle. */
export interface Invited {
  readonly structureId: string;
  readonly email: string;
  readonly role: StructureRole;
}

/**
 * Invites people, in a transaction in the realm of identity: a row and a mail for each, two statements for any number.
 * Nobody enters, nor is any account made, before they accept.
 */
export async function invitePeople(tx: Tx, now: Date, actor: Actor, people: readonly Invited[]): Promise<void> {
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000).toISOString();
  const made = people.map((person) => {
    const secret = newSecret();
    return { ...person, id: newId(), secret, hash: hashSecret(secret).toString("hex") };
  });
  await sql`
    insert into invitations (id, pole_id, structure_id, email, role, token_hash, invited_by, expires_at)
    select r.id, ${actor.poleId}, r."structureId", r.email, r.role, decode(r.hash, 'hex'), ${actor.personId}, ${expiresAt}
      from jsonb_to_recordset(${JSON.stringify(made)}::text::jsonb)
        as r (id uuid, "structureId" uuid, email text, role text, hash text)`.execute(tx);
  // The secret is nowhere but in the worker's job. See IdentityEmailPayload in server/notifications.
  const mail = {
    kind: "invitation-colleague",
    invitedBy: actor.personName,
    poleName: actor.poleName,
    timeZone: actor.timeZone,
    expiresAt,
  };
  await sql`
    select app.enqueue('identity-email', ${JSON.stringify(mail)}::text::jsonb || jsonb_build_object(
             'email', r.email, 'secret', r.secret, 'structureName', s.name,
             'locale', coalesce((select p.locale from people p where p.email = r.email), ${actor.locale})), null)
      from jsonb_to_recordset(${JSON.stringify(made)}::text::jsonb) as r ("structureId" uuid, email text, secret text)
      join structures s on s.id = r."structureId"`.execute(tx);
}
