import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { archiveResource, resourceOf, restoreResource } from "~server/catalogue";
import { ResourceShape, shownAlone } from "./resource-shape";

const set = endpoint("PUT", "/resources/:resource/archived", {
  summary: {
    fr: "Retirer une ressource du catalogue, ou l'y remettre ; ce qui est réservé le reste",
    en: "Take a resource out of the catalogue, or put it back; what is booked stays",
  },
  scope: "catalogue:write",
  body: z.strictObject({ archived: z.boolean() }),
  response: ResourceShape,
  handle: async ({ actor, params: { resource: id }, body: { archived } }) => {
    await (archived ? archiveResource : restoreResource)(actor, id);
    return shownAlone(await resourceOf(actor, id), actor.poleSlug, actor.timeZone);
  },
});

export const loader = apiRoute(set);
export const action = loader;
