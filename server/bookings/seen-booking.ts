import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor, GuestKind } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { can } from "../kernel/permissions";
import type { Booking, BookingState } from "./booking";
import type { PriceReason, Quote } from "./price";
import type { Origin } from "./rules";
import { termsOf } from "./terms";
import { seesPurpose, titleFor } from "./visibility";

/** A booking as somebody of the pôle may see it: what is not theirs to know is null. */
export interface SeenBooking {
  readonly id: string;
  readonly resource: { readonly id: string; readonly kind: string; readonly name: string };
  readonly place: { readonly name: string; readonly address: string; readonly town: string } | null;
  /** The structure that booked. */
  readonly structure: { readonly id: string; readonly name: string; readonly colour: number };
  /** Whether that is the structure acted for. */
  readonly ours: boolean;
  readonly person: { readonly id: string; readonly name: string } | null;
  /** How to reach somebody who is not of the pôle, for who lends them the thing and who runs the pôle; else null. */
  readonly contact: Contact | null;
  /** Null when it is not for this reader; "" when there is none. */
  readonly title: string | null;
  readonly titleShared: boolean;
  readonly attendees: number | null;
  readonly quantity: number;
  readonly start: Date;
  readonly end: Date;
  readonly state: BookingState;
  /** Until when a request can be approved, an offer taken. */
  readonly expiresAt: Date | null;
  /** Who says yes to a request for the resource. */
  readonly approval: "automatic" | "owner" | "manager";
  readonly declineReason: string | null;
  readonly message: string | null;
  readonly kilometres: number | null;
  readonly parentId: string | null;
  readonly basketId: string | null;
  readonly sessionId: string | null;
  readonly seriesId: string | null;
  readonly recurrence: string | null;
  readonly checkedInAt: Date | null;
  readonly returnedAt: Date | null;
  /** What stays due after a late cancellation, in cents. */
  readonly cancelFeeCents: number;
  readonly price: Quote | null;
  readonly sequence: number;
  readonly createdAt: Date;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
}

/** How the pôle reaches a guest. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly telephone: string;
  readonly kind: GuestKind;
  readonly legalForm: string;
  readonly siret: string | null;
}

/** A booking with what decides about it, before anybody's rights are looked at. */
export interface BookingRow extends Booking {
  readonly changeNoticeMinutes: number;
  /** The structure that shares the resource, and who says yes to a request for it. */
  readonly ownerId: string;
  readonly approval: "automatic" | "owner" | "manager";
  readonly declineReason: string | null;
  /** Where its structure belongs. */
  readonly from: Origin;
  readonly cancelFeeCents: number;
  readonly checkedInAt: Date | null;
  readonly returnedAt: Date | null;
  readonly structureName: string;
  readonly structureColour: number;
  readonly personName: string;
  readonly contact: Contact | null;
  readonly cancelledBy: string | null;
  readonly place: SeenBooking["place"];
}

/**
 * Bookings with what goes with them; `rest` is what follows FROM: conditions on b (bookings), r (resources) and
 * s (structures), order and limit.
 */
export async function readBookingRows(tx: Tx, rest: RawBuilder<unknown>): Promise<BookingRow[]> {
  const { rows } = await sql<
    Omit<BookingRow, "start" | "end" | "price" | "terms" | "state" | "personName"> & {
      personName: string | null;
      startsAt: Date;
      endsAt: Date;
      state: string;
      priceCents: number;
      priceReasons: PriceReason[];
      depositCents: number;
      atCost: boolean;
      cancelUntil: Date | null;
      lateCancelCents: number | null;
      owedCents: number;
      cancelNoticeMinutes: number;
      lateCancelPercent: number | null;
    }
  >`
    select b.id, b.resource_id, b.structure_id, b.person_id, b.title, b.title_shared, b.attendees, b.quantity,
           b.starts_at, b.ends_at, b.state, b.price_cents, b.price_reasons, b.deposit_cents, b.at_cost, b.sequence, b.created_at, b.cancelled_at,
           b.cancelled_by, b.cancel_reason, b.customer, b.message, b.kilometres, b.expires_at, b.parent_id, b.basket_id,
           b.session_id, b.series_id, b.recurrence, b.decline_reason,
           case when b.outside then 'outside' when b.home_pole_id is null then 'pole' else 'network' end as "from",
           b.cancel_fee_cents, b.checked_in_at, b.returned_at, b.cancel_until, b.late_cancel_cents, b.owed_cents,
           r.structure_id as owner_id, r.change_notice_minutes, r.approval,
           r.name as resource_name, r.kind as resource_kind, r.cancel_notice_minutes, r.late_cancel_percent,
           s.name as structure_name, s.colour as structure_colour, p.name as person_name,
           case when (b.outside or b.home_pole_id is not null) and p.id is not null then json_build_object(
             'name', p.name, 'email', p.email, 'telephone', p.telephone, 'legalForm', s.legal_form, 'siret', s.siret,
             'kind', case when b.home_pole_id is not null then 'network' when s.individual then 'public' else 'outsider' end)
           end as contact,
           (select json_build_object('name', name, 'address', address, 'town', town)
              from places where id = r.place_id) as place
      from bookings b
      join resources r on r.id = b.resource_id
      join structures s on s.id = b.structure_id
      left join people p on p.id = b.person_id
      ${rest}`.execute(tx);
  return rows.map(
    ({
      startsAt: start,
      endsAt: end,
      state,
      priceCents,
      priceReasons,
      depositCents,
      atCost,
      cancelUntil: until,
      lateCancelCents: lateCents,
      owedCents,
      cancelNoticeMinutes,
      lateCancelPercent,
      ...row
    }) => {
      const price = { cents: priceCents, reasons: priceReasons, customer: row.customer, depositCents, atCost };
      return {
        ...row,
        // Somebody who has left every structure of the pôle is no longer to be seen here.
        personName: row.personName ?? "",
        start,
        end,
        state: state as BookingState,
        price,
        // What was written before terms were kept has those of its resource.
        terms: until
          ? { until, lateCents, owedCents }
          : termsOf({ cancelNoticeMinutes, lateCancelPercent }, { start, price }),
      };
    },
  );
}

/** One booking, or null. */
export async function readBooking(tx: Tx, id: string): Promise<BookingRow | null> {
  const [found] = await readBookingRows(tx, sql`where b.id = ${id}`);
  return found ?? null;
}

/** One booking that nobody else changes until this transaction ends. @throws NotFound */
export async function lockBooking(tx: Tx, id: string): Promise<BookingRow> {
  if (!isId(id)) throw new NotFound("booking");
  const [found] = await readBookingRows(tx, sql`where b.id = ${id} for no key update of b`);
  if (!found) throw new NotFound("booking");
  return found;
}

/** A booking as `actor` may see it. */
export function seenBy(actor: Actor, row: BookingRow): SeenBooking {
  const all = seesPurpose(actor, row.structureId);
  // Who says yes to a request reads what it says.
  const decides = can(actor, "bookings.decide", row.ownerId);
  const reads = all || (row.approval !== "automatic" && decides);
  return {
    id: row.id,
    resource: { id: row.resourceId, kind: row.resourceKind, name: row.resourceName },
    place: row.place,
    structure: { id: row.structureId, name: row.structureName, colour: row.structureColour },
    ours: row.structureId === actor.structureId,
    person: reads ? { id: row.personId, name: row.personName } : null,
    contact: row.structureId !== actor.structureId && (all || decides) ? row.contact : null,
    title: titleFor(actor, row),
    titleShared: row.titleShared,
    attendees: reads ? row.attendees : null,
    quantity: row.quantity,
    start: row.start,
    end: row.end,
    state: row.state,
    expiresAt: row.expiresAt,
    approval: row.approval,
    declineReason: reads ? row.declineReason : null,
    message: reads ? row.message : null,
    kilometres: reads ? row.kilometres : null,
    parentId: row.parentId,
    basketId: all ? row.basketId : null,
    sessionId: row.sessionId,
    seriesId: row.seriesId,
    recurrence: row.recurrence,
    checkedInAt: row.checkedInAt,
    returnedAt: row.returnedAt,
    cancelFeeCents: all ? row.cancelFeeCents : 0,
    price: reads ? row.price : null,
    sequence: row.sequence,
    createdAt: row.createdAt,
    cancelledAt: row.cancelledAt,
    cancelReason: all ? row.cancelReason : null,
  };
}
