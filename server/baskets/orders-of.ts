import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import { addDays, dayBounds, localDateOf, type LocalDate } from "../kernel/time";

/** A service that somebody ordered: what its provider must know to prepare it. */
export interface Order {
  readonly id: string;
  readonly day: LocalDate;
  readonly start: Date;
  readonly end: Date;
  readonly quantity: number;
  readonly attendees: number | null;
  readonly message: string;
  readonly state: string;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly structureName: string;
  readonly structureColour: number;
  /** Who ordered; "" when they have left. */
  readonly personName: string;
  /** What it goes with: where to bring it. */
  readonly goesWith: { readonly name: string; readonly place: string | null } | null;
}

/** The longest time that one page shows, in days. */
const MOST_ORDER_DAYS = 31;

/**
 * What was ordered of the services of the structure acted for, requests included, by time.
 * @throws Forbidden for who acts for no structure
 */
export async function ordersOf(
  actor: Actor,
  { from, days }: { from: LocalDate; days: number },
): Promise<readonly Order[]> {
  allow(actor, "bookings.use", actor.structureId);
  const start = dayBounds(from, actor.timeZone).start;
  const end = dayBounds(addDays(from, Math.min(days, MOST_ORDER_DAYS)), actor.timeZone).start;
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<Omit<Order, "day" | "start" | "end"> & { startsAt: Date; endsAt: Date }>`
      select b.id, b.starts_at, b.ends_at, b.quantity, b.attendees, b.message, b.state, r.id as service_id,
             r.name as service_name, s.name as structure_name, s.colour as structure_colour,
             coalesce(p.name, '') as person_name,
             (select json_build_object('name', pr.name, 'place', pl.name)
                from bookings pb join resources pr on pr.id = pb.resource_id left join places pl on pl.id = pr.place_id
               where pb.id = b.parent_id) as goes_with
        from resources r
        join bookings b on b.resource_id = r.id and b.starts_at >= ${start} and b.starts_at < ${end}
        join structures s on s.id = b.structure_id
        left join people p on p.id = b.person_id
       where r.structure_id = ${actor.structureId} and r.kind = 'service'
         and b.state not in ('offered', 'cancelled', 'declined', 'expired')
       order by b.starts_at, r.name, b.id
       limit 1000`.execute(tx);
    return rows.map(({ startsAt, endsAt, ...order }) => ({
      ...order,
      day: localDateOf(startsAt, actor.timeZone),
      start: startsAt,
      end: endsAt,
    }));
  });
}

/** Whether the structure acted for provides any service. */
export async function providesServices(actor: Actor): Promise<boolean> {
  if (!actor.structureId) return false;
  return inTransaction(actor, async (tx) => {
    const found = await tx
      .selectFrom("resources")
      .select("id")
      .where("structureId", "=", actor.structureId)
      .where("kind", "=", "service")
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  });
}
