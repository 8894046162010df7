import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { problemView } from "~/routes/calendars/import-view";
import { confirmCalendarImport } from "~server/calendars";
import { within } from "~server/kernel/scopes";
import { CalendarImport, calendarImportShown } from "./calendar-import-shape";

const read = endpoint("GET", "/resources/:resource/calendar-imports/:calendar", {
  summary: {
    fr: "Un calendrier qui a été lu : ce qui en viendrait, ou ce qui en est venu",
    en: "A calendar that was read: what would come of it, or what came",
  },
  scope: "catalogue:read",
  response: CalendarImport,
  handle: ({ actor, params: { resource, calendar }, locale }) => calendarImportShown(actor, resource, calendar, locale),
});

const confirm = endpoint("POST", "/resources/:resource/calendar-imports/:calendar", {
  summary: {
    fr: "Écrire les dates choisies d'un calendrier, en blocages ou en réservations : toutes, ou aucune",
    en: "Write the times chosen of a calendar, as blockings or as bookings: all of them, or none",
  },
  scope: "catalogue:write",
  body: z.strictObject({
    as: z.enum(["blocking", "booking"]).meta({ description: "Bookings ask for bookings:write too." }),
    ranks: z.array(z.int().min(0)).max(10_000),
  }),
  response: CalendarImport,
  problems: { nothing_chosen: 422, no_structure: 422, not_free: 409 },
  handle: async ({ actor, params: { resource, calendar }, body: { as, ranks }, locale }) => {
    const scope = "bookings:write";
    if (as === "booking" && !within(actor.scopes, scope)) return problem(403, "insufficient_scope", { scope });
    const form = { resourceId: resource, importId: calendar, as, chosen: new Set(ranks) };
    const outcome = await confirmCalendarImport(actor, form);
    if (outcome.ok) return calendarImportShown(actor, resource, calendar, locale);
    const { sentence, ofRank } = await problemView({ ...actor, locale }, outcome.problem);
    const { code } = outcome.problem;
    const times = Object.entries(ofRank).map(([rank, message]) => ({ rank: Number(rank), message }));
    return problem(code === "not_free" ? 409 : 422, code, {
      detail: sentence,
      ...(code === "not_free" ? { times } : {}),
    });
  },
});

export const loader = apiRoute(read, confirm);
export const action = loader;
