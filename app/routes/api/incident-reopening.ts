import { apiRoute, endpoint } from "~/http/api";
import { incidentOf, reopenIncident } from "~server/use";
import { IncidentWithResolution, shownIncidentAlone } from "./incident-shape";

const reopen = endpoint("POST", "/incidents/:incident/reopening", {
  summary: { fr: "Rouvrir un incident réglé", en: "Open a settled incident again" },
  scope: "use",
  response: IncidentWithResolution,
  handle: async ({ actor, params: { incident: incidentId } }) => {
    await reopenIncident(actor, incidentId);
    return shownIncidentAlone(await incidentOf(actor, incidentId), actor);
  },
});

export const loader = apiRoute(reopen);
export const action = loader;
