import { apiRoute, endpoint } from "~/http/api";
import { incidentOf } from "~server/use";
import { IncidentWithResolution, shownIncidentAlone } from "./incident-shape";

const read = endpoint("GET", "/incidents/:incident", {
  summary: { fr: "Un incident", en: "An incident" },
  scope: "use",
  response: IncidentWithResolution,
  handle: async ({ actor, params }) => shownIncidentAlone(await incidentOf(actor, params.incident), actor),
});

export const loader = apiRoute(read);
export const action = loader;
