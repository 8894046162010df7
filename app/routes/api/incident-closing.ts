import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { closeIncident, incidentOf } from "~server/use";
import { IncidentWithResolution, shownIncidentAlone } from "./incident-shape";

const close = endpoint("POST", "/incidents/:incident/closing", {
  summary: { fr: "Dire qu'un incident est réglé, et comment", en: "Say that an incident is settled, and how" },
  scope: "use",
  body: z.strictObject({ resolution: z.string().trim().min(1).max(2000) }),
  response: IncidentWithResolution,
  handle: async ({ actor, params: { incident: incidentId }, body }) => {
    await closeIncident(actor, { incidentId, ...body });
    return shownIncidentAlone(await incidentOf(actor, incidentId), actor);
  },
});

export const loader = apiRoute(close);
export const action = loader;
