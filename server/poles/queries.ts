import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor, MembershipKind } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow, can } from "../kernel/permissions";
import { localDateOf, type LocalDate } from "../kernel/time";
import type { Declaration } from "./declarations";
import { pendingInvitations, type InvitationSeen } from "./invitation-queries";
import { membershipState, type MembershipState, type StructureRole } from "./rules";

/** A structure of the actor's pôle. */
export interface Member {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly activity: string;
  readonly town: string;
  readonly colour: number;
  readonly kind: MembershipKind;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly state: MembershipState;
  /** How many people work for it here. */
  readonly people: number;
  /** What it says of itself. */
  readonly declared: readonly Declaration[];
}

/** Somebody who works for a structure. */
export interface Colleague {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: StructureRole;
  readonly since: Date;
}

/** The structures of the actor's pôle whose name, activity or town has every word of `q`, by name. */
export async function structuresOfPole(actor: Actor, { q = "" }: { q?: string } = {}): Promise<Member[]> {
  return (await structuresAfter(actor, { q, after: null, limit: null })).items;
}

/** The same for a file: so many at a time, after the last of those before. */
export async function structuresAfter(
  actor: Actor,
  { q = "", after, limit }: { q?: string; after: Pick<Member, "id" | "name"> | null; limit: number | null },
): Promise<{ items: Member[]; next: Member | null }> {
  allow(actor, "pole.view-structures");
  return inTransaction(actor, async (tx, now) => {
    const words = q.trim().split(/\s+/).filter(Boolean).slice(0, 10);
    const matches = words.map(
      (word) => sql`position(app.fold(${word}) in app.fold(s.name || ' ' || s.activity || ' ' || s.town)) > 0`,
    );
    if (after) matches.push(sql`(app.fold(s.name), s.id) > (app.fold(${after.name}), ${after.id}::uuid)`);
    const items = await readMembers(
      tx,
      actor,
      now,
      matches.length > 0 ? sql.join(matches, sql` and `) : sql`true`,
      limit,
    );
    return { items, next: items.length === limit ? (items.at(-1) ?? null) : null };
  });
}

/** One structure of the pôle, with what the actor may know of it. `structure` is its slug or its id. */
export async function structureOfPole(
  actor: Actor,
  structure: string,
): Promise<{ member: Member; people: Colleague[] | null; invitations: InvitationSeen[] }> {
  allow(actor, "pole.view-structures");
  return inTransaction(actor, async (tx, now) => {
    const member = await findMember(tx, actor, now, structure);
    const open = can(actor, "structure.view", member.id) && (member.state !== "ended" || isOwn(actor, member));
    return {
      member,
      people: open ? await readColleagues(tx, member.id) : null,
      invitations: can(actor, "structure.invite", member.id) ? await pendingInvitations(tx, now, member.id) : [],
    };
  });
}

/** A member by slug or id, inside a transaction. @throws NotFound, also for structures of other pôles */
export async function findMember(tx: Tx, actor: Actor, now: Date, structure: string): Promise<Member> {
  const condition = isId(structure) ? sql`s.id = ${structure}` : sql`s.slug = ${structure}`;
  const [member] = await readMembers(tx, actor, now, condition);
  if (!member) throw new NotFound("structure");
  return member;
}

/** Those who work for a structure, administrators first. */
export async function readColleagues(tx: Tx, structureId: string): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select p.id as "personId", p.name, p.email, a.role, a.created_at as since
      from affiliations a join people p on p.id = a.person_id
     where a.structure_id = ${structureId} and a.ended_at is null
     order by array_position(array['administrator', 'treasurer', 'employee'], a.role), app.fold(p.name), p.id`.execute(
    tx,
  );
  return rows;
}

async function readMembers(
  tx: Tx,
  actor: Actor,
  now: Date,
  condition: ReturnType<typeof sql>,
  limit: number | null = null,
): Promise<Member[]> {
  const today = localDateOf(now, actor.timeZone);
  const { rows } = await sql<Omit<Member, "state">>`
    select s.id, s.slug, s.name, s.activity, s.town, s.colour, m.kind,
           m.starts_on as "startsOn", m.ends_on as "endsOn",
           (select count(*) from affiliations a where a.structure_id = s.id and a.ended_at is null)::int as people,
           array_remove(array[case when s.ess then 'ess' end, case when s.integration then 'integration' end,
             case when s.fair_trade then 'fairTrade' end, case when s.public_buyer then 'publicBuyer' end], null) as declared
      from memberships m join structures s on s.id = m.structure_id
     where m.pole_id = ${actor.poleId} and ${condition}
     order by app.fold(s.name), s.id limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, state: membershipState(row, today) }));
}

function isOwn(actor: Actor, member: Member): boolean {
  return actor.structureId === member.id;
}
