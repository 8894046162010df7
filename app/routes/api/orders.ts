import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoWithOffset, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { ordersOf } from "~server/baskets";
import { localDateOf, parseLocalDate } from "~server/kernel/time";

const Order = z
  .object({
    id: Id.meta({ description: "Of its booking." }),
    start: Instant,
    end: Instant,
    quantity: z.int(),
    attendees: z.int().nullable(),
    message: z.string(),
    state: z.string(),
    service: z.object({ id: Id, name: z.string() }),
    structureName: z.string(),
    personName: z.string(),
    goesWith: z
      .object({ name: z.string(), place: z.string().nullable() })
      .nullable()
      .meta({ description: "Where to bring it." }),
  })
  .meta({ id: "Order" });

const list = endpoint("GET", "/orders", {
  summary: {
    fr: "Ce qui est commandé aux services de la structure, à préparer, dans l'ordre du temps",
    en: "What is ordered of the structure's services, to be prepared, by time",
  },
  scope: "bookings:read",
  query: z.strictObject({
    firstDay: z.iso
      .date()
      .refine((text) => parseLocalDate(text) !== null)
      .optional()
      .meta({ description: "Today, when left out." }),
    days: z.coerce.number().int().min(1).max(31).default(7),
    cursor: listCursor,
    limit,
  }),
  response: listOf(Order),
  handle: async ({ actor, query: { firstDay, days, ...page } }) => {
    const from = firstDay ?? localDateOf(new Date(), actor.timeZone);
    const { items, nextCursor } = pageOf(await ordersOf(actor, { from, days }), page);
    const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
    return {
      items: items.map(({ start, end, serviceId, serviceName, ...order }) => ({
        id: order.id,
        start: at(start),
        end: at(end),
        quantity: order.quantity,
        attendees: order.attendees,
        message: order.message,
        state: order.state,
        service: { id: serviceId, name: serviceName },
        structureName: order.structureName,
        personName: order.personName,
        goesWith: order.goesWith,
      })),
      nextCursor,
    };
  },
});

export const loader = apiRoute(list);
export const action = loader;
