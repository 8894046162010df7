import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { InstantInput } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { incidentOf, planMaintenance } from "~server/use";
import { IncidentWithResolution, shownIncidentAlone } from "./incident-shape";

const STATUSES = {
  incident_closed: 409,
  maintenance_reversed: 422,
  maintenance_past: 422,
  nothing_in_service: 422,
} as const;

const plan = endpoint("PUT", "/incidents/:incident/maintenance", {
  summary: {
    fr: "Immobiliser ce qu'un incident concerne, de telle heure à telle autre ; qui l'avait réservé est prévenu",
    en: "Keep what an incident is about from being booked, from a time to another; who had booked it is told",
  },
  scope: "use",
  body: z.strictObject({
    start: InstantInput,
    end: InstantInput,
    reason: z.string().trim().max(300).optional().meta({ description: "Read by whoever would book it then." }),
  }),
  response: IncidentWithResolution,
  problems: STATUSES,
  handle: async ({ actor, params: { incident: incidentId }, body, locale }) => {
    const outcome = await planMaintenance(actor, { incidentId, ...body });
    if (outcome.ok) return shownIncidentAlone(await incidentOf(actor, incidentId), actor);
    const { code } = outcome.problem;
    const t = await translator(locale, "incidents");
    return problem(STATUSES[code], code, { detail: t(`maintenance.problems.${code}`) });
  },
});

export const loader = apiRoute(plan);
export const action = loader;
