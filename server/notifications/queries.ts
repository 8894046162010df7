import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { severalLines } from "./rules";

/** A booking with all that its mail and its calendar file say. */
export interface ToldBooking {
  id: string;
  state: string;
  sequence: number;
  title: string;
  titleShared: boolean;
  quantity: number;
  attendees: number | null;
  startsAt: Date;
  endsAt: Date;
  priceCents: number;
  cancelReason: string | null;
  declineReason: string | null;
  /** Until when a request can be approved, an offer taken. */
  expiresAt: Date | null;
  message: string;
  cancelledById: string | null;
  cancelledByName: string | null;
  personId: string;
  personName: string;
  email: string;
  /** The language chosen; null without a choice. */
  locale: string | null;
  structureId: string;
  resourceId: string;
  structureName: string;
  resourceName: string;
  /** Until when it is cancelled freely; null: as its resource says. */
  cancelUntil: Date | null;
  cancelNoticeMinutes: number;
  /** What the resource asks when it is taken: server/use/rules.ts. */
  startStep: string;
  /** What whoever has it must know (a key box, a code), and nobody else; see instructionsOf(). */
  instructions: string;
  placeName: string | null;
  placeAddress: string | null;
  placeTown: string | null;
  placeAccess: string | null;
  poleId: string;
  poleSlug: string;
  poleName: string;
  timeZone: string;
}

/** One booking of the pôle in whose scope `tx` is. */
export async function toldBooking(tx: Tx, bookingId: string): Promise<ToldBooking | undefined> {
  return toldBookings(tx).where("b.id", "=", bookingId).executeTakeFirst();
}

/** What was booked together, by time. */
export async function toldBasket(tx: Tx, basketId: string): Promise<ToldBooking[]> {
  return toldBookings(tx).where("b.basketId", "=", basketId).orderBy("b.startsAt").orderBy("b.id").execute();
}

/** Some bookings, by time. */
export async function toldDates(tx: Tx, bookingIds: readonly string[]): Promise<ToldBooking[]> {
  return toldBookings(tx)
    .where("b.id", "=", sql<string>`any(${bookingIds}::uuid[])`)
    .orderBy("b.startsAt")
    .orderBy("b.id")
    .execute();
}

/** Who is told of an order: administrators of the structure that provides the service. */
export interface Provider {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string | null;
}

/** An order of a service, with who is told of it and what it goes with; undefined when it is not there. */
export interface ToldOrder {
  readonly booking: ToldBooking;
  readonly message: string;
  readonly goesWith: string | null;
  readonly providers: readonly Provider[];
}

/** An order of a service of the pôle in whose scope `tx` is. */
export async function toldOrder(tx: Tx, bookingId: string): Promise<ToldOrder | undefined> {
  const booking = await toldBooking(tx, bookingId);
  if (!booking) return undefined;
  const { rows } = await sql<Omit<ToldOrder, "booking">>`
    select b.message,
           (select concat_ws(', ', pr.name, pl.name) from bookings pb
              join resources pr on pr.id = pb.resource_id left join places pl on pl.id = pr.place_id
             where pb.id = b.parent_id) as goes_with,
           (select coalesce(json_agg(json_build_object(
                     'personId', p.id, 'name', p.name, 'email', p.email, 'locale', p.locale) order by p.id), '[]')
              from affiliations a join people p on p.id = a.person_id and p.disabled_at is null
             where a.structure_id = r.structure_id and a.ended_at is null and a.role = 'administrator') as providers
      from bookings b join resources r on r.id = b.resource_id
     where b.id = ${bookingId}`.execute(tx);
  return rows[0] && { booking, ...rows[0] };
}

function toldBookings(tx: Tx) {
  return tx
    .selectFrom("bookings as b")
    .innerJoin("people as p", "p.id", "b.personId")
    .innerJoin("structures as s", "s.id", "b.structureId")
    .innerJoin("resources as r", "r.id", "b.resourceId")
    .innerJoin("poles as po", "po.id", "b.poleId")
    .leftJoin("places as pl", "pl.id", "r.placeId")
    .leftJoin("people as c", "c.id", "b.cancelledBy")
    .select([
      "b.id",
      "b.state",
      "b.sequence",
      "b.title",
      "b.titleShared",
      "b.quantity",
      "b.attendees",
      "b.startsAt",
      "b.endsAt",
      "b.priceCents",
      "b.cancelReason",
      "b.declineReason",
      "b.expiresAt",
      "b.message",
      "b.cancelledBy as cancelledById",
      "c.name as cancelledByName",
      "p.id as personId",
      "p.name as personName",
      "p.email",
      "p.locale",
      "s.id as structureId",
      "s.name as structureName",
      "r.id as resourceId",
      "r.name as resourceName",
      "b.cancelUntil",
      "r.cancelNoticeMinutes",
      "r.startStep",
      "r.instructions",
      "pl.name as placeName",
      "pl.address as placeAddress",
      "pl.town as placeTown",
      "pl.access as placeAccess",
      "po.id as poleId",
      "po.slug as poleSlug",
      "po.name as poleName",
      "po.timeZone",
    ]);
}

/** What must be known on site: for a booking that holds alone, since a code told to who is refused is told too many. */
export function instructionsOf(booking: ToldBooking): string {
  return booking.state === "confirmed" || booking.state === "checked_in" ? severalLines(booking.instructions) : "";
}

/** Where a booking takes place, in one line: "Ancienne Filature, 3 rue du Canal, Brizac"; empty without a place. */
export function placeOf(booking: ToldBooking): string {
  return [booking.placeName, booking.placeAddress, booking.placeTown].filter(Boolean).join(", ");
}

/** Whom a mail about an account goes to; undefined when the account is closed. */
export async function addressee(
  tx: Tx,
  personId: string,
): Promise<{ id: string; name: string; email: string } | undefined> {
  return tx
    .selectFrom("people")
    .select(["id", "name", "email"])
    .where("id", "=", personId)
    .where("disabledAt", "is", null)
    .executeTakeFirst();
}
