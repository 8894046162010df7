import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor, GuestKind, Locale, MembershipKind } from "../kernel/actor";
import type { Suggestion } from "./problems";
import { suggest } from "./suggestions";

/**
 * Ways out for a booking whose resource cannot serve: the same one at another time, another one at the same time, as
 * whoever booked could have them now. Nothing is held.
 */
export async function alternativesTo(tx: Tx, bookingId: string, now: Date): Promise<Suggestion[]> {
  const { rows } = await sql<{
    resourceId: string;
    startsAt: Date;
    endsAt: Date;
    attendees: number | null;
    quantity: number;
    personId: string;
    personName: string | null;
    structureId: string;
    structureName: string;
    membership: MembershipKind | null;
    guest: GuestKind | null;
    homePoleId: string | null;
    poleId: string;
    poleSlug: string;
    poleName: string;
    timeZone: string;
  }>`
    select b.resource_id, b.starts_at, b.ends_at, b.attendees, b.quantity, b.person_id, p.name as person_name,
           b.structure_id, s.name as structure_name, case when not b.outside then m.kind end as membership, b.home_pole_id, b.pole_id,
           case when b.home_pole_id is not null then 'network' when b.outside then b.customer end as guest, po.slug as pole_slug,
           po.name as pole_name, po.time_zone
      from bookings b
      join structures s on s.id = b.structure_id
      join poles po on po.id = b.pole_id
      left join people p on p.id = b.person_id
      left join memberships m on m.pole_id = b.pole_id and m.structure_id = b.structure_id
     where b.id = ${bookingId}`.execute(tx);
  const [row] = rows;
  if (!row) return [];
  const { resourceId, startsAt: start, endsAt: end, attendees, quantity, personName, ...who } = row;
  const locale: Locale = "fr";
  // As whoever booked: their rules, their quotas, no more rights than an employee's.
  const author: Actor = { ...who, personName: personName ?? "", structureColour: 1, roles: ["employee"], locale };
  return suggest(tx, author, { resourceId, start, end, attendees, quantity }, { code: "slot_taken" }, now);
}
