import { apiRoute, endpoint } from "~/http/api";
import { incidentOf, letServe } from "~server/use";
import { IncidentWithResolution, shownIncidentAlone } from "./incident-shape";

const serve = endpoint("POST", "/incidents/:incident/serving", {
  summary: {
    fr: "Remettre en service ce qu'un incident immobilise",
    en: "Let a thing that an incident stops be used again",
  },
  scope: "use",
  response: IncidentWithResolution,
  handle: async ({ actor, params: { incident: incidentId } }) => {
    await letServe(actor, incidentId);
    return shownIncidentAlone(await incidentOf(actor, incidentId), actor);
  },
});

export const loader = apiRoute(serve);
export const action = loader;
