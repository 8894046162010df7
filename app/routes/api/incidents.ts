import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { cursorOf, encodeCursor, Id, listOf } from "~/http/api-shapes";
import { incidentOf, incidentsOf, reportIncident } from "~server/use";
import { Incident, IncidentWithResolution, shownIncident, shownIncidentAlone } from "./incident-shape";

const list = endpoint("GET", "/incidents", {
  summary: {
    fr: "Ce qui est signalé, du plus récent au plus ancien : tout pour l'équipe du pôle, sinon ce qui concerne la structure",
    en: "What is reported, the newest first: all for the pôle's team, else what concerns the structure",
  },
  scope: "use",
  query: z.strictObject({
    state: z.enum(["open", "closed"]).default("open"),
    resourceId: Id.optional(),
    cursor: cursorOf(z.int().min(2).max(1_000_000)).optional(),
  }),
  response: listOf(Incident),
  handle: async ({ actor, query: { cursor: page = 1, ...search } }) => {
    const { items, more } = await incidentsOf(actor, { ...search, page });
    return {
      items: items.map((incident) => shownIncident(incident, actor)),
      nextCursor: more ? encodeCursor(page + 1) : null,
    };
  },
});

const report = endpoint("POST", "/incidents", {
  summary: { fr: "Signaler un problème", en: "Report a problem" },
  scope: "use",
  body: z.strictObject({
    resourceId: Id,
    bookingId: Id.nullish().meta({ description: "The booking during which it was seen." }),
    description: z.string().trim().min(1).max(2000),
    stopsUse: z.boolean().meta({ description: "It cannot be used any more." }),
  }),
  response: IncidentWithResolution,
  success: 201,
  location: ({ id }) => `/api/v1/incidents/${id}`,
  problems: { not_found: 404, already_exists: 409, photo_refused: 422, too_many_photos: 422 },
  handle: async ({ actor, body, idempotentId: id }) => {
    const outcome = await reportIncident(actor, { id, ...body });
    if (!outcome.ok) return problem(422, outcome.problem.code);
    return shownIncidentAlone(await incidentOf(actor, id), actor);
  },
});

export const loader = apiRoute(list, report);
export const action = loader;
