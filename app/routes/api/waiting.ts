import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, Instant, InstantInput, isoWithOffset, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { joinWaiting, waitingOf, type Waiting } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { BOOKING_PROBLEMS, bookingProblem } from "./booking-shape";

const Place = z
  .object({
    id: Id,
    resource: z.object({ id: Id, kind: z.string(), name: z.string() }),
    structureName: z.string(),
    personName: z.string(),
    start: Instant,
    end: Instant,
    quantity: z.int(),
    attendees: z.int().nullable(),
    title: z.string(),
    state: z.enum(["waiting", "offered"]),
    bookingId: Id.nullable().meta({ description: "The booking that holds the time offered, to be taken or left." }),
    before: z.int().meta({ description: "How many are before it for a time that meets this one." }),
    since: Instant,
  })
  .meta({ id: "WaitingPlace" });

const list = endpoint("GET", "/waiting", {
  summary: {
    fr: "Ce que la structure attend ; ou, pour qui partage une ressource, tout ce qui y est attendu",
    en: "What the structure waits for; or, for who shares a resource, all that is waited for there",
  },
  scope: "bookings:read",
  query: z.strictObject({ resourceId: Id.optional(), cursor: listCursor, limit }),
  response: listOf(Place),
  problems: { not_found: 404 },
  handle: async ({ actor, query: { resourceId, ...page } }) => {
    const { items, nextCursor } = pageOf(await waitingOf(actor, { resourceId }), page);
    return { items: items.map((place) => shown(place, actor)), nextCursor };
  },
});

const join = endpoint("POST", "/waiting", {
  summary: {
    fr: "Attendre un créneau qui est pris",
    en: "Wait for a time that is taken",
  },
  scope: "bookings:write",
  body: z.strictObject({
    resourceId: Id,
    start: InstantInput,
    end: InstantInput,
    title: z.string().trim().max(200).optional(),
    titleShared: z.boolean().optional(),
    attendees: z.int().min(1).max(10_000).nullish(),
    quantity: z.int().min(1).max(1000).optional(),
  }),
  response: Place,
  success: 201,
  problems: { ...BOOKING_PROBLEMS, free_now: 409, not_found: 404 },
  handle: async ({ actor, body, idempotentId, locale }) => {
    const outcome = await joinWaiting(actor, { id: idempotentId, ...body });
    if (!outcome.ok) {
      if (outcome.problem.code === "free_now") return problem(409, "free_now");
      return bookingProblem(outcome.problem, actor, locale);
    }
    const place = (await waitingOf(actor)).find(({ id }) => id === outcome.value.id);
    if (!place) throw new NotFound("waiting");
    return shown(place, actor);
  },
});

function shown(place: Waiting, { timeZone }: Actor): z.input<typeof Place> {
  const at = (instant: Date) => isoWithOffset(instant, timeZone);
  return { ...place, start: at(place.start), end: at(place.end), since: at(place.since) };
}

export const loader = apiRoute(list, join);
export const action = loader;
