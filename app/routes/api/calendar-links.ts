import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, Instant, isoWithOffset, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { newFeedView } from "~/routes/calendars/links-view";
import { calendarLinksOf, makeCalendarLink, type CalendarLink as OwnLink } from "~server/calendars";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";

const CalendarLink = z
  .object({
    id: Id,
    kind: z.enum(["mine", "structure", "resource"]),
    about: z.string().nullable().meta({ description: "The name of the structure or resource." }),
    label: z.string(),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: "CalendarLink" });

const list = endpoint("GET", "/calendar-links", {
  summary: {
    fr: "Les adresses par lesquelles des agendas lisent au nom de la personne",
    en: "The addresses by which calendar programs read on behalf of the person",
  },
  scope: "calendars",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(CalendarLink),
  handle: async ({ actor, query }) => {
    const { items, nextCursor } = pageOf(await calendarLinksOf(actor), query);
    return { items: items.map((link) => shown(link, actor)), nextCursor };
  },
});

const make = endpoint("POST", "/calendar-links", {
  summary: {
    fr: "Ouvrir une adresse secrète pour un agenda ; elle n'est montrée qu'une fois",
    en: "Open a secret address for a calendar program; it is shown once",
  },
  scope: "calendars",
  secret: true,
  body: z.strictObject({
    subject: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("mine") }),
      z.strictObject({ kind: z.literal("structure"), structureId: Id }),
      z.strictObject({ kind: z.literal("resource"), resourceId: Id }),
    ]),
    label: z.string().trim().max(120).default(""),
  }),
  response: CalendarLink.extend({ url: z.string() }).meta({ id: "NewCalendarLink" }),
  success: 201,
  problems: { not_found: 404, already_shown: 409, too_many_links: 409 },
  handle: async ({ actor, body, idempotentId: id }) => {
    const outcome = await makeCalendarLink(actor, { id, ...body });
    if (!outcome.ok) return problem(409, outcome.problem.code);
    const link = (await calendarLinksOf(actor)).find((each) => each.id === id);
    if (!link) throw new NotFound("link");
    return { ...shown(link, actor), url: newFeedView(outcome.value).url };
  },
});

function shown({ id, kind, about, label, createdAt, lastUsedAt }: OwnLink, actor: Actor): z.input<typeof CalendarLink> {
  const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
  return { id, kind, about, label, createdAt: at(createdAt), lastUsedAt: lastUsedAt && at(lastUsedAt) };
}

export const loader = apiRoute(list, make);
export const action = loader;
