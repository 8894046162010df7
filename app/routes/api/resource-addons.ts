import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { setAddons } from "~server/catalogue";
import { Composition, compositionShown } from "./composition-shape";

const replace = endpoint("PUT", "/resources/:resource/addons", {
  summary: {
    fr: "Dire ce qui est proposé avec une ressource, dans cet ordre : un service, du matériel",
    en: "Say what is proposed with a resource, in that order: a service, equipment",
  },
  scope: "catalogue:write",
  body: z.strictObject({ addonIds: z.array(Id).max(100) }),
  response: Composition,
  problems: { unknown_reference: 422 },
  handle: async ({ actor, params: { resource: id }, body: { addonIds } }) => {
    await setAddons(actor, id, addonIds);
    return compositionShown(actor, id);
  },
});

export const loader = apiRoute(replace);
export const action = loader;
