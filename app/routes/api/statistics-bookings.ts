import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { cursorOf, encodeCursor, Id, Instant, isoWithOffset, limit, listOf, Money, money } from "~/http/api-shapes";
import { bookingsBehind } from "~server/usage";
import { daysAsked, statisticsQuery } from "./statistics-days";

const Counted = z
  .object({
    id: Id,
    start: Instant,
    end: Instant,
    state: z.string(),
    resource: z.object({ id: Id, name: z.string() }),
    structure: z.object({ id: Id, name: z.string() }),
    quantity: z.int(),
    minutes: z.number().meta({ description: "Within these days, each unit counted." }),
    amount: Money,
    atCost: z.boolean(),
  })
  .meta({ id: "CountedBooking" });

const list = endpoint("GET", "/statistics/bookings", {
  summary: {
    fr: "Les réservations derrière un chiffre des statistiques, dans l'ordre du temps",
    en: "The bookings behind a figure of the statistics, by time",
  },
  scope: "statistics",
  query: z
    .strictObject({
      ...statisticsQuery,
      what: z.enum(["used", "at_cost", "no_show", "cancelled", "paid"]).default("used"),
      structureId: Id.optional(),
      weekday: z.coerce.number().int().min(1).max(7).optional().meta({ description: "With hour: a cell of byHour." }),
      hour: z.coerce.number().int().min(0).max(23).optional(),
      cursor: cursorOf(z.tuple([z.iso.datetime(), Id])).optional(),
      limit,
    })
    .check(({ value: { weekday, hour }, issues }) => {
      // Half a cell must not pass for no filter.
      if ((weekday === undefined) === (hour === undefined)) return;
      const missing = weekday === undefined ? "weekday" : "hour";
      issues.push({ code: "custom", message: "required", path: [missing], input: undefined });
    }),
  response: listOf(Counted),
  problems: { not_found: 404, ends_before_start: 422, period_too_long: 422 },
  handle: async ({ actor, query: { what, structureId, weekday, hour, cursor, limit: most, ...asked } }) => {
    const days = daysAsked(asked, actor);
    if ("problem" in days) return problem(422, days.problem, { days: days.most });
    const cell = weekday === undefined || hour === undefined ? null : { weekday, hour };
    const behind = {
      resourceId: asked.resourceId ?? null,
      days: days.value,
      what,
      structureId: structureId ?? null,
      cell,
    };
    const after = cursor ? { start: cursor[0], id: cursor[1] } : null;
    const { items, next } = await bookingsBehind(actor, behind, { after, limit: most });
    return {
      items: items.map(({ start, end, resourceId, resource, structure, structureId: by, cents, ...booking }) => ({
        id: booking.id,
        start: isoWithOffset(start, actor.timeZone),
        end: isoWithOffset(end, actor.timeZone),
        state: booking.state,
        resource: { id: resourceId, name: resource },
        structure: { id: by, name: structure },
        quantity: booking.quantity,
        minutes: booking.minutes,
        amount: money(cents),
        atCost: booking.atCost,
      })),
      nextCursor: next && encodeCursor([next.start, next.id]),
    };
  },
});

export const loader = apiRoute(list);
export const action = loader;
