import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, InstantInput, isoWithOffset, listOf } from "~/http/api-shapes";
import { addBlocking, blockingsOf, type Blocking as OwnBlocking } from "~server/bookings";
import { resourceOf } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { Booking, shown as shownBooking } from "./booking-shape";

const Blocking = z
  .object({
    id: Id,
    kind: z.enum(["closed", "maintenance", "reserved", "imported"]),
    reason: z.string(),
    start: Instant,
    end: Instant,
    unitIds: z.array(Id),
    exceptStructureIds: z.array(Id).meta({ description: "Structures that may book all the same." }),
  })
  .meta({ id: "Blocking" });

const list = endpoint("GET", "/resources/:resource/blockings", {
  summary: { fr: "Quand une ressource ne se réserve pas", en: "When a resource cannot be booked" },
  scope: "catalogue:read",
  query: z.strictObject({ from: InstantInput.optional(), to: InstantInput.optional() }),
  response: listOf(Blocking),
  handle: async ({ actor, params, query: { from = new Date(), to } }) => {
    const { id: resourceId } = await resourceOf(actor, params.resource);
    const blockings = await blockingsOf(actor, { resourceId, from, to });
    return { items: blockings.map((blocking) => shown(blocking, actor)), nextCursor: null };
  },
});

const add = endpoint("POST", "/resources/:resource/blockings", {
  summary: {
    fr: "Bloquer un créneau ; les réservations qu'il rencontre restent, et sont nommées",
    en: "Block a time; the bookings that it meets stay, and are named",
  },
  scope: "catalogue:write",
  body: z.strictObject({
    kind: z.enum(["closed", "maintenance", "reserved"]),
    start: InstantInput,
    end: InstantInput,
    reason: z.string().trim().max(300).optional(),
    unitIds: z.array(Id).min(1).max(500).optional().meta({ description: "All of them, when left out." }),
    exceptStructureIds: z.array(Id).max(1000).optional(),
  }),
  response: Blocking.extend({ affected: z.array(Booking) }).meta({ id: "NewBlocking" }),
  success: 201,
  problems: { ends_before_start: 422, unknown_unit: 422, already_exists: 409 },
  handle: async ({ actor, params, body, idempotentId }) => {
    const { exceptStructureIds: exceptStructures, ...rest } = body;
    const form = { id: idempotentId, resourceId: params.resource, exceptStructures, ...rest };
    const { blockingId, affected } = await addBlocking(actor, form);
    const all = await blockingsOf(actor, { resourceId: params.resource, from: body.start, to: body.end });
    const blocking = all.find(({ id }) => id === blockingId);
    if (!blocking) throw new NotFound("blocking");
    return { ...shown(blocking, actor), affected: affected.map((booking) => shownBooking(booking, actor)) };
  },
});

function shown(blocking: OwnBlocking, { timeZone }: Actor): z.input<typeof Blocking> {
  const { id, kind, reason, start, end, unitIds, exceptStructures } = blocking;
  const at = (instant: Date) => isoWithOffset(instant, timeZone);
  return {
    id,
    kind,
    reason,
    start: at(start),
    end: at(end),
    unitIds: [...unitIds],
    exceptStructureIds: [...exceptStructures],
  };
}

export const loader = apiRoute(list, add);
export const action = loader;
