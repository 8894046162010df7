import type { Tx } from "../../db/transaction";

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
  cancelNoticeMinutes: number;
  /** What the resource asks when it is taken: server/use/rules.ts. */
  startStep: string;
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
      "r.cancelNoticeMinutes",
      "r.startStep",
      "pl.name as placeName",
      "pl.address as placeAddress",
      "pl.town as placeTown",
      "pl.access as placeAccess",
      "po.id as poleId",
      "po.slug as poleSlug",
      "po.name as poleName",
      "po.timeZone",
    ])
    .where("b.id", "=", bookingId)
    .executeTakeFirst();
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
