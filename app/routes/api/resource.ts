import { apiRoute, endpoint } from "~/http/api";
import { resourceOf } from "~server/catalogue";
import { ResourceShape, shownAlone } from "./resource-shape";

const read = endpoint("GET", "/resources/:resource", {
  summary: { fr: "Une ressource, ses règles et ses prix", en: "A resource, its rules and prices" },
  scope: "catalogue:read",
  response: ResourceShape,
  handle: async ({ actor, params }) =>
    shownAlone(await resourceOf(actor, params.resource), actor.poleSlug, actor.timeZone),
});

export const loader = apiRoute(read);
export const action = loader;
