import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, InstantInput, listOf } from "~/http/api-shapes";
import { addBlocking, blockingsOf } from "~server/bookings";
import { resourceOf } from "~server/catalogue";
import { NotFound } from "~server/kernel/errors";
import { Blocking, blockingsQuery, pageOfBlockings, shownBlocking } from "./blocking-shape";
import { Booking, shown as shownBooking } from "./booking-shape";

const list = endpoint("GET", "/resources/:resource/blockings", {
  summary: { fr: "Quand une ressource ne se réserve pas", en: "When a resource cannot be booked" },
  scope: "catalogue:read",
  query: z.strictObject(blockingsQuery),
  response: listOf(Blocking),
  handle: async ({ actor, params, query }) => {
    const { id: resourceId } = await resourceOf(actor, params.resource);
    return pageOfBlockings(actor, { ...query, resourceId });
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
    return { ...shownBlocking(blocking, actor), affected: affected.map((booking) => shownBooking(booking, actor)) };
  },
});

export const loader = apiRoute(list, add);
export const action = loader;
